// Which version counts as the newest on an open page: the text stays as it is until the reader asks for what came since.
import { useRef } from 'react'
import { useLocation } from 'react-router'
import type { Sop, Thread, Zone } from '../api/reads.ts'

/** The state of a link that asks for the newest version, also from the page that shows an earlier one. */
export const NEWEST = { newest: true }

interface Read {
  readonly data: Sop | undefined
  readonly isStale: boolean
  readonly isFetchedAfterMount: boolean
}

/** The newest version when the page was opened or last asked for it; never one before what one's own work stands on. */
export function useHeld(sop: Read, ...own: (number | undefined)[]): number | undefined {
  const { key, state } = useLocation() as { key: string; state: Partial<typeof NEWEST> | null }
  const held = useRef<number>(undefined)
  const asked = useRef<string>(undefined)
  if (state?.newest === true && asked.current !== key) {
    asked.current = key
    held.current = undefined
  }
  const head = sop.data?.head.number
  if (head === undefined) return undefined
  // What was kept from an earlier visit is not yet the newest.
  if (sop.isFetchedAfterMount || !sop.isStale) held.current ??= head
  if (held.current !== undefined) held.current = Math.max(held.current, ...own.map((each = 0) => each))
  return held.current ?? head
}

export interface News {
  readonly sop: Sop
  readonly zone: Zone
  /** the version that was the newest when the page was opened */
  readonly held: number | undefined
}

export const isNews = ({ sop, held }: Pick<News, 'sop' | 'held'>): boolean =>
  held !== undefined && sop.head.number > held

interface Kept {
  readonly version: number | undefined
  readonly anchors: Map<string, Thread['anchor']>
}

/** Threads with their words where they stand in the version that is shown, also after a newer one was saved. */
export function useHeldAnchors(
  threads: Thread[] | undefined,
  version: number | undefined,
  sop: Sop | undefined,
): Thread[] | undefined {
  const kept = useRef<Kept>({ version, anchors: new Map() })
  const last = useRef<{ readonly of: Thread[] | undefined; readonly by: string; readonly made: Thread[] }>(
    undefined,
  )
  if (!threads || version === undefined || !sop) return threads
  const head = sop.head.number
  const by = `${version} ${head}`
  if (last.current?.of === threads && last.current.by === by) return last.current.made
  if (kept.current.version !== version) kept.current = { version, anchors: new Map() }
  const { anchors } = kept.current
  const made = version >= head ? threads : threads.map((thread) => held(thread, anchors.get(thread.id)))
  for (const { id, anchor } of made) anchors.set(id, anchor)
  last.current = { of: threads, by, made }
  return made
}

function held(thread: Thread, before: Thread['anchor'] | undefined): Thread {
  // Erased words are gone from every version.
  if (thread.anchor.state === 'erased') return thread
  if (before) return { ...thread, anchor: before }
  const { start: _, end: __, ...anchor } = thread.anchor
  return { ...thread, anchor }
}
