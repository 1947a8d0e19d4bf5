// Which discussion is in focus on the page, and which one is being begun.
import { useSyncExternalStore } from 'react'
import type { Zone } from '../api/reads.ts'
import type { Place } from './marks.ts'

/** Words about which a discussion is being begun. */
export interface Beginning extends Place {
  readonly zone: Zone
  readonly sop: string
  readonly version: number
  readonly quote: string
  readonly before: string
  readonly after: string
}

export interface Focus {
  readonly thread?: string
  /** where the focus came from: the card follows its words, or the words their card */
  readonly from?: 'words' | 'card'
  readonly beginning?: Beginning | undefined
  /** whether it was begun on an earlier visit: then it waits and takes no focus */
  readonly restored?: boolean
  /** whether the drawer of a middle-sized window is open */
  readonly drawer?: boolean
}

const listeners = new Set<() => void>()
let state: Focus = {}

export function setFocus(next: Focus): void {
  state = next
  for (const listener of listeners) listener()
}
export const nowInFocus = (): Focus => state

const hear = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** What `select` picks of the focus; it must be the same value while nothing it picks has changed. */
export function useFocus<T>(select: (focus: Focus) => T): T {
  return useSyncExternalStore(hear, () => select(state))
}

export function focusThread(thread: string, from: 'words' | 'card'): void {
  setFocus({ ...state, thread, from, drawer: state.drawer === true || from === 'words' })
}

export function begin(beginning: Beginning | undefined): void {
  setFocus({ drawer: beginning !== undefined, beginning })
}
