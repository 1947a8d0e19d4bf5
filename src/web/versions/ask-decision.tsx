// Asking for a joint decision: what is asked, and what more it has to say.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useRef, useState } from 'react'
import { unwrap } from '../../client/client.ts'
import { api, type Schema } from '../api/client.ts'
import { readDelegations, type Sop } from '../api/reads.ts'
import { ENDONYMS } from '../document/languages.ts'
import { Choice, Choices, faultAt, Field, useFocusOnFault } from '../shell/field.tsx'
import { Icon } from '../shell/icons.tsx'
import { ProblemNotice } from '../shell/problem.tsx'
import { useReaders } from '../shell/readers.ts'
import { useSeat } from '../shell/workspace.tsx'
import { useLanguage, useWords } from '../words/words.ts'
import { words } from './decision-words.ts'
import { useElements } from './elements.ts'

type Question = Schema<'Question'>
const PRESETS = ['clean-text', 'bracketed-text', 'joint-workspace'] as const
const STAGES = ['negotiation', 'legal-scrub', 'final'] as const

type Kind =
  'stage' | 'procedure' | 'languages' | 'exception' | 'observer' | 'ended' | 'party' | 'reopening' | 'archive'

export function Ask({ sop }: { sop: Sop }) {
  const t = useWords(words)
  const { parties } = useReaders(sop)
  const cache = useQueryClient()
  const form = useRef<HTMLFormElement>(null)
  const opener = useRef<HTMLButtonElement>(null)
  const [kind, setKind] = useState<Kind>()
  const [question, setQuestion] = useState<Question>()
  const kinds: readonly Kind[] = [
    'stage',
    'procedure',
    ...(sop.languages.length > 1 ? (['languages'] as const) : []),
    'exception',
    'observer',
    ...(sop.observers.length > 0 ? (['ended'] as const) : []),
    'party',
    ...(sop.adopted ? (['reopening'] as const) : []),
    ...(sop.archived ? [] : (['archive'] as const)),
  ]
  const choose = (next: Kind) => {
    setKind(next)
    setQuestion(firstOf(next, sop))
    ask.reset()
  }
  const ask = useMutation({
    mutationFn: (body: Question) =>
      unwrap(api.POST('/api/v1/sops/{sop}/decisions', { params: { path: { sop: sop.id } }, body })),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: ['sop', sop.id] })
      close()
    },
  })
  const close = () => {
    setKind(undefined)
    requestAnimationFrame(() => opener.current?.focus())
  }
  useFocusOnFault(form, ask.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (question && !ask.isPending) ask.mutate(question)
  }
  if (kind === undefined)
    return (
      <div className="row noprint">
        <button type="button" className="btn" ref={opener} onClick={() => choose('stage')}>
          <Icon sign="plus" />
          {t('ask')}
        </button>
      </div>
    )
  return (
    <form className="form noprint" onSubmit={submit} ref={form} aria-label={t('ask')}>
      <Field label={t('what')}>
        {(parts) => (
          <select
            {...parts}
            className="field"
            value={kind}
            onChange={(event) => choose(event.currentTarget.value as Kind)}
          >
            {kinds.map((one) => (
              <option key={one} value={one}>
                {t(`kind_${one}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
      {question && <Details sop={sop} question={question} change={setQuestion} error={ask.error} />}
      <ProblemNotice error={ask.error} />
      <p className="q">{t('own')}</p>
      <div className="row">
        <button type="submit" className="btn j" disabled={ask.isPending}>
          <Icon sign="rings" />
          {t('askOf', { readers: parties })}
        </button>
        <button type="button" className="btn" onClick={close}>
          {t('cancel')}
        </button>
      </div>
    </form>
  )
}

function firstOf(kind: Kind, sop: Sop): Question {
  switch (kind) {
    case 'stage':
      return { kind, stage: STAGES.find((one) => one !== sop.stage) ?? 'final' }
    case 'procedure':
      return { kind, procedure: sop.procedure === 'open' ? 'by-proposal' : 'open' }
    case 'languages':
      return { kind: 'negotiated-languages', languages: [...sop.negotiated] }
    case 'exception':
      return { kind, element: '', reason: '' }
    case 'observer':
      return {
        kind,
        delegation: '',
        preset: 'joint-workspace',
        until: inAYear(),
        comments: true,
        withheld: [],
      }
    case 'ended':
      return { kind: 'observer-ended', delegation: sop.observers[0]?.delegation ?? '' }
    case 'party':
      return { kind, delegation: '' }
    case 'reopening':
      return { kind, version: sop.adopted?.version ?? '', reason: '' }
    case 'archive':
      return { kind }
  }
}

const inAYear = () => new Date(Date.now() + 365 * 24 * 3600 * 1000).toISOString()

interface DetailsProps {
  readonly sop: Sop
  readonly question: Question
  readonly change: (question: Question) => void
  readonly error: unknown
}

/** What more a question has to say. */
function Details({ sop, question, change, error }: DetailsProps) {
  const t = useWords(words)
  const language = useLanguage()
  const { name } = useSeat()
  const elements = useElements()
  const delegations = useQuery(readDelegations())
  const select = (
    label: string,
    value: string,
    options: readonly (readonly [string, string])[],
    pick: (value: string) => void,
    pointer: string,
  ) => (
    <Field label={label} fault={faultAt(error, pointer)}>
      {(parts) => (
        <select
          {...parts}
          className="field"
          value={value}
          required
          onChange={(event) => pick(event.currentTarget.value)}
        >
          {value === '' && <option value="">{t('choose')}</option>}
          {options.map(([code, said]) => (
            <option key={code} value={code}>
              {said}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
  const named = (kind: 'party' | 'observer') =>
    (delegations.data ?? [])
      .filter((one) => one.kind === kind && !taken(sop, one.code))
      .map(({ code }) => [code, name(code)] as const)
  const reason = 'reason' in question && (
    <Field label={t('reason')} hint={t('reasonNeeded')} fault={faultAt(error, '/reason')}>
      {(parts) => (
        <textarea
          {...parts}
          className="field"
          value={question.reason}
          minLength={3}
          maxLength={2000}
          required
          onChange={(event) => change({ ...question, reason: event.currentTarget.value })}
        />
      )}
    </Field>
  )
  switch (question.kind) {
    case 'stage':
      return select(
        t('kind_stage'),
        question.stage,
        STAGES.filter((one) => one !== sop.stage).map((one) => [one, t(one)] as const),
        (stage) => change({ ...question, stage: stage as (typeof STAGES)[number] }),
        '/stage',
      )
    case 'procedure':
      return <p>{t('q_procedure', { what: t(question.procedure) })}</p>
    case 'negotiated-languages':
      return (
        <Choices legend={t('kind_languages')} fault={faultAt(error, '/languages')}>
          {sop.languages.map((one) => (
            <Choice
              key={one}
              type="checkbox"
              name={`negotiated-${one}`}
              label={ENDONYMS[one] ?? one}
              lang={one}
              checked={question.languages.includes(one)}
              choose={(on) =>
                change({
                  ...question,
                  languages: sop.languages.filter((each) =>
                    each === one ? on : question.languages.includes(each),
                  ),
                })
              }
            />
          ))}
        </Choices>
      )
    case 'exception':
      return (
        <>
          {select(
            t('element'),
            question.element,
            elements
              .filter(({ severity }) => severity === 'must')
              .map(({ id, names }) => [id, names?.[language] ?? id] as const),
            (element) => change({ ...question, element }),
            '/element',
          )}
          {reason}
        </>
      )
    case 'observer':
      return (
        <div className="pair">
          {select(
            t('organisation'),
            question.delegation,
            named('observer'),
            (delegation) => change({ ...question, delegation }),
            '/delegation',
          )}
          {select(
            t('sees'),
            question.preset,
            PRESETS.map((one) => [one, t(one)] as const),
            (preset) =>
              change({
                ...question,
                preset: preset as (typeof PRESETS)[number],
                comments: preset === 'joint-workspace',
              }),
            '/preset',
          )}
          <Field label={t('until')} fault={faultAt(error, '/until')}>
            {(parts) => (
              <input
                {...parts}
                className="field"
                type="date"
                value={question.until.slice(0, 10)}
                required
                onChange={({ currentTarget: { value } }) => {
                  if (value) change({ ...question, until: `${value}T16:59:59.000Z` })
                }}
              />
            )}
          </Field>
          <Choice
            type="checkbox"
            name="comments"
            label={t('comments')}
            checked={question.comments}
            disabled={question.preset !== 'joint-workspace'}
            choose={(comments) => change({ ...question, comments })}
          />
        </div>
      )
    case 'observer-ended':
    case 'party':
      return select(
        t(question.kind === 'party' ? 'kind_party' : 'organisation'),
        question.delegation,
        question.kind === 'party'
          ? named('party')
          : sop.observers.map(({ delegation }) => [delegation, name(delegation)] as const),
        (delegation) => change({ ...question, delegation }),
        '/delegation',
      )
    case 'archive':
      return <p>{t('archiveMore')}</p>
    default:
      return reason || null
  }
}

const taken = (sop: Sop, code: string) =>
  sop.parties.some(
    ({ delegation, state }) => delegation === code && state !== 'declined' && state !== 'ended',
  ) || sop.observers.some(({ delegation }) => delegation === code)
