// Formal acts on one exact version: giving one, and all that were ever given.
import { giveApproval } from '../commands/give-approval.ts'
import { fail, isFailure } from '../errors.ts'
import { ACTS, adopted, standing } from '../review/approvals.ts'
import { sightOf } from '../review/observer.ts'
import { type ApprovalRow, listApprovals } from '../store/approvals.ts'
import { findVersion } from '../store/versions.ts'
import { declare, tagOf, unchanged } from './operation.ts'
import { asWritten, type Parts, reachFor, reading } from './parts.ts'
import {
  array,
  byLanguage,
  code,
  component,
  flag,
  hash,
  id,
  integer,
  object,
  oneOf,
  optional,
  ref,
  text,
} from './schema.ts'
import { sopParams, versionRef } from './sops.ts'
import { versionName } from './version-view.ts'

const date = (what: string) => text(what, { format: 'date' })
const authority = object(
  {
    document: text('The document that gives the authority.', { minLength: 1, maxLength: 300 }),
    number: text('Its number.', { minLength: 1, maxLength: 100 }),
    date: date('Its date.'),
  },
  { description: 'What the authority rests on.' },
)
const said = {
  act: oneOf(ACTS, 'Which act.'),
  capacity: text('In which capacity it is given.', { minLength: 1, maxLength: 200 }),
  authority: optional(authority),
  place: text('Where.', { minLength: 1, maxLength: 200 }),
  date: date('On which day.'),
  medium: oneOf(['in-person', 'electronic', 'on-paper'], 'How; on paper, the authority names the letter.'),
  preparedBy: optional(text('Who prepared it.', { minLength: 1, maxLength: 200 })),
  reason: optional(text('The reason, where one is given.', { maxLength: 1_000 })),
  withdraws: optional(id('For `withdrawn`: the act taken back.')),
}
export const ApprovalInput = component('GiveApproval', 'A formal act for one’s country, on one version.', {
  ...said,
  version: hash('The full id of the version that was read: never `latest`.'),
})
export const ApprovalView = component('Approval', 'A formal act.', {
  id: id('Id of the act.'),
  ...said,
  version: hash('Id of the version.'),
  number: integer('Number of the version.'),
  party: code('The party it was given for.'),
  confirmedBy: optional(text('Who confirmed it.')),
  languages: byLanguage('The hash of each language of the text it was given on.'),
  seq: integer('Its place in the record.'),
  stands: flag('Whether it counts: neither withdrawn nor set aside by a reopening.'),
  current: flag('Whether it was given on the current version; an act is never carried over.'),
})
export const ApprovalList = component('ApprovalList', 'Acts, the first one first.', {
  items: array(ref(ApprovalView), 'The acts.'),
  adopted: optional(hash('Id of the version that every party agreed to.')),
})
export const SCHEMAS = [ApprovalInput, ApprovalView, ApprovalList]

export function approvalRoutes({ app, house, door }: Parts): void {
  declare(app, door, {
    id: 'listApprovals',
    method: 'GET',
    url: '/sops/:sop/approvals',
    tag: 'Approvals',
    summary: 'List all formal acts',
    description:
      'Every act ever given on any version; acts on earlier versions stay in sight and count for those alone.',
    params: sopParams,
    query: {
      version: optional(versionName),
    },
    answers: { 200: ref(ApprovalList, 'The acts.'), 304: object({}, { description: 'As the tag says.' }) },
    problems: ['not-found', 'observer-not-granted'],
    handle: async ({ who, params, query, request, reply }) => {
      const reached = await reachFor(house, who, params.sop, 'listApprovals')
      if (isFailure(reached)) return reached
      if (!sightOf(reached.party).approvals) return fail('observer-not-granted')
      const found = await reached.db.read(async (sql) => ({
        rows: await listApprovals(sql),
        only: query.version === undefined ? undefined : await findVersion(sql, versionRef(query.version)),
      }))
      if (query.version !== undefined && !found.only) return fail('not-found')
      const counts = new Set(standing(reached.negotiation).map((act) => act.id))
      const done = adopted(reached.negotiation)
      const items = found.rows
        .filter((row) => !found.only || row.revision === found.only.id)
        .map((row) => approvalView(row, counts, reached.negotiation.head))
      const body = { items, ...(done !== undefined && { adopted: done }) }
      return unchanged(request, reply, tagOf(JSON.stringify(body))) ? reply : body
    },
  })

  declare(app, door, {
    id: 'giveApproval',
    method: 'POST',
    url: '/sops/:sop/approvals',
    tag: 'Approvals',
    summary: 'Give a formal act',
    description:
      'On one version, named by its full id. Acts up to adoption are taken on the current version alone; `text-agreed` needs every authentic language and nothing that stands against it. It binds when this answers.',
    params: sopParams,
    body: ApprovalInput,
    example: {
      act: 'text-agreed',
      version: 'b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c',
      capacity: 'Head of delegation',
      authority: { document: 'Instruction of the Minister', number: '12/2026', date: '2026-11-01' },
      place: 'Bangkok',
      date: '2026-11-24',
      medium: 'in-person',
    },
    answers: { 201: ref(ApprovalView, 'The act, as it stands in the record.') },
    problems: [
      'not-found',
      'standing-missing',
      'role-missing',
      'sop-archived',
      'superseded',
      'text-adopted',
      'not-adopted',
      'act-given-already',
      'nothing-to-confirm',
      'nothing-to-withdraw',
      'not-ready',
      'text-refused',
      'case-data',
    ],
    handle: async ({ who, params, body, once, reply }) => {
      const given = await giveApproval(house, who, params.sop, body, once)
      if (isFailure(given)) return given
      void reply.code(201)
      return asWritten(async () => {
        const reached = await reachFor(house, reading(who), params.sop, 'listApprovals')
        if (isFailure(reached)) return reached
        const rows = await reached.db.read(listApprovals)
        const counts = new Set(standing(reached.negotiation).map((act) => act.id))
        const row = rows.find(({ id }) => id === given.id)!
        return approvalView(row, counts, reached.negotiation.head)
      })
    },
  })
}

function approvalView(row: ApprovalRow, counts: ReadonlySet<string>, head: string) {
  const { id: act, number, revision, delegation, body, withdraws, seq, prepared, confirmed } = row
  return {
    id: act,
    act: row.act,
    ...(body as {
      capacity: string
      place: string
      date: string
      medium: 'in-person'
      languages: Record<string, string>
    }),
    version: revision,
    number,
    party: delegation,
    ...(withdraws !== undefined && { withdraws }),
    ...(prepared !== undefined && { preparedBy: prepared }),
    ...(confirmed !== undefined && { confirmedBy: confirmed }),
    seq,
    stands: counts.has(act),
    current: revision === head,
  }
}
