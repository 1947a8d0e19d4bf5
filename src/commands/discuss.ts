// Discussing a passage, at the table or in one's own room: open a thread, comment, mend a comment, resolve and reopen.
import type { Anchor } from '../document/anchors.ts'
import { findQuote } from '../document/anchors.ts'
import { indexTree, type Language, type Part } from '../document/clause.ts'
import { normaliseText } from '../document/profile.ts'
import { fail, type Failure, isFailure } from '../errors.ts'
import { type Operation, refuse, type Who } from '../review/policy.ts'
import { checkWords, type Claim, wordsOfClaims } from '../review/words.ts'
import {
  type CommentRow,
  getComment,
  getThread,
  insertComment,
  insertThread,
  type ThreadRow,
  updateComment as storeComment,
  updateThreadState,
} from '../store/threads.ts'
import { authorsOf } from '../store/members.ts'
import { findVersion } from '../store/versions.ts'
import { type House, reach, treeOf } from './house.ts'
import { recordClaims } from './record-claims.ts'
import { type At, type Done, type Once, runAtTable, runInRoom } from './run.ts'
import { inSight } from '../review/observer.ts'

export type Zone = 'table' | 'room'

/** Where the words are: a range in code points, or the quotation itself with what stands around it. */
export interface Marked {
  readonly version: number
  readonly key: string
  readonly language: Language
  readonly part: Part
  readonly range?: { readonly start: number; readonly end: number }
  readonly quote?: { readonly text: string; readonly before?: string; readonly after?: string }
}

export interface Said {
  readonly body: string
  /** `THA`, `THA/legal`, or in a room a member's id */
  readonly mentions?: readonly string[]
  readonly claims?: readonly Claim[]
}

/** A comment may be changed or withdrawn by its author for ten minutes. */
const MENDABLE = 10 * 60 * 1000

/** Opens a thread at a passage, with its first comment. */
export async function openThread(
  house: House,
  who: Who,
  sop: string,
  zone: Zone,
  input: { readonly anchor: Marked; readonly comment: Said },
  once?: Once,
): Promise<{ thread: string; comment: string } | Failure> {
  const anchor = await anchorOf(house, who, sop, input.anchor)
  if (isFailure(anchor)) return anchor
  return inZone(house, who, sop, zone, 'openThread', once, async (at) => {
    const said = await checked(at, zone, input.comment, '/comment')
    if (isFailure(said)) return said
    const thread = at.chance.id()
    const row: ThreadRow = { id: thread, sop, anchor, state: 'open', by: who.delegation, time: at.now }
    await insertThread(at.tx, row)
    await insertComment(at.tx, { ...said, thread })
    return { result: { thread, comment: said.id }, type: 'thread.opened', refs: { thread, comment: said.id } }
  })
}

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

/** Changes a comment's words, keeping the earlier ones in sight, or withdraws it; its own delegation's author alone. */
export async function updateComment(
  house: House,
  who: Who,
  sop: string,
  zone: Zone,
  place: { readonly thread: string; readonly comment: string },
  input: { readonly body?: string; readonly withdrawn?: true; readonly claims?: readonly Claim[] },
  once?: Once,
): Promise<{ comment: string } | Failure> {
  const own = await wroteIt(house, who, place.comment)
  return inZone(house, who, sop, zone, 'updateComment', once, async (at) => {
    const comment = await getComment(at.tx, place.comment)
    const thread = await getThread(at.tx, place.thread)
    if (!comment || comment.thread !== place.thread || thread?.sop !== sop) return fail('not-found')
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

/** A reply stays in the zone of its thread: the zone is named once, and the act never leaves it. */
async function inZone<R>(
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

async function checked(
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

async function wroteIt(house: House, who: Who, comment: string): Promise<boolean> {
  const room = await house.stores.room(who.delegation)
  const authors = await room?.read((sql) => authorsOf(sql, [comment]))
  return authors?.get(comment) === who.member
}

/** Binds a marked passage to its text id; only words that the caller can see can be marked. */
async function anchorOf(house: House, who: Who, sop: string, marked: Marked): Promise<Anchor | Failure> {
  const reached = await reach(house, who, sop)
  if (!reached) return fail('not-found')
  return reached.db.read(async (sql) => {
    const version = await findVersion(sql, marked.version)
    if (!version) return fail('anchor-not-found', { version: marked.version })
    const seen = inSight(reached.party, await treeOf(house, sql, version), reached.hidden)
    const text = indexTree(seen).get(marked.key)?.clause.texts[marked.language]
    const words = text?.[marked.part]
    const { key, language, part } = marked
    if (!words) return fail('anchor-not-found', { key, language, part })
    const near = { before: marked.quote?.before ?? '', after: marked.quote?.after ?? '' }
    const range = marked.quote ? findQuote(words, normaliseText(marked.quote.text), near) : marked.range
    const length = [...words].length
    if (!range || range.start >= range.end || range.end > length)
      return fail('anchor-not-found', { key, language, part })
    return {
      version: version.number,
      key,
      language,
      part,
      text: text.id,
      start: range.start,
      end: range.end,
    }
  })
}
