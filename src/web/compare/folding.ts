// What stands on the paper of a comparison: changes in full, what stayed and what only has another number in one row each. Pure.
import { clauseOf, type Compared } from './blocks.ts'

export type Part =
  | { readonly type: 'change'; readonly block: Compared; readonly at: number }
  | { readonly type: 'stayed' | 'renumbered'; readonly blocks: readonly Compared[] }
  | { readonly type: 'chapter'; readonly block: Compared }

const TITLES = ['chapter', 'annex']

/** Changes are counted from 0; a chapter's title that did not change stands as a quiet line before its first change. */
export function partsOf(blocks: readonly Compared[]): Part[] {
  const parts: Part[] = []
  let quiet: Compared[] = []
  let at = 0
  const fold = (last: boolean) => {
    const titles: Compared[] = []
    while (!last && quiet.length > 0 && isTitle(quiet.at(-1)!)) titles.unshift(quiet.pop()!)
    parts.push(...runsOf(quiet))
    const title = titles.at(-1)
    if (titles.length > 1) parts.push(...runsOf(titles.slice(0, -1)))
    if (title) parts.push({ type: 'chapter', block: title })
    quiet = []
  }
  for (const block of blocks) {
    if (block.kinds.length === 0) {
      quiet.push(block)
      continue
    }
    fold(false)
    parts.push({ type: 'change', block, at })
    at += 1
  }
  fold(true)
  return parts
}

const isTitle = ({ head, renumbered }: Compared): boolean =>
  !renumbered && TITLES.includes(clauseOf(head).kind) && clauseOf(head).texts.en?.text === undefined

/** Runs of blocks of which the same can be said; a title between two goes with them. */
function runsOf(blocks: readonly Compared[]): Part[] {
  const runs: { type: 'stayed' | 'renumbered'; blocks: Compared[] }[] = []
  for (const block of blocks) {
    const type = block.renumbered ? 'renumbered' : 'stayed'
    const last = runs.at(-1)
    if (last && (last.type === type || isTitle(block))) last.blocks.push(block)
    else runs.push({ type, blocks: [block] })
  }
  return runs
}

/** The first and the last block that a folded row names: titles only if there is nothing else. */
export function namedOf(blocks: readonly Compared[]): readonly [Compared, Compared] {
  const named = blocks.filter((block) => !isTitle(block) && clauseOf(block.head).kind !== 'sop')
  const all = named.length > 0 ? named : blocks
  return [all[0]!, all.at(-1)!]
}

export interface Group {
  /** the chapter, annex or other clause under the root; none for the root itself */
  readonly key: string | undefined
  readonly changes: readonly { readonly block: Compared; readonly at: number }[]
}

/** The changes by chapter, in order. */
export function groupsOf(parts: readonly Part[]): Group[] {
  const groups: { key: string | undefined; changes: { block: Compared; at: number }[] }[] = []
  for (const part of parts) {
    if (part.type !== 'change') continue
    const { head } = part.block
    const key = (head.now ?? head.then)!.chapter
    const last = groups.at(-1)
    if (last && last.key === key) last.changes.push(part)
    else groups.push({ key, changes: [part] })
  }
  return groups
}
