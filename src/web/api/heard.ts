// Whether what others do is heard as it happens: then no screen asks by itself. Until a page is at rest, nothing listens.
import { useEffect, useRef, useSyncExternalStore } from 'react'
import type { Listening } from './live.ts'
import { queries } from './queries.ts'

const LOOK = 200 // milliseconds between two looks whether a page is at rest; so many quiet ones, so many at most
const LOOKS = 6
const MOST_LOOKS = 40
const STAYS = 1_500 // milliseconds on the pages of an SOP after which one counts as being there

const listeners = new Set<() => void>()
let heard = false

function become(open: boolean): void {
  heard = open
  for (const listener of listeners) listener()
}

/** Waits until what the page is made of has come, so that the stream takes nothing from it. */
async function atRest(): Promise<void> {
  let [quiet, loaded] = [0, 0]
  for (let tries = 0; tries < MOST_LOOKS && quiet < LOOKS; tries += 1) {
    await new Promise((done) => setTimeout(done, LOOK))
    const before = loaded
    loaded = performance.getEntriesByType('resource').length
    const still = document.readyState === 'complete' && queries.isFetching() === 0 && loaded === before
    quiet = still ? quiet + 1 : 0
  }
}

/** Listens as a member, at the SOP of the page if there is one, for as long as the workspace is open. */
export function useListening(member: string | undefined, sop: string | undefined): void {
  const place = useRef(sop)
  const listening = useRef<Listening>(undefined)
  useEffect(() => {
    if (member === undefined) return
    let gone = false
    void atRest()
      .then(() => import('./live.ts'))
      .then(
        ({ listen }) => {
          if (!gone) listening.current = listen(member, place.current, become)
        },
        () => undefined, // the service is gone: screens go on asking
      )
    return () => {
      gone = true
      listening.current?.end()
      listening.current = undefined
    }
  }, [member])
  useEffect(() => {
    place.current = sop
    // Whoever only passes by an SOP is not at it.
    const timer = setTimeout(() => listening.current?.turnTo(sop), STAYS)
    return () => clearTimeout(timer)
  }, [sop])
}

/** How often a screen asks by itself: only while the stream is silent. */
export function useUnheard(milliseconds: number): { readonly refetchInterval: number | false } {
  const hears = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => heard,
  )
  return { refetchInterval: hears ? false : milliseconds }
}
