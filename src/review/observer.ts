// What an observer sees: one pure projection of the table by preset, with withheld chapters taken out.
import type { Clause, Indexed } from '../document/clause.ts'

/** The part of a seat that decides what it sees; a party sees everything and withholds nothing from itself. */
export interface Seat {
  readonly kind: 'party' | 'observer'
  readonly preset?: string
  readonly withheld: readonly string[]
}

/** Whether a clause is in sight: neither it nor anything above it is withheld. */
export function sees(seat: Seat, tree: ReadonlyMap<string, Indexed>, key: string): boolean {
  if (seat.kind === 'party' || seat.withheld.length === 0) return true
  for (let at = tree.get(key); at; at = at.parent && tree.get(at.parent.key)) {
    if (seat.withheld.includes(at.clause.key)) return false
  }
  return true
}

/** The tree without what is withheld; the same object when nothing is. */
export function visibleTree(seat: Seat, tree: Clause): Clause {
  if (seat.kind === 'party' || seat.withheld.length === 0) return tree
  const prune = (clause: Clause): Clause => ({
    ...clause,
    children: clause.children.filter(({ key }) => !seat.withheld.includes(key)).map(prune),
  })
  return prune(tree)
}

/** What may be shown of a table beside its text. */
export interface Sight {
  readonly threads: boolean
  readonly approvals: boolean
  readonly decisions: boolean
  readonly record: boolean
  readonly readiness: boolean
  /** agreed exceptions are visible to observers by default */
  readonly exceptions: boolean
}

const ALL: Sight = {
  threads: true,
  approvals: true,
  decisions: true,
  record: true,
  readiness: true,
  exceptions: true,
}
const NONE: Sight = {
  threads: false,
  approvals: false,
  decisions: false,
  record: false,
  readiness: false,
  exceptions: true,
}

export function sightOf(seat: Seat): Sight {
  if (seat.kind === 'party') return ALL
  if (seat.preset === 'joint-workspace') return { ...NONE, threads: true, approvals: true }
  return seat.preset === 'bracketed-text' ? { ...NONE, approvals: true } : NONE
}

/** Whether an act of the record is one that an observer hears of, so that its events have a counter of their own. */
export function hears(seat: Seat, type: string): boolean {
  if (seat.kind === 'party') return true
  const sight = sightOf(seat)
  if (type.startsWith('version.') || type === 'sop.created') return true
  if (type.startsWith('thread.') || type.startsWith('comment.')) return sight.threads
  return type.startsWith('approval.') && sight.approvals
}
