// Discussions in which something is being written here: their cards stay in place, whatever others do with them.
import { useEffect, useSyncExternalStore } from 'react'

const listeners = new Set<() => void>()
let writing: ReadonlySet<string> = new Set()

function become(next: ReadonlySet<string>): void {
  writing = next
  for (const listener of listeners) listener()
}

/** Holds a discussion's card while `held`. */
export function useWritingIn(thread: string, held: boolean): void {
  useEffect(() => {
    if (!held) return
    become(new Set([...writing, thread]))
    return () => become(new Set([...writing].filter((each) => each !== thread)))
  }, [thread, held])
}

export function useWriting(): ReadonlySet<string> {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => writing,
  )
}
