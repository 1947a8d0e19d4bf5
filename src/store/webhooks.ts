// A room's receivers of events: where each stands in each log, how its deliveries went, and which node has it.
import type { Outcome } from '../review/webhooks.ts'
import { json } from './bytes.ts'
import type { Sql, Tx } from './db.ts'
import { named } from './sums.ts'

export interface WebhookRow {
  readonly id: string
  readonly name: string
  readonly url: string
  readonly zones: readonly ('table' | 'room')[]
  /** What deliveries are signed with, as it was shown once. */
  readonly secret: string
  /** `paused` by the administrator, `disabled` by the service. */
  readonly state: 'active' | 'paused' | 'disabled'
  readonly created: string
  /** Failures in a row, and since when. */
  readonly failures: number
  readonly failing?: string
  /** What became of the last delivery. */
  readonly outcome?: Outcome
  readonly status?: number
  /** No delivery is tried before. */
  readonly next?: string
  /** When something was last taken. */
  readonly delivered?: string
}

interface Raw {
  id: string
  name: string
  url: string
  zones: string
  secret: string
  state: WebhookRow['state']
  created: string
  failures: number
  failing: string | null
  outcome: Outcome | null
  status: number | null
  next: string | null
  delivered: string | null
}

const WEBHOOK = `select id, name, url, zones, secret, state, created, failures, failing, outcome, status, next,
  delivered from webhook`

function decode(raw: Raw): WebhookRow {
  const { zones, failing, outcome, status, next, delivered, ...rest } = raw
  return {
    ...rest,
    zones: json<WebhookRow['zones']>(zones),
    ...(failing !== null && { failing }),
    ...(outcome !== null && { outcome }),
    ...(status !== null && { status }),
    ...(next !== null && { next }),
    ...(delivered !== null && { delivered }),
  }
}

/** Every webhook in the order they came. */
export async function listWebhooks(sql: Sql): Promise<WebhookRow[]> {
  return (await sql.all<Raw>(`${WEBHOOK} order by row`)).map(decode)
}

export async function getWebhook(sql: Sql, id: string): Promise<WebhookRow | undefined> {
  const raw = await sql.get<Raw>(`${WEBHOOK} where id = $1`, id)
  return raw && decode(named(raw, { id }))
}

/** Active webhooks that may be tried now and that no node is delivering to. */
export async function listReady(sql: Sql, now: string): Promise<WebhookRow[]> {
  const rows = await sql.all<Raw>(
    `${WEBHOOK} where state = 'active' and (next is null or next <= $1) and (lease is null or lease <= $1)
     order by row`,
    now,
  )
  return rows.map(decode)
}

export async function insertWebhook(tx: Tx, webhook: WebhookRow): Promise<void> {
  await tx.run(
    `insert into webhook (id, name, url, zones, secret, state, created, failures)
     values ($1, $2, $3, $4, $5, $6, $7, 0)`,
    webhook.id,
    webhook.name,
    webhook.url,
    JSON.stringify(webhook.zones),
    webhook.secret,
    webhook.state,
    webhook.created,
  )
}

/** Changes what an administrator may; a new beginning forgets what failed before. */
export async function updateWebhook(
  tx: Tx,
  id: string,
  change: Partial<Pick<WebhookRow, 'name' | 'url' | 'zones' | 'state'>>,
  anew: boolean,
): Promise<void> {
  await tx.run(
    `update webhook set name = coalesce($1, name), url = coalesce($2, url), zones = coalesce($3, zones),
       state = coalesce($4, state) where id = $5`,
    change.name ?? null,
    change.url ?? null,
    change.zones ? JSON.stringify(change.zones) : null,
    change.state ?? null,
    id,
  )
  if (anew) {
    await tx.run(
      `update webhook set failures = 0, failing = null, outcome = null, status = null, next = null where id = $1`,
      id,
    )
  }
}

/** Removes a webhook with all that is kept of it; false when there is none such. */
export async function deleteWebhook(tx: Tx, id: string): Promise<boolean> {
  await tx.run('delete from webhook_position where webhook = $1', id)
  return (await tx.run('delete from webhook where id = $1', id)) === 1
}

/** Takes a webhook for one node until a time; false when another has it, or it is not to be tried now. */
export async function claimWebhook(
  tx: Tx,
  id: string,
  { holder, now, until }: { holder: string; now: string; until: string },
): Promise<boolean> {
  const claimed = await tx.run(
    `update webhook set holder = $1, lease = $2 where id = $3 and state = 'active'
       and (next is null or next <= $4) and (lease is null or lease <= $4)`,
    holder,
    until,
    id,
    now,
  )
  return claimed === 1
}

/** What a delivery changes; null takes away. Nothing when the node has lost the webhook meanwhile. */
export interface Delivered {
  readonly state: WebhookRow['state']
  readonly failures: number
  readonly failing: string | null
  readonly outcome: Outcome
  readonly status: number | null
  readonly next: string | null
  readonly delivered: string | null
}

/** Notes how a delivery went; false when this node does not have the webhook any more, or it was paused. */
export async function noteDelivery(tx: Tx, id: string, holder: string, note: Delivered): Promise<boolean> {
  const noted = await tx.run(
    `update webhook set state = $1, failures = $2, failing = $3, outcome = $4, status = $5, next = $6,
       delivered = coalesce($7, delivered) where id = $8 and holder = $9 and state = 'active'`,
    note.state,
    note.failures,
    note.failing,
    note.outcome,
    note.status,
    note.next,
    note.delivered,
    id,
    holder,
  )
  return noted === 1
}

/** Lets others have the webhook. */
export async function releaseWebhook(tx: Tx, id: string, holder: string): Promise<void> {
  await tx.run(`update webhook set holder = null, lease = null where id = $1 and holder = $2`, id, holder)
}

/** How far a webhook has got, by log. */
export async function listPositions(sql: Sql, webhook: string): Promise<Map<string, number>> {
  const rows = await sql.all<{ log: string; position: number }>(
    'select log, position from webhook_position where webhook = $1',
    webhook,
  )
  return new Map(rows.map(({ log, position }) => [log, position]))
}

export async function putPosition(tx: Tx, webhook: string, log: string, position: number): Promise<void> {
  await tx.run(
    `insert into webhook_position (webhook, log, position) values ($1, $2, $3)
     on conflict (webhook, log) do update set position = excluded.position`,
    webhook,
    log,
    position,
  )
}
