// A step's quiet line: who acts, by when, on which forms.
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { type Clause, readAgencies } from '../api/reads.ts'
import { useLanguage, useWords } from '../words/words.ts'
import { nameOf, useOpenText } from './open-text.ts'
import { words } from './words.ts'

export function StepFacts({ clause }: { clause: Clause }) {
  const t = useWords(words)
  const open = useOpenText()
  const reader = useLanguage()
  const agencies = useQuery(readAgencies(open.version.clause.facts.sop?.reference ?? ''))
  const names = useMemo(
    () => new Map(agencies.data?.items.map(({ id, names }) => [id, names?.[reader] ?? id])),
    [agencies.data, reader],
  )
  const { duties = [], forms = [] } = clause.facts.step ?? {}
  const acting = duties.filter(({ role }) => role === 'R')
  const limit = clause.limit?.[reader] ?? clause.limit?.en
  if (acting.length === 0 && limit === undefined && forms.length === 0) return null
  return (
    <div className="facts" lang={reader}>
      {acting.length > 0 && (
        <span>
          <span className="q">{t('responsible')}</span>{' '}
          {acting.map(({ party, agency, side }) => (
            <span className="duty" key={`${party} ${agency} ${side}`}>
              <span className={`code ${party}`}>{party}</span> {names.get(agency) ?? agency}
            </span>
          ))}
        </span>
      )}
      {limit !== undefined && (
        <span>
          <span className="q">{t('limit')}</span> {limit}
        </span>
      )}
      {forms.length > 0 && (
        <span>
          <span className="q">{t('forms')}</span>{' '}
          {forms.map((key) => (
            <a key={key} href={`#${key}`}>
              {nameOf(open, key, reader)}
            </a>
          ))}
        </span>
      )}
    </div>
  )
}
