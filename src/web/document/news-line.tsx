// A quiet line at the foot: what others saved since the page was opened. Nothing else moves until the reader asks for it.
import { Link } from 'react-router'
import { Icon } from '../shell/icons.tsx'
import { useSeat } from '../shell/workspace.tsx'
import { useWords } from '../words/words.ts'
import { NEWEST, type News } from './held.ts'
import './news.css'
import { notePlace } from './place.ts'
import { words } from './news-words.ts'

export function NewsLine({ sop, zone, held = 0 }: News) {
  const t = useWords(words)
  const { name } = useSeat()
  const { number, by } = sop.head
  return (
    <>
      <Icon sign="moved" small />
      <span>{t('news', { party: name(by), number })}</span>
      <Link className="lnk" to={`/sops/${sop.id}/compare/${held}/${number}`} state={NEWEST}>
        {t('showNews')}
      </Link>
      <Link
        className="lnk"
        to={`${zone === 'room' ? '/our' : ''}/sops/${sop.id}/versions/latest`}
        state={NEWEST}
        onClick={() => {
          notePlace()
          // The line goes with this; the name of the version takes the focus.
          document.querySelector<HTMLElement>('.docbar .kind')?.focus({ preventScroll: true })
        }}
      >
        {t('readNews', { number })}
      </Link>
    </>
  )
}
