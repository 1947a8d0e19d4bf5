// Where a delegation stands in the logs that it hears of, for what is told outside its streams.
import type { Seat } from '../review/observer.ts'
import type { Db } from '../store/db.ts'
import { heardUpTo, logKey, OWN } from './heard.ts'
import { type House, reach } from './house.ts'

/** A log that a delegation hears of, under the key by which its counter is kept. */
export interface Hearing {
  /** absent in the delegation's own room */
  readonly sop?: string
  readonly key: string
  readonly db: Db
  readonly seat: Seat
}

/** The tables that a delegation has access to now, and its room, as far as these zones are asked for. */
export async function hearings(
  house: House,
  delegation: string,
  zones: readonly ('table' | 'room')[],
): Promise<Hearing[]> {
  const found: Hearing[] = []
  for (const sop of zones.includes('table') ? await house.known.access(delegation) : []) {
    const reached = await reach(house, { delegation }, sop)
    if (reached) found.push({ sop, key: logKey(sop, reached.party), db: reached.db, seat: reached.party })
  }
  const room = zones.includes('room') ? await house.stores.room(delegation) : undefined
  if (room) found.push({ key: delegation, db: room, seat: OWN })
  return found
}

/** How far each log has got, for what is to begin now. */
export async function headsOf(list: readonly Hearing[]): Promise<[string, number][]> {
  const heads: [string, number][] = []
  for (const { key, db, seat } of list) heads.push([key, await db.read((sql) => heardUpTo(sql, seat))])
  return heads
}

const EARLIER = 50

/** Where to begin in a log that came later: a party hears all of it, an observer the last of what was before. */
export async function beginning({ db, seat }: Hearing): Promise<number> {
  if (seat.kind === 'party') return 0
  return Math.max(0, (await db.read((sql) => heardUpTo(sql, seat))) - EARLIER)
}
