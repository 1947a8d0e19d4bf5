// Discussions in the order of the document, and the numbers that tie words and cards. Pure.
import type { Thread } from '../api/reads.ts'

const PARTS = ['heading', 'text', 'trigger', 'safeguard', 'expiry']

/** Where a thread stands on paper: the key of its clause, or of the one that stands where its clause stood. */
export type Standing = (thread: Thread) => string | undefined

/** Threads as their words follow on paper; those at one place as they were opened. */
export function inOrder(
  threads: readonly Thread[],
  keys: readonly string[],
  languages: readonly string[],
  standing: Standing = ({ anchor }) => anchor.key,
): Thread[] {
  const rank = new Map(keys.map((key, at) => [key, at]))
  const places = threads.map((thread) => {
    const { anchor, time, id } = thread
    const key = standing(thread)
    const at = key === undefined ? undefined : rank.get(key)
    return {
      thread,
      by: [
        at ?? keys.length,
        // What stood behind a clause comes after all that stands in it.
        key === anchor.key ? 0 : 1,
        PARTS.indexOf(anchor.part),
        languages.indexOf(anchor.language),
        anchor.start ?? Number.MAX_SAFE_INTEGER,
        Date.parse(time),
      ],
      id,
    }
  })
  places.sort((a, b) => {
    const at = a.by.findIndex((value, place) => value !== b.by[place])
    return at < 0 ? (a.id < b.id ? -1 : a.id > b.id ? 1 : 0) : a.by[at]! - b.by[at]!
  })
  return places.map(({ thread }) => thread)
}

/** The numbers of open threads: 1, 2, 3 down the paper. */
export function numbersOf(ordered: readonly Thread[]): Map<string, number> {
  const open = ordered.filter(({ state }) => state === 'open')
  return new Map(open.map(({ id }, at) => [id, at + 1]))
}
