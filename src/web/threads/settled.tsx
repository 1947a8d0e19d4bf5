// Settled discussions, folded to one line until one asks for them.
import { useState } from 'react'
import type { Thread } from '../api/reads.ts'
import { useWords } from '../words/words.ts'
import { Card } from './card.tsx'
import { words } from './words.ts'

export function Settled({ threads, inChapter = false }: { threads: readonly Thread[]; inChapter?: boolean }) {
  const t = useWords(words)
  const [all, setAll] = useState(false)
  if (threads.length === 0) return null
  return (
    <div className="settled">
      <button type="button" className="lnk" aria-expanded={all} onClick={() => setAll(!all)}>
        {t(inChapter ? 'settledInChapter' : 'settled', { count: threads.length })}
      </button>
      {all && threads.map((thread) => <Card key={thread.id} thread={thread} number={undefined} />)}
    </div>
  )
}
