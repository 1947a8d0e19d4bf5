// Where a comment's words are now: an anchor holds to one text, and is found again in a later version.
import { type Clause, indexTree, type Language, type Part } from './clause.ts'

/** Bound to one text id, with a range in code points of its source; the quotation is derived, never copied. */
export interface Anchor {
  readonly version: number
  readonly key: string
  readonly language: Language
  readonly part: Part
  readonly text: string
  readonly start: number
  readonly end: number
}

export type AnchorState = 'found' | 'changed' | 'removed' | 'erased'

/** What an anchor points at today: the quotation as it was, and where these words stand now, if they do. */
export interface Found {
  readonly quote: string | undefined
  readonly state: AnchorState
  readonly start?: number
  readonly end?: number
  /** the words that stand there now, where they have changed */
  readonly now?: string
}

const CONTEXT = 32

/** The range of a quotation in a text, in code points; with several, the one whose surroundings fit best. */
export function findQuote(
  text: string,
  quote: string,
  near: { before: string; after: string },
): { start: number; end: number } | undefined {
  const points = [...text]
  const wanted = [...quote]
  let best: { start: number; end: number; score: number } | undefined
  for (let at = text.indexOf(quote); at >= 0 && quote; at = text.indexOf(quote, at + 1)) {
    const start = [...text.slice(0, at)].length
    const end = start + wanted.length
    const score =
      commonEnd(points.slice(Math.max(0, start - CONTEXT), start).join(''), near.before) +
      commonStart(points.slice(end, end + CONTEXT).join(''), near.after)
    if (!best || score > best.score) best = { start, end, score }
  }
  return best && { start: best.start, end: best.end }
}

function commonStart(a: string, b: string): number {
  let length = 0
  while (length < a.length && length < b.length && a[length] === b[length]) length += 1
  return length
}

const commonEnd = (a: string, b: string) => commonStart([...a].reverse().join(''), [...b].reverse().join(''))

/** Finds an anchor's words in a version: `then` is the tree it was made on, `now` the tree to look in. */
export function locate(anchor: Anchor, then: Clause, now: Clause): Found {
  const source = clauseOf(then, anchor.key)?.texts[anchor.language]
  const old = source?.[anchor.part]
  if (source?.salt === '' || old === undefined) return { quote: undefined, state: 'erased' }
  const points = [...old]
  const quote = points.slice(anchor.start, anchor.end).join('')
  const clause = clauseOf(now, anchor.key)
  if (!clause) return { quote, state: 'removed' }
  const text = clause.texts[anchor.language]
  const words = text?.[anchor.part] ?? ''
  if (text?.id === anchor.text || words === old) {
    return { quote, state: 'found', start: anchor.start, end: anchor.end }
  }
  const near = {
    before: points.slice(Math.max(0, anchor.start - CONTEXT), anchor.start).join(''),
    after: points.slice(anchor.end, anchor.end + CONTEXT).join(''),
  }
  const range = findQuote(words, quote, near)
  return range ? { quote, state: 'found', ...range } : { quote, state: 'changed', now: words }
}

const clauseOf = (tree: Clause, key: string): Clause | undefined => indexTree(tree).get(key)?.clause
