// The figures that the provision shows, each set once for all languages, settled or still negotiated.
import { useId, useState } from 'react'
import type { Clause } from '../api/reads.ts'
import { useOpenText } from '../document/open-text.ts'
import { useSettings } from '../words/settings.ts'
import { useLanguage, useWords } from '../words/words.ts'
import { figuresIn } from './checks.ts'
import { useDesk, useWork } from './desk.tsx'
import { figureFrom, shownFigure, UNITS } from './figures.ts'
import { type Parameter, type Words, withParameter } from './pending.ts'
import { words } from './tool-words.ts'

export function FigurePanel({ clause, texts }: { clause: Clause; texts: Readonly<Record<string, Words>> }) {
  const { work, version } = useDesk()!
  const pending = useWork(work, (state) => state.pending)
  const standing = version.clause.facts.sop?.parameters ?? {}
  const limit = (pending?.facts[clause.key]?.value ?? clause.facts).step?.limit?.parameter
  const names = [...new Set([...figuresIn(texts), ...(limit === undefined ? [] : [limit])])]
  return names.flatMap((name) => {
    const was = standing[name]
    const now = pending?.parameters[name]?.value ?? was
    return now ? [<FigureRow key={name} name={name} parameter={now} was={was ?? null} />] : []
  })
}

function FigureRow({ name, parameter, was }: { name: string; parameter: Parameter; was: Parameter | null }) {
  const t = useWords(words)
  const settings = useSettings()
  const { order } = useOpenText()
  const { work, version } = useDesk()!
  const id = useId()
  // As the reader's language shows it now; the name in the source is for programs.
  const standing = version.shown[name]?.[useLanguage()] ?? ''
  const change = (next: Partial<Parameter>) =>
    work.change(version, (before) => withParameter(before, name, { ...parameter, ...next }, was))
  return (
    <div className="figpanel" role="group" aria-labelledby={id}>
      <span id={id} className="b">
        {t('figure')} <span className="q">{standing}</span>
      </span>
      <Value label={`${t('figure')} ${standing}`} parameter={parameter} change={change} />
      {parameter.unit !== undefined && (
        <select
          className="field"
          aria-label={t('unit')}
          value={parameter.unit}
          onChange={(event) => change({ unit: event.target.value as (typeof UNITS)[number] })}
        >
          {UNITS.map((unit) => (
            <option key={unit} value={unit}>
              {t(`unit_${unit}`)}
            </option>
          ))}
        </select>
      )}
      <span className="q">{t('shownAs')}</span>
      <span className="doc">
        {order.map((language, at) => (
          <span key={language} lang={language}>
            {at > 0 && ' · '}
            {shownFigure(parameter, language, settings)}
          </span>
        ))}
      </span>
      <span className="grow" />
      <label className="pick">
        <input
          type="checkbox"
          checked={!parameter.settled}
          onChange={(event) => change({ settled: !event.target.checked })}
        />
        {t('negotiating')}
      </label>
    </div>
  )
}

/** What is typed stays in the field; only what is a figure is taken over. */
function Value({
  label,
  parameter,
  change,
}: {
  label: string
  parameter: Parameter
  change: (next: Partial<Parameter>) => void
}) {
  const { kind, value, values } = parameter
  const standing = kind === 'numbers' ? (values ?? []).join(', ') : String(value ?? '')
  const [typed, setTyped] = useState<string>()
  if (kind === 'date')
    return (
      <input
        type="date"
        className="field"
        aria-label={label}
        value={standing}
        onChange={(event) => change({ value: event.target.value })}
      />
    )
  const take = (text: string) => {
    setTyped(text)
    if (kind === 'numbers') {
      const all = text
        .split(/[,;\s]+/)
        .filter(Boolean)
        .map(figureFrom)
      if (all.length > 0 && all.every((each) => each !== undefined)) change({ values: all })
    } else {
      const figure = figureFrom(text)
      if (figure !== undefined) change({ value: figure })
    }
  }
  const shown = typed ?? standing
  return (
    <input
      className="field num"
      inputMode="numeric"
      aria-label={label}
      aria-invalid={kind === 'numbers' ? undefined : figureFrom(shown) === undefined}
      value={shown}
      size={kind === 'numbers' ? 16 : 5}
      onChange={(event) => take(event.target.value)}
      onBlur={() => setTyped(undefined)}
    />
  )
}
