// Nothing for a second, then a line that says what is being loaded.
import { useEffect, useState } from 'react'
import { useWords } from '../words/words.ts'
import { words } from './words.ts'

export function Waiting({ what }: { what?: string }) {
  const t = useWords(words)
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 1_000)
    return () => clearTimeout(timer)
  }, [])
  if (!late) return <main className="grow" id="content" aria-busy="true" />
  return (
    <main className="waiting" id="content" aria-busy="true">
      <p role="status">{what ?? t('loading')}</p>
      <i />
      <i />
      <i />
    </main>
  )
}
