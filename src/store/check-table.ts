// What a sound table's rows must say, computed from the rows alone: ids, the joint line, and the record.
import type { Clause, Language, Text } from '../document/clause.ts'
import { canonical, contentId, nodeIdOf, type Revision, revisionId, sealText } from '../document/ids.ts'
import { type Entry, verifyLog } from '../record/log.ts'
import { hex, hexes, unpackRows, utf8 } from './bytes.ts'
import { attempt, decode, decodeText, type KeptContent } from './contents.ts'
import type { Sql } from './db.ts'
import { listEntries, type EntryRow } from './record.ts'
import { differingParties } from './sops.ts'
import { findDiffering } from './sums.ts'

export interface Difference {
  /** A stable code. */
  readonly what: string
  /** The text, clause, version, act or entry. */
  readonly where: string
}

/** All that differs in one table. */
export async function checkTable(sql: Sql, sop: string): Promise<Difference[]> {
  const found: Difference[] = []
  const say = (what: string, where: string | number) => void found.push({ what, where: String(where) })
  const rows = await sql.all<{ id: string }>('select id from sop')
  if (rows.length !== 1 || rows[0]!.id !== sop) say('sop-differs', rows.map(({ id }) => id).join(' '))
  const erased = new Set(
    (await sql.all<{ text: string }>('select text from tombstone')).map(({ text }) => text),
  )
  const texts = await checkTexts(sql, erased, say)
  const contents = await checkContents(sql, texts, say)
  const nodes = await checkNodes(sql, contents, say)
  const versions = await checkVersions(sql, sop, nodes, erased, say)
  found.push(...(await checkLog(sql, sop)))
  await checkActs(sql, versions, say)
  for (const party of await differingParties(sql)) say('row-differs', party)
  found.push(
    ...(await checkSums(sql, ['sop', 'version', 'thread', 'comment', 'decision', 'answer', 'approval'])),
  )
  return found
}

/** All that differs in one room. */
export async function checkRoom(sql: Sql, code: string): Promise<Difference[]> {
  return [...(await checkLog(sql, code)), ...(await checkSums(sql, ['thread', 'comment']))]
}

type OwnSum = Parameters<typeof findDiffering>[1]

/** The rows that aren't what their own sums say, and threads that lack a comment. */
async function checkSums(sql: Sql, tables: readonly OwnSum[]): Promise<Difference[]> {
  const found: Difference[] = []
  const counted = await sql.all<{ thread: string; count: number }>(
    'select thread, count(*) as count from comment group by thread',
  )
  const counts = new Map(counted.map(({ thread, count }) => [thread, count]))
  for (const { id, said } of await sql.all<{ id: string; said?: number | null }>('select * from thread')) {
    const count = counts.get(id) ?? 0
    if ((said ?? count) !== count) found.push({ what: 'thread-incomplete', where: id })
  }
  for (const table of tables)
    for (const where of await findDiffering(sql, table)) found.push({ what: 'row-differs', where })
  return found
}

/** All that differs in one store's record. */
export async function checkLog(sql: Sql, log: string): Promise<Difference[]> {
  const broken = verifyLog(log, await allEntries(sql))
  return broken ? [{ what: 'record-differs', where: `${broken.seq}: ${broken.what}` }] : []
}

type Say = (what: string, where: string | number) => void

/** The texts' ids by row, as their words give them. */
async function checkTexts(sql: Sql, erased: ReadonlySet<string>, say: Say): Promise<Map<number, string>> {
  const ids = new Map<number, string>()
  for await (const { row, id: kept, bytes } of each(sql, 'text')) {
    const id = hex(kept)
    const said = utf8(bytes)
    const text = decodeText(said)
    if (said) {
      if (erased.has(id)) say('erased-text-has-words', id)
      if (text?.id !== id || !isCanonical(said)) say('text-differs', id)
    } else if (!erased.has(id)) say('text-without-words', id)
    ids.set(row, text?.id ?? id)
  }
  return ids
}

/** The contents' ids by row, as keys, facts and texts give them. */
async function checkContents(
  sql: Sql,
  texts: ReadonlyMap<number, string>,
  say: Say,
): Promise<Map<number, string>> {
  const ids = new Map<number, string>()
  for await (const { row, id, bytes } of each(sql, 'content')) {
    const said = utf8(bytes)
    const kept = decode<KeptContent>(said)
    const computed = kept && attempt(() => contentId(clauseOf(kept, texts)))
    if (computed !== hex(id) || !isCanonical(said)) say('content-differs', kept?.key ?? hex(id))
    ids.set(row, computed ?? hex(id))
  }
  return ids
}

function clauseOf({ texts: rows, ...rest }: KeptContent, ids: ReadonlyMap<number, string>): Clause {
  const texts: Record<Language, Text> = {}
  for (const [language, row] of Object.entries(rows ?? {}))
    texts[language] = { id: ids.get(row) ?? '', salt: '' }
  return { ...rest, texts, children: [] }
}

/** The nodes' ids by row; a node comes after its children. */
async function checkNodes(
  sql: Sql,
  contents: ReadonlyMap<number, string>,
  say: Say,
): Promise<Map<number, string>> {
  const ids = new Map<number, string>()
  const childId = (ref: number) => {
    const content = ref < 0 ? contents.get(-ref) : undefined
    return content === undefined ? (ids.get(ref) ?? '') : nodeIdOf(content, [])
  }
  for await (const { row, id, content, children } of each(sql, 'node')) {
    const computed = nodeIdOf(contents.get(content) ?? '', unpackRows(children).map(childId))
    if (computed !== hex(id)) say('node-differs', hex(id))
    ids.set(row, computed)
  }
  return ids
}

/** The joint line: numbers without a gap, each version on the one before, every revision id as its parts give it. */
async function checkVersions(
  sql: Sql,
  sop: string,
  nodes: ReadonlyMap<number, string>,
  erased: ReadonlySet<string>,
  say: Say,
): Promise<Line[]> {
  const line: Line[] = []
  for (const row of await sql.all<VersionRow>('select * from version order by number')) {
    const { by, time } = row
    const before = line.at(-1)?.id
    const [id, message, parents] = [hex(row.id), hex(row.message), hexes(row.parents)]
    const revision: Revision = { format: 1, sop, root: nodes.get(row.root) ?? '', parents, by, time, message }
    if (revisionId(revision) !== id) say('version-differs', row.number)
    if (row.number !== line.length + 1 || parents.join() !== (before ?? ''))
      say('version-out-of-line', row.number)
    if (row.message_text === null || row.message_salt === null) {
      if (!erased.has(message)) say('message-without-words', row.number)
    } else if (erased.has(message)) say('erased-text-has-words', message)
    else if (sealText(row.message_salt, { text: row.message_text }).id !== message)
      say('message-differs', row.number)
    line.push({ number: row.number, id, act: row.act })
  }
  return line
}

/** What was done is in the record: each version's act, and each approval's entry; and approvals name versions. */
async function checkActs(sql: Sql, line: readonly Line[], say: Say): Promise<void> {
  const entries = await allEntries(sql)
  const acts = new Set(entries.map(({ bytes }) => decode<Entry>(bytes)?.refs['act']))
  for (const { number, act } of line) if (!acts.has(act)) say('version-not-recorded', number)
  const approvals = await sql.all<{
    id: string
    number: number
    revision: string
    delegation: string
    seq: number
  }>('select id, number, revision, delegation, seq from approval')
  for (const { id, number, revision, delegation, seq } of approvals) {
    if (line[number - 1]?.id !== revision) say('approval-of-no-version', id)
    if (entries[seq - 1]?.by !== delegation) say('approval-not-recorded', id)
  }
}

interface Line {
  readonly number: number
  readonly id: string
  readonly act: string
}

interface VersionRow {
  number: number
  id: Uint8Array
  root: number
  parents: Uint8Array
  by: string
  time: string
  act: string
  message: Uint8Array
  message_salt: string | null
  message_text: string | null
}

interface Row {
  row: number
  id: Uint8Array
  bytes: Uint8Array
  content: number
  children: Uint8Array
}

async function* each(sql: Sql, table: 'text' | 'content' | 'node'): AsyncGenerator<Row> {
  for (let after = 0; ;) {
    const text = `select * from ${table} where row > $1 order by row limit 500`
    const rows = await sql.all<Row>(text, after)
    yield* rows
    const last = rows.at(-1)
    if (!last) return
    after = last.row
  }
}

async function allEntries(sql: Sql): Promise<EntryRow[]> {
  return listEntries(sql, { limit: Number.MAX_SAFE_INTEGER })
}

function isCanonical(said: string): boolean {
  const value = decode<unknown>(said)
  return value !== undefined && attempt(() => canonical(value)) === said
}
