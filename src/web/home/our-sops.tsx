// The SOPs that a delegation takes part in: stage, version, who has agreed to it, what changed since one last looked.
import { Link } from 'react-router'
import { Icon, type Sign } from '../shell/icons.tsx'
import { SopName } from '../shell/sop-name.tsx'
import { useSeat } from '../shell/workspace.tsx'
import { useFormat } from '../words/format.ts'
import { useWords } from '../words/words.ts'
import { type Known, partiesOf, wordOf } from './tasks.ts'
import { words } from './words.ts'

const SIGNS: Readonly<Record<ReturnType<typeof wordOf>['sign'], Sign>> = {
  signed: 'agreed',
  agreed: 'agreed',
  adReferendum: 'adReferendum',
  earlier: 'earlier',
  refused: 'refused',
  none: 'none',
}

export function OurSops({ known }: { known: readonly Known[] }) {
  const t = useWords(words)
  const { has } = useSeat()
  return (
    <aside className="aside" aria-label={t('sops')}>
      <div className="row noprint">
        <h2 className="h2">{t('sops')}</h2>
        <span className="grow" />
        {has('head', 'secretary', 'drafter', 'legal') && (
          <Link className="btn" to="/our/new-sop">
            <Icon sign="plus" />
            {t('newSop')}
          </Link>
        )}
      </div>
      {known.map((each) => (
        <OneSop key={each.sop.id} known={each} />
      ))}
    </aside>
  )
}

function OneSop({ known: { sop, versions, approvals } }: { known: Known }) {
  const t = useWords(words)
  const { me, name } = useSeat()
  const { date } = useFormat()
  const { head, visited } = sop
  const stage = sop.archived ? 'archived' : sop.standing === 'invited' ? 'invited' : sop.stage
  const news = versions.some(({ number, by }) => number > (visited ?? head.number) && by !== me.delegation)
  return (
    <section className="panel p sopcard">
      <h3>
        <Link to={`/sops/${sop.id}/versions/latest`}>
          <SopName sop={sop} />
        </Link>
      </h3>
      <p className="row">
        <span className="tag o">{t(`stage_${stage}`)}</span>
        <span className="q">{t('version', { number: head.number })}</span>
      </p>
      <p className="q">{`${name(head.by)} · ${date(head.time)}`}</p>
      <ul className="whohas" aria-label={t('who')}>
        {partiesOf(sop).map((party) => {
          const { sign, act } = wordOf(party, approvals)
          return (
            <li key={party}>
              <span className={`code ${party}`}>{party}</span>
              <Icon sign={SIGNS[sign]} />
              <span>{t(`word_${sign}`, { number: act?.number ?? '' })}</span>
            </li>
          )
        })}
      </ul>
      {news && visited !== undefined && (
        <div className="since">
          <p className="b">{t('changedSince')}</p>
          <p className="q">{t('fromTo', { from: visited, number: head.number })}</p>
          <Link className="lnk" to={`/sops/${sop.id}/compare/${visited}/${head.number}`}>
            {t('stepByStep')}
          </Link>
        </div>
      )}
    </section>
  )
}
