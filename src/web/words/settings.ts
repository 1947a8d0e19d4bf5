// What a reader chose for this browser: language, digits and era.
import { useSyncExternalStore } from 'react'
import type { UiLanguage } from './languages.ts'

export interface Settings {
  readonly language?: UiLanguage
  /** digits of Thai text and screens; other languages always have Arabic ones */
  readonly digits: 'thai' | 'arabic'
  /** year of dates in Thai */
  readonly era: 'be' | 'both' | 'ce'
  /** whether single letters are shortcuts */
  readonly letters: boolean
}

const NAME = 'sandhi.settings'
const USUAL: Settings = { digits: 'thai', era: 'be', letters: true }
const listeners = new Set<() => void>()
let known: Settings | undefined

export function readSettings(): Settings {
  return (known ??= stored())
}

function stored(): Settings {
  try {
    return { ...USUAL, ...(JSON.parse(globalThis.localStorage?.getItem(NAME) ?? '{}') as object) }
  } catch {
    return USUAL
  }
}

export function changeSettings(change: Partial<Settings>): void {
  known = { ...readSettings(), ...change }
  try {
    localStorage.setItem(NAME, JSON.stringify(known))
  } catch {
    // A browser that keeps nothing still shows what was chosen until it is closed.
  }
  for (const listener of listeners) listener()
}

export function useSettings(): Settings {
  return useSyncExternalStore((listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }, readSettings)
}
