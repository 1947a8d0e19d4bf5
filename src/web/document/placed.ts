// The text as it stands on paper: its clauses in order, each with where it stands. Pure.
import type { Clause } from '../api/reads.ts'

export interface Placed {
  readonly clause: Clause
  readonly parent: Clause | undefined
  readonly depth: number
  /** keys of its siblings before and after */
  readonly before: string | undefined
  readonly after: string | undefined
  /** the chapter or annex it stands in, or itself */
  readonly chapter: string | undefined
}

/** A block on paper: an article, a form, an annex, the preamble with the paragraphs and steps that belong to it. */
export interface Block {
  readonly head: Placed
  readonly rows: readonly Placed[]
}

const WITHIN = ['paragraph', 'step']

/** Every clause in document order, the root first. */
export function placeAll(root: Clause): Placed[] {
  const placed: Placed[] = []
  const visit = (
    clause: Clause,
    parent: Clause | undefined,
    depth: number,
    at: number,
    chapter: string | undefined,
  ) => {
    const siblings = parent?.children ?? []
    const own = clause.kind === 'chapter' || clause.kind === 'annex' ? clause.key : chapter
    placed.push({
      clause,
      parent,
      depth,
      before: siblings[at - 1]?.key,
      after: siblings[at + 1]?.key,
      chapter: own,
    })
    clause.children.forEach((child, place) => visit(child, clause, depth + 1, place, own))
  }
  visit(root, undefined, 0, 0, undefined)
  return placed
}

/** The blocks of the paper: paragraphs and steps go with the article they stand under. */
export function blocksOf(placed: readonly Placed[]): Block[] {
  const blocks: { head: Placed; rows: Placed[] }[] = []
  for (const each of placed) {
    const last = blocks.at(-1)
    if (
      last &&
      WITHIN.includes(each.clause.kind) &&
      last.head.clause.kind !== 'chapter' &&
      last.head.depth < each.depth
    )
      last.rows.push(each)
    else blocks.push({ head: each, rows: [] })
  }
  return blocks
}
