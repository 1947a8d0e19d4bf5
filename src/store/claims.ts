// What a delegation said of words that looked like personal data: "it is none, it is …".
import { json } from './bytes.ts'
import type { Sql, Tx } from './db.ts'

export interface ClaimRow {
  readonly id: string
  /** Where the words stand. */
  readonly place: object
  /** Digest of the words: never the words. */
  readonly text: string
  readonly reason: string
  readonly by: string
  readonly time: string
}

export async function insertClaim(tx: Tx, claim: ClaimRow): Promise<void> {
  await tx.run(
    'insert into guard_claim (id, place, text, reason, by, time) values ($1, $2, $3, $4, $5, $6)',
    claim.id,
    JSON.stringify(claim.place),
    claim.text,
    claim.reason,
    claim.by,
    claim.time,
  )
}

/** In the order they were made. */
export async function listClaims(sql: Sql): Promise<ClaimRow[]> {
  const rows = await sql.all<Omit<ClaimRow, 'place'> & { place: string }>(
    'select id, place, text, reason, by, time from guard_claim order by row',
  )
  return rows.map((row) => ({ ...row, place: json<object>(row.place) }))
}
