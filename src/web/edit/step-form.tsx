// A step beside its words, as a form: who acts and in which role, by when, on which forms.
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Clause } from '../api/reads.ts'
import { readAgencies } from '../api/reads.ts'
import { useOpenText } from '../document/open-text.ts'
import { Icon } from '../shell/icons.tsx'
import { useSeat } from '../shell/workspace.tsx'
import { useLanguage, useWords } from '../words/words.ts'
import { useDesk, useWork } from './desk.tsx'
import { events } from './event-words.ts'
import { useNames } from './names.ts'
import { type Facts, type Step, withFacts } from './pending.ts'
import { words } from './tool-words.ts'

type Duty = NonNullable<Step['duties']>[number]
type Limit = NonNullable<Step['limit']>

const SIDES = ['host', 'home'] as const
const ROLES = ['R', 'A', 'C', 'I'] as const
const RULES = ['within', 'before', 'after', 'at-once', 'without-delay', 'none'] as const
const COUNTED: readonly string[] = ['within', 'before', 'after']
const NO_FACTS: Facts = {}

export function StepForm({ clause }: { clause: Clause }) {
  const t = useWords(words)
  const { work, version, saved } = useDesk()!
  const pending = useWork(work, (state) => state.pending)
  const was = saved.get(clause.key)?.facts ?? NO_FACTS
  const facts = pending?.facts[clause.key]?.value ?? was
  const step = facts.step ?? {}
  const change = (next: Partial<Step>) => {
    const { duties, limit, forms } = { ...step, ...next }
    const filled: Step = {
      ...(duties && duties.length > 0 && { duties }),
      ...(limit && { limit }),
      ...(forms && forms.length > 0 && { forms }),
    }
    const { step: _, ...others } = facts
    const value: Facts = { ...others, ...(Object.keys(filled).length > 0 && { step: filled }) }
    work.change(version, (before) => withFacts(before, clause.key, value, was))
  }
  const others = [...(facts.elements ?? []), ...(facts.instruments ?? [])]
  return (
    <div className="step-form">
      <Duties duties={step.duties ?? []} change={(duties) => change({ duties })} />
      <LimitField limit={step.limit} change={(limit) => change({ limit } as Partial<Step>)} />
      <Forms forms={step.forms ?? []} change={(forms) => change({ forms })} />
      {others.length > 0 && (
        <details>
          <summary>{t('otherFacts')}</summary>
          <p className="q">{others.join(' · ')}</p>
        </details>
      )}
    </div>
  )
}

function useAgencies() {
  const { version } = useOpenText()
  const reader = useLanguage()
  const { data } = useQuery(readAgencies(version.clause.facts.sop?.reference ?? ''))
  return (data?.items ?? []).map(({ id, names, party }) => ({ id, party, name: names?.[reader] ?? id }))
}

function Choice({
  label,
  value,
  change,
  children,
}: {
  label: string
  value: string
  change: (value: string) => void
  children: ReactNode
}) {
  return (
    <select
      className="field"
      aria-label={label}
      value={value}
      onChange={(event) => change(event.target.value)}
    >
      {children}
    </select>
  )
}

function Duties({ duties, change }: { duties: readonly Duty[]; change: (duties: Duty[]) => void }) {
  const t = useWords(words)
  const { name } = useSeat()
  const { sop } = useOpenText()
  const agencies = useAgencies()
  const parties = sop.parties.map(({ delegation }) => delegation)
  const set = (at: number, next: Partial<Duty>) =>
    change(duties.map((duty, position) => (position === at ? { ...duty, ...next } : duty)))
  const offered = (party: string) => agencies.filter((each) => each.party === party || each.party === 'INT')
  return (
    <fieldset>
      <legend>{t('duties')}</legend>
      <ul className="duties">
        {duties.map((duty, at) => {
          const agency = agencies.find(({ id }) => id === duty.agency)?.name ?? duty.agency
          return (
            <li key={at}>
              <Choice
                label={`${t('side')}, ${agency}`}
                value={duty.side}
                change={(side) => set(at, { side: side as Duty['side'] })}
              >
                {SIDES.map((side) => (
                  <option key={side} value={side}>
                    {t(`side_${side}`)}
                  </option>
                ))}
              </Choice>
              <Choice
                label={`${t('party')}, ${agency}`}
                value={duty.party}
                change={(party) => set(at, { party, agency: offered(party)[0]?.id ?? duty.agency })}
              >
                {parties.map((code) => (
                  <option key={code} value={code}>
                    {name(code)}
                  </option>
                ))}
              </Choice>
              <Choice
                label={`${t('agency')}, ${agency}`}
                value={duty.agency}
                change={(id) => set(at, { agency: id })}
              >
                {!offered(duty.party).some(({ id }) => id === duty.agency) && (
                  <option value={duty.agency}>{agency}</option>
                )}
                {offered(duty.party).map(({ id, name: shown }) => (
                  <option key={id} value={id}>
                    {shown}
                  </option>
                ))}
              </Choice>
              <Choice
                label={`${t('role')}, ${agency}`}
                value={duty.role}
                change={(role) => set(at, { role: role as Duty['role'] })}
              >
                {ROLES.map((role) => (
                  <option key={role} value={role}>
                    {t(`role_${role}`)}
                  </option>
                ))}
              </Choice>
              <button
                type="button"
                className="btn plain"
                aria-label={t('takeOut', { name: agency })}
                title={t('takeOut', { name: agency })}
                onClick={() => change(duties.filter((_, position) => position !== at))}
              >
                <Icon sign="cross" small />
              </button>
            </li>
          )
        })}
      </ul>
      <button
        type="button"
        className="btn"
        disabled={agencies.length === 0}
        onClick={() => {
          const party = parties[0] ?? ''
          change([...duties, { side: 'host', party, agency: offered(party)[0]?.id ?? '', role: 'R' }])
        }}
      >
        <Icon sign="plus" small />
        {t('addDuty')}
      </button>
    </fieldset>
  )
}

function LimitField({
  limit,
  change,
}: {
  limit: Limit | undefined
  change: (limit: Limit | undefined) => void
}) {
  const t = useWords(words)
  const e = useWords(events)
  const { context } = useOpenText()
  const reader = useLanguage()
  const figures = Object.entries(context.figures)
  const rule = limit?.rule
  const counted = rule !== undefined && COUNTED.includes(rule)
  return (
    <fieldset className="limit">
      <legend>{t('limit')}</legend>
      <Choice
        label={t('limit')}
        value={rule ?? ''}
        change={(value) => {
          if (value === '') return change(undefined)
          if (!COUNTED.includes(value)) return change({ rule: value as Limit['rule'] })
          change({
            rule: value as Limit['rule'],
            parameter: limit?.parameter ?? figures[0]?.[0] ?? '',
            event: limit?.event ?? 'request-received',
          })
        }}
      >
        <option value="">{t('rule_unset')}</option>
        {RULES.map((each) => (
          <option key={each} value={each}>
            {t(`rule_${each}`)}
          </option>
        ))}
      </Choice>
      {counted && (
        <>
          <Choice
            label={t('figure')}
            value={limit?.parameter ?? ''}
            change={(parameter) => change({ ...limit, rule, parameter })}
          >
            {figures.map(([name, shown]) => (
              <option key={name} value={name}>
                {`${shown[reader] ?? shown.en ?? ''} (${name.replaceAll('_', ' ')})`}
              </option>
            ))}
          </Choice>
          <Choice
            label={t('event')}
            value={limit?.event ?? ''}
            change={(event) => change({ ...limit, rule, event })}
          >
            {Object.keys(events.table).map((id) => (
              <option key={id} value={id}>
                {e(id as 'arrival')}
              </option>
            ))}
          </Choice>
        </>
      )}
    </fieldset>
  )
}

function Forms({ forms, change }: { forms: readonly string[]; change: (forms: string[]) => void }) {
  const t = useWords(words)
  const { placed } = useOpenText()
  const reader = useLanguage()
  const name = useNames()
  const all = placed.filter(({ clause }) => clause.kind === 'form' && clause.id !== '')
  const titled = (key: string) => {
    const heading = all.find(({ clause }) => clause.key === key)?.clause.texts[reader]?.heading
    return [name(key), heading].filter(Boolean).join(' – ')
  }
  return (
    <fieldset>
      <legend>{t('forms')}</legend>
      <ul className="duties">
        {forms.map((key) => (
          <li key={key}>
            <span className="grow">{titled(key)}</span>
            <button
              type="button"
              className="btn plain"
              aria-label={t('takeOut', { name: name(key) })}
              title={t('takeOut', { name: name(key) })}
              onClick={() => change(forms.filter((each) => each !== key))}
            >
              <Icon sign="cross" small />
            </button>
          </li>
        ))}
      </ul>
      <Choice label={t('addForm')} value="" change={(key) => key !== '' && change([...forms, key])}>
        <option value="">{t('addForm')}</option>
        {all
          .filter(({ clause }) => !forms.includes(clause.key))
          .map(({ clause }) => (
            <option key={clause.key} value={clause.key}>
              {titled(clause.key)}
            </option>
          ))}
      </Choice>
    </fieldset>
  )
}
