// A provision lifted from the page for editing: its languages, its tools, its figures, the checks, the bar that saves it.
import { useEffect, useMemo, useRef, useState } from 'react'
import { SHORT_NAMES } from '../document/languages.ts'
import { useOpenText } from '../document/open-text.ts'
import type { Placed } from '../document/placed.ts'
import type { ClauseEditorHandle } from '../editor/clause-editor.tsx'
import { Icon } from '../shell/icons.tsx'
import { useWords } from '../words/words.ts'
import { Changes } from './changes.tsx'
import { ChecksLine } from './checks-line.tsx'
import { useDesk, useWork } from './desk.tsx'
import { EditedTools } from './edited-tools.tsx'
import { FigurePanel } from './figure-panel.tsx'
import { useNames } from './names.ts'
import { type Kind, type Part, type Pending, type Words, wordsWith, withText } from './pending.ts'
import { SaveBar } from './save-bar.tsx'
import { StepForm } from './step-form.tsx'
import { Trouble } from './trouble.tsx'
import { countChanges, changesBetween } from './word-changes.ts'
import { WordsField } from './words-field.tsx'
import { words } from './words.ts'

const HEADED: readonly Kind[] = ['sop', 'chapter', 'article', 'annex', 'form', 'preamble', 'signature']
const STEP_PARTS: readonly Part[] = ['trigger', 'safeguard', 'expiry']

/** The parts that a provision of a kind has, with those that stand there already. */
function partsOf(kind: Kind, texts: readonly Words[]): Part[] {
  const has = (part: Part) => texts.some((each) => each[part] !== undefined)
  const parts: Part[] = []
  if (HEADED.includes(kind) || has('heading')) parts.push('heading')
  if ((kind !== 'sop' && kind !== 'chapter') || has('text')) parts.push('text')
  for (const part of STEP_PARTS) if (kind === 'step' || has(part)) parts.push(part)
  return parts
}

const EMPTY: Words = {}

export function EditedClause({ placed: { clause } }: { placed: Placed }) {
  const t = useWords(words)
  const { work, version, saved } = useDesk()!
  const open = useOpenText()
  const name = useNames()
  const pending = useWork(work, (state) => state.pending)!
  const [focused, setFocused] = useState(open.languages[0] ?? 'en')
  const [chosen, choose] = useState<readonly string[]>()
  const [redline, showRedline] = useState(false)
  const row = useRef<HTMLDivElement>(null)
  const fields = useRef(new Map<string, ClauseEditorHandle>())
  const active = useRef<string>(undefined)

  const all = open.order
  const columns = Math.min(open.columns, all.length)
  const shown = columns >= all.length ? all : pick(all, chosen ?? open.languages, columns)
  const standing = saved.get(clause.key)
  const was = useMemo(
    () =>
      Object.fromEntries(
        all.map((language) => {
          const { erased, hidden, ...text } = (standing?.texts[language] ?? {}) as Words & {
            erased?: boolean
            hidden?: boolean
          }
          return [language, erased || hidden ? EMPTY : text] as const
        }),
      ),
    [standing, all],
  )
  const now = Object.fromEntries(
    all.map((language) => [language, wordsWith(pending, clause.key, language, was[language])]),
  )
  const parts = useMemo(() => partsOf(clause.kind, Object.values(was)), [clause.kind, was])
  const beside = clause.kind === 'paragraph' || clause.kind === 'step'
  const anyChange = all.some((language) => pending.texts[clause.key]?.[language])

  useEffect(() => {
    const first = `${shown.includes(focused) ? focused : shown[0]} ${parts.at(parts[0] === 'heading' && parts.length > 1 ? 1 : 0)}`
    fields.current.get(first)?.focus()
    // Only when the row is lifted: later the focus is the writer's.
  }, [])

  const change = (language: string, part: Part, value: string) =>
    work.change(version, (before: Pending) =>
      withText(before, { key: clause.key, language, part }, value, was[language]?.[part] ?? ''),
    )
  const close = () => {
    work.close()
    requestAnimationFrame(() =>
      document.querySelector<HTMLElement>(`[data-edit="${CSS.escape(clause.key)}"]`)?.focus(),
    )
  }
  const showPlace = (language: string, part: Part, start: number, end: number) => {
    if (!shown.includes(language)) choose([language])
    setFocused(language)
    setTimeout(() => fields.current.get(`${language} ${part}`)?.show(start, end), 50)
  }

  return (
    <div
      className={`row editing ${clause.kind}`}
      id={clause.key}
      data-key={clause.key}
      ref={row}
      role="group"
      aria-label={t('youEdit', { name: name(clause.key) })}
      style={{ '--n': shown.length } as React.CSSProperties}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return
        event.preventDefault()
        close()
      }}
    >
      <div className="facts edit-head">
        <Icon sign="pen" />
        <span>
          <b>{t('youEdit', { name: name(clause.key) })}</b> {t('inJoint')}
        </span>
        {columns < all.length && (
          <div className="seg" role="group" aria-label={t('languageEdited')}>
            {all.map((code) => (
              <button
                key={code}
                type="button"
                lang={code}
                aria-pressed={shown.includes(code)}
                onClick={() => {
                  choose(pick(all, [code, ...shown], columns))
                  setFocused(code)
                }}
              >
                {SHORT_NAMES[code] ?? code}
                {pending.texts[clause.key]?.[code] && <Icon sign="pen" small />}
              </button>
            ))}
          </div>
        )}
        <EditedTools language={focused} field={() => fields.current.get(active.current ?? '')} />
      </div>
      <div className="tri">
        {shown.map((language) => (
          <div
            key={language}
            lang={language}
            data-language={language}
            className={`cell ${language === focused ? 'on' : 'off'}`}
          >
            {!beside && <Label clause={clause} language={language} />}
            {parts.map((part) => {
              const id = `${language} ${part}`
              const label = t('fieldIn', {
                part: t(part),
                language: t(`language_${language}` as 'language_en'),
              })
              const field = (
                <WordsField
                  value={now[language]?.[part] ?? ''}
                  was={was[language]?.[part] ?? ''}
                  language={language}
                  label={label}
                  heading={part === 'heading'}
                  onChange={(value) => change(language, part, value)}
                  onFocus={() => {
                    active.current = id
                    setFocused(language)
                  }}
                  ref={(handle) => {
                    if (handle) fields.current.set(id, handle)
                    else fields.current.delete(id)
                  }}
                />
              )
              if (beside && part === 'text')
                return (
                  <div key={part} className="numbered">
                    <i className="n">{clause.label?.[language]}</i>
                    <div>{field}</div>
                  </div>
                )
              if (!STEP_PARTS.includes(part)) return <div key={part}>{field}</div>
              return (
                <div key={part} className="quiet-field">
                  <span className="q" lang={language} aria-hidden="true">
                    {words.table[part][language as 'en'] ?? words.table[part].en}
                  </span>
                  {field}
                </div>
              )
            })}
          </div>
        ))}
      </div>
      <div className="tri notes">
        {shown.map((language) => (
          <CellNote
            key={language}
            was={was[language] ?? EMPTY}
            now={now[language] ?? EMPTY}
            others={anyChange}
          />
        ))}
      </div>
      {redline && (
        <section className="my-changes" aria-label={t('changesOn', { number: version.number })}>
          <h4>{t('changesOn', { number: version.number })}</h4>
          <div className="tri">
            {all.map((language) => (
              <div className="cell" key={language} lang={language}>
                {parts.map((part) => (
                  <div key={part} className={part === 'heading' ? 'b' : undefined}>
                    <Changes
                      was={was[language]?.[part] ?? ''}
                      value={now[language]?.[part] ?? ''}
                      language={language}
                    />
                  </div>
                ))}
              </div>
            ))}
          </div>
        </section>
      )}
      <FigurePanel clause={clause} texts={now} />
      {clause.kind === 'step' && <StepForm clause={clause} />}
      <ChecksLine texts={now} />
      <Trouble
        showPlace={(key, language, part, start, end) => {
          if (key === clause.key) showPlace(language, part, start, end)
          else work.begin(version, key)
        }}
      />
      <SaveBar redline={redline} showRedline={showRedline} close={close} clause={clause.key} />
    </div>
  )
}

function Label({ clause, language }: { clause: Placed['clause']; language: string }) {
  const label = clause.label?.[language]
  if (label === undefined) return null
  return <div className="label b">{label}</div>
}

function CellNote({ was, now, others }: { was: Words; now: Words; others: boolean }) {
  const t = useWords(words)
  const counted = useMemo(() => {
    let [added, removed] = [0, 0]
    for (const part of Object.keys({ ...was, ...now }) as Part[]) {
      if ((part as string) === 'id' || was[part] === now[part]) continue
      const count = countChanges(changesBetween(was[part] ?? '', now[part] ?? ''))
      added += count.added
      removed += count.removed
    }
    return {
      added,
      removed,
      any: (Object.keys({ ...was, ...now }) as Part[]).some(
        (part) => (part as string) !== 'id' && (was[part] ?? '') !== (now[part] ?? ''),
      ),
    }
  }, [was, now])
  return (
    <div className="mine">
      <Icon sign={counted.any ? 'pen' : others ? 'warning' : 'none'} small />
      <span>
        {counted.any
          ? t('changedWords', { added: counted.added, removed: counted.removed })
          : t(others ? 'notTouched' : 'untouched')}
      </span>
    </div>
  )
}

/** The wanted languages in the order of the page, as many as fit. */
function pick(all: readonly string[], wanted: readonly string[], columns: number): string[] {
  const first = [...new Set(wanted)].slice(0, columns)
  const fill = all.filter((code) => !first.includes(code)).slice(0, columns - first.length)
  return all.filter((code) => first.includes(code) || fill.includes(code))
}
