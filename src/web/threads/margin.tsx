// The margin: discussions of the page's own zone at their words, and where a new one is begun.
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import type { Thread } from '../api/reads.ts'
import { useOpenText } from '../document/open-text.ts'
import { Icon } from '../shell/icons.tsx'
import { useWords } from '../words/words.ts'
import { AnchoredCards } from './anchored-cards.tsx'
import { nowInFocus, setFocus, useFocus } from './focus.ts'
import { useLeft } from './left.ts'
import { numbered } from './numbers.ts'
import { StartButton } from './start.tsx'
import './threads.css'
import { words } from './words.ts'
import { useWordsFollow } from './words-follow.ts'

const MarginDrawer = lazy(async () => ({ default: (await import('./margin-drawer.tsx')).MarginDrawer }))

export function Margin() {
  const t = useWords(words)
  const open = useOpenText()
  const { zone, columns, sop } = open
  const { ordered } = numbered(open)
  useOwnFocus(sop.id, zone)
  useWordsFollow()
  const label = t(zone === 'room' ? 'ourMargin' : 'margin')
  return (
    <>
      <StartButton />
      {columns >= 3 ? (
        <aside className="margin at-words" aria-label={label}>
          <AnchoredCards />
        </aside>
      ) : columns === 2 ? (
        <InDrawer label={label} ordered={ordered} />
      ) : null}
    </>
  )
}

/** The focus belongs to one page: it is taken up from words left unsent, and let go with the page. */
function useOwnFocus(sop: string, zone: Thread['zone']): void {
  const left = useLeft(sop)
  // Once a visit: whoever closes it means it to be closed.
  const taken = useRef(false)
  const kept = left.get(zone === 'room' ? 'new-room' : 'new-table')
  useEffect(() => {
    setFocus({})
    taken.current = false
    return () => setFocus({})
  }, [sop, zone])
  useEffect(() => {
    const { beginning, body } = kept ?? {}
    if (taken.current || !beginning || beginning.zone !== zone || body === '') return
    taken.current = true
    if (nowInFocus().beginning) return
    setFocus({ ...nowInFocus(), beginning, restored: true })
  }, [kept, zone])
}

/** In a window of middle size: a drawer, opened by a button. */
function InDrawer({ label, ordered }: { label: string; ordered: readonly Thread[] }) {
  const t = useWords(words)
  const { zone } = useOpenText()
  const shown = useFocus((focus) => focus.drawer === true)
  const now = ordered.filter(({ state }) => state === 'open')
  // Once opened it stays, so that closing it gives the focus back.
  const [before, setBefore] = useState(false)
  useEffect(() => {
    if (shown) setBefore(true)
  }, [shown])
  const show = (drawer: boolean) => setFocus({ ...nowInFocus(), drawer })
  return (
    <>
      <button
        type="button"
        className="btn margin-opens noprint"
        aria-expanded={shown}
        onClick={() => show(!shown)}
      >
        <Icon sign={zone === 'room' ? 'lock' : 'discuss'} />
        {t('count', { count: now.length })}
      </button>
      {(shown || before) && (
        <Suspense fallback={null}>
          <MarginDrawer opened={shown} label={label} ordered={ordered} close={() => show(false)} />
        </Suspense>
      )}
    </>
  )
}
