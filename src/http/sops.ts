// SOPs: the list of those one's delegation takes part in, one of them, and creating one.
import { createSop } from '../commands/create-sop.ts'
import { type House, reach, type Reached, rootOfHead } from '../commands/house.ts'
import { markVisit } from '../commands/mark-visit.ts'
import { type Clause, sopFacts } from '../document/clause.ts'
import { isFailure } from '../errors.ts'
import { adopted } from '../review/approvals.ts'
import { PROCEDURES, STAGES } from '../review/decisions.ts'
import { inSight, sightOf } from '../review/observer.ts'
import { type Operation, permitted, PRESETS, type Who } from '../review/policy.ts'
import { getVisit } from '../store/members.ts'

import { fromCursor, toCursor } from './cursor.ts'
import { declare, tagOf, unchanged } from './operation.ts'
import { asWritten, type Parts, reachFor } from './parts.ts'
import {
  array,
  byLanguage,
  code,
  component,
  flag,
  hash,
  id,
  integer,
  language,
  object,
  oneOf,
  optional,
  page,
  paging,
  ref,
  text,
  time,
} from './schema.ts'
import { ended } from './sessions.ts'

export const SopParty = component('SopParty', 'A party to an SOP.', {
  delegation: code('Code of the delegation.'),
  state: oneOf(
    ['invited', 'member', 'declined', 'ended'],
    'A state named as party is one when it has said yes (`member`).',
  ),
})
export const SopObserver = component('SopObserver', 'An observer’s seat.', {
  delegation: code('Code of the organisation.'),
  preset: oneOf(PRESETS, 'What it sees.'),
  until: time('When the seat ends.'),
  comments: flag('Whether it may comment.'),
  withheld: array(text('Key of a clause.'), 'Chapters that it does not see.'),
})
export const SopView = component('Sop', 'An SOP as it stands now.', {
  id: id('Id of the SOP.'),
  title: byLanguage('Its title in each language.'),
  stage: oneOf(STAGES, 'Where the negotiation is.'),
  procedure: oneOf(PROCEDURES, 'How the joint line changes: openly, or by accepted proposals only.'),
  character: oneOf(['arrangement', 'treaty'], 'Legal character.'),
  languages: array(language('A language.'), 'Languages of the text.'),
  authentic: array(language('A language.'), 'Authentic languages.'),
  prevailing: text('The language that prevails, or `none`.'),
  negotiated: array(language('A language.'), 'Languages negotiated in.'),
  parties: array(ref(SopParty), 'The parties, by code.'),
  observers: array(ref(SopObserver), 'The observers that have a seat; an observer sees its own.'),
  archived: flag('Whether it is archived.'),
  exceptions: array(
    object({ element: text('Id of the required element.'), reason: text('Why it is missing.') }),
    'Safeguards that the parties agreed to leave out, with the reason; observers see them too.',
  ),
  head: object(
    {
      number: integer('Number of the current version.'),
      version: hash('Its id.'),
      by: code('The delegation that made it.'),
      time: time('When.'),
    },
    { description: 'The current version.' },
  ),
  adopted: optional(
    object(
      { version: hash('Id of the version that every party agreed to.') },
      { description: 'Adopted is neither signed nor in force.' },
    ),
  ),
  standing: oneOf(['party', 'invited', 'observer'], 'How one’s own delegation stands to it.'),
  visited: optional(integer('The newest version that one has seen.')),
  may: array(text('An operationId.'), 'The operations on it that the caller may take now.'),
})
export const SopPage = page('SopPage', ref(SopView))
const seat = {
  delegation: code('Code of the organisation.'),
  preset: oneOf(PRESETS, 'What it is to see.'),
  until: time('When the seat ends.'),
  comments: flag('Whether it may comment.'),
  withheld: array(text('Key of a clause.', { maxLength: 64 }), 'Chapters that it is not to see.', {
    maxItems: 50,
  }),
}
export const SopInput = component('CreateSop', 'An SOP to be created.', {
  template: optional(
    text('Name of the template to start from; without one it starts empty.', { maxLength: 100 }),
  ),
  title: byLanguage('Its title in each language.'),
  parties: array(code('A party.'), 'The parties; one’s own among them.', { minItems: 2, maxItems: 12 }),
  observers: optional(
    array(
      object(seat, { description: 'A seat; every party has to say yes.' }),
      'Observers to be asked for.',
      { maxItems: 20 },
    ),
  ),
  languages: array(language('A language.'), 'Languages of the text.', { minItems: 1, maxItems: 12 }),
  authentic: array(language('A language.'), 'Authentic languages.', { minItems: 1, maxItems: 12 }),
  prevailing: text('The language that prevails in case of divergence, or `none`.', {
    pattern: '^([a-z]{2,3}|none)$',
  }),
  character: optional(oneOf(['arrangement', 'treaty'], 'Legal character; `arrangement` if not said.')),
  negotiated: optional(
    array(language('A language.'), 'Languages negotiated in; all if not said.', {
      minItems: 1,
      maxItems: 12,
    }),
  ),
  procedure: optional(oneOf(PROCEDURES, 'How the joint line changes; `by-proposal` if not said.')),
  reference: optional(text('Edition of the reference lists; the newest if not said.', { maxLength: 20 })),
  message: optional(text('What this first version is.', { maxLength: 500 })),
})
export const VisitInput = component('Visit', 'What one has seen.', {
  version: integer('Number of the newest version seen.', { minimum: 1 }),
})
export const SCHEMAS = [SopParty, SopObserver, SopView, SopPage, SopInput, VisitInput]

export const sopParams = { sop: id('Id of the SOP.') }

export function sopRoutes({ app, house, door, lists }: Parts): void {
  declare(app, door, {
    id: 'listSops',
    method: 'GET',
    url: '/sops',
    tag: 'SOPs',
    summary: 'List SOPs',
    description: 'The SOPs that one’s delegation takes part in, is named in or observes, the oldest first.',
    query: paging,
    answers: { 200: ref(SopPage, 'A page of SOPs.') },
    problems: [],
    handle: async ({ who, query }) => {
      const known = await house.known.access(who.delegation)
      const start = fromCursor(query.cursor, 'string')
      const from = start === undefined ? 0 : known.indexOf(start) + 1
      const items: object[] = []
      let at = from
      for (; at < known.length && items.length < query.limit!; at += 1) {
        const reached = await reach(house, who, known[at]!)
        if (reached) items.push(await sopView(house, who, reached))
      }
      return { items, ...(at < known.length && { next: toCursor(known[at - 1]!) }) }
    },
  })

  declare(app, door, {
    id: 'createSop',
    method: 'POST',
    url: '/sops',
    tag: 'SOPs',
    summary: 'Create an SOP',
    description:
      'Begins an SOP from a template or empty. The other states named become parties when they say yes; observers when every party has.',
    body: SopInput,
    example: {
      template: 'safe-voluntary-repatriation-reintegration',
      title: {
        en: 'SOP on safe and voluntary repatriation',
        id: 'SOP tentang pemulangan yang aman dan sukarela',
        th: 'SOP ว่าด้วยการส่งกลับอย่างปลอดภัยและโดยสมัครใจ',
      },
      parties: ['IDN', 'THA'],
      languages: ['en', 'id', 'th'],
      authentic: ['en', 'id', 'th'],
      prevailing: 'none',
      procedure: 'open',
    },
    answers: { 201: ref(SopView, 'The SOP.') },
    problems: [
      'role-missing',
      'standing-missing',
      'delegation-unknown',
      'template-unknown',
      'question-refused',
      'facts-refused',
      'text-refused',
      'case-data',
    ],
    handle: async ({ who, body, once, reply, request }) => {
      const made = await createSop(
        house,
        who,
        {
          ...body,
          character: body.character ?? 'arrangement',
          negotiated: body.negotiated ?? body.languages,
          procedure: body.procedure ?? 'by-proposal',
          reference: body.reference ?? [...lists.keys()].sort().at(-1)!,
          observers: (body.observers ?? []).map((wanted) => ({
            ...wanted,
            until: new Date(wanted.until).toISOString(),
          })),
          message: body.message ?? 'First version',
        },
        once,
      )
      if (isFailure(made)) return made
      void reply.code(201).header('location', `${request.url.split('?')[0]}/${made.id}`)
      return asWritten(async () => sopView(house, who, (await reach(house, who, made.id))!))
    },
  })

  declare(app, door, {
    id: 'getSop',
    method: 'GET',
    url: '/sops/:sop',
    tag: 'SOPs',
    summary: 'Read an SOP',
    description:
      'Title, parties, stage, procedure, the current version, whether it is adopted, and what the caller may do.',
    params: sopParams,
    answers: { 200: ref(SopView, 'The SOP.'), 304: object({}, { description: 'As the tag says.' }) },
    problems: ['not-found'],
    handle: async ({ who, params, request, reply }) => {
      const reached = await reachFor(house, who, params.sop, 'getSop')
      if (isFailure(reached)) return reached
      const view = await sopView(house, who, reached)
      return unchanged(request, reply, tagOf(JSON.stringify(view))) ? reply : view
    },
  })

  declare(app, door, {
    id: 'markVisit',
    method: 'POST',
    url: '/sops/:sop/visits',
    tag: 'SOPs',
    summary: 'Note what one has seen',
    description: 'Kept in one’s own room: no other delegation learns of it.',
    params: sopParams,
    body: VisitInput,
    example: { version: 3 },
    answers: { 204: object({}, { description: 'Noted.' }) },
    problems: ['not-found'],
    handle: async ({ who, params, body, reply }) =>
      ended(reply, await markVisit(house, who, params.sop, body.version)),
  })
}

const ON_SOP: readonly Operation[] = [
  'saveVersion',
  'openThread',
  'addComment',
  'giveApproval',
  'askDecision',
  'answerDecision',
  'listRecord',
  'exportSop',
]

/** What the caller may do now: the policy, and how the SOP stands. */
export function mayNow(who: Who, { state, sop, negotiation }: Reached): Operation[] {
  const closed = sop.procedure !== 'open' || adopted(negotiation) !== undefined
  return permitted(ON_SOP, who, state).filter((operation) => operation !== 'saveVersion' || !closed)
}

async function sopView(house: House, who: Who, reached: Reached) {
  const { db, sop, parties, party, state, negotiation, hidden, exceptions } = reached
  const { version, tree } = await db.read(rootOfHead)
  const room = (await house.stores.room(who.delegation))!
  const visited = await room.read((sql) => getVisit(sql, who.member, sop.id))
  const seen = inSight(party, tree, hidden)
  const { character, languages, authentic, prevailing } = sopFacts(tree)
  const done = sightOf(party).approvals ? adopted(negotiation) : undefined
  return {
    id: sop.id,
    title: titleOf(seen),
    stage: sop.stage,
    procedure: sop.procedure,
    character,
    languages,
    authentic,
    prevailing,
    negotiated: sop.negotiated,
    parties: parties
      .filter((row) => row.kind === 'party')
      .map((row) => ({ delegation: row.delegation, state: row.state })),
    observers: parties
      .filter(
        (row) =>
          row.kind === 'observer' && row.state === 'member' && (party.kind === 'party' || row === party),
      )
      .map(({ delegation, preset, until, comments, withheld }) => ({
        delegation,
        preset,
        until,
        comments,
        withheld,
      })),
    archived: sop.archived,
    exceptions,
    head: {
      number: version.number,
      version: version.id,
      by: version.revision.by,
      time: version.revision.time,
    },
    ...(done !== undefined && { adopted: { version: done } }),
    standing: state.standing,
    ...(visited !== undefined && { visited }),
    may: mayNow(who, reached),
  }
}

export function titleOf(tree: Clause): Record<string, string> {
  return Object.fromEntries(
    Object.entries(tree.texts).flatMap(([code, { heading }]) =>
      heading === undefined ? [] : [[code, heading]],
    ),
  )
}

/** A version named in an address: its number, its id, or `latest`. */
export function versionRef(named: string): number | string {
  return /^[0-9]{1,9}$/.test(named) ? Number(named) : named
}
