// The joint decisions of an SOP: what was asked and answered, answering for one's delegation, asking anew.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { unwrap } from '../../client/client.ts'
import { api, type Schema } from '../api/client.ts'
import { type Decision, readDecisions, type Sop } from '../api/reads.ts'
import { ENDONYMS } from '../document/languages.ts'
import { faultAt, Field } from '../shell/field.tsx'
import { Icon } from '../shell/icons.tsx'
import { ProblemNotice } from '../shell/problem.tsx'
import { useReaders } from '../shell/readers.ts'
import { useSeat } from '../shell/workspace.tsx'
import { useFormat } from '../words/format.ts'
import { useLanguage, useWords } from '../words/words.ts'
import { Ask } from './ask-decision.tsx'
import { words } from './decision-words.ts'
import { useElements } from './elements.ts'

type Question = Schema<'Question'>

/** Stands on a joint page: decisions are seen by all Parties. */
export function Decisions({ sop }: { sop: Sop }) {
  const t = useWords(words)
  const decisions = useQuery({ ...readDecisions(sop.id), enabled: sop.standing !== 'observer' })
  const { has } = useSeat()
  if (sop.standing === 'observer') return null
  // What awaits an answer first, then the newest.
  const listed = [...(decisions.data ?? [])]
    .reverse()
    .sort((a, b) => Number(b.state === 'asked') - Number(a.state === 'asked'))
  return (
    <section className="panel p form" id="decisions" aria-labelledby="decisions-title">
      <h2 className="h2" id="decisions-title">
        {t('title')}
      </h2>
      <p className="q">{t('explained')}</p>
      <ProblemNotice error={decisions.error} again={() => void decisions.refetch()} />
      {decisions.data?.length === 0 && <p>{t('nothing')}</p>}
      <ul className="form">
        {listed.map((decision) => (
          <OneDecision key={decision.id} sop={sop} decision={decision} />
        ))}
      </ul>
      {sop.may.includes('askDecision') && has('head') && <Ask sop={sop} />}
    </section>
  )
}

/** What is asked, as one sentence. */
function useQuestion() {
  const t = useWords(words)
  const language = useLanguage()
  const { name } = useSeat()
  const { date, list } = useFormat()
  const elements = useElements()
  return (question: Question): string => {
    switch (question.kind) {
      case 'party':
        return t('q_party', { whom: name(question.delegation) })
      case 'observer':
        return t('q_observer', {
          whom: name(question.delegation),
          date: date(question.until),
          sees: t(question.preset),
        })
      case 'observer-ended':
        return t('q_ended', { whom: name(question.delegation) })
      case 'procedure':
        return t('q_procedure', { what: t(question.procedure) })
      case 'stage':
        return t('q_stage', { what: t(question.stage) })
      case 'negotiated-languages':
        return t('q_languages', { what: list(question.languages.map((one) => ENDONYMS[one] ?? one)) })
      case 'exception': {
        const found = elements.find(({ id }) => id === question.element)
        return t('q_exception', { what: found?.names?.[language] ?? question.element })
      }
      case 'erasure':
        return t('q_erasure')
      case 'reopening':
        return t('q_reopening')
      case 'archive':
        return t('q_archive')
    }
  }
}

function OneDecision({ sop, decision }: { sop: Sop; decision: Decision }) {
  const t = useWords(words)
  const { name } = useSeat()
  const { date, list } = useFormat()
  const said = useQuestion()
  const { id, question, by, time, state, waitsFor, answers, may } = decision
  return (
    <li id={`decision-${id}`}>
      <div className="row">
        <span className="b grow">{said(question)}</span>
        <span className={state === 'agreed' ? 'tag ok' : state === 'declined' ? 'tag e' : 'tag o'}>
          <Icon sign={state === 'agreed' ? 'check' : state === 'declined' ? 'cross' : 'clock'} small />
          {t(state)}
        </span>
      </div>
      <p className="q">
        {t('by', { by: name(by), date: date(time) })}
        {state === 'asked' && waitsFor.length > 0 && ` · ${t('waits', { from: list(waitsFor.map(name)) })}`}
      </p>
      {'reason' in question && (
        <p>
          {t('reason')}: {question.reason}
        </p>
      )}
      {answers.map((answer) => (
        <p key={answer.delegation}>
          {t(answer.answer === 'yes' ? 'saidYes' : 'saidNo', {
            by: name(answer.delegation),
            date: date(answer.time, 'short'),
          })}
          {answer.reason && ` · ${t('reason')}: ${answer.reason}`}
        </p>
      ))}
      {may.includes('answerDecision') && <Answer sop={sop} decision={id} />}
    </li>
  )
}

function Answer({ sop, decision }: { sop: Sop; decision: string }) {
  const t = useWords(words)
  const { parties } = useReaders(sop)
  const cache = useQueryClient()
  const [reason, setReason] = useState('')
  const answer = useMutation({
    mutationFn: (said: 'yes' | 'no') =>
      unwrap(
        api.POST('/api/v1/sops/{sop}/decisions/{decision}/answers', {
          params: { path: { sop: sop.id, decision } },
          body: { answer: said, ...(reason.trim() !== '' && { reason: reason.trim() }) },
        }),
      ),
    onSettled: () => {
      void cache.invalidateQueries({ queryKey: ['sop', sop.id] })
      void cache.invalidateQueries({ queryKey: ['sops'] })
    },
  })
  return (
    <div className="form noprint">
      <Field label={t('reason')} hint={t('reasonHint')} fault={faultAt(answer.error, '/reason')}>
        {(parts) => (
          <input
            {...parts}
            className="field"
            value={reason}
            autoComplete="off"
            maxLength={2000}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        )}
      </Field>
      <ProblemNotice error={answer.error} />
      <div className="row">
        {(['yes', 'no'] as const).map((said) => (
          <button
            key={said}
            type="button"
            className={said === 'yes' ? 'btn j' : 'btn jo'}
            disabled={answer.isPending}
            onClick={() => answer.mutate(said)}
          >
            <Icon sign="rings" />
            {t(said, { readers: parties })}
          </button>
        ))}
        <span className="q">{t('stands')}</span>
      </div>
    </div>
  )
}
