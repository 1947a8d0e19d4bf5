// The joint line, newest version first: who saved it and why, its fingerprint, the formal acts given on it, ways to compare.
import { useState } from 'react'
import { Link } from 'react-router'
import type { Approval, Sop, VersionHead, Zone } from '../api/reads.ts'
import { words as actWords } from '../agreement/act-words.ts'
import { Icon, type Sign } from '../shell/icons.tsx'
import { useSeat } from '../shell/workspace.tsx'
import { fingerprint, useFormat } from '../words/format.ts'
import { useWords } from '../words/words.ts'
import { More } from './more.tsx'
import { usePageByPage } from './page-by-page.ts'
import { words } from './words.ts'

interface Props {
  readonly sop: Sop
  readonly zone: Zone
  readonly versions: readonly VersionHead[]
  readonly approvals: readonly Approval[]
}

export function Timeline({ sop, zone, versions, approvals }: Props) {
  const t = useWords(words)
  const { shown, more } = usePageByPage(versions)
  const [marked, mark] = useState<number>()
  return (
    <>
      {marked !== undefined && (
        <p className="choosing" role="status">
          <Icon sign="moved" />
          <span>{t('choose', { number: marked })}</span>
        </p>
      )}
      <ol className="line panel" reversed>
        {shown.map((version) => (
          <Row
            key={version.number}
            sop={sop}
            zone={zone}
            version={version}
            acts={approvals.filter(({ number }) => number === version.number)}
            marked={marked}
            mark={versions.length > 1 ? mark : undefined}
          />
        ))}
      </ol>
      <More shown={shown.length} all={versions.length} more={more} />
    </>
  )
}

function Row({
  sop,
  zone,
  version: { number, version, by, time: saved, message, author, parents },
  acts,
  marked,
  mark,
}: {
  sop: Sop
  zone: Zone
  version: VersionHead
  acts: readonly Approval[]
  marked: number | undefined
  mark: ((number: number | undefined) => void) | undefined
}) {
  const t = useWords(words)
  const { name } = useSeat()
  const { number: digits, date, bothEras, time } = useFormat()
  const base = `/sops/${sop.id}`
  const head = sop.head.number === number
  return (
    <li id={`version-${number}`} className={head ? 'head' : undefined}>
      <div className="n" aria-hidden="true">
        {digits(number)}
      </div>
      <div className="what">
        <h2>
          {t('version', { number })}
          {head && <span className="tag o">{t('current')}</span>}
          {sop.adopted?.version === version && (
            <span className="tag ok">
              <Icon sign="check" />
              {t('adopted')}
            </span>
          )}
        </h2>
        <p className={message === undefined ? 'q' : 'said'}>{message ?? t('noMessage')}</p>
        <p className="q by">
          <span className={`code ${by}`}>{by}</span> {t('savedBy', { delegation: name(by) })}
          {/* Who of us it was stands on our own page only: the joint one can be projected. */}
          {zone === 'room' && author && (
            <span className="tag n">
              <Icon sign="lock" />
              {author.name}
            </span>
          )}
          <span>
            <span className="noprint">{date(saved)}</span>
            <span className="print-inline">{bothEras(saved)}</span>
            {`, ${time(saved)}`}
          </span>
        </p>
        {acts.length > 0 && (
          <ul className="given">
            {acts.map((act) => (
              <Given key={act.id} act={act} />
            ))}
          </ul>
        )}
      </div>
      <div className="ways">
        <span className="q">
          {t('fingerprint')} <span className="fp">{fingerprint(version)}</span>
        </span>
        <span className="links noprint">
          <Link className="lnk" to={`${zone === 'room' ? '/our' : ''}${base}/versions/${number}`}>
            {t('read')}
            <span className="vh">{` ${t('version', { number })}`}</span>
          </Link>
          {marked !== undefined && marked !== number ? (
            <Link
              className="btn"
              to={`${base}/compare/${Math.min(marked, number)}/${Math.max(marked, number)}`}
            >
              {t('withBefore', { number: marked })}
              <span className="vh">{` (${t('version', { number })})`}</span>
            </Link>
          ) : (
            <>
              {marked === undefined && parents.length > 0 && (
                <Link className="lnk" to={`${base}/compare/${number - 1}/${number}`}>
                  {t('withBefore', { number: number - 1 })}
                </Link>
              )}
              {mark && (
                <button
                  type="button"
                  className="lnk"
                  onClick={() => mark(marked === undefined ? number : undefined)}
                >
                  {t(marked === undefined ? 'withOther' : 'cancel')}
                  <span className="vh">{` (${t('version', { number })})`}</span>
                </button>
              )}
            </>
          )}
        </span>
      </div>
    </li>
  )
}

function signOf({ act, stands, current }: Approval): Sign {
  if (!stands || act === 'withdrawn') return 'none'
  if (act === 'rejected') return 'refused'
  if (!current) return 'earlier'
  return act === 'agreed-ad-referendum' || act === 'signed-ad-referendum' ? 'adReferendum' : 'agreed'
}

function Given({ act }: { act: Approval }) {
  const t = useWords(words)
  const say = useWords(actWords)
  const { date } = useFormat()
  const counts = !act.stands ? 'setAside' : act.current ? 'counts' : 'superseded'
  return (
    <li>
      <span className={`code ${act.party}`}>{act.party}</span>
      <Icon sign={signOf(act)} />
      <span>
        <span className="b">{say(`act_${act.act}`)}</span>
        {` · ${act.capacity} · ${act.place}, ${date(act.date)}`}
        {act.act !== 'withdrawn' && <span className="q">{` · ${t(counts)}`}</span>}
      </span>
    </li>
  )
}
