// The bar that saves: where the words are, who will see them, what the change is about, the one button.
import { useEffect, useId, useRef, useState } from 'react'
import { Link } from 'react-router'
import { useConnection } from '../api/connection.ts'
import { useOpenText } from '../document/open-text.ts'
import { useShown } from '../document/shown.ts'
import { Icon } from '../shell/icons.tsx'
import { useReaders } from '../shell/readers.ts'
import { useSeat } from '../shell/workspace.tsx'
import { useWords } from '../words/words.ts'
import { useDesk, useWork } from './desk.tsx'
import { insertedIn, nothingIn, unsavedKeys, without, withoutPlace } from './pending.ts'
import { NewerLine, SaveState } from './save-state.tsx'
import { words } from './words.ts'

const LONGEST = 500

export function SaveBar({
  clause,
  redline,
  showRedline,
  close,
}: {
  /** the clause whose row the bar stands in; without it the bar is that of all unsaved work */
  clause?: string
  redline?: boolean
  showRedline?: (shown: boolean) => void
  close?: () => void
}) {
  const t = useWords(words)
  const desk = useDesk()!
  const { work, editable } = desk
  const { sop, version } = useOpenText()
  const shown = useShown()
  const { me, name } = useSeat()
  const readers = useReaders(sop)
  const { reached } = useConnection()
  const state = useWork(work, (each) => each)
  const [asking, setAsking] = useState(false)
  const [missing, setMissing] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const id = useId()
  const pending = state.pending
  const nothing = !pending || nothingIn(pending)
  const message = pending?.message ?? ''
  const next = Math.max(sop.head.number, version.number) + 1
  const saving = state.phase === 'saving'
  const count = pending ? unsavedKeys(pending).length : 0

  const save = () => {
    if (nothing || saving || state.clash || !editable) return
    if (message.trim() === '') {
      setMissing(true)
      field.current?.focus()
      return
    }
    void work.save(shown)
  }
  const latest = useRef(save)
  latest.current = save
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 's') return
      event.preventDefault()
      latest.current()
    }
    document.addEventListener('keydown', hear)
    return () => document.removeEventListener('keydown', hear)
  }, [])

  const discard = () => {
    setAsking(false)
    if (clause === undefined || !pending) return work.discard()
    const only = unsavedKeys(pending).every((key) => key === clause)
    close?.()
    if (only) return work.discard()
    work.change(pending.base, (before) =>
      insertedIn(before, clause) ? withoutPlace(before, clause, 'insert') : without(before, [clause]),
    )
  }

  return (
    <section className="savebar noprint" aria-label={t('saveRegion')}>
      <NewerLine />
      {asking && pending ? (
        <div className="ask" role="alertdialog" aria-label={t('discard')}>
          <span className="grow">{t('discardAsk', { count: clause === undefined ? count : 1 })}</span>
          <button type="button" className="btn" autoFocus onClick={() => setAsking(false)}>
            {t('keepThem')}
          </button>
          <button type="button" className="btn k" onClick={discard}>
            {t('discardDo')}
          </button>
        </div>
      ) : (
        <>
          {!nothing && editable && (
            <div className="message">
              <label htmlFor={id}>{t('message')}</label>
              <input
                id={id}
                ref={field}
                className="field"
                value={message}
                maxLength={LONGEST}
                aria-invalid={missing && message.trim() === ''}
                aria-describedby={missing ? `${id}-missing` : undefined}
                onChange={(event) => {
                  const { value } = event.target
                  work.change(pending.base, (before) => ({ ...before, message: value }))
                }}
              />
              {missing && message.trim() === '' && (
                <span className="fault" id={`${id}-missing`} role="alert">
                  <Icon sign="warning" small /> {t('messageMissing')}
                </span>
              )}
            </div>
          )}
          <SaveState />
          <span className="grow" />
          {close && (
            <button type="button" className="btn plain" onClick={close}>
              {t(nothing ? 'close' : 'putAside')}
            </button>
          )}
          {!nothing && !saving && (
            <button type="button" className="btn plain" onClick={() => setAsking(true)}>
              {t('discard')}
            </button>
          )}
          {showRedline && !nothing && (
            <button
              type="button"
              className="btn"
              aria-expanded={redline}
              onClick={() => showRedline(!redline)}
            >
              {t(redline ? 'hideChanges' : 'seeChanges')}
            </button>
          )}
          {state.refusal?.code === 'unauthenticated' ? (
            <Link className="btn k" to="/sign-in" state={{ from: `/sops/${sop.id}/versions/latest` }}>
              {t('signInAgain')}
            </Link>
          ) : (
            (!nothing || state.sending) &&
            editable &&
            !state.clash && (
              <button
                type="button"
                className="btn j"
                disabled={saving || !reached}
                aria-describedby={`${id}-who`}
                onClick={save}
              >
                <Icon sign="rings" />
                {t(state.phase === 'unconfirmed' ? 'tryAgain' : 'saveAs', { number: next })}
              </button>
            )
          )}
          {!nothing && editable && (
            <span className="who2" id={`${id}-who`}>
              {count > 1 && <>{t('together', { count })} </>}
              {t('seenAtOnce', { readers: readers.others, delegation: name(me.delegation) })}
            </span>
          )}
          {!editable && <span className="who2">{t('closedText')}</span>}
        </>
      )}
    </section>
  )
}
