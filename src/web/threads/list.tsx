// The discussions of one zone as a list: filtered, by chapter, each with its place in the text and its reply.
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { Link, useLocation, useParams } from 'react-router'
import { useUnheard } from '../api/heard.ts'
import { readSop, readTerms, readThreads, readVersion, type Thread, type Zone } from '../api/reads.ts'
import { contextOf } from '../document/context.ts'
import { columnOrder } from '../document/languages.ts'
import { nameOf, type OpenText, OpenTextProvider, useOpenText } from '../document/open-text.ts'
import { placeAll } from '../document/placed.ts'
import { useShown } from '../document/shown.ts'
import { Page } from '../shell/page.tsx'
import { ProblemNotice } from '../shell/problem.tsx'
import { TextStatus } from '../shell/text-status.tsx'
import { Waiting } from '../shell/waiting.tsx'
import { useSeat } from '../shell/workspace.tsx'
import { useLanguage, useWords } from '../words/words.ts'
import { Card } from './card.tsx'
import { useFoundAgain } from './earlier.ts'
import { type Filter, FILTERS, type Oneself, passes } from './filters.ts'
import { focusThread, setFocus } from './focus.ts'
import { useLeft } from './left.ts'
import { numbered } from './numbers.ts'
import './threads.css'
import { words } from './words.ts'
import { useWriting } from './writing.ts'

export function DiscussionList({ zone }: { zone: Zone }) {
  const t = useWords(words)
  const { sop: id } = useParams() as { sop: string }
  const { open, error, again } = useListed(id, zone)
  const self = useSelf(id)
  const [filter, choose] = useNamedThread(open)
  const internal = zone === 'room'
  const title = t(internal ? 'ourMargin' : 'margin')
  return (
    <Page
      zone={internal ? 'internal' : 'joint'}
      title={title}
      sop={open?.sop}
      docbar={
        open && (
          <>
            <h1 className="kind">{title}</h1>
            <span className="sep" />
            <Filters threads={open.threads} filter={filter} choose={choose} self={self} zone={zone} />
            <span className="grow" />
            <Link className="lnk" to={`${internal ? '/our' : ''}/sops/${id}/versions/latest`}>
              {t('toText')}
            </Link>
          </>
        )
      }
      status={open && <TextStatus sop={open.sop} version={open.version} />}
    >
      {open ? (
        <OpenTextProvider value={open}>
          <main className="talks" id="content">
            <h2 className="vh" role="status">
              {t(`filter_${filter}`)}
            </h2>
            <ByChapter filter={filter} self={self} />
          </main>
        </OpenTextProvider>
      ) : error ? (
        <main className="failed" id="content">
          <ProblemNotice error={error} again={again} />
        </main>
      ) : (
        <Waiting what={t('loading')} />
      )}
    </Page>
  )
}

function useSelf(sop: string): Oneself {
  const { me } = useSeat()
  return useMemo(
    () => ({
      member: me.member,
      delegation: me.delegation,
      roles: me.roles.filter((each) => each.sop === '*' || each.sop === sop).map(({ role }) => role),
    }),
    [me, sop],
  )
}

/** The text that the discussions are about, as the document page has it. */
function useListed(
  id: string,
  zone: Zone,
): { open: OpenText | undefined; error: unknown; again: () => void } {
  const { me } = useSeat()
  const reader = useLanguage()
  const shown = useShown()
  const often = useUnheard(30_000)
  const sop = useQuery({ ...readSop(id), ...often })
  const number = sop.data && String(sop.data.head.number)
  const version = useQuery({
    ...readVersion(id, number ?? 'latest', shown),
    enabled: number !== undefined,
    // The list stays, with what is being written in it, while a newer version is read.
    placeholderData: keepPreviousData,
  })
  const read = useQuery({ ...readThreads(id, zone), ...often })
  const { threads, earlier } = useFoundAgain(sop.data, read.data)
  const terms = useQuery({
    ...readTerms(version.data?.clause.facts.sop?.reference ?? ''),
    enabled: version.data !== undefined,
  })
  const open = useMemo((): OpenText | undefined => {
    if (!sop.data || !version.data || !threads) return undefined
    const placed = placeAll(version.data.clause)
    const order = columnOrder(sop.data.languages, me.delegation, reader)
    return {
      zone,
      sop: sop.data,
      version: version.data,
      standing: true,
      held: version.data.number,
      order,
      languages: order,
      columns: order.length,
      choose: () => undefined,
      context: contextOf(version.data, terms.data),
      placed,
      index: new Map(placed.map((each) => [each.clause.key, each])),
      threads,
      earlier,
    }
  }, [sop.data, version.data, threads, earlier, terms.data, zone, me.delegation, reader])
  return {
    open,
    error: sop.error ?? version.error ?? read.error,
    again: () => {
      void sop.refetch()
      void version.refetch()
      void read.refetch()
    },
  }
}

/** The filter; the address may name a discussion, which is then shown and in focus. */
function useNamedThread(open: OpenText | undefined): [Filter, (filter: Filter) => void] {
  const { hash } = useLocation()
  const [chosen, choose] = useState<Filter>()
  const named = open?.threads.find(({ id }) => `#${id}` === hash)
  const id = named?.id
  useEffect(() => {
    if (id === undefined) return
    focusThread(id, 'words')
    const timer = setTimeout(() => {
      const card = document.querySelector<HTMLElement>(`[data-card="${id}"]`)
      card?.focus({ preventScroll: true })
      card?.scrollIntoView({ block: 'start' })
    }, 60)
    return () => clearTimeout(timer)
  }, [id])
  useEffect(() => () => setFocus({}), [])
  return [chosen ?? (named?.state === 'resolved' ? 'settled' : 'open'), choose]
}

function Filters({
  threads,
  filter,
  choose,
  self,
  zone,
}: {
  threads: readonly Thread[]
  filter: Filter
  choose: (filter: Filter) => void
  self: Oneself
  zone: Zone
}) {
  const t = useWords(words)
  return (
    <div className="seg" role="group" aria-label={t('listOf')}>
      {FILTERS.map((each) => {
        const count = threads.filter((thread) => passes(thread, each, self)).length
        return (
          <button key={each} type="button" aria-pressed={each === filter} onClick={() => choose(each)}>
            {t(`filter_${each}`)}
            {/* How much concerns one's own seat is nobody else's business on a joint page. */}
            {(each !== 'mine' || zone === 'room') && <Count of={count} />}
          </button>
        )
      })}
    </div>
  )
}

function Count({ of }: { of: number }) {
  const t = useWords(words)
  return <small> {t('bare', { number: of })}</small>
}

function ByChapter({ filter, self }: { filter: Filter; self: Oneself }) {
  const t = useWords(words)
  const open = useOpenText()
  const { ordered, numbers, standing } = numbered(open)
  const left = useLeft(open.sop.id)
  const writing = useWriting()
  const shown = ordered.filter((thread) => passes(thread, filter, self) || writing.has(thread.id))
  const reader = useLanguage()
  const chapters = new Map<string | undefined, Thread[]>()
  for (const thread of shown) {
    const chapter = open.index.get(standing(thread) ?? '')?.chapter
    chapters.set(chapter, [...(chapters.get(chapter) ?? []), thread])
  }
  if (shown.length === 0) return <p className="empty">{t(`none_${filter}`)}</p>
  return [...chapters].map(([chapter, threads]) => (
    <section key={chapter ?? ''}>
      {chapter !== undefined && <h2 lang={reader}>{chapterTitle(open, chapter, reader)}</h2>}
      {threads.map((thread) => (
        <Card
          key={thread.id}
          thread={thread}
          number={numbers.get(thread.id)}
          left={left.has(thread.id)}
          folded
          link={<ToText thread={thread} at={standing(thread)} />}
        />
      ))}
    </section>
  ))
}

function ToText({ thread, at }: { thread: Thread; at: string | undefined }) {
  const t = useWords(words)
  const { sop } = useOpenText()
  if (at === undefined) return null
  const base = `${thread.zone === 'room' ? '/our' : ''}/sops/${sop.id}/versions/latest`
  return (
    <Link className="lnk end noprint" to={`${base}#${at}`}>
      {t('openInText')}
    </Link>
  )
}

function chapterTitle(open: OpenText, key: string, language: string): string {
  const clause = open.index.get(key)?.clause
  const label = clause?.label?.[language]
  const heading = clause?.texts[language]?.heading
  return [label, heading].filter(Boolean).join(' · ') || nameOf(open, key, language)
}
