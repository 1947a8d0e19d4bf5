// Beside the act, always: the exact text, by version, date, what it consists of, and its fingerprints.
import { useMemo } from 'react'
import { Link } from 'react-router'
import { columnOrder } from '../document/languages.ts'
import { words as documentWords } from '../document/words.ts'
import { Icon } from '../shell/icons.tsx'
import { useSeat } from '../shell/workspace.tsx'
import { fingerprint, useFormat } from '../words/format.ts'
import { useLanguage, useWords } from '../words/words.ts'
import { words as actWords } from './act-words.ts'
import { countParts } from './parts-counted.ts'
import { printText } from './print-text.ts'
import type { Table } from './table.ts'
import { words } from './words.ts'

export function ExactText({ table: { sop, version } }: { table: Table }) {
  const t = useWords(words)
  const says = useWords(actWords)
  const named = useWords(documentWords)
  const { bothEras } = useFormat()
  const reader = useLanguage()
  const { me } = useSeat()
  const { chapters, articles, annexes } = useMemo(() => countParts(version.clause), [version])
  const address = `/sops/${sop.id}/versions/${version.number}`
  const order = columnOrder(Object.keys(version.languages), me.delegation, reader)
  return (
    <section className="exact">
      <h2 className="hd">
        <Icon sign="shield" />
        {t('exactText')}
      </h2>
      <div className="bd">
        <p className="b exact-version">{t('version', { number: version.number })}</p>
        <p className="q">
          {bothEras(version.time)}
          <br />
          {[
            says('chapters', { count: chapters }),
            says('articles', { count: articles }),
            says('annexes', { count: annexes }),
          ].join(' · ')}
        </p>
        <p className="q">{t('fingerprint')}</p>
        <p className="huge">{fingerprint(version.version)}</p>
        <dl className="kv q">
          {order.map((language) => (
            <div key={language}>
              <dt>{named(`language_${language}` as 'language_en')}</dt>
              <dd className="fp">{fingerprint(version.languages[language] ?? '')}</dd>
            </div>
          ))}
        </dl>
        <div className="row noprint">
          <Link className="btn" to={address}>
            {t('readWhole')}
          </Link>
          <a
            className="btn"
            href={address}
            target="_blank"
            rel="opener"
            onClick={(event) => {
              if (printText(address)) event.preventDefault()
            }}
          >
            <Icon sign="print" />
            {t('print')}
          </a>
        </div>
      </div>
    </section>
  )
}
