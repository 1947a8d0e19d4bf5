// The SOP as a table knows it: its stage and procedure, its parties and observers, and the keys it has used.
import { fail, Refused } from '../errors.ts'
import type { Procedure, Stage } from '../review/decisions.ts'
import type { Preset } from '../review/policy.ts'
import { json } from './bytes.ts'
import { chunks, type Sql, type Tx, parameters } from './db.ts'

export interface SopRow {
  readonly id: string
  readonly stage: Stage
  readonly procedure: Procedure
  /** Languages negotiated in. */
  readonly negotiated: string[]
  readonly archived: boolean
  /** The newest version's number; 0 before the first. */
  readonly head: number
  /** The record entry that last reopened the text; 0 when none did. Acts up to it are set aside. */
  readonly reopened: number
  /** How many texts were erased: part of every tag that says an answer is unchanged. */
  readonly erasures: number
}

export interface PartyRow {
  readonly delegation: string
  readonly kind: 'party' | 'observer'
  readonly state: 'invited' | 'member' | 'declined' | 'ended'
  /** An observer's view. */
  readonly preset?: Preset
  /** When an observer's seat ends. */
  readonly until?: string
  readonly comments: boolean
  /** Keys of chapters that an observer doesn't see. */
  readonly withheld: string[]
}

/** Writes the one SOP of a new table, without any version. */
export async function insertSop(
  tx: Tx,
  sop: Pick<SopRow, 'id' | 'stage' | 'procedure' | 'negotiated'>,
): Promise<void> {
  await tx.run(
    `insert into sop (id, stage, procedure, negotiated, archived, reopened)
     values ($1, $2, $3, $4, 0, 0)`,
    sop.id,
    sop.stage,
    sop.procedure,
    JSON.stringify(sop.negotiated),
  )
}

/** The SOP of this table. Throws when there is none: a table without an SOP is never handed out. */
export async function getSop(sql: Sql): Promise<SopRow> {
  const row = await sql.get<
    Omit<SopRow, 'negotiated' | 'archived'> & { negotiated: string; archived: number }
  >(`select id, stage, procedure, negotiated, archived, reopened,
      coalesce((select max(number) from version), 0) as head,
      (select count(*) from tombstone) as erasures from sop`)
  if (!row) throw new Refused(fail('storage-damaged', { reason: 'this table holds no SOP' }))
  return { ...row, negotiated: json<string[]>(row.negotiated), archived: row.archived === 1 }
}

/** Changes what stands outside the text; the head moves by `insertRevision` alone. */
export async function updateSop(
  tx: Tx,
  change: Partial<Pick<SopRow, 'stage' | 'procedure' | 'negotiated' | 'archived' | 'reopened'>>,
): Promise<void> {
  await tx.run(
    `update sop set stage = coalesce($1, stage), procedure = coalesce($2, procedure),
       negotiated = coalesce($3, negotiated), archived = coalesce($4, archived),
       reopened = coalesce($5, reopened)`,
    change.stage ?? null,
    change.procedure ?? null,
    change.negotiated ? JSON.stringify(change.negotiated) : null,
    change.archived === undefined ? null : Number(change.archived),
    change.reopened ?? null,
  )
}

/** Adds a party or observer, or replaces all that is kept of it. */
export async function putParty(tx: Tx, party: PartyRow): Promise<void> {
  const { delegation } = party
  await tx.run(
    `insert into party (delegation, kind, state, preset, until, comments) values ($1, $2, $3, $4, $5, $6)
     on conflict (delegation) do update set kind = excluded.kind, state = excluded.state,
       preset = excluded.preset, until = excluded.until, comments = excluded.comments`,
    delegation,
    party.kind,
    party.state,
    party.preset ?? null,
    party.until ?? null,
    Number(party.comments),
  )
  await tx.run('delete from withheld where delegation = $1', delegation)
  for (const key of party.withheld) {
    await tx.run('insert into withheld (delegation, key) values ($1, $2)', delegation, key)
  }
}

/** Every party and observer there ever was, by code. */
export async function listParties(sql: Sql): Promise<PartyRow[]> {
  const withheld = await sql.all<{ delegation: string; key: string }>(
    'select delegation, key from withheld order by delegation, key',
  )
  const rows = await sql.all<{
    delegation: string
    kind: PartyRow['kind']
    state: PartyRow['state']
    preset: Preset | null
    until: string | null
    comments: number
  }>('select delegation, kind, state, preset, until, comments from party order by delegation')
  return rows.map(({ preset, until, comments, ...row }) => ({
    ...row,
    ...(preset !== null && { preset }),
    ...(until !== null && { until }),
    comments: comments === 1,
    withheld: withheld.filter(({ delegation }) => delegation === row.delegation).map(({ key }) => key),
  }))
}

/** Notes keys as used, for ever; those noted before are left alone. */
export async function useKeys(tx: Tx, keys: Iterable<string>): Promise<void> {
  for (const key of keys)
    await tx.run('insert into used_key (key) values ($1) on conflict (key) do nothing', key)
}

/** Which of these keys were ever used. */
export async function usedKeys(sql: Sql, keys: Iterable<string>): Promise<Set<string>> {
  const used = new Set<string>()
  for (const some of chunks([...keys], 100)) {
    const rows = await sql.all<{ key: string }>(
      `select key from used_key where key in (${parameters(some.length)})`,
      ...some,
    )
    for (const { key } of rows) used.add(key)
  }
  return used
}
