// A comparison without changes: the same words, a single version, or a version that is not there.
import { Link } from 'react-router'
import type { Sop, VersionHead } from '../api/reads.ts'
import { Icon } from '../shell/icons.tsx'
import { useFormat } from '../words/format.ts'
import { useWords } from '../words/words.ts'
import type { Pair } from './pair.ts'
import { words } from './words.ts'

export function Same({ pair }: { pair: Pair }) {
  const t = useWords(words)
  return (
    <main className="alike" id="content">
      <div className="panel p">
        <p className="h2">
          <Icon sign="check" /> {t('same', { ...pair })}
        </p>
        <p>{t('sameNote')}</p>
      </div>
    </main>
  )
}

export function OnlyOne() {
  const t = useWords(words)
  return (
    <main className="alike" id="content">
      <div className="panel p">
        <p>{t('onlyOne')}</p>
      </div>
    </main>
  )
}

export function NoVersion({ sop, versions }: { sop: Sop; versions: readonly VersionHead[] }) {
  const t = useWords(words)
  const { date } = useFormat()
  return (
    <main className="alike" id="content">
      <div className="panel p">
        <p className="b">{t('unknown')}</p>
        <ul>
          {versions.map(({ number, by, time, message }) => (
            <li key={number}>
              <Link to={`/sops/${sop.id}/compare/${number}/${sop.head.number}`}>
                {t('jointVersion', { number })}
              </Link>{' '}
              <span className="q">{[by, date(time, 'short'), message].filter(Boolean).join(' · ')}</span>
            </li>
          ))}
        </ul>
      </div>
    </main>
  )
}
