// Which siblings moved: the fewest whose moving turns one order into another.

/** The members of `after` that are not on a longest run kept in order from `before`; strangers to `before` don't count. */
export function movedAmong(before: readonly string[], after: readonly string[]): Set<string> {
  const rank = new Map(before.map((key, position) => [key, position]))
  const known = after.filter((key) => rank.has(key))
  const kept = new Set(
    longestIncreasing(known.map((key) => rank.get(key)!)).map((position) => known[position]!),
  )
  return new Set(known.filter((key) => !kept.has(key)))
}

/** Positions of a longest strictly increasing subsequence, by patience sorting. */
function longestIncreasing(values: readonly number[]): number[] {
  const tails: number[] = []
  const previous = new Int32Array(values.length).fill(-1)
  values.forEach((value, position) => {
    let low = 0
    let high = tails.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (values[tails[middle]!]! < value) low = middle + 1
      else high = middle
    }
    if (low > 0) previous[position] = tails[low - 1]!
    tails[low] = position
  })
  const run: number[] = []
  for (let at = tails.at(-1) ?? -1; at >= 0; at = previous[at]!) run.push(at)
  return run.reverse()
}
