// Which answers that were read may have changed with an event. Pure.
import type { LiveEvent } from './stream.ts'

type Key = readonly unknown[]

/** What never changes but by an erasure or a decision: a version, and the difference of two. */
const LASTING = ['version', 'diff']

/** Whether an answer can change at all without a decision; the rest is not asked for again. */
export const moves = ([noun, , part]: Key): boolean =>
  (noun === 'sop' && !LASTING.includes(String(part))) ||
  noun === 'sops' ||
  noun === 'me' ||
  noun === 'members'

/** The SOP itself, which says what the newest version is: read before what hangs on it. */
export const leads = ([noun, , part]: Key): boolean =>
  noun === 'sops' || (noun === 'sop' && part === undefined)

/** Whether an answer may have changed with an event, by the key under which it was read. */
export function concerns(event: LiveEvent, key: Key): boolean {
  return event.zone === 'room' ? concernsRoom(event.type, key) : concernsTable(event, key)
}

const talk = (type: string): boolean => /^(thread|comment)\./.test(type)

function concernsRoom(type: string, [noun, , part, zone]: Key): boolean {
  if (talk(type)) return noun === 'sop' && part === 'threads' && zone === 'room'
  if (type === 'presence') return noun === 'presence'
  return noun === 'me' || noun === 'members' || noun === 'webhooks'
}

function concernsTable({ sop, type }: LiveEvent, [noun, id, part, zone]: Key): boolean {
  if (noun === 'sops') return !talk(type)
  if (noun !== 'sop' || id !== sop) return false
  if (talk(type)) return (part === 'threads' && zone === 'table') || part === 'readiness' || part === 'record'
  // What was decided or erased can take words out of any version.
  return !LASTING.includes(String(part)) || /^(decision|text)\./.test(type)
}
