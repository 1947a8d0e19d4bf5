// What changed between two trees, clause by clause: places, numbers, words by language, facts and figures.
import {
  type Clause,
  type Facts,
  type Kind,
  type Language,
  type Parameter,
  type Part,
  PARTS,
  sopFacts,
  type Text,
  walk,
} from './clause.ts'
import { canonical, contentId, nodeId, normalFacts } from './ids.ts'
import { type ClauseNumber, numberClauses, type Numbers } from './numbering.ts'
import { movedAmong } from './order.ts'
import { references } from './show.ts'
import { type Change, diffWords } from './words.ts'

/** What happened to a clause. `changed` is its words, its facts or a figure that it shows. */
export type ClauseChange = 'added' | 'removed' | 'moved' | 'renumbered' | 'changed'

/** Where a clause stands; the position is among its siblings, from 0. Only the root has no parent. */
export interface Standing {
  readonly parent?: string
  readonly position: number
  readonly number?: ClauseNumber
}

export interface FactChange {
  /** Where in the clause: `/kind`, `/facts/step/limit` … */
  readonly pointer: string
  readonly from?: unknown
  readonly to?: unknown
}

export interface ParameterChange {
  readonly name: string
  readonly from?: Parameter
  readonly to?: Parameter
}

export type WordChanges = { readonly [part in Part]?: readonly Change[] }

/**
 * One clause that differs. Source words are compared, so a figure or a reference appears as it is written.
 */
export interface Entry {
  readonly key: string
  readonly kind: Kind
  readonly changes: readonly ClauseChange[]
  readonly from?: Standing
  readonly to?: Standing
  /** The changed parts of each changed language. */
  readonly texts: Readonly<Record<Language, WordChanges>>
  /** The languages whose words stayed as they were while those of another changed. */
  readonly unchanged: readonly Language[]
  readonly facts: readonly FactChange[]
  /** The changed figures that the clause shows. */
  readonly parameters: readonly ParameterChange[]
}

export interface Diff {
  /** In the order of `to`; removed clauses where they stood. */
  readonly entries: readonly Entry[]
  /** Each changed figure, and the keys of the clauses that show it. */
  readonly parameters: readonly (ParameterChange & { readonly clauses: readonly string[] })[]
}

export interface DiffOptions {
  /** Only words of these languages are compared; all of them without it. */
  readonly languages?: readonly Language[]
}

interface Placed {
  readonly clause: Clause
  readonly parent?: string
  readonly position: number
}

/** A clause as it was and as it is; one of them is missing when it is new or gone. */
interface Pair {
  readonly then?: Placed
  readonly now?: Placed
  readonly moved: boolean
}

type Shown = ReadonlyMap<string, ReadonlySet<string>>

/**
 * Compares two trees of one SOP by their ids, so that equal parts cost nothing and only words of clauses
 * that differ are read. Equal trees give no entry.
 */
export function diffTrees(from: Clause, to: Clause, options: DiffOptions = {}): Diff {
  const work = diffInSteps(from, to, options)
  for (;;) {
    const step = work.next()
    if (step.done) return step.value
  }
}

/**
 * The same, a text at a time: after each one it yields how many characters it read, so that a caller who has
 * others to serve can turn to them in between.
 */
export function* diffInSteps(
  from: Clause,
  to: Clause,
  options: DiffOptions = {},
): Generator<number, Diff, undefined> {
  if (nodeId(from) === nodeId(to)) return { entries: [], parameters: [] }
  const figures = changedParameters(from, to)
  const shown: Shown = figures.length > 0 ? clausesShowing(to, figures) : new Map()
  const quick: Pair[] = []
  const alike = samePlaces(from, to, shown, quick)
  const pairs = alike ? quick : allPairs(from, to)
  const now = numberClauses(to)
  const then = alike ? now : numberClauses(from)
  const entries: Entry[] = []
  for (const pair of pairs) {
    const entry = yield* entryOf(pair, then, now, figures, shown, options)
    if (entry) entries.push(entry)
  }
  const parameters = figures.map((figure) => ({ ...figure, clauses: keysShowing(figure.name, shown) }))
  return { entries, parameters }
}

/** The pairs that may differ, if both trees have the same clauses in the same places; else false. */
function samePlaces(from: Clause, to: Clause, shown: Shown, pairs: Pair[]): boolean {
  return visit(from, to, undefined, 0)

  function visit(then: Clause, now: Clause, parent: string | undefined, position: number): boolean {
    const equal = nodeId(then) === nodeId(now)
    if (equal && shown.size === 0) return true
    if (then.key !== now.key || then.kind !== now.kind || then.children.length !== now.children.length)
      return false
    if (shown.has(now.key) || (!equal && contentId(then) !== contentId(now))) {
      const at = { ...(parent !== undefined && { parent }), position }
      pairs.push({ then: { clause: then, ...at }, now: { clause: now, ...at }, moved: false })
    }
    return now.children.every((child, place) => visit(then.children[place]!, child, now.key, place))
  }
}

/** Every clause of both trees, in the order of `to`; what is gone follows what it stood behind. */
function allPairs(from: Clause, to: Clause): Pair[] {
  const [before, after] = [placeAll(from), placeAll(to)]
  const moved = movedClauses(before, after)
  const gone = new Map<string, Pair[]>()
  let anchor = to.key
  for (const [key, then] of before) {
    if (after.has(key)) {
      if (!moved.has(key)) anchor = key
    } else gone.set(anchor, [...(gone.get(anchor) ?? []), { then, moved: false }])
  }
  const pairs: Pair[] = []
  for (const [key, now] of after) {
    const then = before.get(key)
    pairs.push({ ...(then && { then }), now, moved: moved.has(key) }, ...(gone.get(key) ?? []))
  }
  return pairs
}

function placeAll(root: Clause): Map<string, Placed> {
  const places = new Map<string, Placed>()
  const visit = (clause: Clause, parent: string | undefined, position: number) => {
    places.set(clause.key, { clause, ...(parent !== undefined && { parent }), position })
    clause.children.forEach((child, place) => visit(child, clause.key, place))
  }
  visit(root, undefined, 0)
  return places
}

/**
 * The clauses with another parent, and the fewest among siblings that make the new order out of the old
 * one.
 */
function movedClauses(before: ReadonlyMap<string, Placed>, after: ReadonlyMap<string, Placed>): Set<string> {
  const moved = new Set<string>()
  for (const [key, { clause, parent }] of after) {
    const then = before.get(key)
    if (!then) continue
    if (then.parent !== parent) moved.add(key)
    const stayed = (child: Clause) =>
      before.get(child.key)?.parent === key && after.get(child.key)?.parent === key
    const [old, now] = [then.clause, clause].map((side) =>
      side.children.filter(stayed).map((child) => child.key),
    )
    for (const child of movedAmong(old!, now!)) moved.add(child)
  }
  return moved
}

function* entryOf(
  { then, now, moved }: Pair,
  numbersThen: Numbers,
  numbersNow: Numbers,
  figures: readonly ParameterChange[],
  shown: Shown,
  options: DiffOptions,
): Generator<number, Entry | undefined, undefined> {
  const { key, kind } = (now ?? then)!.clause
  const { texts, unchanged } = yield* compareTexts(then?.clause, now?.clause, options)
  const facts = compareFacts(then?.clause, now?.clause)
  const names = now ? shown.get(key) : undefined
  const parameters = figures.filter(({ name }) => names?.has(name))
  const differs = Object.keys(texts).length > 0 || facts.length > 0 || parameters.length > 0
  const [from, to] = [then && standing(then, numbersThen), now && standing(now, numbersNow)]
  const changes: ClauseChange[] = []
  if (!then) changes.push('added')
  else if (!now) changes.push('removed')
  else {
    if (moved) changes.push('moved')
    if (!sameNumber(from?.number, to?.number)) changes.push('renumbered')
    if (differs) changes.push('changed')
  }
  if (changes.length === 0) return undefined
  return { key, kind, changes, ...(from && { from }), ...(to && { to }), texts, unchanged, facts, parameters }
}

function standing({ clause, parent, position }: Placed, numbers: Numbers): Standing {
  const number = numbers.get(clause.key)
  return { ...(parent !== undefined && { parent }), position, ...(number && { number }) }
}

function sameNumber(one: ClauseNumber | undefined, two: ClauseNumber | undefined): boolean {
  return one?.ordinal === two?.ordinal && one?.kind === two?.kind && one?.parent === two?.parent
}

function* compareTexts(
  then: Clause | undefined,
  now: Clause | undefined,
  options: DiffOptions,
): Generator<number, Pick<Entry, 'texts' | 'unchanged'>, undefined> {
  const texts: Record<Language, WordChanges> = {}
  const unchanged: Language[] = []
  const languages = new Set([...Object.keys(then?.texts ?? {}), ...Object.keys(now?.texts ?? {})])
  for (const language of [...languages].sort()) {
    if (options.languages && !options.languages.includes(language)) continue
    const [before, after] = [then?.texts[language], now?.texts[language]]
    const changes = yield* compareWords(before, after)
    if (changes) texts[language] = changes
    else if (before && after) unchanged.push(language)
  }
  return { texts, unchanged: Object.keys(texts).length > 0 ? unchanged : [] }
}

function* compareWords(
  before: Text | undefined,
  after: Text | undefined,
): Generator<number, WordChanges | undefined, undefined> {
  if (before?.id === after?.id) return undefined
  const changes: { [part in Part]?: readonly Change[] } = {}
  for (const part of PARTS) {
    const [then, now] = [before?.[part], after?.[part]]
    if (then === now) continue
    if (then === undefined) changes[part] = [['+', now!]]
    else if (now === undefined) changes[part] = [['-', then]]
    else {
      changes[part] = diffWords(then, now)
      yield then.length + now.length
    }
  }
  return Object.keys(changes).length > 0 ? changes : undefined
}

/** The facts as a flat list of fields by pointer; parameters are compared by name elsewhere. */
function fieldsOf(clause: Clause | undefined): ReadonlyMap<string, unknown> {
  if (!clause) return new Map()
  const { step, sop, ...tags } = normalFacts(clause.facts)
  const fields = (pointer: string, values: object) =>
    Object.entries(values).map(([name, value]) => [`${pointer}/${name}`, value] as const)
  const root = Object.fromEntries(Object.entries(sop ?? {}).filter(([name]) => name !== 'parameters'))
  return new Map([
    ...fields('/facts', tags satisfies Facts),
    ...fields('/facts/step', step ?? {}),
    ...fields('/facts/sop', root),
  ])
}

function compareFacts(then: Clause | undefined, now: Clause | undefined): FactChange[] {
  const [before, after] = [fieldsOf(then), fieldsOf(now)]
  const changes: FactChange[] = []
  if (then && now && then.kind !== now.kind) changes.push({ pointer: '/kind', from: then.kind, to: now.kind })
  for (const pointer of new Set([...before.keys(), ...after.keys()])) {
    const [from, to] = [before.get(pointer), after.get(pointer)]
    if (from !== undefined && to !== undefined && canonical(from) === canonical(to)) continue
    changes.push({ pointer, ...(from !== undefined && { from }), ...(to !== undefined && { to }) })
  }
  return changes
}

function changedParameters(from: Clause, to: Clause): ParameterChange[] {
  const [before, after] = [sopFacts(from).parameters, sopFacts(to).parameters]
  const changes: ParameterChange[] = []
  for (const name of [...new Set([...Object.keys(before), ...Object.keys(after)])].sort()) {
    const [then, now] = [before[name], after[name]]
    if (then && now && canonical(then) === canonical(now)) continue
    changes.push({ name, ...(then && { from: then }), ...(now && { to: now }) })
  }
  return changes
}

/** Which changed figures each clause shows, in a text or as a step's limit; in document order. */
function clausesShowing(to: Clause, figures: readonly ParameterChange[]): Shown {
  const changed = new Set(figures.map(({ name }) => name))
  const shown = new Map<string, Set<string>>()
  for (const clause of walk(to)) {
    const names = [...figuresIn(clause)].filter((name) => changed.has(name))
    if (names.length > 0) shown.set(clause.key, new Set(names))
  }
  return shown
}

/** Names of the figures that a clause by itself uses, in its words or as a step’s limit. */
export function* figuresIn(clause: Clause): Generator<string> {
  const limit = clause.facts.step?.limit
  if (limit && 'parameter' in limit) yield limit.parameter
  for (const text of Object.values(clause.texts)) {
    for (const part of PARTS) if (text[part] !== undefined) yield* references(text[part]).parameters
  }
}

const keysShowing = (name: string, shown: Shown): string[] =>
  [...shown].filter(([, names]) => names.has(name)).map(([key]) => key)
