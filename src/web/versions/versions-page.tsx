// The versions of an SOP, its joint decisions and its log; as the joint page, or as our own with who of us saved each.
import { useQuery } from '@tanstack/react-query'
import { Link, useLocation } from 'react-router'
import { useUnheard } from '../api/heard.ts'
import { readApprovals, readSop, readVersions, type Sop, type Zone } from '../api/reads.ts'
import { Icon } from '../shell/icons.tsx'
import { Page } from '../shell/page.tsx'
import { ProblemNotice } from '../shell/problem.tsx'
import { TextStatus } from '../shell/text-status.tsx'
import { SopName } from '../shell/sop-name.tsx'
import { Waiting } from '../shell/waiting.tsx'
import { useWords } from '../words/words.ts'
import { Decisions } from './decisions.tsx'
import { Log } from './log.tsx'
import { Timeline } from './timeline.tsx'
import './versions.css'
import { words } from './words.ts'

type Part = 'versions' | 'decisions' | 'log'

/** The parts that one's seat sees; an observer has the versions alone. */
function partsOf(sop: Sop | undefined, internal: boolean): Part[] {
  if (internal || !sop || sop.standing === 'observer') return ['versions']
  return ['versions', 'decisions', 'log']
}

export function VersionsPage({ sop: id, zone }: { sop: string; zone: Zone }) {
  const t = useWords(words)
  const { hash } = useLocation()
  const internal = zone === 'room'
  const often = useUnheard(15_000)
  const sop = useQuery({ ...readSop(id), ...often })
  const versions = useQuery({ ...readVersions(id), ...often })
  const seesActs = sop.data?.observers.every(({ preset }) => preset !== 'clean-text') ?? false
  const approvals = useQuery({
    ...readApprovals(id),
    enabled: sop.data !== undefined && (sop.data.standing !== 'observer' || seesActs),
  })
  const parts = partsOf(sop.data, internal)
  const part = parts.find((each) => `#${each}` === hash) ?? 'versions'
  const head = versions.data?.[0]
  const error = sop.error ?? versions.error
  return (
    <Page
      zone={internal ? 'internal' : 'joint'}
      title={t('title')}
      sop={sop.data}
      docbar={
        sop.data && (
          <>
            <span className="kind">{t(internal ? 'whoOfUs' : 'title')}</span>
            {parts.length > 1 && (
              <>
                <span className="sep" />
                <Parts parts={parts} now={part} />
              </>
            )}
            <span className="grow" />
            <Link className={internal ? 'btn' : 'own'} to={`${internal ? '' : '/our'}/sops/${id}/versions`}>
              <Icon sign={internal ? 'rings' : 'lock'} />
              {t(internal ? 'jointList' : 'whoOfUs')}
            </Link>
            <button type="button" className="btn" onClick={() => window.print()}>
              <Icon sign="print" />
              {t('print')}
            </button>
          </>
        )
      }
      status={sop.data && head && <TextStatus sop={sop.data} version={head} />}
    >
      {sop.data && versions.data ? (
        <main className="versions" id="content">
          <h1 className="h1">{t(part === 'decisions' ? 'title' : part)}</h1>
          <p className="q">
            <SopName sop={sop.data} />
          </p>
          {part === 'versions' && (
            <Timeline
              sop={sop.data}
              zone={zone}
              versions={versions.data}
              approvals={approvals.data?.items ?? []}
            />
          )}
          {part === 'decisions' && <Decisions sop={sop.data} />}
          {part === 'log' && <Log sop={sop.data} />}
        </main>
      ) : error ? (
        <main className="failed" id="content">
          <ProblemNotice error={error} again={() => void (sop.error ? sop : versions).refetch()} />
        </main>
      ) : (
        <Waiting what={t('loading')} />
      )}
    </Page>
  )
}

function Parts({ parts, now }: { parts: readonly Part[]; now: Part }) {
  const t = useWords(words)
  return (
    <nav className="seg" aria-label={t('parts')}>
      {parts.map((part) => (
        <Link key={part} to={{ hash: part }} aria-current={part === now ? 'page' : undefined}>
          {t(part)}
        </Link>
      ))}
    </nav>
  )
}
