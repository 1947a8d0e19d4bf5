// A version of an SOP on paper, with the margin of one zone: the joint page and the internal one are made of this.
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { api } from '../api/client.ts'
import { useUnheard } from '../api/heard.ts'
import { readSop, readTerms, readThreads, readVersion, type Zone } from '../api/reads.ts'
import { DeskProvider, useBarShown, useOpenWork, useSavedAs, useStandsOn } from '../edit/desk.tsx'
import { UnsavedCount } from '../edit/unsaved-count.tsx'
import { AfterSave, EditShortcut, FromBefore, LeaveGuard, WorkBar } from '../edit/work-bar.tsx'
import { Page } from '../shell/page.tsx'
import { ProblemNotice } from '../shell/problem.tsx'
import { TextStatus } from '../shell/text-status.tsx'
import { Waiting } from '../shell/waiting.tsx'
import { useSeat } from '../shell/workspace.tsx'
import { useWords, useLanguage } from '../words/words.ts'
import { contextOf } from './context.ts'
import { DocumentBar } from './document-bar.tsx'
import './document.css'
import { useHeld, useHeldAnchors } from './held.ts'
import { columnOrder, useColumns } from './languages.ts'
import { NewsBar } from './news-bar.tsx'
import type { OpenText } from './open-text.ts'
import { Paper } from './paper.tsx'
import { useKeptPlace } from './place.ts'
import { placeAll } from './placed.ts'
import { Rail } from './rail.tsx'
import { useShown } from './shown.ts'
import { useFoundAgain } from '../threads/earlier.ts'
import { Margin } from '../threads/margin.tsx'
import { words } from './words.ts'

export function TextPage({ sop: id, version: named, zone }: { sop: string; version: string; zone: Zone }) {
  const t = useWords(words)
  const shown = useShown()
  const sop = useQuery({ ...readSop(id), ...useUnheard(15_000) })
  const work = useOpenWork(sop.data, zone)
  const standsOn = useStandsOn(work)
  const held = useHeld(sop, standsOn, useSavedAs(work))
  const number = named === 'latest' ? sop.data && String(standsOn ?? held) : named
  const version = useQuery({
    ...readVersion(id, number ?? 'latest', shown),
    enabled: number !== undefined,
    placeholderData: keepPreviousData,
  })
  const threads = useQuery({ ...readThreads(id, zone), enabled: sop.isSuccess, ...useUnheard(30_000) })
  const standing = named === 'latest' || (held !== undefined && Number(version.data?.number) >= held)
  const anchored = useHeldAnchors(threads.data, standing ? version.data?.number : undefined, sop.data)
  const talks = useFoundAgain(sop.data, anchored)
  const open = useOpening(sop.data, version.data, talks, zone, standing, held)
  const title = version.data ? t('version', { number: version.data.number }) : ''
  const internal = zone === 'room'
  useVisit(open)
  useKeptPlace(version.data?.version)
  // While there is a bar of one's own work, that one tells of the news.
  const silent = useBarShown(work)
  const page = (
    <Page
      zone={internal ? 'internal' : 'joint'}
      title={title}
      sop={sop.data}
      {...(internal && version.data && { note: t('internalNote', { number: version.data.number }) })}
      docbar={open && <DocumentBar open={open} />}
      status={
        open && <TextStatus sop={open.sop} version={open.version} end={!internal && <UnsavedCount />} />
      }
    >
      {open ? (
        <div className="work">
          <Rail />
          <main id="content">
            {!internal && <FromBefore />}
            <Paper />
            {!internal && <WorkBar />}
            <NewsBar sop={open.sop} zone={zone} held={held} silent={silent} />
          </main>
          <Margin />
          {!internal && (
            <>
              <AfterSave />
              <EditShortcut />
              <LeaveGuard />
            </>
          )}
        </div>
      ) : sop.error || version.error ? (
        <main className="failed" id="content">
          <ProblemNotice error={sop.error ?? version.error} again={() => void version.refetch()} />
        </main>
      ) : (
        <Waiting what={t('loadingVersion')} />
      )}
    </Page>
  )
  return open ? (
    <DeskProvider work={work} open={open}>
      {page}
    </DeskProvider>
  ) : (
    page
  )
}

function useOpening(
  sop: OpenText['sop'] | undefined,
  version: OpenText['version'] | undefined,
  { threads, earlier }: ReturnType<typeof useFoundAgain>,
  zone: Zone,
  standing: boolean,
  held = 0,
): OpenText | undefined {
  const { me } = useSeat()
  const reader = useLanguage()
  const columns = useColumns()
  const [chosen, choose] = useState<readonly string[]>()
  const terms = useQuery({
    ...readTerms(sop && version ? (version.clause.facts.sop?.reference ?? '') : ''),
    enabled: version !== undefined,
  })
  const placed = useMemo(() => (version ? placeAll(version.clause) : []), [version])
  return useMemo(() => {
    if (!sop || !version) return undefined
    const order = columnOrder(sop.languages, me.delegation, reader)
    const languages = order.filter((code) => chosen?.includes(code) ?? true).slice(0, columns)
    return {
      zone,
      sop,
      version,
      standing,
      held,
      order,
      languages,
      columns,
      choose,
      context: contextOf(version, terms.data),
      placed,
      index: new Map(placed.map((each) => [each.clause.key, each])),
      threads: threads ?? [],
      earlier,
    }
  }, [
    sop,
    version,
    standing,
    held,
    threads,
    earlier,
    zone,
    me.delegation,
    reader,
    columns,
    chosen,
    placed,
    terms.data,
  ])
}

/** Notes the newest version that was seen, for "since your last visit". */
function useVisit(open: OpenText | undefined): void {
  const seen = open?.version.number
  const sop = open?.sop.id
  const visited = open?.sop.visited
  useEffect(() => {
    if (sop === undefined || seen === undefined || (visited !== undefined && visited >= seen)) return
    // Leaving the page is what ends a visit; a short look at once would hide what is new.
    const timer = setTimeout(() => {
      void api.POST('/api/v1/sops/{sop}/visits', { params: { path: { sop } }, body: { version: seen } })
    }, 20_000)
    return () => clearTimeout(timer)
  }, [sop, seen, visited])
}
