// Step 3: which act, in which capacity, on what authority, where and how.
import { useId, type ReactNode } from 'react'
import { useSeat } from '../shell/workspace.tsx'
import { useFormat } from '../words/format.ts'
import { useLanguage, useWords } from '../words/words.ts'
import { useSettings } from '../words/settings.ts'
import { words as actWords } from './act-words.ts'
import { type Draft, usualSeat } from './draft.ts'
import { useGivers } from './givers.ts'
import { type ActKind, standingOn } from './offered.ts'
import { dayIn, noon } from './sentence.ts'
import { Step } from './step.tsx'
import type { Table } from './table.ts'
import { words } from './words.ts'

interface FormProps {
  readonly table: Table
  readonly offered: readonly ActKind[]
  readonly draft: Draft
  readonly change: (part: Partial<Draft>) => void
}

export function ActForm({ table, offered, draft, change }: FormProps) {
  const t = useWords(words)
  return (
    <Step number={3} title={t('actAndAuthority')}>
      {offered.length === 0 ? (
        <p>{t('noActs')}</p>
      ) : (
        <>
          <Kinds {...{ table, offered, draft, change }} />
          {draft.act === 'withdrawn' && <Withdrawn {...{ table, offered, draft, change }} />}
          <Particulars draft={draft} change={change} />
        </>
      )}
    </Step>
  )
}

function Kinds({ offered, draft, change }: FormProps) {
  const t = useWords(words)
  const says = useWords(actWords)
  const givers = useGivers()
  const { me, name } = useSeat()
  const choose = (act: ActKind) => {
    const seat = usualSeat(act, me.roles)
    const usual = (['head', 'signatory'] as const).map((each) =>
      t(`capacity_${each}`, { delegation: name(me.delegation) }),
    )
    // A capacity that somebody typed stays; the usual one goes with the act.
    const own = draft.capacity !== '' && !usual.includes(draft.capacity)
    change({ act, ...(!own && { capacity: t(`capacity_${seat}`, { delegation: name(me.delegation) }) }) })
  }
  return (
    <fieldset className="kinds">
      <legend>{t('kindSaid')}</legend>
      {offered.map((act) => (
        <label key={act}>
          <input
            type="radio"
            name="act"
            value={act}
            checked={draft.act === act}
            onChange={() => choose(act)}
          />
          <span>
            <b>{says(`act_${act}`)}</b>
            <span className="q">
              {says(`means_${act}`)} {t('givenBy', { who: givers(act) })}
            </span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}

function Withdrawn({ table, draft, change }: FormProps) {
  const t = useWords(words)
  const says = useWords(actWords)
  const { date } = useFormat()
  const { me } = useSeat()
  const own = standingOn(table.acts, me.delegation, table.version.version)
  return (
    <label className="which">
      {t('whichAct')}
      <select
        className="field"
        value={draft.withdraws ?? ''}
        onChange={({ target }) => change({ withdraws: target.value })}
      >
        <option value="" disabled>
          {t('choose')}
        </option>
        {own.map((act) => (
          <option key={act.id} value={act.id}>
            {`${says(`act_${act.act}`)}, ${date(noon(act.date))}`}
          </option>
        ))}
      </select>
    </label>
  )
}

const MEDIA = ['in-person', 'electronic', 'on-paper'] as const

function Particulars({ draft, change }: Pick<FormProps, 'draft' | 'change'>) {
  const t = useWords(words)
  const paper = draft.medium === 'on-paper'
  const set = (field: keyof Draft) => (value: string) => change({ [field]: value })
  return (
    <div className="form">
      <Field label={t('capacity')} value={draft.capacity} set={set('capacity')} most={200} />
      <label>
        {t('medium')}
        <select
          className="field"
          value={draft.medium}
          onChange={({ target }) => change({ medium: target.value as Draft['medium'] })}
        >
          {MEDIA.map((medium) => (
            <option key={medium} value={medium}>
              {t(`medium_${medium}`)}
            </option>
          ))}
        </select>
      </label>
      <Field
        wide
        label={t(paper ? 'letter' : 'document')}
        optional={!paper}
        hint={paper ? undefined : t('documentHint')}
        value={draft.document}
        set={set('document')}
        most={300}
      />
      <Field
        label={t('documentNumber')}
        optional={!paper}
        value={draft.documentNumber}
        set={set('documentNumber')}
        most={100}
      />
      <DayField
        label={t('documentDate')}
        optional={!paper}
        value={draft.documentDate}
        set={set('documentDate')}
      />
      <Field label={t('place')} value={draft.place} set={set('place')} most={200} />
      <DayField label={t('date')} value={draft.date} set={set('date')} />
      <Field
        wide
        optional
        label={t('preparedBy')}
        value={draft.preparedBy}
        set={set('preparedBy')}
        most={200}
      />
      {(draft.act === 'rejected' || draft.act === 'withdrawn' || draft.act === 'agreed-ad-referendum') && (
        <label className="w2">
          {t('reason')} <span className="q">{t('optional')}</span>
          <textarea
            className="field"
            rows={2}
            maxLength={1_000}
            value={draft.reason}
            onChange={({ target }) => change({ reason: target.value })}
          />
        </label>
      )}
    </div>
  )
}

interface FieldProps {
  readonly label: string
  readonly value: string
  readonly set: (value: string) => void
  readonly optional?: boolean
  readonly hint?: string | undefined
}

function Field({
  label,
  value,
  set,
  optional,
  hint,
  wide,
  most,
}: FieldProps & { wide?: boolean; most: number }) {
  const id = useId()
  return (
    <Labelled label={label} optional={optional === true} wide={wide === true} htmlFor={id}>
      {hint !== undefined && (
        <span className="q" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      <input
        id={id}
        className="field"
        type="text"
        autoComplete="off"
        maxLength={most}
        value={value}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        required={!optional}
        onChange={({ target }) => set(target.value)}
      />
    </Labelled>
  )
}

/** A day; below it as it will be written, since browsers show their own language's form. */
function DayField({ label, value, set, optional }: FieldProps) {
  const id = useId()
  const language = useLanguage()
  const settings = useSettings()
  return (
    <Labelled label={label} optional={optional === true} htmlFor={id}>
      <input
        id={id}
        className="field"
        type="date"
        value={value}
        aria-describedby={`${id}-said`}
        required={!optional}
        onChange={({ target }) => set(target.value)}
      />
      <span className="q" id={`${id}-said`}>
        {value === '' ? '' : dayIn(language, value, settings)}
      </span>
    </Labelled>
  )
}

function Labelled({
  label,
  htmlFor,
  optional,
  wide,
  children,
}: {
  label: string
  htmlFor: string
  optional?: boolean
  wide?: boolean
  children: ReactNode
}) {
  const t = useWords(words)
  return (
    <div className={wide ? 'labelled w2' : 'labelled'}>
      <label htmlFor={htmlFor}>
        {label} {optional && <span className="q">{t('optional')}</span>}
      </label>
      {children}
    </div>
  )
}
