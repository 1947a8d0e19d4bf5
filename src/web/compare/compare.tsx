// The comparison of two versions of an SOP: a joint page.
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { Navigate, useParams } from 'react-router'
import {
  readApprovals,
  readDiff,
  readSop,
  readTerms,
  readVersion,
  readVersions,
  type Sop,
  type VersionHead,
} from '../api/reads.ts'
import { useUnheard } from '../api/heard.ts'
import { contextOf } from '../document/context.ts'
import { columnOrder, useColumns } from '../document/languages.ts'
import { useHeld } from '../document/held.ts'
import { NewsBar } from '../document/news-bar.tsx'
import { useShown } from '../document/shown.ts'
import { Page } from '../shell/page.tsx'
import { ProblemNotice } from '../shell/problem.tsx'
import { Waiting } from '../shell/waiting.tsx'
import { useSeat } from '../shell/workspace.tsx'
import { useLanguage, useWords } from '../words/words.ts'
import { compareBlocks } from './blocks.ts'
import { Summaries } from './changes-list.tsx'
import { CompareBar } from './compare-bar.tsx'
import './compare.css'
import './compare-media.css'
import type { Comparison, Heads, View } from './comparison.ts'
import { partsOf } from './folding.ts'
import { NoVersion, OnlyOne, Same } from './nothing.tsx'
import { lastAgreed, usualPair, versionNamed } from './pair.ts'
import { Redlined } from './redlined.tsx'
import { ComparisonStatus } from './status.tsx'
import { words } from './words.ts'

export function Compare() {
  const t = useWords(words)
  const { sop: id = '', from, to } = useParams()
  const { me } = useSeat()
  const sop = useQuery({ ...readSop(id), ...useUnheard(60_000) })
  const held = useHeld(sop)
  const versions = useQuery({ ...readVersions(id), enabled: sop.isSuccess })
  const approvals = useQuery({ ...readApprovals(id), enabled: sop.isSuccess })
  const agreed = approvals.data && lastAgreed(approvals.data.items, me.delegation)
  const error = sop.error ?? versions.error
  if (sop.data && versions.data) {
    if (from === undefined && approvals.isPending) return <Blank sop={sop.data} />
    const usual = usualPair(sop.data.head.number, sop.data.visited, agreed)
    if (from === undefined && usual)
      return <Navigate replace to={`/sops/${id}/compare/${usual.from}/${usual.to}`} />
    if (from === undefined)
      return (
        <Page zone="joint" title={t('compare')} sop={sop.data}>
          <OnlyOne />
        </Page>
      )
    const heads = {
      from: versionNamed(from, versions.data),
      to: versionNamed(to ?? String(held ?? 'latest'), versions.data),
    }
    if (!heads.from || !heads.to)
      return (
        <Page zone="joint" title={t('compare')} sop={sop.data}>
          <NoVersion sop={sop.data} versions={versions.data} />
        </Page>
      )
    const two = { sop: sop.data, versions: versions.data, heads: heads as Heads, agreed, held }
    return <TwoVersions {...two} />
  }
  return (
    <Page zone="joint" title={t('compare')} sop={sop.data}>
      {error ? (
        <main className="failed" id="content">
          <ProblemNotice error={error} again={() => void (sop.error ? sop.refetch() : versions.refetch())} />
        </main>
      ) : (
        <Waiting what={t('loading')} />
      )}
    </Page>
  )
}

function Blank({ sop }: { sop: Sop }) {
  const t = useWords(words)
  return (
    <Page zone="joint" title={t('compare')} sop={sop}>
      <Waiting what={t('loading')} />
    </Page>
  )
}

interface Two {
  readonly sop: Sop
  readonly versions: readonly VersionHead[]
  readonly heads: Heads
  readonly agreed: number | undefined
  readonly held: number | undefined
}

function TwoVersions({ sop, versions, heads, agreed, held }: Two) {
  const t = useWords(words)
  const [view, setView] = useState<View>('marked')
  const [chosen, choose] = useState<readonly string[]>()
  const { me } = useSeat()
  const reader = useLanguage()
  const columns = useColumns()
  const shown = useShown()
  const pair = { from: heads.from.number, to: heads.to.number }
  const diff = useQuery(readDiff(sop.id, String(pair.from), String(pair.to), shown, reader))
  const from = useQuery(readVersion(sop.id, String(pair.from), shown))
  const to = useQuery(readVersion(sop.id, String(pair.to), shown))
  const terms = useQuery({
    ...readTerms(to.data?.clause.facts.sop?.reference ?? ''),
    enabled: to.isSuccess,
  })
  const order = columnOrder(sop.languages, me.delegation, reader)
  const languages = useMemo(
    () => order.filter((code) => chosen?.includes(code) ?? true).slice(0, columns),
    [order.join(' '), chosen, columns],
  )
  const blocks = useMemo(
    () =>
      from.data && to.data && diff.data && compareBlocks(from.data.clause, to.data.clause, diff.data.entries),
    [from.data, to.data, diff.data],
  )
  const parts = useMemo(() => (blocks ? partsOf(blocks) : []), [blocks])
  const comparison = useMemo((): Comparison | undefined => {
    if (!from.data || !to.data || !diff.data || terms.isPending) return undefined
    return {
      sop,
      from: from.data,
      to: to.data,
      before: contextOf(from.data, terms.data),
      after: contextOf(to.data, terms.data),
      parts,
      changes: parts.flatMap((part) => (part.type === 'change' ? [part.block] : [])),
      languages,
      reader,
      view,
      changedFigures: new Set(diff.data.parameters.map(({ name }) => name)),
    }
  }, [sop, from.data, to.data, diff.data, terms.data, terms.isPending, parts, languages, reader, view])
  const error = diff.error ?? from.error ?? to.error
  const bar = { sop, versions, pair, agreed, view, setView, order, languages, columns, choose }
  return (
    <Page
      zone="joint"
      title={t('title', pair)}
      sop={sop}
      docbar={<CompareBar {...bar} />}
      status={<ComparisonStatus sop={sop} heads={heads} />}
    >
      {diff.data?.entries.length === 0 && diff.data.parameters.length === 0 ? (
        <Same pair={pair} />
      ) : comparison ? (
        <Redlined
          key={`${pair.from} ${pair.to}`}
          comparison={comparison}
          narrow={columns === 1}
          setView={setView}
        />
      ) : error ? (
        <main className="failed" id="content">
          <ProblemNotice
            error={error}
            again={() => void Promise.all([diff.refetch(), from.refetch(), to.refetch()])}
          />
        </main>
      ) : diff.data ? (
        <div className="cmp">
          <Summaries diff={diff.data} />
          <Waiting what={t('loadingTexts')} />
        </div>
      ) : (
        <Waiting what={t('loading')} />
      )}
      <NewsBar sop={sop} zone="table" held={held} />
    </Page>
  )
}
