// A long list shown page by page, so that opening it never freezes; on paper all of it.
import { useEffect, useState } from 'react'
import { flushSync } from 'react-dom'

const PAGE = 50

export interface Paged<T> {
  readonly shown: readonly T[]
  /** absent when all is shown */
  readonly more?: () => void
}

export function usePageByPage<T>(items: readonly T[]): Paged<T> {
  const [most, setMost] = useState(PAGE)
  useEffect(() => {
    const all = () => flushSync(() => setMost(Infinity))
    window.addEventListener('beforeprint', all)
    return () => window.removeEventListener('beforeprint', all)
  }, [])
  if (items.length <= most) return { shown: items }
  return { shown: items.slice(0, most), more: () => setMost(most + PAGE) }
}
