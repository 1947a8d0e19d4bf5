// Which changes were read, kept in this browser for each pair of versions; it holds keys of clauses and no words.
import { useCallback, useState } from 'react'

const PAIRS = 40 // pairs of which it is kept
const NAME = 'sandhi.compared'

type Kept = readonly (readonly [pair: string, keys: readonly string[]])[]

function kept(): Kept {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(NAME) ?? '[]')
    return Array.isArray(found) ? (found as Kept) : []
  } catch {
    return []
  }
}

function keep(pair: string, keys: readonly string[]): void {
  try {
    const others = kept().filter(([name]) => name !== pair)
    localStorage.setItem(NAME, JSON.stringify([[pair, keys], ...others].slice(0, PAIRS)))
  } catch {
    // A browser that keeps nothing shows the marks until the page is left.
  }
}

const readOf = (pair: string): ReadonlySet<string> => new Set(kept().find(([name]) => name === pair)?.[1])

export interface ReadMarks {
  readonly read: ReadonlySet<string>
  readonly mark: (key: string, read: boolean) => void
}

export function useReadMarks(pair: string): ReadMarks {
  const [{ of, read }, setRead] = useState(() => ({ of: pair, read: readOf(pair) }))
  const shown = of === pair ? read : readOf(pair)
  const mark = useCallback(
    (key: string, isRead: boolean) => {
      const next = new Set(readOf(pair))
      if (isRead) next.add(key)
      else next.delete(key)
      keep(pair, [...next])
      setRead({ of: pair, read: next })
    },
    [pair],
  )
  return { read: shown, mark }
}
