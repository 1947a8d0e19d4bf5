// Which words of a text are discussed: the ranges of its threads in the current version.
import type { Thread } from '../api/reads.ts'
import type { Mark } from '../text/marks.ts'

export interface Place {
  readonly key: string
  readonly language: string
  readonly part: string
}

/** Open threads whose words still stand in this part of a clause. */
export function marksOf(threads: readonly Thread[], { key, language, part }: Place): Mark[] {
  return threads.flatMap(({ id, state, anchor }) =>
    state === 'open' &&
    anchor.key === key &&
    anchor.language === language &&
    anchor.part === part &&
    anchor.start !== undefined &&
    anchor.end !== undefined
      ? [{ kind: 'quote' as const, id, start: anchor.start, end: anchor.end }]
      : [],
  )
}
