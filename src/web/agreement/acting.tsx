// The four steps of a formal act, and beside them the exact text and what each party did.
import { useState } from 'react'
import { Link } from 'react-router'
import type { Approval } from '../api/reads.ts'
import { Icon } from '../shell/icons.tsx'
import { SopName } from '../shell/sop-name.tsx'
import { useSeat } from '../shell/workspace.tsx'
import { useWords } from '../words/words.ts'
import { ActForm } from './act-form.tsx'
import { Checks } from './checks.tsx'
import { Confirm } from './confirm.tsx'
import { dayOf, type Draft, emptyDraft } from './draft.ts'
import { ExactText } from './exact-text.tsx'
import { Given } from './given.tsx'
import { offeredActs } from './offered.ts'
import { Parties } from './parties.tsx'
import { Since } from './since.tsx'
import type { Table } from './table.ts'
import { words } from './words.ts'

export function Acting({ table }: { table: Table }) {
  const t = useWords(words)
  const { me } = useSeat()
  const { sop, version, acts, adopted } = table
  const [draft, setDraft] = useState<Draft>(() => emptyDraft(dayOf(new Date())))
  const [given, setGiven] = useState<Approval>()
  const offered = offeredActs(me.delegation, version.version, { acts, head: sop.head.version, adopted })
  return (
    <main className="agree" id="content">
      <div>
        <header className="agree-head">
          <h1 className="h1">{t('title', { number: version.number })}</h1>
          <p className="q">
            <SopName sop={sop} />
          </p>
          <p className="q">{t('notSignature')}</p>
        </header>
        <Newer table={table} />
        {given ? (
          <Given table={table} given={given} again={() => setGiven(undefined)} />
        ) : (
          <div className="panel">
            <Since table={table} />
            <Checks table={table} />
            <ActForm
              table={table}
              offered={offered}
              draft={draft}
              change={(part) => setDraft((now) => ({ ...now, ...part }))}
            />
            <Confirm
              table={table}
              offered={offered}
              draft={draft}
              given={(act) => {
                setGiven(act)
                setDraft(emptyDraft(dayOf(new Date())))
              }}
            />
          </div>
        )}
      </div>
      <aside aria-label={t('exactText')}>
        <ExactText table={table} />
        <Parties table={table} />
      </aside>
    </main>
  )
}

/** Says at once when the text shown is not the one that acts are given on any more. */
function Newer({ table: { sop, version, adopted, versions } }: { table: Table }) {
  const t = useWords(words)
  const { name } = useSeat()
  const base = `/sops/${sop.id}`
  const { head } = sop
  if (adopted === version.version)
    return (
      <p className="agree-note ok" role="status">
        <Icon sign="agreed" />
        {t('adoptedHere')}
      </p>
    )
  const target = adopted === undefined ? head : (versions.find((each) => each.version === adopted) ?? head)
  return (
    <div role="status">
      {target.version !== version.version && (
        <div className="agree-note">
          <Icon sign="warning" />
          <div>
            <p className="b">
              {adopted === undefined
                ? t('newer', { party: name(head.by), number: head.number })
                : t('adoptedOther')}
            </p>
            <p className="row">
              <Link className="lnk" to={`${base}/compare/${version.number}/${target.number}`}>
                {t('seeDifference')}
              </Link>
              <Link className="lnk" to={`${base}/versions/${target.number}/agreement`}>
                {t('openNewer', { number: target.number })}
              </Link>
            </p>
          </div>
        </div>
      )}
    </div>
  )
}
