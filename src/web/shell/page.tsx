// The frame of every page: bar, the strip that says JOINT or INTERNAL, the content, the status line.
import { lazy, type ReactNode, Suspense, useEffect } from 'react'
import type { Sop } from '../api/reads.ts'
import { useWords } from '../words/words.ts'
import { Bar } from './bar.tsx'
import { Dock } from './dock.tsx'
import { ZoneSign } from './icons.tsx'
import { OfflineBar } from './offline.tsx'
import { useReaders } from './readers.ts'
import { words } from './words.ts'
import { useSeat } from './workspace.tsx'

const Present = lazy(async () => ({ default: (await import('./present.tsx')).Present }))

export interface PageProps {
  readonly zone: 'joint' | 'internal'
  /** what the tab is called, after JOINT or INTERNAL */
  readonly title: string
  /** the SOP the page belongs to */
  readonly sop?: Sop | undefined
  /** the words at the right of the strip; a joint page's procedure or the host if not given */
  readonly note?: string
  /** below the strip: what is shown, and what can be done with it */
  readonly docbar?: ReactNode
  /** the line at the foot of the screen and of every sheet */
  readonly status?: ReactNode
  readonly children: ReactNode
}

/** A page of the workspace. It is JOINT or INTERNAL, never both: on a joint page nothing internal may stand. */
export function Page({ zone, title, sop, note, docbar, status, children }: PageProps) {
  const t = useWords(words)
  const internal = zone === 'internal'
  useEffect(() => {
    document.body.classList.toggle('int', internal)
    document.body.classList.toggle('joint', !internal)
  }, [internal])
  useEffect(() => {
    document.title = `${t(zone)} · ${title} · Sandhi`
  }, [t, zone, title])
  return (
    <>
      <a className="skip" href="#content">
        {t('skip')}
      </a>
      <Bar sop={sop} internal={internal} />
      <Strip internal={internal} sop={sop} note={note} />
      <OfflineBar />
      {docbar && <div className="docbar noprint">{docbar}</div>}
      {children}
      {status && (
        <footer className="status">
          {status}
          {internal && sop && (
            <Suspense fallback={null}>
              <Present sop={sop.id} />
            </Suspense>
          )}
        </footer>
      )}
      {sop && <Dock sop={sop} internal={internal} />}
    </>
  )
}

function Strip({
  internal,
  sop,
  note,
}: {
  internal: boolean
  sop: Sop | undefined
  note: string | undefined
}) {
  const t = useWords(words)
  const { me, name } = useSeat()
  const readers = useReaders(sop)
  const own = name(me.delegation).toLocaleUpperCase()
  const sign = internal
    ? t(me.kind === 'party' ? 'internalOf' : 'internalObserver', { delegation: own })
    : t('joint')
  const procedure = t(
    sop?.adopted ? 'noMoreChanges' : sop?.procedure === 'open' ? 'openDrafting' : 'byProposal',
  )
  const said = note ?? (internal ? t('host', { host: me.hostedBy }) : procedure)
  const seen = internal
    ? readers.others === ''
      ? t('onlyUs')
      : t('notSeenBy', { others: readers.others })
    : t('seenBy', { readers: readers.others || name(me.delegation) })
  return (
    <div className="strip" role="region" aria-label={sign}>
      <div>
        <b>
          <ZoneSign internal={internal} />
          {sign}
        </b>
        <span>{seen}</span>
        <span className="note">{said}</span>
      </div>
    </div>
  )
}
