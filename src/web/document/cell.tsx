// One part of a clause in one language, with its figures, its references and the words that are discussed.
import { useMemo } from 'react'
import type { Clause } from '../api/reads.ts'
import { SourceText } from '../text/source-text.tsx'
import { Badge } from '../threads/badge.tsx'
import { useHot } from '../threads/hot.ts'
import { marksOf } from '../threads/marks.ts'
import { useOpenText } from './open-text.ts'

export type Part = 'heading' | 'text' | 'trigger' | 'safeguard' | 'expiry'

export function Cell({ clause, language, part }: { clause: Clause; language: string; part: Part }) {
  const { context, threads, standing } = useOpenText()
  const source = clause.texts[language]?.[part]
  const marks = useMemo(
    () => (standing ? marksOf(threads, { key: clause.key, language, part }) : []),
    [threads, clause.key, language, part, standing],
  )
  const hot = useHot(marks)
  if (source === undefined) return null
  return (
    <span data-part={part} className="part">
      <SourceText
        source={source}
        language={language}
        context={context}
        marks={marks}
        inline={part === 'heading'}
        hot={hot}
        afterMark={(id) => <Badge thread={id} />}
      />
    </span>
  )
}
