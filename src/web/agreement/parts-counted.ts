// What an exact text consists of, counted as people speak of it. Pure.
import type { Clause } from '../api/reads.ts'

export interface Counted {
  readonly chapters: number
  readonly articles: number
  readonly annexes: number
}

export function countParts(root: Clause): Counted {
  const counted = { chapters: 0, articles: 0, annexes: 0 }
  const visit = ({ kind, children }: Clause) => {
    if (kind === 'chapter') counted.chapters += 1
    if (kind === 'article') counted.articles += 1
    if (kind === 'annex') counted.annexes += 1
    children.forEach(visit)
  }
  visit(root)
  return counted
}
