// The SOP as a table knows it: its stage and procedure, its parties and observers, and the keys it has used.
import { fail, Refused } from '../errors.ts'
import type { Procedure, Stage } from '../review/decisions.ts'
import type { Preset } from '../review/policy.ts'
import { json } from './bytes.ts'
import { chunks, type Sql, type Tx, parameters } from './db.ts'
import { holds, insertSummed, sumOf, sumUp, verified } from './sums.ts'

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
  const { id, stage, procedure, negotiated } = sop
  const row = { id, stage, procedure, negotiated: JSON.stringify(negotiated), archived: 0, reopened: 0 }
  await insertSummed(tx, 'sop', row)
}

/** The SOP of this table. Throws when there is none: a table without an SOP is never handed out. */
export async function getSop(sql: Sql): Promise<SopRow> {
  const row = await sql.get<
    Omit<SopRow, 'negotiated' | 'archived'> & { negotiated: string; archived: number; sum: string | null }
  >(`select id, stage, procedure, negotiated, archived, reopened, sum,
      coalesce((select max(number) from version), 0) as head,
      (select count(*) from tombstone) as erasures from sop`)
  if (!row) throw new Refused(fail('storage-damaged', { reason: 'this table holds no SOP' }))
  const { negotiated, archived, ...said } = verified('sop', row)
  return { ...said, negotiated: json<string[]>(negotiated), archived: archived === 1 }
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
  const { id } = (await tx.get<{ id: string }>('select id from sop'))!
  await sumUp(tx, 'sop', id)
}

/** Adds a party or observer, or replaces all that is kept of it. */
export async function putParty(tx: Tx, party: PartyRow): Promise<void> {
  const { delegation, kind, state, preset = null, until = null } = party
  const comments = Number(party.comments)
  const row = { delegation, kind, state, preset, until, comments, withheld: joined(party.withheld) }
  await tx.run(
    `insert into party (delegation, kind, state, preset, until, comments, sum) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (delegation) do update set kind = excluded.kind, state = excluded.state,
       preset = excluded.preset, until = excluded.until, comments = excluded.comments, sum = excluded.sum`,
    ...[delegation, kind, state, preset, until, comments],
    sumOf('party', row),
  )
  await tx.run('delete from withheld where delegation = $1', delegation)
  for (const key of new Set(party.withheld)) {
    await tx.run('insert into withheld (delegation, key) values ($1, $2)', delegation, key)
  }
}

/** Keys as a party's sum is of them, in one order whoever sorts. */
const joined = (keys: readonly string[]): string => [...new Set(keys)].sort().join(' ')

type KeptParty = Pick<PartyRow, 'delegation' | 'kind' | 'state'> & {
  preset: Preset | null
  until: string | null
  comments: number
  withheld: string
  sum?: string | null
}

const PARTIES = 'select delegation, kind, state, preset, until, comments, sum from party order by delegation'

async function keptParties(sql: Sql, text = PARTIES): Promise<KeptParty[]> {
  const withheld = await sql.all<{ delegation: string; key: string }>('select delegation, key from withheld')
  const rows = await sql.all<Omit<KeptParty, 'withheld'>>(text)
  return rows.map((row) => {
    const own = withheld.filter(({ delegation }) => delegation === row.delegation)
    return { ...row, withheld: joined(own.map(({ key }) => key)) }
  })
}

/** Every party and observer there ever was, by code. */
export async function listParties(sql: Sql): Promise<PartyRow[]> {
  return (await keptParties(sql)).map((kept) => {
    const { preset, until, comments, withheld, ...row } = verified('party', kept)
    return {
      ...row,
      ...(preset !== null && { preset }),
      ...(until !== null && { until }),
      comments: comments === 1,
      withheld: withheld === '' ? [] : withheld.split(' '),
    }
  })
}

/** The parties that aren't what was written; also in a file from before there were sums. */
export async function differingParties(sql: Sql): Promise<readonly string[]> {
  return (await keptParties(sql, 'select * from party order by delegation'))
    .filter((row) => !holds('party', row))
    .map(({ delegation }) => `party ${delegation}`)
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
