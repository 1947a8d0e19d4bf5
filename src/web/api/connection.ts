// Whether the service answers: told by every request, and asked every few seconds while it does not.
import { useSyncExternalStore } from 'react'

export interface Connection {
  readonly reached: boolean
  /** since when it has not answered */
  readonly since?: string
}

const PAUSE = 4_000 // milliseconds between two questions
const listeners = new Set<() => void>()
let state: Connection = { reached: true }
let waiting: ReturnType<typeof setTimeout> | undefined

function become(next: Connection): void {
  state = next
  for (const listener of listeners) listener()
}

export function heard(): void {
  clearTimeout(waiting)
  waiting = undefined
  if (!state.reached) become({ reached: true })
}

export function missed(): void {
  if (state.reached) become({ reached: false, since: new Date().toISOString() })
  waiting ??= setTimeout(() => {
    waiting = undefined
    void askAgain()
  }, PAUSE)
}

/** Asks whether the service is back. */
export async function askAgain(): Promise<void> {
  try {
    const answer = await fetch('/api/v1/health/live', { cache: 'no-store' })
    if (answer.ok) heard()
    else missed()
  } catch {
    missed()
  }
}

if (typeof window !== 'undefined') {
  window.addEventListener('offline', missed)
  window.addEventListener('online', () => void askAgain())
}

/** Hears of each change; the answer ends it. */
export function onConnection(hear: (connection: Connection) => void): () => void {
  const listener = () => hear(state)
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useConnection(): Connection {
  return useSyncExternalStore(onConnection, () => state)
}
