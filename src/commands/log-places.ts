// Where a delegation stands in the logs that it hears of, for what is told outside its streams.
import type { Seat } from '../review/observer.ts'
import type { Db } from '../store/db.ts'
import { logKey, OWN } from './heard.ts'
import { type House, reach } from './house.ts'

/** A log that a delegation hears of, under the key by which its counter is kept. */
export interface Hearing {
  /** absent in the delegation's own room */
  readonly sop?: string
  readonly key: string
  readonly db: Db
  readonly seat: Seat
  /** how much of it was heard by now, which is remembered: of many tables few have news */
  readonly heard: number
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
    if (!reached) continue
    const { db, party: seat } = reached
    found.push({ sop, key: logKey(sop, seat), db, seat, heard: await house.known.heard(sop, db, seat) })
  }
  const room = zones.includes('room') ? await house.stores.room(delegation) : undefined
  if (room) {
    const heard = await house.known.heard(delegation, room, OWN)
    found.push({ key: delegation, db: room, seat: OWN, heard })
  }
  return found
}

const EARLIER = 50

/** Where to begin in a log that came later: a party hears all of it, an observer the last of what was before. */
export function beginning({ seat, heard }: Hearing): number {
  return seat.kind === 'party' ? 0 : Math.max(0, heard - EARLIER)
}
