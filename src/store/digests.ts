// A room's digests: which period each member was last sent one for, up to where, and which node is sending.
import type { Sql, Tx } from './db.ts'
import { named } from './sums.ts'

export interface DigestRow {
  readonly member: string
  /** Key of the link that turns the digest off. */
  readonly secret: string
  /** The last period that is done with. */
  readonly period: string
  /** How often one was about to be sent in the period after, without knowing what became of it. */
  readonly tries: number
}

export async function getDigest(sql: Sql, member: string): Promise<DigestRow | undefined> {
  const text = 'select member, secret, period, tries from digest where member = $1'
  const row = await sql.get<DigestRow>(text, member)
  return row && named(row, { member })
}

/** Begins a member's digests after a period; the key stays what it was. */
export async function beginDigest(
  tx: Tx,
  { member, secret, period }: { member: string; secret: string; period: string },
): Promise<void> {
  await tx.run(
    `insert into digest (member, secret, period, tries) values ($1, $2, $3, 0)
     on conflict (member) do update set period = excluded.period, tries = 0, next = null`,
    member,
    secret,
    period,
  )
}

/** Digests of those who want one, that may be sent now and that no node is sending. */
export async function listReadyDigests(sql: Sql, now: string): Promise<DigestRow[]> {
  return sql.all<DigestRow>(
    `select d.member, d.secret, d.period, d.tries from digest d join member m on m.id = d.member
     where m.digest is not null and m.email is not null and m.active = 1 and (m.until is null or m.until > $1)
       and (d.next is null or d.next <= $1) and (d.lease is null or d.lease <= $1) order by m.row`,
    now,
  )
}

/** Takes a member's digest for one node, and counts the try before it is one; false when another was faster. */
export async function claimDigest(
  tx: Tx,
  { member, period, tries }: DigestRow,
  { holder, now, until }: { holder: string; now: string; until: string },
): Promise<boolean> {
  const claimed = await tx.run(
    `update digest set holder = $1, lease = $2, tries = tries + 1
     where member = $3 and period = $4 and tries = $5 and (lease is null or lease <= $6)`,
    holder,
    until,
    member,
    period,
    tries,
    now,
  )
  return claimed === 1
}

/** Notes that a period is done with. */
export async function finishDigest(tx: Tx, member: string, holder: string, period: string): Promise<void> {
  await tx.run(
    `update digest set period = $1, tries = 0, next = null, holder = null, lease = null
     where member = $2 and holder = $3`,
    period,
    member,
    holder,
  )
}

/** Notes that it was not sent, which is known, and when to try again. */
export async function postponeDigest(tx: Tx, member: string, holder: string, next: string): Promise<void> {
  await tx.run(
    `update digest set tries = 0, next = $1, holder = null, lease = null where member = $2 and holder = $3`,
    next,
    member,
    holder,
  )
}

/** Up to where a member was told, by log. */
export async function listDigestPositions(sql: Sql, member: string): Promise<Map<string, number>> {
  const rows = await sql.all<{ log: string; position: number }>(
    'select log, position from digest_position where member = $1',
    member,
  )
  return new Map(rows.map(({ log, position }) => [log, position]))
}

export async function putDigestPosition(
  tx: Tx,
  member: string,
  log: string,
  position: number,
): Promise<void> {
  await tx.run(
    `insert into digest_position (member, log, position) values ($1, $2, $3)
     on conflict (member, log) do update set position = excluded.position`,
    member,
    log,
    position,
  )
}
