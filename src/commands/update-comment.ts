// Changing a comment within ten minutes, or withdrawing it.
import { fail, type Failure, isFailure } from '../errors.ts'
import { type Who } from '../review/policy.ts'
import { type Claim } from '../review/words.ts'
import { readThread, type ThreadState, updateComment as storeComment } from '../store/threads.ts'
import { authorsOf } from '../store/members.ts'
import { unlessAsRead } from './expected.ts'
import { type House } from './house.ts'
import { type Zone } from './say.ts'
import { inZone } from './say.ts'
import { checked } from './say.ts'

/** A comment may be changed or withdrawn by its author for ten minutes. */
const MENDABLE = 10 * 60 * 1000

/** Changes a comment's words, keeping the earlier ones in sight, or withdraws it; its own delegation's author alone, as long as the thread stands as `read`. */
export async function updateComment(
  house: House,
  who: Who,
  sop: string,
  zone: Zone,
  place: { readonly thread: string; readonly comment: string },
  input: { readonly body?: string; readonly withdrawn?: true; readonly claims?: readonly Claim[] },
  read?: ThreadState,
): Promise<{ comment: string } | Failure> {
  const own = await wroteIt(house, who, place.comment)
  return inZone(house, who, sop, zone, 'updateComment', undefined, async (at) => {
    const now = await readThread(at.tx, place.thread)
    const comment = now?.comments.find(({ id }) => id === place.comment)
    if (!comment || now?.row.sop !== sop) return fail('not-found')
    const stale = unlessAsRead(read, now)
    if (stale) return stale
    if (comment.by !== who.delegation || !own) return fail('comment-not-yours')
    if (comment.withdrawn) return fail('comment-closed')
    const refs = { thread: place.thread, comment: comment.id }
    if (input.withdrawn) {
      await storeComment(at.tx, comment.id, { withdrawn: true })
      return { result: { comment: comment.id }, type: 'comment.withdrawn', refs }
    }
    if (Date.parse(at.now) - Date.parse(comment.time) > MENDABLE) return fail('comment-closed')
    const { body = '', claims = [] } = input
    const said = await checked(at, zone, { body, claims }, '')
    if (isFailure(said)) return said
    if (said.body === comment.body) return { result: { comment: comment.id } }
    const earlier = [
      ...comment.earlier,
      { body: comment.body, time: comment.earlier.at(-1)?.time ?? comment.time },
    ]
    await storeComment(at.tx, comment.id, { body: said.body, salt: said.salt, earlier })
    return { result: { comment: comment.id }, type: 'comment.changed', refs }
  })
}

async function wroteIt(house: House, who: Who, comment: string): Promise<boolean> {
  const room = await house.stores.room(who.delegation)
  const authors = await room?.read((sql) => authorsOf(sql, [comment]))
  return authors?.get(comment) === who.member
}
