// The bar above a comparison: which two versions, since when, how, in which languages.
import { Menu } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'react-router'
import type { Sop, VersionHead } from '../api/reads.ts'
import { SHORT_NAMES } from '../document/languages.ts'
import { Icon } from '../shell/icons.tsx'
import { useFormat } from '../words/format.ts'
import { useWords } from '../words/words.ts'
import { Chooser } from './chooser.tsx'
import type { View } from './comparison.ts'
import type { Pair } from './pair.ts'
import { words } from './words.ts'

export interface BarProps {
  readonly sop: Sop
  readonly versions: readonly VersionHead[]
  readonly pair: Pair
  readonly agreed: number | undefined
  readonly view: View
  readonly setView: (view: View) => void
  readonly order: readonly string[]
  readonly languages: readonly string[]
  readonly columns: number
  readonly choose: (languages: readonly string[]) => void
}

export function CompareBar({ sop, versions, pair, agreed, view, setView, ...columns }: BarProps) {
  const t = useWords(words)
  const [choosing, setChoosing] = useState(false)
  const base = `/sops/${sop.id}/compare`
  const head = sop.head.number
  const isSince = (number: number | undefined) => pair.from === number && pair.to === head
  return (
    <>
      <VersionMenu
        versions={versions}
        label={t('fromVersion')}
        shown={pair.from}
        to={(number) => `${base}/${number}/${pair.to}`}
        first={columns.columns > 1}
      />
      <span className="q">
        <Icon sign="becomes" small />
      </span>
      <VersionMenu
        versions={versions}
        label={t('toVersion')}
        shown={pair.to}
        to={(number) => `${base}/${pair.from}/${number}`}
      />
      <Link
        className="btn plain swap"
        to={`${base}/${pair.to}/${pair.from}`}
        aria-label={t('swap')}
        title={t('swap')}
      >
        <span className="turned">
          <Icon sign="moved" />
        </span>
      </Link>
      <span className="sep" />
      <div className="seg since" role="group" aria-label={t('since')}>
        {agreed !== undefined && (
          <SinceLink to={`${base}/${agreed}/${head}`} on={isSince(agreed)}>
            {t('sinceAgreed')}
          </SinceLink>
        )}
        {sop.visited !== undefined && (
          <SinceLink
            to={`${base}/${sop.visited}/${head}`}
            on={isSince(sop.visited) && sop.visited !== agreed}
          >
            {t('sinceVisit')}
          </SinceLink>
        )}
        <button
          type="button"
          aria-pressed={choosing}
          aria-expanded={choosing}
          onClick={() => setChoosing(!choosing)}
        >
          {t('chooseTwo')}
        </button>
      </div>
      <span className="grow" />
      <LanguageChoice {...columns} />
      <div className="seg" role="group" aria-label={t('view')}>
        {(['marked', 'oldAndNew'] as const).map((each) => (
          <button key={each} type="button" aria-pressed={view === each} onClick={() => setView(each)}>
            {t(each)}
          </button>
        ))}
      </div>
      <button type="button" className="btn" onClick={() => window.print()}>
        <Icon sign="print" />
        {t('print')}
      </button>
      {choosing && <Chooser versions={versions} pair={pair} base={base} />}
    </>
  )
}

function SinceLink({ to, on, children }: { to: string; on: boolean; children: string }) {
  return (
    <Link to={to} aria-current={on ? 'true' : undefined}>
      {children}
    </Link>
  )
}

function VersionMenu({
  versions,
  label,
  shown,
  to,
  first = false,
}: {
  versions: readonly VersionHead[]
  label: string
  shown: number
  to: (number: number) => string
  first?: boolean
}) {
  const t = useWords(words)
  const { date } = useFormat()
  return (
    <Menu position="bottom-start" width={360}>
      <Menu.Target>
        <button type="button" className="kind btn plain" title={label}>
          <span className="vh">{label}: </span>
          {t(first ? 'jointVersion' : 'version', { number: shown })}
          <Icon sign="down" small />
        </button>
      </Menu.Target>
      <Menu.Dropdown className="versions-menu">
        {versions.map(({ number, by, time, message }) => (
          <Menu.Item
            key={number}
            component={Link}
            to={to(number)}
            aria-current={number === shown || undefined}
          >
            {t('jointVersion', { number })} <span className="q">{`${by} · ${date(time, 'short')}`}</span>
            {message !== undefined && <span className="q said">{message}</span>}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

function LanguageChoice({
  order,
  languages,
  columns,
  choose,
}: Pick<BarProps, 'order' | 'languages' | 'columns' | 'choose'>) {
  const t = useWords(words)
  const toggle = (code: string) => {
    if (columns === 1) return choose([code])
    const next = languages.includes(code) ? languages.filter((each) => each !== code) : [...languages, code]
    if (next.length > 0) choose(next.length > columns ? next.slice(-columns) : next)
  }
  return (
    <div className="seg" role="group" aria-label={t('languagesShown')}>
      {order.map((code) => (
        <button
          key={code}
          type="button"
          lang={code}
          aria-pressed={languages.includes(code)}
          onClick={() => toggle(code)}
        >
          {SHORT_NAMES[code] ?? code}
        </button>
      ))}
    </div>
  )
}
