// Answers kept under the key of their request, in the transaction of what they answered.
import type { Sql, Tx } from './db.ts'
import { named } from './sums.ts'

export interface KeptAnswer {
  readonly keyHash: string
  /** Digest of the request, so that the same key with another body is seen. */
  readonly requestHash: string
  /** The HTTP status that was answered. */
  readonly status: number
  readonly result: string
  readonly until: string
}

export async function find(sql: Sql, keyHash: string): Promise<KeptAnswer | undefined> {
  const row = await sql.get<KeptAnswer>(
    `select key_hash as "keyHash", request_hash as "requestHash", status, result, until
     from idempotency where key_hash = $1`,
    keyHash,
  )
  return row && named(row, { keyHash })
}

/** Keeps an answer; throws when the key has one already, which the store's one writer makes a bug. */
export async function save(tx: Tx, answer: KeptAnswer): Promise<void> {
  await tx.run(
    'insert into idempotency (key_hash, request_hash, status, result, until) values ($1, $2, $3, $4, $5)',
    answer.keyHash,
    answer.requestHash,
    answer.status,
    answer.result,
    answer.until,
  )
}

/** Forgets what was kept until before `now`. */
export async function dropExpired(tx: Tx, now: string): Promise<number> {
  return tx.run('delete from idempotency where until < $1', now)
}
