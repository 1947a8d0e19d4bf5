// The one way to change anything: transaction, policy, command, record entry, commit, wake.
import { createHash } from 'node:crypto'
import { type Failure, fail, isFailure, Refused } from '../errors.ts'
import { sealEntry } from '../record/log.ts'
import { type Operation, refuse, type SopState, type Who } from '../review/policy.ts'
import { json } from '../store/bytes.ts'
import type { Db, Tx } from '../store/db.ts'
import { dropExpired, find, save } from '../store/idempotency.ts'
import { insertAuthor } from '../store/members.ts'
import { appendEntry, logHead } from '../store/record.ts'
import { getSop, listParties, type PartyRow, type SopRow } from '../store/sops.ts'
import { type Chance, type House, standingAt, tableOf } from './house.ts'

/** A caller's promise that a repeated request is the same request: the header, and a digest of all the rest. */
export interface Once {
  readonly key: string
  readonly request: string
}

/** What a command works with, inside its transaction. */
export interface At {
  readonly tx: Tx
  readonly who: Who
  /** id of this act, under which the room knows which member did it */
  readonly act: string
  /** the place that this act's entry will have in the store's log */
  readonly seq: number
  readonly now: string
  readonly chance: Chance
}

export interface AtTable extends At {
  readonly sop: SopRow
  readonly parties: readonly PartyRow[]
  readonly state: SopState
}

/** What a command gives: a plain value, and what the record says of it. Without a type nothing was changed. */
export interface Done<R> {
  readonly result: R
  readonly type?: string
  readonly refs?: Readonly<Record<string, string | number>>
}

const KEPT = 24 * 3600 * 1000 // an Idempotency-Key is remembered for a day

/** Runs a command at an SOP's table. A failure, or a throw, leaves no row there; what one may not know of is `not-found`. */
export async function runAtTable<R>(
  house: House,
  who: Who,
  sop: string,
  operation: Operation,
  command: (at: AtTable) => Promise<Done<R> | Failure>,
  once?: Once,
): Promise<R | Failure> {
  const table = await tableOf(house, who, sop)
  if (!table) return fail('not-found')
  const act = house.chance(sop).id()
  await writeAuthor(house, who, act)
  return transact(house, table, sop, who, act, once, async (at) => {
    const [row, parties] = [await getSop(at.tx), await listParties(at.tx)]
    const found = standingAt(row, parties, who.delegation, at.now)
    if (!found) return fail('not-found')
    return refuse(operation, who, found.state) ?? command({ ...at, sop: row, parties, state: found.state })
  })
}

/** The room first stores who did it; the table then names the delegation only. An unmatched row means nothing. */
export async function writeAuthor(house: House, who: Who, act: string): Promise<void> {
  const room = await house.stores.room(who.delegation)
  if (!room) throw new Error(`the delegation ${who.delegation} has no room`)
  await room.write((tx) => insertAuthor(tx, act, who.member))
}

/** Runs a command in the caller's own room. */
export async function runInRoom<R>(
  house: House,
  who: Who,
  operation: Operation,
  command: (at: At) => Promise<Done<R> | Failure>,
  once?: Once,
): Promise<R | Failure> {
  const refused = refuse(operation, who)
  if (refused) return refused
  const room = await house.stores.room(who.delegation)
  if (!room) throw new Error(`the delegation ${who.delegation} has no room`)
  const act = house.chance(who.delegation).id()
  return transact(house, room, who.delegation, who, act, once, async (at) => {
    const done = await command(at)
    if (!isFailure(done) && done.type) await insertAuthor(at.tx, act, who.member)
    return done
  })
}

/** The transaction itself; also for the first acts in a new store. */
export async function transact<R>(
  house: House,
  db: Db,
  log: string,
  who: Who,
  act: string,
  once: Once | undefined,
  command: (at: At) => Promise<Done<R> | Failure>,
): Promise<R | Failure> {
  const now = house.clock()
  const keyHash = once && sha256(`${who.delegation}/${who.member}/${once.key}`)
  let changed = false
  try {
    const result = await db.write(async (tx) => {
      const kept = keyHash && (await find(tx, keyHash))
      if (kept && kept.until > now) return repeated<R>(kept, once)
      const head = await logHead(tx)
      const seq = head.seq + 1
      const done = await command({ tx, who, act, seq, now, chance: house.chance(log) })
      if (isFailure(done)) throw new Refused(done)
      const { result, type, refs = {} } = done
      if (type) {
        changed = true
        const previous = head.hash === '' ? {} : { previous: head.hash }
        const entry = sealEntry({
          v: 1,
          log,
          seq,
          type,
          refs: { act, ...refs },
          by: who.delegation,
          time: now,
          ...previous,
        })
        await appendEntry(tx, { seq, type, by: who.delegation, bytes: entry.bytes, hash: entry.hash })
      }
      if (keyHash) {
        await dropExpired(tx, now)
        const until = new Date(Date.parse(now) + KEPT).toISOString()
        await save(tx, {
          keyHash,
          requestHash: once.request,
          status: 200,
          result: JSON.stringify(result ?? null),
          until,
        })
      }
      return result
    })
    if (changed) house.watch.announce(log)
    return result
  } catch (error) {
    if (error instanceof Refused) return error.failure
    throw error
  }
}

function repeated<R>(kept: { requestHash: string; result: string }, once: Once): R {
  if (kept.requestHash !== once.request) throw new Refused(fail('idempotency-mismatch'))
  return json<R>(kept.result)
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
