// The way back to a discussion that was begun and put aside.
import { Icon } from '../shell/icons.tsx'
import { useWords } from '../words/words.ts'
import { begin, type Beginning } from './focus.ts'
import { words } from './words.ts'

export function GoOn({ beginning }: { beginning: Beginning }) {
  const t = useWords(words)
  return (
    <button type="button" className="btn" onClick={() => begin(beginning)}>
      <Icon sign="unsaved" small />
      {t('newDiscussion')} · {t('goOn')}
    </button>
  )
}
