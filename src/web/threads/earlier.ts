// The versions in which discussed words stood before they changed or went, read only where there are such words.
import { useQueries } from '@tanstack/react-query'
import { useMemo } from 'react'
import { readVersion, type Shown, type Sop, type Thread, type Version } from '../api/reads.ts'
import { useShown } from '../document/shown.ts'
import { placeAll } from '../document/placed.ts'
import { standsNow } from './found-again.ts'
import type { Standing } from './order.ts'

const MOST = 12 // versions read for this

export type Earlier = ReadonlyMap<number, Version>

function useEarlier(sop: Sop | undefined, threads: readonly Thread[] | undefined): Earlier {
  const shown: Shown = useShown()
  const numbers = useMemo(() => {
    const gone = (threads ?? []).filter(({ anchor }) => ['changed', 'removed'].includes(anchor.state))
    return [...new Set(gone.map(({ anchor }) => anchor.version))].slice(0, MOST)
  }, [threads])
  return useQueries({
    queries: sop ? numbers.map((number) => readVersion(sop.id, String(number), shown)) : [],
    combine: byNumber,
  })
}

const byNumber = (found: readonly { data: Version | undefined }[]): Earlier =>
  new Map(found.flatMap(({ data }) => (data ? [[data.number, data] as const] : [])))

/** Threads whose changed words are told apart from the rest of their text, where that can be done. */
export function useFoundAgain(
  sop: Sop | undefined,
  threads: Thread[] | undefined,
): { threads: Thread[] | undefined; earlier: Earlier } {
  const earlier = useEarlier(sop, threads)
  return useMemo(() => {
    const found = threads?.map((thread) => {
      const { anchor } = thread
      const { version, key, language, part, quote, now } = anchor
      if (anchor.state !== 'changed' || quote === undefined || now === undefined) return thread
      const then = clausesOf(earlier.get(version)).get(key)?.clause.texts[language]?.[part]
      const range = then === undefined ? undefined : standsNow(then, quote, now)
      if (!range) return thread
      const words = [...now].slice(range.start, range.end).join('')
      return { ...thread, anchor: { ...anchor, ...range, now: words } }
    })
    return { threads: found, earlier }
  }, [threads, earlier])
}

const indexes = new WeakMap<Version, Map<string, ReturnType<typeof placeAll>[number]>>()
function clausesOf(version: Version | undefined): Map<string, ReturnType<typeof placeAll>[number]> {
  if (!version) return new Map()
  let found = indexes.get(version)
  if (!found) {
    found = new Map(placeAll(version.clause).map((each) => [each.clause.key, each]))
    indexes.set(version, found)
  }
  return found
}

/** Where a thread stands today: at its clause, else at what is left of what stood before it. */
export function standingIn(keys: ReadonlySet<string>, earlier: Earlier): Standing {
  return ({ anchor }) => {
    if (keys.has(anchor.key)) return anchor.key
    const then = [...clausesOf(earlier.get(anchor.version)).keys()]
    const at = then.indexOf(anchor.key)
    return then.slice(0, Math.max(at, 0)).findLast((key) => keys.has(key))
  }
}
