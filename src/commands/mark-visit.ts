// Noting what one has seen, in one's own room.
import { fail, type Failure } from '../errors.ts'
import type { Who } from '../review/policy.ts'
import { putVisit } from '../store/members.ts'
import { type House, reach } from './house.ts'
import { runInRoom } from './run.ts'

/** Notes the newest version of an SOP that one has seen; nobody else learns of it. */
export async function markVisit(
  house: House,
  who: Who,
  sop: string,
  version: number,
): Promise<object | Failure> {
  const reached = await reach(house, who, sop)
  if (!reached) return fail('not-found')
  const seen = Math.min(version, reached.sop.head)
  return runInRoom(house, who, 'markVisit', async ({ tx }) => {
    await putVisit(tx, who.member, sop, seen)
    return { result: {} }
  })
}
