// Step 2: what stands against the text: first what blocks, with its place and what to do; last what is only listed.
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { Link } from 'react-router'
import type { Schema } from '../api/client.ts'
import { readElements } from '../api/reads.ts'
import { words as documentWords } from '../document/words.ts'
import { Icon } from '../shell/icons.tsx'
import { useFormat } from '../words/format.ts'
import { useLanguage, useWords } from '../words/words.ts'
import { words } from './check-words.ts'
import { byRule } from './findings.ts'
import { figurePlaces, placeNames } from './places.ts'
import { Step } from './step.tsx'
import type { Table } from './table.ts'

type Finding = Schema<'Finding'>
type Named = (finding: Finding) => { readonly name: string; readonly key: string | undefined }

export function Checks({ table }: { table: Table }) {
  const t = useWords(words)
  const { readiness } = table
  const named = useNames(table)
  const of = (kind: Finding['class']) => readiness?.items.filter((each) => each.class === kind) ?? []
  const [blocks, reasons, listed] = [of('blocks'), of('needs-reason'), of('listed')]
  return (
    <Step
      id="checks"
      {...(readiness?.ready === false ? { sign: 'warning' } : readiness ? { sign: 'check' } : { number: 2 })}
      title={t('checks')}
    >
      {!readiness && <p role="status">{t('reading')}</p>}
      <Group table={table} title={t('blocks', { count: blocks.length })} findings={blocks} named={named} />
      <Group
        table={table}
        title={t('needsReason', { count: reasons.length })}
        findings={reasons}
        named={named}
      />
      {readiness?.ready === false && <p className="q">{t('onlyAgreement')}</p>}
      {readiness && <InOrder table={table} findings={readiness.items} named={named} />}
      {listed.length > 0 && (
        <details className="agree-fold">
          <summary>{t('listed', { count: listed.length })}</summary>
          <Group table={table} findings={listed} named={named} />
        </details>
      )}
    </Step>
  )
}

/** What is in order, as a list that can be taken in at a glance. */
function InOrder({ table, findings, named }: { table: Table; findings: readonly Finding[]; named: Named }) {
  const t = useWords(words)
  const says = useWords(documentWords)
  const { list } = useFormat()
  const { authentic, exceptions } = table.sop
  const free = (...rules: string[]) => !findings.some(({ rule }) => rules.includes(rule))
  const languages = list(authentic.map((code) => says(`language_${code}` as 'language_en')))
  const rows = [
    free('text-missing') && t('ok_text-missing', { languages }),
    free('figure-unset', 'figure-in-brackets') && t('ok_figures'),
    free('reference-dangling', 'form-missing') && t('ok_references'),
    free('safeguard-missing') && exceptions.length === 0 && t('ok_safeguards'),
  ].filter((row) => row !== false)
  const left = exceptions.map(
    ({ element }) =>
      named({ class: 'listed', rule: 'safeguard-missing', subject: element, what: '', todo: '' }).name,
  )
  return (
    <ul className="chk">
      {rows.map((row) => (
        <li key={row}>
          <Icon sign="check" />
          <span>{row}</span>
        </li>
      ))}
      {left.length > 0 && (
        <li className="x">
          <Icon sign="warning" />
          <span>{t('exceptions', { count: left.length, names: list(left) })}</span>
        </li>
      )}
    </ul>
  )
}

const FEW = 8

function Group({
  table,
  title,
  findings,
  named,
}: {
  table: Table
  title?: string
  findings: readonly Finding[]
  named: Named
}) {
  if (findings.length === 0) return null
  return (
    <div className="stands">
      {title !== undefined && (
        <p className="b">
          <Icon sign="warning" /> {title}
        </p>
      )}
      <ul>
        {byRule(findings).map((same) => (
          <li key={same[0]!.rule}>
            <span className="b">{same[0]!.what}</span> <span className="q">{same[0]!.todo}</span>
            <Places table={table} findings={same} named={named} />
          </li>
        ))}
      </ul>
    </div>
  )
}

function Places({ table, findings, named }: { table: Table; findings: readonly Finding[]; named: Named }) {
  const t = useWords(words)
  const base = `/sops/${table.sop.id}/versions/${table.version.number}`
  const rows = findings.map((finding, at) => {
    const { name, key } = named(finding)
    const id = `${finding.key} ${finding.language} ${finding.subject} ${at}`
    return (
      <li key={id}>
        {key === undefined ? (
          name
        ) : (
          <Link className="lnk" to={`${base}#${key}`}>
            {name}
          </Link>
        )}
      </li>
    )
  })
  return (
    <>
      <ul className="spots">{rows.slice(0, FEW)}</ul>
      {rows.length > FEW && (
        <details className="agree-fold">
          <summary>{t('morePlaces', { count: rows.length - FEW })}</summary>
          <ul className="spots">{rows.slice(FEW)}</ul>
        </details>
      )}
    </>
  )
}

/** How each finding is called in the reader's language, and where it leads. */
function useNames({ version }: Table): Named {
  const says = useWords(documentWords)
  const reader = useLanguage()
  const elements = useQuery(readElements(version.clause.facts.sop?.reference ?? ''))
  const places = useMemo(() => placeNames(version.clause, reader), [version, reader])
  const figures = useMemo(() => figurePlaces(version), [version])
  return ({ rule, key, language, subject }) => {
    const place = key === undefined ? '' : (places.get(key) ?? '')
    if (rule.startsWith('figure') && subject !== undefined) {
      const at = figures.get(subject)
      const value = version.shown[subject]?.[reader] ?? ''
      return { name: [value, at && places.get(at)].filter(Boolean).join(' · '), key: at }
    }
    if ((rule === 'safeguard-missing' || rule === 'element-missing') && subject !== undefined)
      return {
        name: elements.data?.items.find(({ id }) => id === subject)?.names?.[reader] ?? '…',
        key: undefined,
      }
    const spoken = language === undefined ? undefined : says(`language_${language}` as 'language_en')
    return { name: [place, spoken].filter(Boolean).join(' · ') || '…', key }
  }
}
