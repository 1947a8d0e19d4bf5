// Changed words of one text: what was deleted, what was inserted, and figures that say something else now.
import { useMemo } from 'react'
import { useWords } from '../words/words.ts'
import type { Showing } from './inlines.tsx'
import { blocksOf } from './marked-source.ts'
import { inlineOf, showBlocks } from './source-text.tsx'
import type { TextContext } from './text-context.ts'
import { unionOf, type WordChanges } from './union.ts'
import { words } from './words.ts'

export interface RedlineProps {
  readonly changes: WordChanges
  readonly language: string
  readonly before: TextContext
  readonly after: TextContext
  readonly changedFigures?: ReadonlySet<string> | readonly string[]
  /** words alone, as a heading has them */
  readonly inline?: boolean
}

export function Redline({ changes, language, before, after, changedFigures, inline = false }: RedlineProps) {
  const say = useWords(words)
  const blocks = useMemo(() => {
    const { source, marks } = unionOf(changes)
    return blocksOf(source, marks, inline)
  }, [changes, inline])
  const figures = changedFigures instanceof Set ? changedFigures : new Set(changedFigures)
  const showing: Showing = { language, context: after, before, changedFigures: figures, say }
  return inline ? inlineOf(blocks, showing) : showBlocks(blocks, showing)
}
