// Versions: the list, one of them whole or in part, saving the next, its readiness, and the history of a clause.
import Type from 'typebox'
import { type House, type Reached, treeOf } from '../commands/house.ts'
import { previewVersion, saveVersion } from '../commands/save-version.ts'
import { editionOf } from '../commands/house.ts'
import { indexTree } from '../document/clause.ts'
import { contentId } from '../document/ids.ts'
import { fail, isFailure } from '../errors.ts'
import { inSight } from '../review/observer.ts'
import { FINDINGS } from '../review/findings.ts'
import { readiness } from '../review/readiness.ts'
import type { Sql } from '../store/db.ts'
import { findVersion, listVersions, type VersionRow } from '../store/versions.ts'
import { fromCursor, pageOf, toCursor } from './cursor.ts'
import { ClaimInput, edits, editsOf } from './edits.ts'
import { zipped } from './encoding.ts'
import { declare, tagOf, unchanged } from './operation.ts'
import { type Parts, reachFor } from './parts.ts'
import { speech } from './problem.ts'
import {
  array,
  component,
  flag,
  hash,
  integer,
  object,
  oneOf,
  optional,
  page,
  paging,
  ref,
  refTo,
  text,
} from './schema.ts'
import { shownAs } from './shown.ts'
import { sopParams, versionRef } from './sops.ts'
import {
  authorNames,
  headView,
  MEDIA,
  sendVersion,
  versionHead,
  VersionHead,
  VersionPage,
  versionParams,
  VersionView,
} from './version-view.ts'

export const SaveInput = component('SaveVersion', 'What makes the next version.', {
  base: hash('Id of the version that the edits were made on.'),
  edits,
  message: text('What this change is about.', { minLength: 1, maxLength: 500 }),
  claims: optional(array(ref(ClaimInput), 'What was taken for personal data and is none.', { maxItems: 50 })),
})
export const Saved = component('Saved', 'What a save did.', {
  number: integer('Number of the version now current.'),
  version: hash('Its id; in a dry run, that of the version it would follow.'),
  saved: flag('False when the edits changed nothing: then no version was made.'),
  inserted: array(text('A key.'), 'Keys of the inserted clauses, in the order of the edits.'),
  incoming: array(refTo<object>('Edit'), 'What others saved since the base, as edits; it merged by itself.'),
  digests: array(
    object({
      pointer: text('Which text of the request.'),
      sha256: hash('SHA-256 of its UTF-8 bytes as received.'),
    }),
    'So that the client can check that its words arrived.',
  ),
  warnings: array(
    object({
      pointer: text('Which text.'),
      code: text('What it looks like.'),
      facts: Type.Record(Type.String(), Type.Unknown(), { description: 'The place.' }),
    }),
    'What looks like personal data without being refused.',
  ),
})
export const FindingView = component('Finding', 'One thing that stands against a version.', {
  class: oneOf(
    ['blocks', 'needs-reason', 'listed'],
    'Whether it blocks agreement, needs an agreed exception, or is only listed.',
  ),
  rule: text('Stable code of the rule.'),
  key: optional(text('The clause.')),
  language: optional(text('The language.')),
  subject: optional(text('The part, figure, element or form.')),
  what: text('What is the matter, in the language of the request.'),
  todo: text('What to do.'),
})
export const ReadinessView = component('Readiness', 'What stands against agreeing to a version.', {
  ready: flag('Whether `text-agreed` may be given.'),
  items: array(ref(FindingView), 'The findings: blocking ones first.'),
})
export const HistoryItem = component('HistoryItem', 'A version in which a clause changed.', {
  ...versionHead,
  present: flag('Whether the clause is in this version.'),
  content: optional(hash('Content id of the clause in this version.')),
})
export const HistoryPage = page('HistoryPage', ref(HistoryItem))
export const SCHEMAS = [
  VersionHead,
  VersionPage,
  VersionView,
  SaveInput,
  Saved,
  FindingView,
  ReadinessView,
  HistoryItem,
  HistoryPage,
]

export function versionRoutes(parts: Parts): void {
  const { app, house, door } = parts
  declare(app, door, {
    id: 'listVersions',
    method: 'GET',
    url: '/sops/:sop/versions',
    tag: 'Versions',
    summary: 'List versions',
    description: 'The joint line, the newest version first.',
    params: sopParams,
    query: paging,
    answers: {
      200: ref(VersionPage, 'A page of versions.'),
      304: object({}, { description: 'As the tag says.' }),
    },
    problems: ['not-found'],
    handle: async ({ who, params, query, request, reply }) => {
      const reached = await reachFor(house, who, params.sop, 'listVersions')
      if (isFailure(reached)) return reached
      const before = fromCursor(query.cursor, 'number')
      const limit = query.limit!
      const rows = await reached.db.read((sql) =>
        listVersions(sql, { limit: limit + 1, ...(before !== undefined && { before }) }),
      )
      const authors = await authorNames(house, who, rows)
      const view = (row: VersionRow) => {
        const author = authors.get(row.act)
        return { ...headView(row, reached), ...(author && { author }) }
      }
      const body = pageOf(rows, limit, view, (row) => row.number)
      return unchanged(request, reply, tagOf(JSON.stringify(body))) ? reply : body
    },
  })

  declare(app, door, {
    id: 'getVersion',
    method: 'GET',
    url: '/sops/:sop/versions/:version',
    tag: 'Versions',
    summary: 'Read a version',
    description:
      'The whole text with numbers and figures, of one language or one clause if asked; as JSON, Markdown or plain text. A version never changes, so its tag holds until a text of it is erased.',
    params: versionParams,
    query: shownAs,
    answers: { 200: ref(VersionView, 'The version.'), 304: object({}, { description: 'As the tag says.' }) },
    also: MEDIA,
    onSend: zipped(parts.answers),
    problems: ['not-found', 'not-acceptable', 'storage-damaged'],
    handle: ({ who, params, query, request, reply }) =>
      sendVersion(parts, { who, ...params, query, request, reply }),
  })

  declare(app, door, {
    id: 'saveVersion',
    method: 'POST',
    url: '/sops/:sop/versions',
    tag: 'Versions',
    summary: 'Save a version',
    description:
      'Edits on a base become the next version. If others saved since, different clauses merge by themselves and the answer says what came in; the same place is a conflict with base, theirs and mine, and nothing is stored.',
    params: sopParams,
    query: { dryRun: optional(flag('Shows what would be saved, and saves nothing.')) },
    body: SaveInput,
    example: {
      base: 'b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c',
      message: 'Thai wording of the consent article',
      edits: [{ op: 'setText', key: 'consent', language: 'th', part: 'heading', value: 'ความยินยอม' }],
    },
    answers: {
      200: ref(Saved, 'Nothing was saved: a dry run, or edits that change nothing.'),
      201: ref(Saved, 'Saved.'),
    },
    problems: [
      'not-found',
      'standing-missing',
      'role-missing',
      'sop-archived',
      'procedure-by-proposal',
      'text-adopted',
      'conflict',
      'base-unknown',
      'edit-no-clause',
      'edit-no-parameter',
      'edit-mismatch',
      'edit-root',
      'edit-key-malformed',
      'edit-key-used',
      'edit-no-place',
      'edit-too-deep',
      'edit-circle',
      'text-refused',
      'case-data',
      'facts-refused',
      'base-missing',
    ],
    handle: async ({ who, params, query, body, once, reply }) => {
      const input = { ...body, edits: editsOf(body.edits) }
      if (query.dryRun) {
        const refused = await reachFor(house, who, params.sop, 'saveVersion')
        return isFailure(refused) ? refused : previewVersion(house, who, params.sop, input)
      }
      const saved = await saveVersion(house, who, params.sop, input, once)
      if (!isFailure(saved)) void reply.code(saved.saved ? 201 : 200)
      return saved
    },
  })

  declare(app, door, {
    id: 'getReadiness',
    method: 'GET',
    url: '/sops/:sop/versions/:version/readiness',
    tag: 'Versions',
    summary: 'What stands against a version',
    description:
      'Findings with clause, language, rule and what to do: what blocks agreement, what needs an agreed exception, and what is only listed.',
    params: versionParams,
    answers: { 200: ref(ReadinessView, 'The findings.') },
    problems: ['not-found', 'standing-missing'],
    handle: async ({ who, params, request }) => {
      const reached = await reachFor(house, who, params.sop, 'getReadiness')
      if (isFailure(reached)) return reached
      return reached.db.read(async (sql) => {
        const row = await findVersion(sql, versionRef(params.version))
        if (!row) return fail('not-found')
        const tree = await treeOf(house, sql, row)
        const findings = readiness(
          tree,
          editionOf(house, tree).required,
          reached.exceptions.map(({ element }) => element),
        )
        const language = speech(request.headers['accept-language'])
        return {
          ready: findings.every((finding) => finding.class === 'listed'),
          items: findings.map((finding) => ({ ...finding, ...FINDINGS[finding.rule][language] })),
        }
      })
    },
  })

  declare(app, door, {
    id: 'getClauseHistory',
    method: 'GET',
    url: '/sops/:sop/clauses/:key/history',
    tag: 'Versions',
    summary: 'The history of a clause',
    description:
      'The versions in which a clause came, changed, or went, the newest first. A page may hold fewer items than asked for and still have a next one.',
    params: { ...sopParams, key: text('Key of the clause.', { maxLength: 64 }) },
    query: paging,
    answers: { 200: ref(HistoryPage, 'A page of versions.') },
    problems: ['not-found'],
    handle: async ({ who, params, query }) => {
      const reached = await reachFor(house, who, params.sop, 'getClauseHistory')
      if (isFailure(reached)) return reached
      const before = fromCursor(query.cursor, 'number')
      return reached.db.read((sql) => clauseHistory(house, sql, reached, params.key, query.limit!, before))
    },
  })
}

const WINDOW = 200 // versions looked at for one page

async function clauseHistory(
  house: House,
  sql: Sql,
  reached: Reached,
  key: string,
  limit: number,
  before?: number,
) {
  const rows = await listVersions(sql, { limit: WINDOW + 1, ...(before !== undefined && { before }) })
  const items: object[] = []
  const contents: (string | undefined)[] = []
  for (const row of rows) {
    const seen = inSight(reached.party, await treeOf(house, sql, row), reached.hidden)
    const clause = indexTree(seen).get(key)?.clause
    contents.push(clause && contentId(clause))
  }
  let at = 0
  for (; at < Math.min(rows.length, WINDOW) && items.length < limit; at += 1) {
    const [now, then] = [contents[at], contents[at + 1]]
    if (now === then) continue
    items.push({
      ...headView(rows[at]!, reached),
      present: now !== undefined,
      ...(now !== undefined && { content: now }),
    })
  }
  const next = at < rows.length ? rows[at - 1]?.number : undefined
  return { items, ...(next !== undefined && { next: toCursor(next) }) }
}
