// Replying in a thread.
import { fail, type Failure, isFailure } from '../errors.ts'
import { type Who } from '../review/policy.ts'
import { getThread, insertComment } from '../store/threads.ts'
import { type House } from './house.ts'
import { type Once } from './run.ts'
import { type Zone } from './say.ts'
import { type Said } from './say.ts'
import { inZone } from './say.ts'
import { checked } from './say.ts'

export function addComment(
  house: House,
  who: Who,
  sop: string,
  zone: Zone,
  thread: string,
  input: Said,
  once?: Once,
): Promise<{ comment: string } | Failure> {
  return inZone(house, who, sop, zone, 'addComment', once, async (at) => {
    if ((await getThread(at.tx, thread))?.sop !== sop) return fail('not-found')
    const said = await checked(at, zone, input, '')
    if (isFailure(said)) return said
    await insertComment(at.tx, { ...said, thread })
    return { result: { comment: said.id }, type: 'comment.added', refs: { thread, comment: said.id } }
  })
}
