// Who agreed to what: every formal act on every version, the current one first. Prints as a formal page.
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from 'react-router'
import { useUnheard } from '../api/heard.ts'
import { type Approval, readApprovals, readSop, readVersions, type Sop } from '../api/reads.ts'
import { Icon } from '../shell/icons.tsx'
import { Page } from '../shell/page.tsx'
import { ProblemNotice } from '../shell/problem.tsx'
import { SopName } from '../shell/sop-name.tsx'
import { TextStatus } from '../shell/text-status.tsx'
import { Waiting } from '../shell/waiting.tsx'
import { useSeat } from '../shell/workspace.tsx'
import { fingerprint, useFormat } from '../words/format.ts'
import { useWords } from '../words/words.ts'
import { ActRecord } from './act-record.tsx'
import { words as actWords } from './act-words.ts'
import './acts.css'
import './agreement.css'
import { byVersion } from './counting.ts'
import { earlierAct, standingOn } from './offered.ts'
import { signOf } from './parties.tsx'
import { words } from './record-words.ts'
import { noon } from './sentence.ts'

interface Known {
  readonly sop: Sop
  readonly acts: readonly Approval[]
  readonly adopted: string | undefined
}

export function Acts() {
  const { sop: id } = useParams() as { sop: string }
  const t = useWords(words)
  const often = useUnheard(15_000)
  const sop = useQuery({ ...readSop(id), ...often })
  const approvals = useQuery({ ...readApprovals(id), ...often })
  const known = sop.data &&
    approvals.data && { sop: sop.data, acts: approvals.data.items, adopted: approvals.data.adopted }
  const error = sop.error ?? approvals.error
  return (
    <Page
      zone="joint"
      title={t('title')}
      sop={sop.data}
      status={sop.data && <TextStatus sop={sop.data} version={sop.data.head} />}
    >
      {known ? (
        <AllActs {...known} />
      ) : error ? (
        <main className="failed" id="content">
          <ProblemNotice error={error} again={() => void Promise.all([sop.refetch(), approvals.refetch()])} />
        </main>
      ) : (
        <Waiting what={t('loading')} />
      )}
    </Page>
  )
}

function AllActs(known: Known) {
  const { sop, acts } = known
  const t = useWords(words)
  const may = sop.may.includes('giveApproval')
  return (
    <main className="deeds" id="content">
      <header>
        <div>
          <h1 className="h1">{t('title')}</h1>
          <p className="q">
            <SopName sop={sop} />
          </p>
        </div>
        <div className="row noprint">
          {may && (
            <Link className="btn big" to={`/sops/${sop.id}/versions/latest/agreement`}>
              <Icon sign="lock" />
              {t('giveAct', { number: sop.head.number })}
            </Link>
          )}
          <button type="button" className="btn big" onClick={() => window.print()}>
            <Icon sign="print" />
            {t('print')}
          </button>
        </div>
      </header>
      <Outcome {...known} />
      <Summary {...known} />
      {byVersion(acts, sop.head).map((on) => (
        <OnOneVersion key={on.version} known={known} on={on} />
      ))}
    </main>
  )
}

/** What the acts together amount to; adopted is neither signed nor in effect, and that is said. */
function Outcome({ sop, acts, adopted }: Known) {
  const t = useWords(words)
  const { name } = useSeat()
  const { list } = useFormat()
  if (adopted === undefined)
    return (
      <div className="outcome">
        <Icon sign="none" />
        <div>
          <p className="b">{t('notAdopted')}</p>
          <p className="q">{t('notCarried')}</p>
        </div>
      </div>
    )
  const number = acts.find(({ version }) => version === adopted)?.number ?? sop.head.number
  const parties = sop.parties.filter(({ state }) => state === 'member').map(({ delegation }) => delegation)
  const signed = parties.filter((party) =>
    standingOn(acts, party, adopted).some(({ act }) => act === 'signed'),
  )
  const state =
    signed.length === 0 ? 'notSigned' : signed.length < parties.length ? 'signedBySome' : 'signedByAll'
  return (
    <div className="outcome all">
      <Icon sign="agreed" />
      <div>
        <p className="outcome-said">
          {t('adopted', { number })} · <span className="fp">{fingerprint(adopted)}</span>
        </p>
        <p className="b">{t(state, { parties: list(signed.map(name)) })}</p>
      </div>
    </div>
  )
}

function Summary({ sop, acts, adopted }: Known) {
  const t = useWords(words)
  const says = useWords(actWords)
  const { name } = useSeat()
  const { date } = useFormat()
  const on = adopted ?? sop.head.version
  const number = acts.find(({ version }) => version === on)?.number ?? sop.head.number
  const parties = sop.parties.filter(({ state }) => state === 'member')
  return (
    <table className="tbl summary">
      <caption className="vh">{t('summary')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('party')}</th>
          <th scope="col">{t('onVersion', { number })}</th>
          <th scope="col">{t('earlier')}</th>
        </tr>
      </thead>
      <tbody>
        {parties.map(({ delegation }) => {
          const here = standingOn(acts, delegation, on)
          const before = earlierAct(acts, delegation, number)
          return (
            <tr key={delegation}>
              <th scope="row">
                <span className={`code ${delegation}`}>{delegation}</span> {name(delegation)}
              </th>
              <td>
                {here.map((act) => (
                  <p key={act.id} className="pos">
                    <Icon sign={signOf(act.act)} />
                    <em>{says(`act_${act.act}`)}</em>
                    <span className="q">{date(noon(act.date), 'short')}</span>
                  </p>
                ))}
                {here.length === 0 && (
                  <span className="pos">
                    <Icon sign="none" />
                    <em>{t('noActYet')}</em>
                  </span>
                )}
              </td>
              <td className="q">
                {before
                  ? t('ofVersion', { act: says(`act_${before.act}`), number: before.number })
                  : t('none')}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function OnOneVersion({
  known: { sop, acts },
  on,
}: {
  known: Known
  on: ReturnType<typeof byVersion>[number]
}) {
  const t = useWords(words)
  const { bothEras } = useFormat()
  const versions = useQuery(readVersions(sop.id))
  const time = versions.data?.find(({ version }) => version === on.version)?.time
  const current = on.version === sop.head.version
  return (
    <section className="on-version">
      <h2>
        <Link to={`/sops/${sop.id}/versions/${on.number}`}>{t('version', { number: on.number })}</Link>
        <span className="tag o">{t(current ? 'current' : 'earlierVersion')}</span>
        <span className="q">
          {time !== undefined && <>{bothEras(time)} · </>}
          {t('fingerprint')} <span className="fp">{fingerprint(on.version)}</span>
        </span>
      </h2>
      {on.acts.length === 0 && <p className="q">{t('noneOnVersion')}</p>}
      {on.acts.map((act) => (
        <ActRecord key={act.id} sop={sop} act={act} acts={acts} />
      ))}
    </section>
  )
}
