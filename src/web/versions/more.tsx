// How much of a long list is shown, and the button for more.
import { useWords } from '../words/words.ts'
import { words } from './words.ts'

export function More({ shown, all, more }: { shown: number; all: number; more: (() => void) | undefined }) {
  const t = useWords(words)
  if (!more) return null
  return (
    <div className="more noprint">
      <span className="q" role="status">
        {t('shownOf', { shown, all })}
      </span>
      <button type="button" className="btn" onClick={more}>
        {t('more')}
      </button>
    </div>
  )
}
