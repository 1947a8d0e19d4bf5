// A long text beside another: stretches that are alike, and between them those that are not, cut where lines end.
import { compareLists } from './myers.ts'
import { isSafeCut } from './tokens.ts'

/**
 * Pairs of stretches; joined they are `a` and `b`. Where both of a pair are equal it is the longest run of lines
 * that both texts have there. A cut is one that is safe in any text: no token goes over it.
 */
export function pairStretches(a: string, b: string): [string, string][] {
  const [left, right] = [linesOf(a), linesOf(b)]
  const ids = new Map<string, number>()
  const { hunks } = compareLists(numbered(left, ids), numbered(right, ids))
  const pairs: [string, string][] = []
  const pair = (a0: number, a1: number, b0: number, b1: number) => {
    if (a1 > a0 || b1 > b0) pairs.push([left.slice(a0, a1).join(''), right.slice(b0, b1).join('')])
  }
  let [a0, b0] = [0, 0]
  for (const hunk of hunks) {
    pair(a0, hunk.a0, b0, hunk.b0)
    pair(hunk.a0, hunk.a1, hunk.b0, hunk.b1)
    ;[a0, b0] = [hunk.a1, hunk.b1]
  }
  pair(a0, left.length, b0, right.length)
  return pairs
}

/** Lines, each but the first with the line end before it. */
function linesOf(text: string): string[] {
  const lines: string[] = []
  let start = 0
  for (let at = text.indexOf('\n', 1); at >= 0; at = text.indexOf('\n', at + 1)) {
    if (!isSafeCut(text, at)) continue
    lines.push(text.slice(start, at))
    start = at
  }
  lines.push(text.slice(start))
  return lines
}

/** Each distinct value by its number, as the first one, the second … that was met. */
export function numbered(values: readonly string[], ids: Map<string, number>): Int32Array {
  const list = new Int32Array(values.length)
  for (let at = 0; at < values.length; at++) {
    const value = values[at]!
    let id = ids.get(value)
    if (id === undefined) ids.set(value, (id = ids.size))
    list[at] = id
  }
  return list
}
