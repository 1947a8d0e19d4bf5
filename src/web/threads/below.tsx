// On a narrow screen: the discussions of a provision under it, and where one is begun.
import { useEffect, useState } from 'react'
import { useOpenText } from '../document/open-text.ts'
import { Icon } from '../shell/icons.tsx'
import { useWords } from '../words/words.ts'
import { Card } from './card.tsx'
import { begin, useFocus } from './focus.ts'
import { GoOn } from './go-on.tsx'
import { useLeft } from './left.ts'
import { NewCard } from './new-card.tsx'
import { numbered } from './numbers.ts'
import { Settled } from './settled.tsx'
import { useBeginnings } from './start.tsx'
import { words } from './words.ts'
import { useWriting } from './writing.ts'

/** With `title`, only what is there: a chapter's title is seldom discussed. */
export function ThreadsBelow({ clauseKey, title = false }: { clauseKey: string; title?: boolean }) {
  const { columns } = useOpenText()
  return columns === 1 ? <Below clauseKey={clauseKey} title={title} /> : null
}

function Below({ clauseKey, title }: { clauseKey: string; title: boolean }) {
  const t = useWords(words)
  const open = useOpenText()
  const { sop, zone, languages, index } = open
  const { ordered, numbers, standing } = numbered(open)
  const here = ordered.filter((thread) => standing(thread) === clauseKey)
  const writing = useWriting()
  const now = here.filter(({ id, state }) => state === 'open' || writing.has(id))
  const settled = here.filter((each) => !now.includes(each))
  const left = useLeft(sop.id)
  const { fromSelection, ofProvision } = useBeginnings()
  const [shown, setShown] = useState(false)
  const called = useFocus((focus) => now.some(({ id }) => id === focus.thread))
  const beginning = useFocus((focus) => (focus.beginning?.key === clauseKey ? focus.beginning : undefined))
  useEffect(() => {
    if (called) setShown(true)
  }, [called])
  const waiting = left.get(zone === 'room' ? 'new-room' : 'new-table')?.beginning
  const texts = index.get(clauseKey)?.clause.texts[languages[0] ?? '']
  const may =
    !title && sop.may.includes('openThread') && texts !== undefined && !texts.erased && !texts.hidden
  if (!may && here.length === 0 && !beginning) return null
  return (
    <div className="below noprint" data-below={clauseKey}>
      <div className="acts">
        {now.length > 0 && (
          <button type="button" className="btn" aria-expanded={shown} onClick={() => setShown(!shown)}>
            <Icon sign={zone === 'room' ? 'lock' : 'discuss'} />
            {t('count', { count: now.length })}
          </button>
        )}
        {may && (
          <button
            type="button"
            className="btn plain"
            onClick={() => {
              const selected = fromSelection()
              begin(selected?.key === clauseKey ? selected : ofProvision(clauseKey))
            }}
          >
            {now.length === 0 && <Icon sign={zone === 'room' ? 'lock' : 'discuss'} />}
            {t(zone === 'room' ? 'discussInternally' : 'discuss')}
          </button>
        )}
      </div>
      {waiting?.key === clauseKey && !beginning && <GoOn beginning={waiting} />}
      {beginning && <NewCard beginning={beginning} />}
      {shown &&
        now.map((thread) => (
          <Card key={thread.id} thread={thread} number={numbers.get(thread.id)} left={left.has(thread.id)} />
        ))}
      <Settled threads={settled} />
    </div>
  )
}
