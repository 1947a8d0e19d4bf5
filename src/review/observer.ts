// What an observer sees: one pure projection of the table by preset, with withheld chapters taken out.
import { type Clause, type Indexed, walk } from '../document/clause.ts'
import { figuresIn } from '../document/diff.ts'

/** The part of a seat that decides what it sees; a party sees everything and withholds nothing from itself. */
export interface Seat {
  readonly kind: 'party' | 'observer'
  readonly preset?: string
  readonly withheld: readonly string[]
}

/** Whether a clause is in sight: it is there, and neither it nor anything above it is withheld. */
export function sees(seat: Seat, tree: ReadonlyMap<string, Indexed>, key: string): boolean {
  if (seat.kind === 'party' || seat.withheld.length === 0) return true
  if (!tree.has(key)) return false
  for (let at = tree.get(key); at; at = at.parent && tree.get(at.parent.key)) {
    if (seat.withheld.includes(at.clause.key)) return false
  }
  return true
}

/**
 * The tree as a seat sees it: hidden texts without their words, of a withheld chapter only what numbers the rest.
 * What is in sight keeps its identity and its ids; of the root, a seat that withholds sees the figures in sight only.
 */
export function inSight(seat: Seat, tree: Clause, hidden: ReadonlySet<string>): Clause {
  const withheld = seat.kind === 'party' ? new Set<string>() : new Set(seat.withheld)
  if (withheld.size === 0 && hidden.size === 0) return tree
  const see = (clause: Clause): Clause => {
    if (withheld.has(clause.key)) return skeleton(clause)
    const children = clause.children.map(see)
    const texts = blank(clause.texts, hidden)
    const same =
      texts === clause.texts && children.every((child, position) => child === clause.children[position])
    return same ? clause : { ...clause, texts, children }
  }
  const seen = see(tree)
  return withheld.size === 0 ? seen : withFiguresInSight(seen)
}

/** Names and values of figures are words too: one that nothing in sight uses may belong to what is withheld. */
function withFiguresInSight(seen: Clause): Clause {
  const { sop } = seen.facts
  if (!sop) return seen
  const used = new Set([...walk(seen)].flatMap((clause) => [...figuresIn(clause)]))
  const inUse = Object.entries(sop.parameters).filter(([name]) => used.has(name))
  if (inUse.length === Object.keys(sop.parameters).length) return seen
  return { ...seen, facts: { ...seen.facts, sop: { ...sop, parameters: Object.fromEntries(inUse) } } }
}

function blank(texts: Clause['texts'], hidden: ReadonlySet<string>): Clause['texts'] {
  if (!Object.values(texts).some(({ id }) => hidden.has(id))) return texts
  const blanked = Object.entries(texts).map(([language, text]) =>
    hidden.has(text.id) ? [language, { id: text.id, salt: '' }] : [language, text],
  )
  return Object.fromEntries(blanked) as Clause['texts']
}

const RUNNING: readonly Clause['kind'][] = ['chapter', 'article', 'annex', 'form']

/** Keys and kinds that numbers elsewhere depend on, and nothing else. */
function skeleton({ key, kind, children }: Clause): Clause {
  const below = children
    .map(skeleton)
    .filter((child) => RUNNING.includes(child.kind) || child.children.length > 0)
  return { key, kind, facts: {}, texts: {}, children: below }
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

/**
 * Whether an act of the record is one that an observer hears of, so that its events have a counter of their own. An
 * entry doesn't say at which clause a thread stands: who is not to know of some clauses hears of no thread.
 */
export function hears(seat: Seat, type: string): boolean {
  if (seat.kind === 'party') return true
  const sight = sightOf(seat)
  if (type.startsWith('version.') || type === 'sop.created') return true
  if (type.startsWith('thread.') || type.startsWith('comment.')) {
    return sight.threads && seat.withheld.length === 0
  }
  return type.startsWith('approval.') && sight.approvals
}

/** Names the counter that a seat's events are numbered by: none for a party; observers who hear alike share one. */
export function earOf(seat: Seat): string {
  if (seat.kind === 'party') return ''
  return `v${hears(seat, 'thread.opened') ? 't' : ''}${hears(seat, 'approval.given') ? 'a' : ''}`
}

/** Whether what was said of each version may be read: free words, which can be about anything in the text. */
export function readsMessages(seat: Seat): boolean {
  return seat.kind === 'party' || (seat.preset === 'joint-workspace' && seat.withheld.length === 0)
}
