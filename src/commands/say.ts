// Saying something in a zone, at the table or in one's own room: what every act of a discussion shares.
import { normaliseText } from '../document/profile.ts'
import { fail, type Failure, isFailure } from '../errors.ts'
import { type Operation, refuse, type Who } from '../review/policy.ts'
import { checkWords, type Claim, wordsOfClaims } from '../review/words.ts'
import { type CommentRow } from '../store/threads.ts'
import { type House, reach } from './house.ts'
import { recordClaims } from './record-claims.ts'
import { type At, type Done, type Once, runAtTable, runInRoom } from './run.ts'

export type Zone = 'table' | 'room'

export interface Said {
  readonly body: string
  /** `THA`, `THA/legal`, or in a room a member's id */
  readonly mentions?: readonly string[]
  readonly claims?: readonly Claim[]
}

/** A reply stays in the zone of its thread: the zone is named once, and the act never leaves it. */
export async function inZone<R>(
  house: House,
  who: Who,
  sop: string,
  zone: Zone,
  operation: Operation,
  once: Once | undefined,
  command: (at: At) => Promise<Done<R> | Failure>,
): Promise<R | Failure> {
  if (zone === 'table') return runAtTable(house, who, sop, operation, command, once)
  const reached = await reach(house, who, sop)
  if (!reached) return fail('not-found')
  // Who may not read threads of this SOP may not write them either, also at home.
  const refused = refuse(operation, who, reached.state)
  return refused ?? runInRoom(house, who, operation, command, once)
}

export async function checked(
  at: At,
  zone: Zone,
  { body, mentions = [], claims = [] }: Said,
  pointer: string,
): Promise<Omit<CommentRow, 'thread'> | Failure> {
  const incoming = [{ pointer: `${pointer}/body`, value: body }, ...wordsOfClaims(claims, pointer)]
  const words = checkWords(incoming, claims)
  if (isFailure(words)) return words
  // What a delegation says to itself needs no record before the others.
  if (zone === 'table') await recordClaims(at, words.claimed, { comment: at.act })
  return {
    id: at.act,
    by: at.who.delegation,
    time: at.now,
    salt: at.chance.salt(),
    body: normaliseText(body),
    earlier: [],
    mentions: [...new Set(mentions)],
    withdrawn: false,
  }
}
