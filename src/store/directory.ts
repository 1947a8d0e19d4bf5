// The directory: which delegations there are, which SOPs, and who has access to which.
import { json } from './bytes.ts'
import type { Sql, Tx } from './db.ts'
import { named } from './sums.ts'

export interface DelegationRow {
  readonly code: string
  readonly kind: 'party' | 'observer'
  /** The name in each language. */
  readonly names: Readonly<Record<string, string>>
}

/** Adds a delegation or renames it. */
export async function putDelegation(tx: Tx, delegation: DelegationRow): Promise<void> {
  await tx.run(
    `insert into delegation (code, kind, names) values ($1, $2, $3)
     on conflict (code) do update set kind = excluded.kind, names = excluded.names`,
    delegation.code,
    delegation.kind,
    JSON.stringify(delegation.names),
  )
}

type Row = Omit<DelegationRow, 'names'> & { names: string }

const decode = (row: Row): DelegationRow => ({ ...row, names: json<DelegationRow['names']>(row.names) })

/** Every delegation, by code. */
export async function listDelegations(sql: Sql): Promise<DelegationRow[]> {
  return (await sql.all<Row>('select code, kind, names from delegation order by code')).map(decode)
}

export async function getDelegation(sql: Sql, code: string): Promise<DelegationRow | undefined> {
  const row = await sql.get<Row>('select code, kind, names from delegation where code = $1', code)
  return row && decode(named(row, { code }))
}

/** Makes an SOP known; its file must stand already, since a file unknown here is swept at the next start. */
export async function insertSopId(tx: Tx, id: string): Promise<void> {
  await tx.run('insert into sop (id) values ($1)', id)
}

/** Every SOP, the oldest first. */
export async function knownSops(sql: Sql): Promise<string[]> {
  return (await sql.all<{ id: string }>('select id from sop order by position')).map(({ id }) => id)
}

export async function grantAccess(tx: Tx, sop: string, delegation: string): Promise<void> {
  await tx.run(
    'insert into access (sop, delegation) values ($1, $2) on conflict (sop, delegation) do nothing',
    sop,
    delegation,
  )
}

export async function revokeAccess(tx: Tx, sop: string, delegation: string): Promise<void> {
  await tx.run('delete from access where sop = $1 and delegation = $2', sop, delegation)
}

/** The SOPs that a delegation has access to, the oldest first. */
export async function accessOf(sql: Sql, delegation: string): Promise<string[]> {
  const rows = await sql.all<{ id: string; sop: string; delegation: string }>(
    `select s.id, a.sop, a.delegation from access a join sop s on s.id = a.sop where a.delegation = $1
     order by s.position`,
    delegation,
  )
  return rows.map((row) => named(row, { sop: row.id, delegation }).id)
}

export async function hasAccess(sql: Sql, sop: string, delegation: string): Promise<boolean> {
  const text = 'select sop, delegation from access where sop = $1 and delegation = $2'
  const row = await sql.get<{ sop: string; delegation: string }>(text, sop, delegation)
  return row !== undefined && !!named(row, { sop, delegation })
}
