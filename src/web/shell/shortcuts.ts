// Keyboard shortcuts: single letters, dead in fields, listed on `?`; nothing is sent or agreed by a shortcut.
import { useEffect, useRef } from 'react'
import { readSettings } from '../words/settings.ts'

export interface Shortcut {
  /** as `KeyboardEvent.key`: `n`, `J`, `[`, `F6` */
  readonly keys: readonly string[]
  readonly does: string
  readonly act: () => void
}

/** What the list of shortcuts shows, and whether it is open. */
export interface Listed {
  readonly open: boolean
  readonly shortcuts: readonly Shortcut[]
}

const active = new Set<readonly Shortcut[]>()
const listeners = new Set<() => void>()
let listed: Listed = { open: false, shortcuts: [] }

function changed(open = listed.open): void {
  listed = { open, shortcuts: [...active].flat() }
  for (const listener of listeners) listener()
}

export const openShortcuts = () => changed(true)
export const closeShortcuts = () => changed(false)
export const shortcutsListed = () => listed

export function onShortcuts(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

const inField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))

/** The shortcuts of a page, for as long as it is shown. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const latest = useRef(shortcuts)
  latest.current = shortcuts
  const names = shortcuts.map(({ keys, does }) => `${keys.join(' ')} ${does}`).join('\n')
  useEffect(() => {
    const mine = latest.current.map((shortcut, at) => ({ ...shortcut, act: () => latest.current[at]?.act() }))
    active.add(mine)
    changed()
    const hear = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || inField(event.target))
        return
      if (document.querySelector('[role=dialog][aria-modal=true]')) return
      if (event.key.length === 1 && !readSettings().letters) return
      const found = mine.find(({ keys }) => keys.includes(event.key))
      if (!found) return
      event.preventDefault()
      found.act()
    }
    document.addEventListener('keydown', hear)
    return () => {
      document.removeEventListener('keydown', hear)
      active.delete(mine)
      changed()
    }
  }, [names])
}

/** The places F6 goes through: strip, contents, text, margin. */
const PLACES = ['.strip', '.rail', '#content', '.margin']

export function nextPlace(): void {
  const places = PLACES.flatMap((place) => {
    const found = document.querySelector<HTMLElement>(place)
    return found && found.offsetParent !== null ? [found] : []
  })
  if (places.length === 0) return
  const now = places.findIndex((place) => place.contains(document.activeElement))
  const next = places[(now + 1) % places.length]!
  const inside = next.querySelector<HTMLElement>('a[href],button:not([disabled]),input,[tabindex="0"]')
  const target = next.id === 'content' || !inside ? next : inside
  if (target === next) target.tabIndex = -1
  target.focus()
}
