// Who wants to know when something was committed: events are the tail of a log, so none is lost; this only wakes.

export interface Watch {
  /** Calls `wake` after each commit in the store; the answer ends it. */
  readonly on: (store: string, wake: () => void) => () => void
  readonly announce: (store: string) => void
  /** Says that other processes are not heard, or are heard again: either way, everybody is woken. */
  readonly silence: (silent: boolean) => void
  /** Whether a commit could pass unheard, so that nothing may be remembered until it is told. */
  readonly silent: () => boolean
}

export function createWatch(): Watch {
  const listeners = new Map<string, Set<() => void>>()
  let deaf = false
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
    silence(silent) {
      deaf = silent
      for (const wakes of [...listeners.values()]) for (const wake of [...wakes]) wake()
    },
    silent: () => deaf,
  }
}
