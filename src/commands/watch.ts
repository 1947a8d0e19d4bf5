// Who wants to know when something was committed: events are the tail of a log, so none is lost; this only wakes.

export interface Watch {
  /** Calls `wake` after each commit in the store; the answer ends it. */
  readonly on: (store: string, wake: () => void) => () => void
  readonly announce: (store: string) => void
}

export function createWatch(): Watch {
  const listeners = new Map<string, Set<() => void>>()
  return {
    on(store, wake) {
      const set = listeners.get(store) ?? new Set()
      listeners.set(store, set.add(wake))
      return () => {
        set.delete(wake)
        if (set.size === 0) listeners.delete(store)
      }
    },
    announce(store) {
      for (const wake of listeners.get(store) ?? []) wake()
    },
  }
}
