// Old and new words in one source, with the marks that tell them apart. Pure.
import type { Mark } from './marks.ts'

/** Words kept (`=`), deleted (`-`) or inserted (`+`), in order. */
export type WordChanges = readonly (readonly string[])[]

export function unionOf(changes: WordChanges): { source: string; marks: Mark[] } {
  const marks: Mark[] = []
  let source = ''
  let at = 0
  for (const [kind, words = ''] of changes) {
    const end = at + [...words].length
    if (kind === '+' || kind === '-') marks.push({ kind: kind === '+' ? 'ins' : 'del', start: at, end })
    source += words
    at = end
  }
  return { source, marks }
}
