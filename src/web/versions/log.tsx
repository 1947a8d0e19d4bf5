// The log of acts: every act at the table with its number, in plain words, and how anyone can check it.
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { type Sop, readRecord } from '../api/reads.ts'
import { Icon } from '../shell/icons.tsx'
import { ProblemNotice } from '../shell/problem.tsx'
import { useSeat } from '../shell/workspace.tsx'
import { fingerprint, useFormat } from '../words/format.ts'
import { useWords } from '../words/words.ts'
import { useEntryWords } from './entry.ts'
import { More } from './more.tsx'
import { usePageByPage } from './page-by-page.ts'
import { words } from './words.ts'

export function Log({ sop }: { sop: Sop }) {
  const t = useWords(words)
  const { name } = useSeat()
  const say = useEntryWords()
  const { number, date, bothEras, time } = useFormat()
  const record = useQuery(readRecord(sop.id))
  const newestFirst = [...(record.data ?? [])].reverse()
  const { shown, more } = usePageByPage(newestFirst)
  if (!record.data)
    return record.error ? (
      <ProblemNotice error={record.error} again={() => void record.refetch()} />
    ) : (
      <p className="q" role="status">
        {t('loadingLog')}
      </p>
    )
  const newest = newestFirst[0]
  return (
    <>
      <div className="panel p check">
        <p>{t('verify')}</p>
        {sop.may.includes('exportSop') && <p>{t('verifyFile')}</p>}
        <p className="row">
          {newest && (
            <span>
              {t('newest')}: {number(newest.seq)} · {t('entryPrint')}{' '}
              <span className="fp">{fingerprint(newest.hash)}</span>
            </span>
          )}
          <span className="grow" />
          {sop.may.includes('exportSop') && (
            <a className="btn" href={`/api/v1/sops/${sop.id}/export`} download>
              <Icon sign="shield" />
              {t('export')}
            </a>
          )}
        </p>
      </div>
      <table className="tbl log panel">
        <thead>
          <tr>
            <th scope="col" className="num">
              {t('entry')}
            </th>
            <th scope="col">{t('act')}</th>
            <th scope="col">{t('by')}</th>
            <th scope="col">{t('when')}</th>
            <th scope="col">{t('entryPrint')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((entry) => (
            <tr key={entry.seq}>
              <td className="num">{number(entry.seq)}</td>
              <td>
                {entry.type === 'version.saved' || entry.type === 'sop.created' ? (
                  <Link to={`/sops/${sop.id}/versions/${entry.refs.number}`}>{say(entry)}</Link>
                ) : (
                  say(entry)
                )}
              </td>
              <td className="nw">
                <span className={`code ${entry.by}`}>{entry.by}</span> {name(entry.by)}
              </td>
              <td className="nw">
                <span className="noprint">{date(entry.time, 'short')}</span>
                <span className="print-inline">{bothEras(entry.time)}</span>
                {`, ${time(entry.time)}`}
              </td>
              <td>
                <span className="fp">{fingerprint(entry.hash)}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <More shown={shown.length} all={newestFirst.length} more={more} />
    </>
  )
}
