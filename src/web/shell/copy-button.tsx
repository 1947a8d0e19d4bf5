// Copies one line, and says so where it was asked.
import { useState } from 'react'
import { useWords } from '../words/words.ts'
import { Icon } from './icons.tsx'
import { words } from './copy-words.ts'

export function CopyButton({ line, label }: { line: string; label: string }) {
  const t = useWords(words)
  const [state, setState] = useState<'copied' | 'byHand' | undefined>()
  // Without https a browser gives no clipboard; the line is selected by one click instead.
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(line)
      setState('copied')
    } catch {
      setState('byHand')
    }
  }
  return (
    <>
      <button type="button" className="btn" onClick={() => void copy()}>
        {label}
      </button>
      <span role="status" className="q">
        {state === 'copied' && <Icon sign="check" small />} {state && t(state)}
      </span>
    </>
  )
}
