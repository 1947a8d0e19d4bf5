// Both versions as one row of blocks: articles with their paragraphs, what is gone where it stood, and what happened to each. Pure.
import type { Clause, Diff } from '../api/reads.ts'
import { blocksOf, type Placed, placeAll } from '../document/placed.ts'

export type Entry = Diff['entries'][number]

/** A clause as it was and as it is; one of them is missing when it is new or gone. */
export interface Sides {
  readonly key: string
  readonly then: Placed | undefined
  readonly now: Placed | undefined
  readonly entry: Entry | undefined
}

export type Kind = 'added' | 'removed' | 'moved' | 'words' | 'figure' | 'facts'
export interface Compared {
  readonly head: Sides
  readonly rows: readonly Sides[]
  /** what happened, the weightiest first; nothing in a block that stayed or has another number only */
  readonly kinds: readonly Kind[]
  readonly renumbered: boolean
}

/** The blocks of both versions in the order of `to`. */
export function compareBlocks(from: Clause, to: Clause, entries: readonly Entry[]): Compared[] {
  const [before, after] = [placeAll(from), placeAll(to)]
  const then = new Map(before.map((each) => [each.clause.key, each]))
  const now = new Map(after.map((each) => [each.clause.key, each]))
  const entry = new Map(entries.map((each) => [each.key, each]))
  const sides = ({ clause: { key } }: Placed): Sides => ({
    key,
    then: then.get(key),
    now: now.get(key),
    entry: entry.get(key),
  })

  const blocks: { head: Sides; rows: Sides[] }[] = blocksOf(after).map(({ head, rows }) => ({
    head: sides(head),
    rows: rows.map(sides),
  }))
  const home = new Map(blocks.flatMap((block) => [block.head, ...block.rows].map(({ key }) => [key, block])))
  // What is gone follows what it stood behind, unless that was moved away.
  let anchor = blocks[0]
  for (const old of blocksOf(before)) {
    const kept = home.get(old.head.clause.key)
    const gone = old.rows.filter(({ clause }) => !now.has(clause.key)).map(sides)
    if (kept) {
      for (const row of gone) {
        const stood = old.rows.findIndex(({ clause }) => clause.key === row.key)
        const previous = kept.rows.findIndex(({ key }) => key === old.rows[stood - 1]?.clause.key)
        kept.rows.splice(previous + 1, 0, row)
      }
      if (!entry.get(old.head.clause.key)?.changes.includes('moved')) anchor = kept
    } else {
      const block = { head: sides(old.head), rows: gone }
      blocks.splice(anchor ? blocks.indexOf(anchor) + 1 : blocks.length, 0, block)
      anchor = block
    }
  }
  return blocks.map(({ head, rows }) => ({ head, rows, ...happened(head, rows) }))
}

function happened(head: Sides, rows: readonly Sides[]): Pick<Compared, 'kinds' | 'renumbered'> {
  const all = [head, ...rows]
  const has = (change: Entry['changes'][number]) => all.some(({ entry }) => entry?.changes.includes(change))
  const renumbered = has('renumbered')
  if (head.entry?.changes.includes('added')) return { kinds: ['added'], renumbered }
  if (head.entry?.changes.includes('removed')) return { kinds: ['removed'], renumbered }
  const worded = rows.some(({ entry }) => entry && isNewOrGone(entry))
  const kinds: Kind[] = []
  if (has('moved')) kinds.push('moved')
  if (worded || all.some(({ entry }) => entry && Object.keys(entry.texts).length > 0)) kinds.push('words')
  if (all.some(({ entry }) => entry && !isNewOrGone(entry) && entry.parameters.length > 0))
    kinds.push('figure')
  if (all.some(({ entry }) => entry && !isNewOrGone(entry) && entry.facts.length > 0)) kinds.push('facts')
  return { kinds, renumbered }
}

export const isNewOrGone = ({ changes }: Entry): boolean =>
  changes.includes('added') || changes.includes('removed')

/** Whether something of a clause itself is to be seen: more than another number. */
export const isChanged = ({ entry }: Sides): boolean =>
  entry !== undefined && entry.changes.some((change) => change !== 'renumbered')

/** The clause as it is, or as it was if it is gone. */
export const clauseOf = ({ now, then }: Sides): Clause => (now ?? then)!.clause
