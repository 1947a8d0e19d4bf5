// After the act: what was recorded, in the words that everyone now sees.
import { useEffect, useRef } from 'react'
import { Link } from 'react-router'
import type { Approval } from '../api/reads.ts'
import { Icon } from '../shell/icons.tsx'
import { useReaders } from '../shell/readers.ts'
import { useWords } from '../words/words.ts'
import { words as actWords } from './act-words.ts'
import { NEEDS_READY } from './offered.ts'
import type { Table } from './table.ts'
import { Sentence } from './told-sentence.tsx'
import { words } from './words.ts'

export function Given({ table, given, again }: { table: Table; given: Approval; again: () => void }) {
  const t = useWords(words)
  const says = useWords(actWords)
  const readers = useReaders(table.sop)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    heading.current?.focus()
    heading.current?.scrollIntoView({ block: 'center' })
  }, [])
  return (
    <section className="panel p given">
      <h2 className="h1" tabIndex={-1} ref={heading}>
        <Icon sign="agreed" /> {t('recorded', { act: says(`act_${given.act}`) })}
      </h2>
      <p className="q">{t('recordedAs', { seq: given.seq })}</p>
      {table.adopted === given.version && NEEDS_READY.includes(given.act) && (
        <p className="b">{t('nowAdopted')}</p>
      )}
      <div className="seen">
        <div className="hd">
          <Icon sign="rings" />
          {t('othersNowSee', { readers: readers.others })}
        </div>
        <div className="bd">
          <Sentence
            others
            sop={table.sop}
            party={given.party}
            told={given}
            withdrawn={table.acts.find(({ id }) => id === given.withdraws)}
          />
        </div>
      </div>
      <div className="row deed">
        <Link className="btn big" to={`/sops/${table.sop.id}/acts`}>
          <Icon sign="print" />
          {t('printActs')}
        </Link>
        <button type="button" className="btn big plain" onClick={again}>
          {t('furtherAct')}
        </button>
      </div>
    </section>
  )
}
