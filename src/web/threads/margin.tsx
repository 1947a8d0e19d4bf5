// The margin: discussions of the page's own zone at their words, and where a new one is begun.
import { Drawer } from '@mantine/core'
import { useEffect } from 'react'
import type { Thread } from '../api/reads.ts'
import { useOpenText } from '../document/open-text.ts'
import { Icon } from '../shell/icons.tsx'
import { useWords } from '../words/words.ts'
import { AnchoredCards } from './anchored-cards.tsx'
import { Card } from './card.tsx'
import { nowInFocus, setFocus, useFocus } from './focus.ts'
import { useLeft } from './left.ts'
import { NewCard } from './new-card.tsx'
import { NoneYet } from './none-yet.tsx'
import { numbered } from './numbers.ts'
import { Settled } from './settled.tsx'
import { StartButton } from './start.tsx'
import './threads.css'
import { words } from './words.ts'
import { useWordsFollow } from './words-follow.ts'

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
  const kept = left.get(zone === 'room' ? 'new-room' : 'new-table')
  useEffect(() => {
    setFocus({})
    return () => setFocus({})
  }, [sop, zone])
  useEffect(() => {
    const { beginning, body } = kept ?? {}
    if (!beginning || beginning.zone !== zone || body === '' || nowInFocus().beginning) return
    setFocus({ ...nowInFocus(), beginning, restored: true })
  }, [kept, zone])
}

/** In a window of middle size: a drawer, opened by a button. */
function InDrawer({ label, ordered }: { label: string; ordered: readonly Thread[] }) {
  const t = useWords(words)
  const open = useOpenText()
  const { numbers } = numbered(open)
  const { sop, zone } = open
  const shown = useFocus((focus) => focus.drawer === true)
  const beginning = useFocus((focus) => focus.beginning)
  const left = useLeft(sop.id)
  const now = ordered.filter(({ state }) => state === 'open')
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
      <Drawer
        opened={shown}
        onClose={() => show(false)}
        position="right"
        size={380}
        title={label}
        closeButtonProps={{ 'aria-label': t('close') }}
        classNames={{ body: 'margin' }}
      >
        {beginning && <NewCard beginning={beginning} />}
        {now.map((thread) => (
          <Card key={thread.id} thread={thread} number={numbers.get(thread.id)} left={left.has(thread.id)} />
        ))}
        {now.length === 0 && !beginning && <NoneYet />}
        <Settled threads={ordered.filter(({ state }) => state === 'resolved')} />
      </Drawer>
    </>
  )
}
