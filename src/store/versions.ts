// Revisions and the joint line of versions that they make.
import { type Revision, revisionId, textId } from '../document/ids.ts'
import { hex, hexes, unhex } from './bytes.ts'
import { refuse } from './contents.ts'
import type { Sql, Tx } from './db.ts'
import { named, sumOf, verified } from './sums.ts'

export interface VersionRow {
  readonly number: number
  /** The revision id. */
  readonly id: string
  readonly revision: Revision
  /** The row of the tree's root, for `getTree`. */
  readonly rootRow: number
  /** Undefined when it was erased. */
  readonly message: string | undefined
  /** The act that made it: the room of its delegation knows whose. */
  readonly act: string
}

export interface NewRevision {
  readonly id: string
  readonly revision: Revision
  readonly rootRow: number
  readonly messageText: string
  readonly messageSalt: string
  readonly number: number
  readonly act: string
  /** The version that the head must still be; the one before `number` if absent. */
  readonly from?: number
}

/** Puts a revision at the head of the joint line. False, with nothing written, when the head has moved. */
export async function insertRevision(tx: Tx, added: NewRevision): Promise<boolean> {
  const { revision, number, from = number - 1 } = added
  const rows = await tx.run(
    `insert into version (number, id, root, parents, by, time, act, message, message_salt, message_text, sum)
     select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11
     where $12 = coalesce((select max(number) from version), 0)`,
    number,
    unhex(added.id),
    added.rootRow,
    unhex(revision.parents.join('')),
    revision.by,
    revision.time,
    added.act,
    unhex(revision.message),
    added.messageSalt,
    added.messageText,
    sumOf('version', { number, id: added.id, root: added.rootRow, act: added.act }),
    from,
  )
  return rows === 1
}

const SELECT = `
select v.number, v.id, v.root as "rootRow", v.parents, v.by, v.time, v.act, v.message,
  v.message_salt, v.message_text, v.sum,
  n.id as root, (select id from sop) as sop
from version v join node n on n.row = v.root`

/** A version by its number, its revision id, or `latest` for the head; undefined when there is none. */
export async function findVersion(sql: Sql, ref: number | string): Promise<VersionRow | undefined> {
  const row = await findRow(sql, ref)
  if (!row) return undefined
  const found = version(row)
  return ref === 'latest' ? found : named(found, typeof ref === 'number' ? { number: ref } : { id: ref })
}

async function findRow(sql: Sql, ref: number | string): Promise<Row | undefined> {
  if (ref === 'latest') return sql.get(`${SELECT} order by v.number desc limit 1`)
  if (typeof ref === 'number') return sql.get(`${SELECT} where v.number = $1`, ref)
  return /^[0-9a-f]{64}$/.test(ref) ? sql.get(`${SELECT} where v.id = $1`, unhex(ref)) : undefined
}

/** Versions before a number, the newest first. */
export async function listVersions(
  sql: Sql,
  { before, limit }: { before?: number; limit: number },
): Promise<VersionRow[]> {
  const rows = await sql.all<Row>(
    `${SELECT} where v.number < $1 order by v.number desc limit $2`,
    before ?? Number.MAX_SAFE_INTEGER,
    limit,
  )
  return rows.map(version)
}

interface Row {
  number: number
  act: string
  id: Uint8Array
  rootRow: number
  parents: Uint8Array
  by: string
  time: string
  message: Uint8Array
  message_salt: string | null
  message_text: string | null
  root: Uint8Array
  sop: string
  sum: string | null
}

/** A row as the version it is; throws `storage-damaged` when it isn't what its id or its message's id says. */
function version(row: Row): VersionRow {
  const { number, rootRow, act, by, time, sop, message_salt: salt, message_text: text } = row
  const [id, root, message] = [hex(row.id), hex(row.root), hex(row.message)]
  verified('version', { number, id, root: rootRow, act, sum: row.sum })
  const revision: Revision = { format: 1, sop, root, parents: hexes(row.parents), by, time, message }
  const said = salt === null || text === null ? undefined : text
  if (revisionId(revision) !== id) return refuse(`version ${number}`)
  if (said !== undefined && textId(salt!, { text: said }) !== message) return refuse(`version ${number}`)
  return { number, id, revision, rootRow, message: said, act }
}
