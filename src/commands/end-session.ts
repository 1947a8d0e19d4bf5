// Ending one of one's own sessions.
import { fail, type Failure } from '../errors.ts'
import type { Who } from '../review/policy.ts'
import { endSession as storeEndSession } from '../store/sessions.ts'
import { type House } from './house.ts'
import { runInRoom } from './run.ts'

/** Ends one of one's own sessions, at once. */
export function endSession(house: House, who: Who, session: string): Promise<object | Failure> {
  return runInRoom(house, who, 'endSession', async ({ tx }) =>
    (await storeEndSession(tx, who.member, session))
      ? { result: {}, type: 'session.ended', refs: { session } }
      : fail('not-found'),
  )
}
