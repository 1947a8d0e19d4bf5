// A formal act on one exact text: what changed, what stands against it, the act, the fingerprint, the words others will see.
import { Link, Navigate, useParams } from 'react-router'
import { Page } from '../shell/page.tsx'
import { ProblemNotice } from '../shell/problem.tsx'
import { TextStatus } from '../shell/text-status.tsx'
import { Waiting } from '../shell/waiting.tsx'
import { useWords } from '../words/words.ts'
import { Acting } from './acting.tsx'
import './agreement.css'
import './steps.css'
import { useTable } from './table.ts'
import { words } from './words.ts'

export function Agreement() {
  const { sop: id, version: named } = useParams() as { sop: string; version: string }
  const t = useWords(words)
  const { table, sop, error, again } = useTable(id, named)
  // An act is given on the text that was read, so the address names it by number and stays when a newer one comes.
  if (named === 'latest' && sop)
    return <Navigate to={`/sops/${id}/versions/${sop.head.number}/agreement`} replace />
  return (
    <Page
      zone="internal"
      title={table ? t('title', { number: table.version.number }) : t('titleShort')}
      sop={sop}
      note={t('untilConfirmed')}
      status={table && <TextStatus sop={table.sop} version={table.version} />}
    >
      {table ? (
        <Acting key={table.version.version} table={table} />
      ) : sop?.standing === 'observer' ? (
        <main className="failed" id="content">
          <p>{t('notParty')}</p>
          <p>
            <Link className="lnk" to={`/sops/${id}/acts`}>
              {t('whoAgreed')}
            </Link>
          </p>
        </main>
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
