// What each party did: on this version, and before, which does not count for it.
import { Link } from 'react-router'
import type { Approval } from '../api/reads.ts'
import { Icon, type Sign } from '../shell/icons.tsx'
import { useSeat } from '../shell/workspace.tsx'
import { useFormat } from '../words/format.ts'
import { useWords } from '../words/words.ts'
import { words as actWords } from './act-words.ts'
import { type ActKind, earlierAct, standingOn } from './offered.ts'
import { noon } from './sentence.ts'
import type { Table } from './table.ts'
import { words } from './words.ts'

const SIGNS: Readonly<Record<ActKind, Sign>> = {
  'text-agreed': 'agreed',
  'agreed-ad-referendum': 'adReferendum',
  'ad-referendum-confirmed': 'agreed',
  initialled: 'pen',
  'signed-ad-referendum': 'pen',
  signed: 'pen',
  'internal-procedures-completed': 'check',
  rejected: 'refused',
  withdrawn: 'undo',
}
export const signOf = (act: ActKind): Sign => SIGNS[act]

export function Parties({ table }: { table: Table }) {
  const t = useWords(words)
  const { name } = useSeat()
  const parties = table.sop.parties.filter(({ state }) => state === 'member')
  return (
    <section className="panel p parties">
      <h2>{t('eachParty')}</h2>
      <ul>
        {parties.map(({ delegation }) => (
          <li key={delegation}>
            <span className={`code ${delegation}`}>{delegation}</span>{' '}
            <span className="vh">{name(delegation)}</span>
            <Position table={table} party={delegation} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Position({ table: { acts, version, sop }, party }: { table: Table; party: string }) {
  const t = useWords(words)
  const says = useWords(actWords)
  const here = standingOn(acts, party, version.version)
  const before = earlierAct(acts, party, version.number)
  return (
    <>
      {here.map((act) => (
        <PositionLine key={act.id} act={act} />
      ))}
      {here.length === 0 && (
        <span className="pos">
          <Icon sign="none" />
          <em>{t('noActYet')}</em>
        </span>
      )}
      {here.length === 0 && before && (
        <p className="q">
          <Link className="lnk" to={`/sops/${sop.id}/acts#${before.id}`}>
            {t('before', { act: says(`act_${before.act}`), number: before.number })}
          </Link>
        </p>
      )}
    </>
  )
}

function PositionLine({ act }: { act: Approval }) {
  const t = useWords(words)
  const says = useWords(actWords)
  const { date } = useFormat()
  return (
    <>
      <span className="pos">
        <Icon sign={signOf(act.act)} />
        <em>{says(`act_${act.act}`)}</em>
      </span>
      <p className="q">{t('placeAndDate', { place: act.place, date: date(noon(act.date), 'short') })}</p>
    </>
  )
}
