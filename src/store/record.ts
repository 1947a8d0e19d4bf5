// A store's own log, as rows: an entry is only ever added, after the last one.
import { hex, unhex } from './bytes.ts'
import { parameters, type Sql, type Tx } from './db.ts'

export interface EntryRow {
  readonly seq: number
  readonly type: string
  readonly by: string
  /** The entry's canonical JSON, as it was hashed. */
  readonly bytes: string
  readonly hash: string
}

/** Adds the entry that follows the log's head. Throws when it doesn't: that is a bug. */
export async function appendEntry(tx: Tx, entry: EntryRow): Promise<void> {
  const added = await tx.run(
    `insert into entry (seq, type, by, hash, bytes)
     select $1, $2, $3, $4, $5 where $1 = coalesce((select max(seq) from entry), 0) + 1`,
    entry.seq,
    entry.type,
    entry.by,
    unhex(entry.hash),
    entry.bytes,
  )
  if (added !== 1) throw new Error(`entry ${entry.seq} does not follow the log`)
}

/** The last entry's number and hash; 0 and '' on an empty log. */
export async function logHead(sql: Sql): Promise<{ seq: number; hash: string }> {
  const last = await sql.get<{ seq: number; hash: Uint8Array }>(
    'select seq, hash from entry order by seq desc limit 1',
  )
  return last ? { seq: last.seq, hash: hex(last.hash) } : { seq: 0, hash: '' }
}

/** Entries after a number in order, of one type or by one actor if asked for. */
export async function listEntries(
  sql: Sql,
  { after = 0, limit, type, by }: { after?: number; limit: number; type?: string; by?: string },
): Promise<EntryRow[]> {
  const values: (string | number)[] = [after, limit]
  let where = 'seq > $1'
  if (type !== undefined) where += ` and type = $${values.push(type)}`
  if (by !== undefined) where += ` and by = $${values.push(by)}`
  const rows = await sql.all<Omit<EntryRow, 'hash'> & { hash: Uint8Array }>(
    `select seq, type, by, bytes, hash from entry where ${where} order by seq limit $2`,
    ...values,
  )
  return rows.map((row) => ({ ...row, hash: hex(row.hash) }))
}

/** How many entries of each type there are, up to a number. */
export async function countTypes(
  sql: Sql,
  upTo = Number.MAX_SAFE_INTEGER,
): Promise<{ type: string; count: number }[]> {
  const rows = await sql.all<{ type: string; count: number }>(
    'select type, count(*) as count from entry where seq <= $1 group by type order by type',
    Math.min(upTo, 2_147_483_647),
  )
  return rows.map(({ type, count }) => ({ type, count: Number(count) }))
}

/** Entries of some types in order, without as many of the first as are skipped. */
export async function listEntriesOf(
  sql: Sql,
  types: readonly string[],
  { skip, limit }: { skip: number; limit: number },
): Promise<EntryRow[]> {
  if (types.length === 0) return []
  const rows = await sql.all<Omit<EntryRow, 'hash'> & { hash: Uint8Array }>(
    `select seq, type, by, bytes, hash from entry where type in (${parameters(types.length, 3)})
     order by seq limit $1 offset $2`,
    limit,
    skip,
    ...types,
  )
  return rows.map((row) => ({ ...row, hash: hex(row.hash) }))
}
