// One formal act as it stands in the record: its words, its particulars, its fingerprints, whether it counts.
import type { ReactNode } from 'react'
import type { Approval, Sop } from '../api/reads.ts'
import { words as documentWords } from '../document/words.ts'
import { Icon } from '../shell/icons.tsx'
import { useSeat } from '../shell/workspace.tsx'
import { fingerprint, useFormat } from '../words/format.ts'
import { useWords } from '../words/words.ts'
import { words as actWords } from './act-words.ts'
import { countingOf } from './counting.ts'
import { signOf } from './parties.tsx'
import { words } from './record-words.ts'
import { noon } from './sentence.ts'
import { Sentence } from './told-sentence.tsx'

interface RecordProps {
  readonly sop: Sop
  readonly act: Approval
  readonly acts: readonly Approval[]
}

export function ActRecord({ sop, act, acts }: RecordProps) {
  const says = useWords(actWords)
  const { name } = useSeat()
  return (
    <article className="deed-card" id={act.id} aria-labelledby={`${act.id}-name`}>
      <h3 id={`${act.id}-name`}>
        <span className={`code ${act.party}`}>{act.party}</span> {name(act.party)}
        <span className="pos">
          <Icon sign={signOf(act.act)} />
          <em>{says(`act_${act.act}`)}</em>
        </span>
        <Counts act={act} acts={acts} />
      </h3>
      <div className="words">
        <Sentence
          sop={sop}
          party={act.party}
          told={act}
          withdrawn={acts.find(({ id }) => id === act.withdraws)}
        />
      </div>
      <Particulars act={act} />
    </article>
  )
}

function Counts({ act, acts }: Pick<RecordProps, 'act' | 'acts'>) {
  const t = useWords(words)
  const { date } = useFormat()
  const counting = countingOf(act, acts)
  switch (counting.is) {
    case 'counts':
      return <span className="tag ok">{t('counts')}</span>
    case 'elsewhere':
      return <span className="tag o">{t('countsFor', { number: act.number })}</span>
    case 'withdrawn':
      return (
        <span className="tag o">{t('withdrawnSince', { date: date(noon(counting.date), 'short') })}</span>
      )
    case 'set-aside':
      return <span className="tag o">{t('setAside')}</span>
    case 'replaced':
      return <span className="tag o">{t('replaced')}</span>
    case 'takes-back':
      return <span className="tag o">{t('takesBack')}</span>
  }
}

function Particulars({ act }: { act: Approval }) {
  const t = useWords(words)
  const named = useWords(documentWords)
  const { bothEras } = useFormat()
  const { authority } = act
  return (
    <dl className="particulars">
      <Fact name={t('capacity')}>{act.capacity}</Fact>
      {authority && (
        <Fact name={t('authority')}>
          {t('authoritySaid', {
            document: authority.document,
            number: authority.number,
            date: bothEras(noon(authority.date)),
          })}
        </Fact>
      )}
      <Fact name={t('placeDate')}>
        {t('placeAndDate', { place: act.place, date: bothEras(noon(act.date)) })}
      </Fact>
      <Fact name={t('medium')}>{t(`medium_${act.medium}`)}</Fact>
      {act.reason !== undefined && act.reason !== '' && <Fact name={t('reason')}>{act.reason}</Fact>}
      {act.preparedBy !== undefined && <Fact name={t('prepared')}>{act.preparedBy}</Fact>}
      {act.confirmedBy !== undefined && <Fact name={t('confirmed')}>{act.confirmedBy}</Fact>}
      <Fact name={t('logNumber')}>{t('seq', { seq: act.seq })}</Fact>
      <Fact name={t('fingerprint')}>
        <span className="fp">{fingerprint(act.version)}</span>
        {Object.entries(act.languages).map(([language, hash]) => (
          <span key={language} className="of-language">
            {named(`language_${language}` as 'language_en')} <span className="fp">{fingerprint(hash)}</span>
          </span>
        ))}
      </Fact>
    </dl>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
