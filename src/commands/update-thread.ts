// Resolving and reopening a thread.
import { fail, type Failure } from '../errors.ts'
import { type Who } from '../review/policy.ts'
import { readThread, type ThreadRow, type ThreadState, updateThreadState } from '../store/threads.ts'
import { unlessAsRead } from './expected.ts'
import { type House } from './house.ts'
import { type Zone } from './say.ts'
import { inZone } from './say.ts'

/** Resolves or reopens a thread, as long as it stands as `read`. */
export function updateThread(
  house: House,
  who: Who,
  sop: string,
  zone: Zone,
  thread: string,
  state: ThreadRow['state'],
  read?: ThreadState,
): Promise<{ thread: string } | Failure> {
  return inZone(house, who, sop, zone, 'updateThread', undefined, async (at) => {
    const now = await readThread(at.tx, thread)
    if (now?.row.sop !== sop) return fail('not-found')
    const stale = unlessAsRead(read, now)
    if (stale) return stale
    const changed = await updateThreadState(at.tx, thread, state)
    const type = state === 'resolved' ? 'thread.resolved' : 'thread.reopened'
    return changed ? { result: { thread }, type, refs: { thread } } : { result: { thread } }
  })
}
