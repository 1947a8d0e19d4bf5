// Telling receivers of events: what is due follows from the logs and from how far each has got, so nothing is lost.
import { type Failure, fail } from '../errors.ts'
import { refuse, type Who } from '../review/policy.ts'
import { backOff, eventId, givenUp, type Outcome, signed, type Told } from '../review/webhooks.ts'
import type { Db } from '../store/db.ts'
import { listDelegations } from '../store/directory.ts'
import {
  claimWebhook,
  type Delivered,
  getWebhook,
  listPositions,
  listReady,
  listWebhooks,
  noteDelivery,
  putPosition,
  releaseWebhook,
  type WebhookRow,
} from '../store/webhooks.ts'
import { heardAfter } from './heard.ts'
import type { House } from './house.ts'
import { DIRECTORY } from './known-facts.ts'
import { beginning, hearings } from './log-places.ts'

export interface Answered {
  readonly outcome: Outcome
  /** the HTTP status, where there was one */
  readonly status?: number
}

/** Sends one request and says what became of it; never throws, and takes ten seconds at most. */
export type Send = (url: string, headers: Readonly<Record<string, string>>, body: string) => Promise<Answered>

const AT_ONCE = 8 // webhooks that are delivered to at the same time
const BATCH = 50 // events under one lease
const TURN = 30_000 // ms after which a webhook lets others have their turn
const LEASE = 10 * 60_000 // longer than a batch of the slowest receivers

/** What a round leaves. */
export interface Round {
  /** stores by delegation in which something may become due */
  readonly heard: ReadonlyMap<string, readonly string[]>
  /** delegations with more that is due now */
  readonly more: ReadonlySet<string>
}

interface Job {
  readonly code: string
  readonly room: Db
  readonly webhook: WebhookRow
}

/** How many webhooks have a call that waits to be made again, and how many were switched off after failures. */
export async function countWebhooks({
  stores,
}: Pick<House, 'stores'>): Promise<{ due: number; disabled: number }> {
  const counts = { due: 0, disabled: 0 }
  for (const code of (await stores.list()).rooms) {
    for (const { state, failures } of (await (await stores.room(code))?.read(listWebhooks)) ?? []) {
      if (state === 'disabled') counts.disabled += 1
      else if (state === 'active' && failures > 0) counts.due += 1
    }
  }
  return counts
}

/**
 * Delivers what is due to the webhooks of all delegations, or of some: one batch to each, every event at least once
 * and in the order of its log.
 */
export async function deliverDue(house: House, send: Send, only?: ReadonlySet<string>): Promise<Round> {
  const jobs: Job[] = []
  const heard = new Map<string, readonly string[]>()
  const more = new Set<string>()
  for (const { code } of await house.stores.directory.read(listDelegations)) {
    const room = only && !only.has(code) ? undefined : await house.stores.room(code)
    if (!room) continue
    const now = house.clock()
    const { all, ready } = await room.read(async (sql) => ({
      all: await listWebhooks(sql),
      ready: await listReady(sql, now),
    }))
    const active = all.some(({ state }) => state === 'active')
    heard.set(code, active ? [code, DIRECTORY, ...(await house.known.access(code))] : [code])
    for (const webhook of ready) jobs.push({ code, room, webhook })
  }
  const failed: unknown[] = []
  const workers = Array.from({ length: AT_ONCE }, async () => {
    for (let job = jobs.shift(); job; job = jobs.shift()) {
      try {
        if (await deliver(house, send, job)) more.add(job.code)
      } catch (error) {
        failed.push(error)
      }
    }
  })
  await Promise.all(workers)
  if (failed.length > 0) throw failed[0]
  return { heard, more }
}

/** Delivers a batch to one webhook; true when it took all of that and there may be more. */
async function deliver(
  house: House,
  send: Send,
  { code, room, webhook: { id, zones } }: Job,
): Promise<boolean> {
  if ((await dueEvents(house, code, room, id, zones, 1)).length === 0) return false
  const holder = house.chance(`${code}/deliveries`).id()
  const now = house.clock()
  const until = new Date(Date.parse(now) + LEASE).toISOString()
  if (!(await room.write((tx) => claimWebhook(tx, id, { holder, now, until })))) return false
  try {
    // Read again under the lease: another node may just have delivered.
    const webhook = (await room.read((sql) => getWebhook(sql, id)))!
    const due = await dueEvents(house, code, room, id, webhook.zones, BATCH)
    let { failures, failing } = webhook
    for (const { key, told } of due) {
      const answered = await send(webhook.url, ...requestOf(house, webhook.secret, told))
      const taken = answered.outcome === 'delivered'
      const note = taken ? done(house, answered) : missed(house, code, { failures, failing }, answered)
      const mine = await room.write(async (tx) => {
        const noted = await noteDelivery(tx, id, holder, note)
        if (noted && taken) await putPosition(tx, id, key, told.seq)
        return noted
      })
      if (!taken || !mine) return false
      failures = 0
      failing = undefined
      if (Date.parse(house.clock()) - Date.parse(now) > TURN) return true
    }
    return due.length === BATCH
  } finally {
    await room.write((tx) => releaseWebhook(tx, id, holder))
  }
}

interface Due {
  /** the log's key, under which the position is kept */
  readonly key: string
  readonly told: Told
}

async function dueEvents(
  house: House,
  code: string,
  room: Db,
  webhook: string,
  zones: WebhookRow['zones'],
  most: number,
): Promise<Due[]> {
  const positions = await room.read((sql) => listPositions(sql, webhook))
  const due: Due[] = []
  for (const hearing of await hearings(house, code, zones)) {
    const { sop, key, db, seat } = hearing
    if (due.length >= most) break
    const from = positions.get(key) ?? beginning(hearing)
    if (from >= hearing.heard) continue
    for (const { count, entry } of await db.read((sql) => heardAfter(sql, seat, from, most - due.length))) {
      const { time } = JSON.parse(entry.bytes) as { time: string }
      const place = sop === undefined ? { zone: 'room' as const } : { sop, zone: 'table' as const }
      const told: Told = { id: eventId(webhook, key, count), ...place, seq: count, type: entry.type, time }
      due.push({ key, told })
    }
  }
  return due
}

function requestOf(house: House, secret: string, told: Told): [Record<string, string>, string] {
  const body = JSON.stringify(told)
  const seconds = Math.floor(Date.parse(house.clock()) / 1000)
  return [{ 'content-type': 'application/json', ...signed(secret, { id: told.id, seconds, body }) }, body]
}

function done(house: House, { outcome, status }: Answered): Delivered {
  const none = { failures: 0, failing: null, next: null }
  return { state: 'active', outcome, status: status ?? null, delivered: house.clock(), ...none }
}

function missed(
  house: House,
  code: string,
  before: { failures: number; failing: string | undefined },
  { outcome, status }: Answered,
): Delivered {
  const now = house.clock()
  const failures = before.failures + 1
  const failing = before.failing ?? now
  const fraction = parseInt(house.chance(`${code}/deliveries`).id().slice(0, 8), 16) / 0xffffffff
  const next = new Date(Date.parse(now) + backOff(failures, fraction) * 1000).toISOString()
  const state = givenUp(outcome, failures, failing, now) ? 'disabled' : 'active'
  const common = { state, failures, failing, outcome, status: status ?? null, delivered: null } as const
  return { ...common, next: state === 'disabled' ? null : next }
}

/** Sends a receiver an event that means nothing, at once, and says what became of it. */
export async function pingWebhook(
  house: House,
  who: Who,
  id: string,
  send: Send,
): Promise<Answered | Failure> {
  const refused = refuse('pingWebhook', who)
  if (refused) return refused
  const room = (await house.stores.room(who.delegation))!
  const webhook = await room.read((sql) => getWebhook(sql, id))
  if (!webhook) return fail('not-found')
  const event = house.chance(`${who.delegation}/deliveries`).id()
  const told: Told = { id: event, zone: 'room', seq: 0, type: 'webhook.ping', time: house.clock() }
  return send(webhook.url, ...requestOf(house, webhook.secret, told))
}
