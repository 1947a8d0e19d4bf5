// How unsaved work shows on a row of the paper: lifted while it is edited, as a redline while it waits, marked where it moved.
import { lazy, Suspense, useEffect } from 'react'
import { useDesk, useWork } from '../edit/desk.tsx'
import type { Placed as Mark } from '../edit/arrange.ts'
import { type Pending, withoutPlace } from '../edit/pending.ts'
import { words } from '../edit/words.ts'
import { Icon, type Sign } from '../shell/icons.tsx'
import { useWords } from '../words/words.ts'
import type { Placed } from './placed.ts'

/** With the editor comes all that writing may lead to: it has to be there when the service is gone. */
const loadEdited = async () => {
  const [edited] = await Promise.all([
    import('../edit/edited-clause.tsx'),
    import('../edit/unsaved-bar.tsx'),
    import('../edit/leave-dialog.tsx'),
    import('../edit/clash-card.tsx'),
    import('./unsaved-clause.tsx'),
    import('../shell/menu-parts.ts'),
  ])
  return edited
}
const Edited = lazy(async () => ({ default: (await loadEdited()).EditedClause }))

/** Whether a clause is being edited now. */
export function useEditing(key: string): boolean {
  const desk = useDesk()
  return useWork(desk?.work, (state) => state.open === key)
}

/** Whether a clause has words or facts that are not saved yet. */
export function useUnsaved(key: string): boolean {
  const desk = useDesk()
  const on = desk?.version.version
  const waiting = useWork(
    desk?.work,
    ({ pending }) =>
      pending?.base.version === on &&
      (pending?.texts[key] !== undefined || pending?.facts[key] !== undefined),
  )
  return waiting || desk?.marks.get(key) === 'inserted'
}

/** What is not saved yet about where a clause stands, as a class name. */
export const useMark = (key: string): string => useDesk()?.marks.get(key) ?? ''

const Unsaved = lazy(async () => ({ default: (await import('./unsaved-clause.tsx')).UnsavedClause }))

/** A row whose words wait to be saved: what changed, language beside language. */
export function UnsavedClause({ placed }: { placed: Placed }) {
  return (
    <Suspense fallback={null}>
      <Unsaved placed={placed} />
    </Suspense>
  )
}

export function EditedClause({ placed }: { placed: Placed }) {
  return (
    <Suspense fallback={<div className="row editing" id={placed.clause.key} aria-busy="true" />}>
      <Edited placed={placed} />
    </Suspense>
  )
}

/** Fetches the editor in a quiet moment, so that it is there when it is asked for. */
export function useEditorSoon(): void {
  const editable = useDesk()?.editable ?? false
  useEffect(() => {
    if (!editable) return
    const timer = setTimeout(() => void loadEdited(), 3_000)
    return () => clearTimeout(timer)
  }, [editable])
}

const SIGNS: Readonly<Record<Mark | 'changed', Sign>> = {
  inserted: 'plus',
  moved: 'moved',
  removed: 'minus',
  changed: 'unsaved',
}

/** What is unsaved about a row's place, with a way back. */
export function PlaceNote({ placed: { clause, parent } }: { placed: Placed }) {
  const t = useWords(words)
  const desk = useDesk()
  const mark = desk?.marks.get(clause.key)
  const below = parent !== undefined && mark === 'removed' && desk?.marks.get(parent.key) === 'removed'
  if (!desk || !mark || mark === 'inserted') return null
  return (
    <p className={`place-note ${mark}`}>
      <Icon sign={SIGNS[mark]} small /> {t(mark)}
      {desk.editable && !below && (
        <button
          type="button"
          className="btn plain"
          onClick={() =>
            desk.work.change(desk.version, (before: Pending) =>
              withoutPlace(before, clause.key, mark === 'moved' ? 'move' : 'remove'),
            )
          }
        >
          <Icon sign="undo" small />
          {t('takeBack')}
        </button>
      )}
    </p>
  )
}
