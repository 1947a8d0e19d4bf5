// Encoded answers: bytes kept within a bound, keyed by what they show; content is immutable, so none goes stale.

export interface Answers {
  readonly get: (key: string) => Buffer | undefined
  readonly put: (key: string, bytes: Buffer) => Buffer
}

/** Least recently used goes first; a single answer over an eighth of the bound is not kept. */
export function createAnswers(bound: number): Answers {
  const kept = new Map<string, Buffer>()
  let bytes = 0
  return {
    get(key) {
      const found = kept.get(key)
      if (found) {
        kept.delete(key)
        kept.set(key, found)
      }
      return found
    },
    put(key, value) {
      if (value.length > bound / 8 || kept.has(key)) return value
      kept.set(key, value)
      bytes += value.length
      for (const [oldest, old] of kept) {
        if (bytes <= bound) break
        kept.delete(oldest)
        bytes -= old.length
      }
      return value
    },
  }
}
