// What a margin without discussions says.
import { useOpenText } from '../document/open-text.ts'
import { useWords } from '../words/words.ts'
import { words } from './words.ts'

export function NoneYet() {
  const t = useWords(words)
  const { sop } = useOpenText()
  return <p className="q none">{t(sop.may.includes('openThread') ? 'noneYet' : 'noneYetReader')}</p>
}
