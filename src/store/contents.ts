// A clause by itself as rows: each text once, and each content once, which names its texts by their rows.
import type { Clause, Language, Text, Words } from '../document/clause.ts'
import { canonical, contentId, keptTextId } from '../document/ids.ts'
import { fail, Refused } from '../errors.ts'
import { hex, unhex, utf8 } from './bytes.ts'
import { chunks, parameters, type Sql, type Tx } from './db.ts'
import { named } from './sums.ts'

/** What the bytes of a content say: the clause without children, each text by its row. */
export interface KeptContent extends Pick<Clause, 'key' | 'kind' | 'facts'> {
  readonly texts: Readonly<Record<Language, number>>
}

/** Keeps a clause without its children, unless it is kept already, and gives its content's row. */
export async function putContent(tx: Tx, clause: Clause): Promise<number> {
  const { key, kind, facts } = clause
  const own = Object.entries(clause.texts)
  const rows = await findTexts(
    tx,
    own.map(([, { id }]) => id),
  )
  const texts: Record<Language, number> = {}
  for (const [language, text] of own) texts[language] = rows.get(text.id) ?? (await putText(tx, text))
  const kept: KeptContent = { key, kind, facts, texts }
  return insertOnce(tx, 'content', contentId(clause), canonical(kept))
}

async function findTexts(sql: Sql, ids: readonly string[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map()
  const rows = await sql.all<{ row: number; id: Uint8Array }>(
    `select row, id from text where id in (${parameters(ids.length)})`,
    ...ids.map(unhex),
  )
  return new Map(rows.map(({ row, id }) => [hex(id), row]))
}

function putText(tx: Tx, { id, ...sealed }: Text): Promise<number> {
  if (sealed.salt === '') throw new Error('a text that was erased here is kept here')
  return insertOnce(tx, 'text', id, canonical(sealed))
}

async function insertOnce(tx: Tx, table: 'text' | 'content', id: string, json: string): Promise<number> {
  const added = await tx.get<{ row: number }>(
    `insert into ${table} (id, bytes) values ($1, $2) on conflict (id) do nothing returning row`,
    unhex(id),
    Buffer.from(json),
  )
  return added?.row ?? (await findRow(tx, table, id)) ?? refuse(`${table} ${id}`)
}

async function findRow(sql: Sql, table: 'text' | 'content', id: string): Promise<number | undefined> {
  const text = `select row, id from ${table} where id = $1`
  const found = await sql.get<{ row: number; id: Uint8Array }>(text, unhex(id))
  return found && named({ ...found, id: hex(found.id) }, { id }).row
}

/** A content as its row says, verified by nobody yet. */
export interface ContentRow {
  readonly row: number
  readonly id: string
  readonly kept: KeptContent
}

/** Contents by their rows. Throws `storage-damaged` for one that says nothing. */
export async function readContents(sql: Sql, rows: readonly number[]): Promise<ContentRow[]> {
  const found: ContentRow[] = []
  for (const some of chunks(rows, CHUNK)) {
    const read = await sql.all<{ row: number; id: Uint8Array; bytes: Uint8Array }>(
      `select row, id, bytes from content where row in (${parameters(some.length)})`,
      ...some,
    )
    for (const { row, id, bytes } of read) {
      found.push({ row, id: hex(id), kept: decode<KeptContent>(utf8(bytes)) ?? refuse(`content ${row}`) })
    }
  }
  return found
}

/**
 * Texts by their rows, each id computed from what the row says, so that a content with a text that isn't what
 * was kept has another id. Missing are those that say nothing and were not erased.
 */
export async function readTexts(sql: Sql, rows: readonly number[]): Promise<Map<number, Text>> {
  const texts = new Map<number, Text>()
  for (const some of chunks(rows, CHUNK)) {
    const read = await sql.all<{ row: number; bytes: Uint8Array }>(
      `select row, bytes from text where row in (${parameters(some.length)})`,
      ...some,
    )
    for (const { row, bytes } of read) {
      const said = utf8(bytes)
      const text = said ? decodeText(said) : await readErased(sql, row)
      if (text) texts.set(row, text)
    }
  }
  return texts
}

async function readErased(sql: Sql, row: number): Promise<Text | undefined> {
  const text = await sql.get<{ id: Uint8Array }>('select id from text where row = $1', row)
  const id = text && hex(text.id)
  return id && (await sql.get('select 1 from tombstone where text = $1', id)) ? { id, salt: '' } : undefined
}

/** The text that a row stands for, its id computed from the very bytes; undefined if it says nothing. */
export function decodeText(said: string): Text | undefined {
  const sealed = decode<Words & { salt: string }>(said)
  return sealed && { ...sealed, id: keptTextId(said) }
}

export function decode<T>(said: string): T | undefined {
  return attempt(() => JSON.parse(said) as T)
}

/** What a computation over rows gives; undefined where they hold what has no JSON, or no canonical form. */
export function attempt<T>(compute: () => T): T | undefined {
  try {
    return compute()
  } catch {
    return undefined
  }
}

const CHUNK = 250

/** Ends the reading with the failure that names a clause whose stored form isn't what its id says. */
export function refuse(key: string): never {
  throw new Refused(fail('storage-damaged', { key }))
}
