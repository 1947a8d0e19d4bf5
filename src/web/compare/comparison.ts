// What every part of the comparison knows: both versions, the languages shown, how, and how clauses are called.
import { createContext, useContext } from 'react'
import type { Clause, Sop, Version, VersionHead } from '../api/reads.ts'
import type { TextContext } from '../text/text-context.ts'
import { clauseOf, type Compared, type Sides } from './blocks.ts'
import type { Part } from './folding.ts'

export type View = 'marked' | 'oldAndNew'
export interface Comparison {
  readonly sop: Sop
  readonly from: Version
  readonly to: Version
  readonly before: TextContext
  readonly after: TextContext
  readonly parts: readonly Part[]
  readonly changes: readonly Compared[]
  readonly languages: readonly string[]
  readonly reader: string
  readonly view: View
  readonly changedFigures: ReadonlySet<string>
}
export type Heads = Readonly<Record<'from' | 'to', VersionHead>>

const ComparisonContext = createContext<Comparison | undefined>(undefined)
export const ComparisonProvider = ComparisonContext.Provider

export function useComparison(): Comparison {
  const comparison = useContext(ComparisonContext)
  if (!comparison) throw new Error('nothing is compared')
  return comparison
}

/** How a clause is called now, or was called then: Article 4 (3); its heading where it has no number. */
export function callOn(
  { from, to, reader }: Pick<Comparison, 'from' | 'to' | 'reader'>,
  sides: Sides,
  side: 'then' | 'now' = sides.now ? 'now' : 'then',
): string {
  const placed = sides[side]
  if (!placed) return ''
  const version = side === 'now' ? to : from
  return (
    version.references[sides.key]?.[reader] ??
    placed.clause.label?.[reader] ??
    headingOf(placed.clause, reader) ??
    sides.key
  )
}

export function headingOf(clause: Clause, reader: string): string | undefined {
  return clause.texts[reader]?.heading ?? clause.texts.en?.heading
}

/** The number of a row beside its article: (2), Step 3. */
export const labelOf = (sides: Sides, reader: string): string =>
  clauseOf(sides).label?.[reader] ?? headingOf(clauseOf(sides), reader) ?? ''
