// The card of a discussion that is being begun, at the words that were selected.
import { useEffect, useRef } from 'react'
import { useOpenText } from '../document/open-text.ts'
import { Icon } from '../shell/icons.tsx'
import { useSeat } from '../shell/workspace.tsx'
import { SourceText } from '../text/source-text.tsx'
import { useWords } from '../words/words.ts'
import { Compose } from './compose.tsx'
import { useDeeds } from './deeds.ts'
import { begin, type Beginning, focusThread, useFocus } from './focus.ts'
import { keptName } from './kept-comment.ts'
import { usePlaceNames } from './names.ts'
import { words } from './words.ts'

export function NewCard({ beginning }: { beginning: Beginning }) {
  const t = useWords(words)
  const { sop, context, zone } = useOpenText()
  const { me } = useSeat()
  const deeds = useDeeds(sop.id, zone)
  const { name, language } = usePlaceNames()(beginning)
  const card = useRef<HTMLElement>(null)
  const restored = useFocus((focus) => focus.restored === true)
  useEffect(() => {
    if (restored) return
    // It takes its place at the words first.
    const timer = setTimeout(() => card.current?.scrollIntoView({ block: 'nearest' }), 60)
    return () => clearTimeout(timer)
  }, [beginning, restored])
  return (
    <section
      ref={card}
      className={zone === 'room' ? 'card n hot' : 'card hot'}
      aria-label={t('newDiscussion')}
      data-card="new"
    >
      <div className="top">
        {zone === 'room' && (
          <b className="zone">
            <Icon sign="lock" small /> {t('internal')}
          </b>
        )}
        <b>{t('newDiscussion')}</b>
        <span>
          {name} · {language}
        </span>
      </div>
      <blockquote lang={beginning.language} className="cut">
        <SourceText source={beginning.quote} language={beginning.language} context={context} inline />
      </blockquote>
      <Compose
        sop={sop}
        zone={zone}
        name={keptName(me.member, sop.id, zone === 'room' ? 'new-room' : 'new-table')}
        label={t('yourWords')}
        beginning={beginning}
        quiet={restored}
        send={(said, once) => deeds.open(beginning, said, once)}
        sent={(thread) => {
          begin(undefined)
          focusThread(thread.id, 'words')
        }}
        close={() => {
          begin(undefined)
          document.querySelector<HTMLElement>(`#${CSS.escape(beginning.key)} button`)?.focus()
        }}
      />
    </section>
  )
}
