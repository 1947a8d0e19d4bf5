// What a provision says beside its words, where that changed: who acts, by when, on which forms.
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { readAgencies, readElements } from '../api/reads.ts'
import { useFormat } from '../words/format.ts'
import { useWords } from '../words/words.ts'
import { type Entry, isNewOrGone, type Sides } from './blocks.ts'
import { type Comparison, useComparison } from './comparison.ts'
import { Deleted, Inserted } from './marked.tsx'
import { words } from './words.ts'

interface Duty {
  readonly party: string
  readonly agency: string
  readonly role: 'R' | 'A' | 'C' | 'I'
}
const KNOWN = ['kind', 'elements', 'instruments', 'duties', 'limit', 'forms'] as const
type Known = (typeof KNOWN)[number]

export function FactChanges({ sides }: { sides: Sides }) {
  const { reader } = useComparison()
  const { entry, then, now } = sides
  if (!entry || isNewOrGone(entry)) return null
  const limited = then?.clause.limit?.[reader] !== now?.clause.limit?.[reader]
  return limited || entry.facts.length > 0 ? <Facts sides={sides} entry={entry} /> : null
}

function Facts({ sides: { then, now }, entry }: { sides: Sides; entry: Entry }) {
  const t = useWords(words)
  const comparison = useComparison()
  const { list } = useFormat()
  const said = useNames(comparison)
  const facts = entry.facts.filter(({ pointer }) => !pointer.endsWith('/limit'))
  const limits = [then, now].map((side) => side?.clause.limit?.[comparison.reader])
  const rest = facts.some(({ pointer }) => pointer.startsWith('/facts/sop/'))
  return (
    <>
      {limits[0] !== limits[1] && (
        <FactLine name={t('fact_limit')} then={limits[0] ?? t('noValue')} now={limits[1] ?? t('noValue')} />
      )}
      {facts.map(({ pointer, from, to }) => {
        const name = pointer.slice(pointer.lastIndexOf('/') + 1) as Known
        if (!KNOWN.includes(name)) return null
        const [was, is] = [from, to].map((value) => said(name, value))
        const [gone, come] = [
          was!.filter((each) => !is!.includes(each)),
          is!.filter((each) => !was!.includes(each)),
        ]
        return <FactLine key={pointer} name={t(`fact_${name}`)} then={list(gone)} now={list(come)} />
      })}
      {rest && <div className="facts">{t('fact_general')}</div>}
    </>
  )
}

function FactLine({ name, then, now }: { name: string; then: string; now: string }) {
  return (
    <div className="facts factline">
      <span>
        <b>{name}</b> {then !== '' && <Deleted>{then}</Deleted>} {now !== '' && <Inserted>{now}</Inserted>}
      </span>
    </div>
  )
}

/** The values of a fact as words of the reader. */
function useNames({ from, to, reader }: Comparison): (name: Known, value: unknown) => string[] {
  const t = useWords(words)
  const edition = to.clause.facts.sop?.reference ?? ''
  const agencies = useQuery(readAgencies(edition))
  const elements = useQuery(readElements(edition))
  return useMemo(() => {
    const named = new Map<string, string>()
    for (const { id, names } of [...(agencies.data?.items ?? []), ...(elements.data?.items ?? [])])
      named.set(id, names?.[reader] ?? names?.en ?? id)
    return (name, value) => {
      if (value === undefined) return []
      if (name === 'duties')
        return (value as Duty[]).map(
          ({ party, agency, role }) => `${party} ${named.get(agency) ?? agency} (${t(`role_${role}`)})`,
        )
      if (name === 'forms')
        return (value as string[]).map(
          (key) => to.references[key]?.[reader] ?? from.references[key]?.[reader] ?? key,
        )
      return Array.isArray(value)
        ? value.map((each) => named.get(String(each)) ?? String(each))
        : [typeof value === 'string' ? value : JSON.stringify(value)]
    }
  }, [agencies.data, elements.data, reader, from, to, t])
}
