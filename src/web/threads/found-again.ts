// Where words that have changed stand now: between the same words before and after them. Pure.

const MOST = 40
const LEAST = 5

/** The range in `now`, in code points, of what stands there for the quotation; undefined where that can't be told. */
export function standsNow(
  then: string,
  quote: string,
  now: string,
): { readonly start: number; readonly end: number } | undefined {
  const at = then.indexOf(quote)
  if (at < 0 || quote === '') return undefined
  const start = endOf(then.slice(0, at), now)
  if (start === undefined) return undefined
  const end = beginOf(then.slice(at + quote.length), now, start)
  if (end === undefined || end <= start) return undefined
  const words = now.slice(start, end)
  const from = start + words.length - words.trimStart().length
  const to = end - (words.length - words.trimEnd().length)
  if (to <= from) return undefined
  const point = (unit: number) => [...now.slice(0, unit)].length
  return { start: point(from), end: point(to) }
}

/** Behind the longest end of `before` that `now` has; its beginning where nothing stood before. */
function endOf(before: string, now: string): number | undefined {
  if (before.trim() === '') return 0
  for (let length = Math.min(MOST, before.length); length >= Math.min(LEAST, before.length); length -= 1) {
    const found = now.indexOf(before.slice(-length))
    if (found >= 0) return found + length
  }
  return undefined
}

function beginOf(after: string, now: string, from: number): number | undefined {
  if (after.trim() === '') return now.length
  for (let length = Math.min(MOST, after.length); length >= Math.min(LEAST, after.length); length -= 1) {
    const found = now.indexOf(after.slice(0, length), from)
    if (found >= 0) return found
  }
  return undefined
}
