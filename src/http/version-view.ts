// A version as the API shows it: its head, its text with numbers and figures, encoded once and kept.
import type { FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import { type House, type Reached, treeOf } from '../commands/house.ts'
import { type Clause, indexTree, sopFacts } from '../document/clause.ts'
import { type Failure, fail, isFailure } from '../errors.ts'
import type { StepOptions } from '../formats/step-lines.ts'
import { toMarkdown, toPlainText } from '../formats/text.ts'
import { inSight, readsMessages } from '../review/observer.ts'
import { permitted, type Who } from '../review/policy.ts'
import { authorsOf, listMembers } from '../store/members.ts'
import { findVersion, type VersionRow } from '../store/versions.ts'
import { held, tagOf, unchanged } from './operation.ts'
import { type Parts, reachFor } from './parts.ts'
import {
  array,
  byLanguage,
  code,
  component,
  hash,
  integer,
  object,
  optional,
  page,
  ref,
  text,
  time,
} from './schema.ts'
import { namesOf, showOptions } from './shown.ts'
import { sopParams, versionRef } from './sops.ts'
import { clauseView, ClauseView, languageHashes, shownParameters, shownReferences } from './views.ts'

export const versionHead = {
  number: integer('Its number on the joint line.'),
  version: hash('Its id: the hash of all it says.'),
  parents: array(hash('A version id.'), 'The version it follows.'),
  by: code('The delegation that made it.'),
  time: time('When it was made.'),
  message: optional(text('What it is about; absent when erased.')),
  messageId: optional(hash('Text id of the message, for a request that it be erased.')),
}
export const VersionHead = component('VersionHead', 'A version in a list.', {
  ...versionHead,
  author: optional(
    object(
      { member: text('Id of the member.'), name: text('Name, or seat.') },
      { description: 'Who made it: shown to the own side only.' },
    ),
  ),
})
export const VersionPage = page('VersionPage', ref(VersionHead))
export const VersionView = component('Version', 'A version with its text.', {
  ...versionHead,
  root: hash('Node id of its tree.'),
  languages: byLanguage('The hash of each language: what an approval names.'),
  shown: Type.Record(Type.String(), byLanguage('The figure in each language.'), {
    description: 'Every figure as each language shows it.',
  }),
  references: Type.Record(Type.String(), byLanguage('The reference in each language.'), {
    description: 'How a reference to each clause reads in each language, by key: Article 9 paragraph (2).',
  }),
  parties: byLanguage('How `{{parties}}` reads in each language.'),
  clause: ref(ClauseView, 'The text: the root, or the clause asked for.'),
  may: array(text('An operationId.'), 'The operations on it that the caller may take.'),
})
export const versionName = text('Number, id, or `latest`.', { pattern: '^([0-9]{1,9}|[0-9a-f]{64}|latest)$' })
export const versionParams = { ...sopParams, version: versionName }

export const MEDIA = ['text/markdown', 'text/plain']

export function headView({ number, id, revision, message }: VersionRow, { hidden, party }: Reached) {
  const { parents, by, time } = revision
  const shown = message !== undefined && !hidden.has(revision.message) && readsMessages(party)
  return { number, version: id, parents, by, time, ...(shown && { message, messageId: revision.message }) }
}

/** Names of members of one's own side for their acts; of another side's acts the room knows nothing. */
export async function authorNames(
  house: House,
  who: Who,
  rows: readonly { act: string }[],
): Promise<Map<string, { member: string; name: string }>> {
  const room = (await house.stores.room(who.delegation))!
  return room.read(async (sql) => {
    const authors = await authorsOf(
      sql,
      rows.map(({ act }) => act),
    )
    if (authors.size === 0) return new Map<string, { member: string; name: string }>()
    const names = new Map((await listMembers(sql)).map(({ id, name, seat }) => [id, seat ?? name]))
    return new Map([...authors].map(([act, member]) => [act, { member, name: names.get(member) ?? '' }]))
  })
}

interface Asked {
  readonly who: Who
  readonly sop: string
  readonly version: string
  readonly query: {
    language?: string
    clause?: string
    digits?: 'thai' | 'arabic'
    era?: 'be' | 'both' | 'ce'
    order?: string
  }
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

/** Sends a version from the kept answers, or encodes it once and keeps it. */
export async function sendVersion(
  parts: Parts,
  { who, sop, version, query, request, reply }: Asked,
): Promise<FastifyReply | Failure> {
  const { house, answers } = parts
  const reached = await reachFor(house, who, sop, 'getVersion')
  if (isFailure(reached)) return reached
  const media = mediaOf(request.headers.accept)
  if (!media) return fail('not-acceptable', { types: ['application/json', ...MEDIA] })
  const named = await house.known.version(sop, reached.db, versionRef(version))
  if (named === undefined) return fail('not-found')
  const may = mayOnVersion(who, reached)
  const tag = tagOf(sop, named, viewKey(reached), media, JSON.stringify(query), may.join())
  const mine = held(request, tag)
  if (mine !== undefined) return reply.header('etag', mine).code(304).send()
  const bytes = answers.get(tag) ?? (await encode(parts, who, reached, named, query, media))
  if (isFailure(bytes)) return bytes
  if (unchanged(request, reply, tag)) return reply
  return reply.type(`${media}; charset=utf-8`).header('vary', 'Accept').send(answers.put(tag, bytes))
}

/** What decides what a seat sees of a version; two callers with the same key see the same bytes. */
export function viewKey({ party, sop, hidden }: Reached): string {
  return JSON.stringify([party.kind, party.preset, party.withheld, sop.erasures, [...hidden]])
}

function mayOnVersion(who: Who, { state }: Reached): string[] {
  return permitted(['openThread', 'giveApproval'], who, state)
}

async function encode(
  { house, lists }: Parts,
  who: Who,
  reached: Reached,
  named: string,
  query: Asked['query'],
  media: string,
): Promise<Buffer | Failure> {
  return reached.db.read(async (sql) => {
    const row = await findVersion(sql, named)
    if (!row) return fail('not-found')
    const whole = await treeOf(house, sql, row)
    const seen = inSight(reached.party, whole, reached.hidden)
    const clause = query.clause === undefined ? seen : indexTree(seen).get(query.clause)?.clause
    const { languages } = sopFacts(whole)
    if (!clause || (query.language !== undefined && !languages.includes(query.language)))
      return fail('not-found')
    const options = showOptions(query, lists.get(sopFacts(whole).reference)!)
    if (media !== 'application/json') {
      const text = media === 'text/markdown' ? toMarkdown : toPlainText
      const names = namesOf(lists.get(sopFacts(whole).reference)!, seen)
      const asked = { ...options, names, ...(query.clause !== undefined && { clause: query.clause }) }
      return Buffer.from(text(seen, query.language ?? languages[0]!, asked))
    }
    return Buffer.from(
      JSON.stringify(
        versionView(
          row,
          reached,
          { whole, seen, clause },
          query.language,
          { ...options, names: namesOf(lists.get(sopFacts(whole).reference)!, seen) },
          mayOnVersion(who, reached),
        ),
      ),
    )
  })
}

function versionView(
  row: VersionRow,
  reached: Reached,
  { whole, seen, clause }: { whole: Clause; seen: Clause; clause: Clause },
  language: string | undefined,
  options: StepOptions,
  may: string[],
) {
  const shown = { hidden: reached.hidden, ...(language !== undefined && { languages: [language] }) }
  return {
    ...headView(row, reached),
    root: row.revision.root,
    languages: languageHashes(whole),
    shown: shownParameters(seen, options),
    ...shownReferences(seen, shown, options),
    clause: clauseView(clause, seen, shown, options),
    may,
  }
}

/** The best of what we have for an Accept header; undefined when it wants none of it. */
export function mediaOf(
  accept: string | undefined,
  have: readonly string[] = ['application/json', ...MEDIA],
): string | undefined {
  if (!accept) return have[0]
  const wanted = accept.split(',').map((part) => {
    const [type = '', ...options] = part.trim().split(';')
    const quality = options.find((option) => option.trim().startsWith('q='))
    return { type: type.trim().toLowerCase(), quality: quality ? Number(quality.split('=')[1]) : 1 }
  })
  wanted.sort((a, b) => b.quality - a.quality)
  for (const { type, quality } of wanted) {
    if (!(quality > 0)) continue
    const found = have.find((mine) => type === mine || type === '*/*' || type === `${mine.split('/')[0]}/*`)
    if (found) return found
  }
  return undefined
}
