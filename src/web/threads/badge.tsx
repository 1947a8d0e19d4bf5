// The number that ties words and card.
import { useOpenText } from '../document/open-text.ts'
import { useFormat } from '../words/format.ts'
import { useWords } from '../words/words.ts'
import { focusThread, useFocus } from './focus.ts'
import { numbersIn } from './numbers.ts'
import { words } from './words.ts'

export function Badge({ thread }: { thread: string }) {
  const t = useWords(words)
  const { number } = useFormat()
  const at = numbersIn(useOpenText()).get(thread)
  const hot = useFocus((focus) => focus.thread === thread)
  if (at === undefined) return null
  return (
    <button
      type="button"
      className="nref"
      aria-label={t('discussion', { number: at })}
      aria-pressed={hot}
      data-badge={thread}
      onClick={(event) => {
        event.stopPropagation()
        focusThread(thread, 'words')
      }}
    >
      {number(at)}
    </button>
  )
}
