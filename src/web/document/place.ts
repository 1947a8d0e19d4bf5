// The reader's place on the paper while another version takes the place of the one that is read.
import { useLayoutEffect } from 'react'

interface Place {
  readonly key: string
  /** from the top of the window, in pixels */
  readonly top: number
}

const OVER = 90 // pixels at the top that strip and column heads cover
const TRIES = 8
const GOES_ON = ['wheel', 'keydown', 'pointerdown'] as const
let kept: Place | undefined

/** Notes which provision stands first in sight. */
export function notePlace(): void {
  const rows = [...document.querySelectorAll<HTMLElement>('.paper [data-key]')]
  const first = rows.find((row) => row.getBoundingClientRect().bottom > OVER)
  kept = first && { key: first.dataset.key ?? '', top: first.getBoundingClientRect().top }
}

/** Puts the provision that was noted where it stood, once the other version is on the paper. */
export function useKeptPlace(version: string | undefined): void {
  useLayoutEffect(() => {
    const place = kept
    kept = undefined
    if (!place || version === undefined) return
    const put = () => {
      const row = document.querySelector(`.paper [data-key="${CSS.escape(place.key)}"]`)
      if (row) window.scrollBy(0, row.getBoundingClientRect().top - place.top)
    }
    put()
    // What is laid out for the first time above it moves it; so again until that has settled, or the reader goes on.
    let left = TRIES
    const timer = setInterval(() => ((left -= 1) < 0 ? stop() : put()), 100)
    const stop = () => {
      clearInterval(timer)
      for (const sign of GOES_ON) window.removeEventListener(sign, stop)
    }
    for (const sign of GOES_ON) window.addEventListener(sign, stop, { passive: true })
    return stop
  }, [version])
}
