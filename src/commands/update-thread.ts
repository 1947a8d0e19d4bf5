// Resolving and reopening a thread.
import { fail, type Failure } from '../errors.ts'
import { type Who } from '../review/policy.ts'
import { getThread, type ThreadRow, updateThreadState } from '../store/threads.ts'
import { type House } from './house.ts'
import { type Once } from './run.ts'
import { type Zone } from './say.ts'
import { inZone } from './say.ts'

/** Resolves or reopens a thread. */
export function updateThread(
  house: House,
  who: Who,
  sop: string,
  zone: Zone,
  thread: string,
  state: ThreadRow['state'],
  once?: Once,
): Promise<{ thread: string } | Failure> {
  return inZone(house, who, sop, zone, 'updateThread', once, async (at) => {
    const row = await getThread(at.tx, thread)
    if (row?.sop !== sop) return fail('not-found')
    const changed = await updateThreadState(at.tx, thread, state)
    const type = state === 'resolved' ? 'thread.resolved' : 'thread.reopened'
    return changed ? { result: { thread }, type, refs: { thread } } : { result: { thread } }
  })
}
