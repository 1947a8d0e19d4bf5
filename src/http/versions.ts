// Versions: the list, one of them whole or in part, saving the next, its readiness, and the history of a clause.
import type { FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import { type House, type Reached, treeOf } from '../commands/house.ts'
import { previewVersion, saveVersion } from '../commands/save-version.ts'
import { exceptionsOf } from '../commands/give-approval.ts'
import { editionOf } from '../commands/house.ts'
import { type Clause, indexTree, sopFacts } from '../document/clause.ts'
import { contentId } from '../document/ids.ts'
import type { ShowOptions } from '../document/numbering.ts'
import { type Failure, fail, isFailure } from '../errors.ts'
import { toMarkdown, toPlainText } from '../formats/text.ts'
import { inSight } from '../review/observer.ts'
import { FINDINGS } from '../review/findings.ts'
import { permitted, type Who } from '../review/policy.ts'
import { readiness } from '../review/readiness.ts'
import type { Sql } from '../store/db.ts'
import { authorsOf, listMembers } from '../store/members.ts'
import { findVersion, listVersions, type VersionRow } from '../store/versions.ts'
import { fromCursor, pageOf, toCursor } from './cursor.ts'
import { ClaimInput, edits, editsOf } from './edits.ts'
import { declare, tagOf, unchanged } from './operation.ts'
import { type Parts, reachFor } from './parts.ts'
import { speech } from './problem.ts'
import {
  array,
  byLanguage,
  code,
  component,
  flag,
  hash,
  integer,
  language,
  object,
  oneOf,
  optional,
  page,
  paging,
  ref,
  refTo,
  text,
  time,
} from './schema.ts'
import { namesOf, showOptions, shownAs } from './shown.ts'
import { sopParams, versionRef } from './sops.ts'
import { clauseView, ClauseView, languageHashes, shownParameters } from './views.ts'

const head = {
  number: integer('Its number on the joint line.'),
  version: hash('Its id: the hash of all it says.'),
  parents: array(hash('A version id.'), 'The version it follows.'),
  by: code('The delegation that made it.'),
  time: time('When it was made.'),
  message: optional(text('What it is about; absent when erased.')),
}
export const VersionHead = component('VersionHead', 'A version in a list.', {
  ...head,
  author: optional(
    object(
      { member: text('Id of the member.'), name: text('Name, or seat.') },
      { description: 'Who made it: shown to the own side only.' },
    ),
  ),
})
export const VersionPage = page('VersionPage', ref(VersionHead))
export const VersionView = component('Version', 'A version with its text.', {
  ...head,
  root: hash('Node id of its tree.'),
  languages: byLanguage('The hash of each language: what an approval names.'),
  shown: Type.Record(Type.String(), byLanguage('The figure in each language.'), {
    description: 'Every figure as each language shows it.',
  }),
  clause: ref(ClauseView, 'The text: the root, or the clause asked for.'),
  may: array(text('An operationId.'), 'The operations on it that the caller may take.'),
})
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
  ...head,
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

export const versionName = text('Number, id, or `latest`.', { pattern: '^([0-9]{1,9}|[0-9a-f]{64}|latest)$' })
export const versionParams = { ...sopParams, version: versionName }
const MEDIA = ['text/markdown', 'text/plain']

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
        const findings = readiness(tree, editionOf(house, tree).required, await exceptionsOf(sql))
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

export function headView({ number, id, revision, message }: VersionRow, { hidden }: Reached) {
  const { parents, by, time } = revision
  const shown = message !== undefined && !hidden.has(revision.message)
  return { number, version: id, parents, by, time, ...(shown && { message }) }
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
    if (authors.size === 0) return new Map()
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
async function sendVersion(
  parts: Parts,
  { who, sop, version, query, request, reply }: Asked,
): Promise<FastifyReply | Failure> {
  const { house, answers } = parts
  const reached = await reachFor(house, who, sop, 'getVersion')
  if (isFailure(reached)) return reached
  const media = mediaOf(request.headers.accept)
  if (!media) return fail('not-acceptable', { types: ['application/json', ...MEDIA] })
  const named = version === 'latest' ? reached.negotiation.head : version
  const tag = tagOf(
    sop,
    named,
    viewKey(reached),
    media,
    JSON.stringify(query),
    mayOnVersion(who, reached).join(),
  )
  if (HEX.test(named) && answers.get(tag) && unchanged(request, reply, tag)) return reply
  const bytes =
    (HEX.test(named) && answers.get(tag)) ||
    (await encode(parts, who, reached, versionRef(named), query, media))
  if (isFailure(bytes)) return bytes
  if (HEX.test(named)) answers.put(tag, bytes)
  if (unchanged(request, reply, tag)) return reply
  return reply.type(`${media}; charset=utf-8`).header('vary', 'Accept').send(bytes)
}

const HEX = /^[0-9a-f]{64}$/

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
  named: number | string,
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
          options,
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
  options: ShowOptions,
  may: string[],
) {
  const shown = { hidden: reached.hidden, ...(language !== undefined && { languages: [language] }) }
  return {
    ...headView(row, reached),
    root: row.revision.root,
    languages: languageHashes(whole),
    shown: shownParameters(seen, options),
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
