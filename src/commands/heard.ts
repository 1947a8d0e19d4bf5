// What somebody hears of a store's log: its entries after a place, by the counter of those that his seat hears.
import { earOf, hears, type Seat } from '../review/observer.ts'
import type { Sql } from '../store/db.ts'
import { countTypes, type EntryRow, listEntries, listEntriesOf, logHead } from '../store/record.ts'

export interface Heard {
  /** how many entries the seat has heard up to this one */
  readonly count: number
  readonly entry: EntryRow
}

/** The seat of a delegation in its own room. */
export const OWN: Seat = { kind: 'party', withheld: [] }

/** Names a log together with the counter: another seat counts otherwise, and begins anew. */
export function logKey(store: string, seat: Seat): string {
  const ear = earOf(seat)
  return ear === '' ? store : `${store}~${ear}`
}

/** Entries that a seat hears, after as many of them as it has heard. */
export async function heardAfter(sql: Sql, seat: Seat, count: number, limit: number): Promise<Heard[]> {
  if (seat.kind === 'party') {
    const entries = await listEntries(sql, { after: count, limit })
    return entries.map((entry) => ({ count: entry.seq, entry }))
  }
  const types = (await countTypes(sql)).map(({ type }) => type).filter((type) => hears(seat, type))
  const entries = await listEntriesOf(sql, types, { skip: count, limit })
  return entries.map((entry, position) => ({ count: count + position + 1, entry }))
}

/** How many entries a seat has heard, up to an entry or to the last. */
export async function heardUpTo(sql: Sql, seat: Seat, seq?: number): Promise<number> {
  if (seat.kind === 'party') return seq ?? (await logHead(sql)).seq
  const counts = await countTypes(sql, seq)
  return counts.reduce((sum, { type, count }) => sum + (hears(seat, type) ? count : 0), 0)
}
