// Step 1: what changed since our last act, provision by provision.
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { Link } from 'react-router'
import { readDiff, readTerms, readVersion, type Diff, type Version } from '../api/reads.ts'
import { contextOf } from '../document/context.ts'
import { useShown } from '../document/shown.ts'
import { ProblemNotice } from '../shell/problem.tsx'
import { useSeat } from '../shell/workspace.tsx'
import { Redline } from '../text/redline.tsx'
import type { TextContext } from '../text/text-context.ts'
import { useFormat } from '../words/format.ts'
import { useLanguage, useWords } from '../words/words.ts'
import { words as actWords } from './act-words.ts'
import { Icon } from '../shell/icons.tsx'
import { noon } from './sentence.ts'
import { Step } from './step.tsx'
import type { Table } from './table.ts'
import { words } from './words.ts'

type Entry = Diff['entries'][number]
const FEW = 12

export function Since({ table }: { table: Table }) {
  const t = useWords(words)
  const says = useWords(actWords)
  const { date } = useFormat()
  const { me } = useSeat()
  const { version, acts } = table
  const last = acts.filter(({ party, number }) => party === me.delegation && number <= version.number).at(-1)
  const from = last?.number ?? 1
  return (
    <Step sign="check" title={t(last ? 'sinceAct' : 'sinceFirst')}>
      <p className="q">
        {last
          ? t('ourLastAct', {
              number: last.number,
              act: says(`act_${last.act}`),
              date: date(noon(last.date)),
            })
          : t('neverActed')}
      </p>
      {last && from === version.number ? (
        <p>{t('sameVersion')}</p>
      ) : from >= version.number ? (
        <p>{t('firstVersion')}</p>
      ) : (
        <Changes table={table} from={from} />
      )}
    </Step>
  )
}

function Changes({ table: { sop, version }, from }: { table: Table; from: number }) {
  const t = useWords(words)
  const shown = useShown()
  const language = useLanguage()
  const diff = useQuery(readDiff(sop.id, String(from), String(version.number), shown, language))
  const before = useQuery(readVersion(sop.id, String(from), shown))
  const terms = useQuery(readTerms(version.clause.facts.sop?.reference ?? ''))
  const contexts = useMemo(
    () =>
      before.data && {
        before: contextOf(before.data, terms.data),
        after: contextOf(version, terms.data),
      },
    [before.data, version, terms.data],
  )
  if (diff.error ?? before.error)
    return <ProblemNotice error={diff.error ?? before.error} again={() => void diff.refetch()} />
  if (!diff.data || !before.data || !contexts) return <p role="status">{t('comparing')}</p>
  const renumbered = diff.data.entries.filter(({ changes }) => changes.every((each) => each === 'renumbered'))
  const changed = diff.data.entries.filter((entry) => !renumbered.includes(entry))
  return (
    <>
      <p className="row">
        {diff.data.entries.length === 0 ? (
          t('wordForWord')
        ) : (
          <>
            {t('placesChanged', { count: changed.length })}
            <Link className="lnk" to={`/sops/${sop.id}/compare/${from}/${version.number}`}>
              {t('readComparison')}
            </Link>
          </>
        )}
      </p>
      {changed.length > 0 && (
        <ChangeTable entries={changed} {...contexts} versions={[before.data, version]} />
      )}
      {renumbered.length > 0 && (
        <p className="agree-folded q">
          <span className="ch r">№</span>
          {t('renumberedOnly', { count: renumbered.length })}
        </p>
      )}
    </>
  )
}

interface Sides {
  readonly before: TextContext
  readonly after: TextContext
  readonly versions: readonly [Version, Version]
}

function ChangeTable({ entries, ...sides }: { entries: readonly Entry[] } & Sides) {
  const t = useWords(words)
  const [all, setAll] = useState(false)
  const rows = all ? entries : entries.slice(0, FEW)
  const rest = entries.length - rows.length
  return (
    <>
      <table className="tbl changes">
        <thead>
          <tr>
            <th scope="col">{t('provision')}</th>
            <th scope="col">{t('change')}</th>
            <th scope="col">{t('kind')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((entry) => (
            <ChangeRow key={entry.key} entry={entry} {...sides} />
          ))}
        </tbody>
      </table>
      {rest > 0 && (
        <button type="button" className="btn" onClick={() => setAll(true)}>
          {t('showAll', { count: rest })}
        </button>
      )}
    </>
  )
}

function ChangeRow({ entry, before, after, versions }: { entry: Entry } & Sides) {
  const t = useWords(words)
  const reader = useLanguage()
  const [place, kind] = splitSummary(entry.summary)
  const language = entry.texts[reader] ? reader : (Object.keys(entry.texts)[0] ?? reader)
  const parts = Object.entries(entry.texts[language] ?? {})
  const figures = entry.parameters.map(({ name }) => name)
  return (
    <tr>
      <th scope="row">{place}</th>
      <td className="doc" lang={language}>
        {parts.map(([part, changes]) => (
          <div key={part}>
            <Redline
              changes={changes}
              language={language}
              before={before}
              after={after}
              changedFigures={figures}
            />
          </div>
        ))}
        {parts.length === 0 && figures.length === 0 && <p lang={reader}>{t('unchangedWords')}</p>}
        {parts.length === 0 &&
          figures.map((name) => (
            <p key={name}>
              <FigureChange name={name} language={reader} versions={versions} />
            </p>
          ))}
      </td>
      <td>{kind}</td>
    </tr>
  )
}

function FigureChange({
  name,
  language,
  versions: [was, is],
}: {
  name: string
  language: string
  versions: readonly [Version, Version]
}) {
  const [from, to] = [was.shown[name]?.[language], is.shown[name]?.[language]]
  return (
    <span className="numch">
      {from !== undefined && <del>{from}</del>}
      {from !== undefined && to !== undefined && <Icon sign="becomes" small />}
      {to !== undefined && <ins>{to}</ins>}
    </span>
  )
}

/** "Article 9, step 1: words changed": the service says both in the reader's language. */
function splitSummary(summary: string): [string, string] {
  const at = summary.indexOf(': ')
  if (at < 0) return ['', summary]
  const kind = summary.slice(at + 2)
  return [summary.slice(0, at), kind.charAt(0).toUpperCase() + kind.slice(1)]
}
