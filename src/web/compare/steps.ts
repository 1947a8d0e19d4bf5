// Going from change to change: the current one, the focus that follows it, and how much of a long comparison stands by now.
import { type RefObject, useCallback, useEffect, useRef, useState, useTransition } from 'react'

const FIRST = 6 // parts shown at once
const SLICE = 3 // parts more in each pause

/** Some parts at once, the rest in the pauses between frames; `atLeast` fetches those up to one that was asked for. */
export function useSlices(all: number): readonly [number, (atLeast: number) => void] {
  const [shown, setShown] = useState(FIRST)
  const [pending, start] = useTransition()
  useEffect(() => {
    if (shown >= all || pending) return
    const timer = setTimeout(() => start(() => setShown((count) => count + SLICE)), 0)
    return () => clearTimeout(timer)
  }, [shown, all, pending])
  const reach = useCallback(
    (atLeast: number) => start(() => setShown((count) => Math.max(count, atLeast))),
    [],
  )
  return [Math.min(shown, all), reach]
}

/** The height of what sticks over the paper, for the scroll to stop below it. */
export function useOver(): RefObject<HTMLDivElement | null> {
  const over = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const bar = over.current
    if (!bar) return
    const observer = new ResizeObserver(() => {
      const height = bar.getBoundingClientRect().height
      const strip = document.querySelector('.strip')?.getBoundingClientRect().height ?? 36
      bar.parentElement?.style.setProperty('--over', `${Math.ceil(height)}px`)
      bar.closest<HTMLElement>('.cmp')?.style.setProperty('--strip', `${Math.ceil(strip)}px`)
    })
    observer.observe(bar)
    return () => observer.disconnect()
  })
  return over
}

export interface Steps {
  readonly at: number
  /** makes a change the current one, shows it and moves the focus to it */
  readonly go: (at: number) => void
  /** makes it the current one where it stands */
  readonly choose: (at: number) => void
}

export function useSteps(all: number, reach: (change: number) => void): Steps {
  const [at, setAt] = useState(0)
  const [asked, setAsked] = useState<number>()
  const go = useCallback(
    (next: number) => {
      if (next < 0 || next >= all) return
      reach(next)
      setAt(next)
      setAsked(next)
    },
    [all, reach],
  )
  // Without dependencies: the change that was asked for may only come with a later slice.
  useEffect(() => {
    if (asked === undefined) return
    const named = document.querySelector<HTMLElement>(`[data-change="${asked}"]`)
    if (!named) return
    setAsked(undefined)
    named.focus({ preventScroll: true })
    named.scrollIntoView({ block: 'start' })
    // What is laid out for the first time above it moves it; so once more when that has settled.
    setTimeout(() => named.scrollIntoView({ block: 'start' }), 120)
  })
  return { at: Math.min(at, Math.max(all - 1, 0)), go, choose: setAt }
}
