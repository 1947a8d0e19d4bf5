// How unsaved work shows on a row of the paper: lifted while it is edited, as a redline while it waits, marked where it moved.
import { lazy, Suspense, useEffect } from 'react'
import { Changes } from '../edit/changes.tsx'
import { useDesk, useWork } from '../edit/desk.tsx'
import type { Placed as Mark } from '../edit/arrange.ts'
import { useNames } from '../edit/names.ts'
import { PARTS, type Part, type Pending, withoutPlace } from '../edit/pending.ts'
import { words } from '../edit/words.ts'
import { Icon, type Sign } from '../shell/icons.tsx'
import { useWords } from '../words/words.ts'
import { useOpenText } from './open-text.ts'
import type { Placed } from './placed.ts'

const loadEdited = () => import('../edit/edited-clause.tsx')
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

/** A row whose words wait to be saved: what changed, language beside language. */
export function UnsavedClause({ placed }: { placed: Placed }) {
  const { clause } = placed
  const t = useWords(words)
  const { languages } = useOpenText()
  const desk = useDesk()!
  const name = useNames()
  const pending = useWork(desk.work, (state) => state.pending)
  const mark = desk.marks.get(clause.key)
  const inserted = mark === 'inserted'
  const standing = desk.saved.get(clause.key)
  return (
    <div className="unsaved-row">
      <p className={`place-note ${inserted ? 'inserted' : 'changed'}`}>
        <Icon sign={inserted ? 'plus' : 'unsaved'} small /> {t(inserted ? 'inserted' : 'changed')}
        {inserted && <span className="q">{name(clause.key)}</span>}
        {desk.editable && (
          <button
            type="button"
            className="btn plain"
            onClick={() => desk.work.begin(desk.version, clause.key)}
          >
            <Icon sign="pen" small />
            {t('goOn')}
          </button>
        )}
        {desk.editable && inserted && (
          <button
            type="button"
            className="btn plain"
            onClick={() =>
              desk.work.change(desk.version, (before) => withoutPlace(before, clause.key, 'insert'))
            }
          >
            <Icon sign="undo" small />
            {t('takeBack')}
          </button>
        )}
      </p>
      <div className="tri">
        {languages.map((language) => (
          <div className="cell" key={language} lang={language} data-language={language}>
            {clause.label?.[language] !== undefined && (
              <span className="label b">{clause.label[language]} </span>
            )}
            {PARTS.map((part) => (
              <PartChanges
                key={part}
                part={part}
                language={language}
                was={standing?.texts[language]?.[part] ?? ''}
                value={pending?.texts[clause.key]?.[language]?.[part]?.value}
              />
            ))}
          </div>
        ))}
      </div>
    </div>
  )
}

function PartChanges({
  part,
  language,
  was,
  value = was,
}: {
  part: Part
  language: string
  was: string
  value: string | undefined
}) {
  if (was === '' && value === '') return null
  return (
    <div className={part === 'heading' ? 'b' : undefined} data-part={part}>
      {!['heading', 'text'].includes(part) && (
        <span className="q">{words.table[part][language as 'en'] ?? words.table[part].en}: </span>
      )}
      <Changes was={was} value={value} language={language} />
    </div>
  )
}
