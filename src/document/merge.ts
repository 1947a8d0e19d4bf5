// Three-way merge by unit: what two sides changed on one base, put together, or every place where they collide.
import { type Failure, isFailure } from '../errors.ts'
import {
  type Clause,
  type Facts,
  indexTree,
  type Indexed,
  type Language,
  type NewClause,
  type Part,
  type Place,
  sopFacts,
} from './clause.ts'
import { applyEdits, type Edit, type Given } from './edits.ts'
import { asWritten, type ComputedEdit, editsBetween } from './edits-between.ts'
import { canonical, nodeId, same, sameTree } from './ids.ts'
import { suggestMerge } from './words.ts'

/** One unit that both sides changed with results that are not the same. Words carry a suggestion, never applied. */
export interface Conflict {
  readonly key: string
  readonly unit:
    'words' | 'kind' | 'place' | 'existence' | 'elements' | 'instruments' | 'step' | 'sop' | 'parameter'
  readonly language?: Language
  readonly part?: Part
  /** a step's field, a root fact, or a parameter's name */
  readonly field?: string
  readonly base?: unknown
  readonly theirs?: unknown
  readonly mine?: unknown
  readonly suggestion?: string
}

export interface Merged {
  readonly tree: Clause
  /** what the head brings against the base */
  readonly incoming: readonly Edit[]
}

type Index = ReadonlyMap<string, Indexed>
interface Sides {
  readonly base: Index
  readonly theirs: Index
  readonly mine: Index
  readonly theirMoves: ReadonlyMap<string, Place>
}

/**
 * Puts the changes of `mine` (made on `base`) onto `theirs`, the head. Different units merge by themselves; the same
 * unit with other results, a removal against any change below, and moves that form a circle are conflicts.
 * Two insertions at one place both stay, the head's first.
 */
export function mergeTrees(
  base: Clause,
  theirs: Clause,
  mine: Clause,
  given: Given,
): Merged | { conflicts: Conflict[] } {
  if (nodeId(base) === nodeId(theirs)) return { tree: mine, incoming: [] }
  const incoming = editsBetween(base, theirs)
  const sides: Sides = {
    base: indexTree(base),
    theirs: indexTree(theirs),
    mine: indexTree(mine),
    theirMoves: new Map(incoming.flatMap((edit) => (edit.op === 'move' ? [[edit.key, edit]] : []))),
  }
  const conflicts = removalConflicts(sides)
  const rebased: ComputedEdit[] = []
  for (const edit of editsBetween(base, mine)) rebase(edit, sides, rebased, conflicts)
  if (conflicts.length) return { conflicts: dedupe(conflicts) }
  const tree = applyInTurn(theirs, rebased, sides, given)
  if (isFailure(tree)) return { conflicts: [{ key: String(tree.facts.key), unit: 'place' }] }
  return { tree, incoming }
}

const dedupe = (conflicts: readonly Conflict[]): Conflict[] => [
  ...new Map(conflicts.map((conflict) => [canonical(conflict), conflict])).values(),
]

/** A removal by one side conflicts with any change the other made to the clause or below it. */
function removalConflicts(sides: Sides): Conflict[] {
  const found: Conflict[] = []
  for (const [key, { clause, parent }] of sides.base) {
    const gone = { theirs: !sides.theirs.has(key), mine: !sides.mine.has(key) }
    if (gone.theirs === gone.mine) continue
    const survivor = (gone.theirs ? sides.mine : sides.theirs).get(key)!
    const moved = survivor.parent?.key !== parent?.key
    if (!moved && !grown(clause, survivor.clause) && same(clause, survivor.clause)) continue
    found.push({
      key,
      unit: 'existence',
      base: 'present',
      theirs: gone.theirs ? 'removed' : 'changed',
      mine: gone.mine ? 'removed' : 'changed',
    })
  }
  return found
}

/** Whether the survivor holds a child that the base did not: it would lose its place with the removal. */
function grown(base: Clause, survivor: Clause): boolean {
  const before = new Set(base.children.map((child) => child.key))
  return survivor.children.some((child) => !before.has(child.key))
}

function rebase(edit: ComputedEdit, sides: Sides, rebased: ComputedEdit[], conflicts: Conflict[]): void {
  switch (edit.op) {
    case 'setText':
      return rebaseWords(edit, sides, rebased, conflicts)
    case 'setFacts':
      return rebaseFacts(edit, sides, rebased, conflicts)
    case 'setParameter': {
      const [base, theirs, mine] = [sides.base, sides.theirs, sides.mine].map((index) =>
        parameter(index, edit.name),
      )
      const unit = { key: rootKey(sides.base), unit: 'parameter' as const, field: edit.name }
      if (threeWay(unit, base, theirs, mine, conflicts) === 'mine') rebased.push(withoutWas(edit))
      return
    }
    case 'setKind': {
      const [base, theirs] = [sides.base.get(edit.key)!.clause.kind, sides.theirs.get(edit.key)?.clause.kind]
      if (!theirs) return
      const unit = { key: edit.key, unit: 'kind' as const }
      if (threeWay(unit, base, theirs, edit.value, conflicts) === 'mine') rebased.push(withoutWas(edit))
      return
    }
    case 'insert':
      return rebaseInsert(edit, sides, rebased, conflicts)
    case 'move': {
      if (!sides.theirs.has(edit.key)) return
      const theirs = sides.theirMoves.get(edit.key)
      if (!theirs) rebased.push(edit)
      else if (!samePlace(edit, theirs)) {
        conflicts.push({ key: edit.key, unit: 'place', theirs: placeOf(theirs), mine: placeOf(edit) })
      }
      return
    }
    case 'remove':
      if (sides.theirs.has(edit.key)) rebased.push(withoutWas(edit))
      return
  }
}

const rootKey = (index: Index): string => index.keys().next().value!
const parameter = (index: Index, name: string): unknown =>
  sopFacts(index.get(rootKey(index))!.clause).parameters[name]
const samePlace = (a: Place, b: Place) => a.parent === b.parent && a.after === b.after
const placeOf = ({ parent, after }: Place): Place => ({ parent, ...(after !== undefined && { after }) })

function withoutWas<T extends ComputedEdit>(edit: T): T {
  const { was: _, ...rest } = edit as T & { was?: unknown }
  return rest as unknown as T
}

const equal = (a: unknown, b: unknown) =>
  a === b || (a !== undefined && b !== undefined && canonical(a) === canonical(b))

/** Which side a unit comes from; both changed it with other results: a conflict is noted. */
function threeWay(
  unit: Omit<Conflict, 'base' | 'theirs' | 'mine'>,
  base: unknown,
  theirs: unknown,
  mine: unknown,
  conflicts: Conflict[],
): 'mine' | 'theirs' {
  if (equal(theirs, mine) || equal(base, mine)) return 'theirs'
  if (equal(base, theirs)) return 'mine'
  conflicts.push({
    ...unit,
    ...(base !== undefined && { base }),
    ...(theirs !== undefined && { theirs }),
    ...(mine !== undefined && { mine }),
  })
  return 'theirs'
}

function rebaseWords(
  edit: Edit & { op: 'setText' },
  sides: Sides,
  rebased: ComputedEdit[],
  conflicts: Conflict[],
): void {
  const { key, language, part } = edit
  const theirs = sides.theirs.get(key)?.clause
  if (!theirs) return
  const [old, now] = [sides.base.get(key)!.clause.texts[language]?.[part], theirs.texts[language]?.[part]]
  const found: Conflict[] = []
  const unit = { key, unit: 'words' as const, language, part }
  if (threeWay(unit, old, now, edit.value, found) === 'mine') rebased.push(withoutWas(edit))
  for (const conflict of found) {
    conflicts.push({ ...conflict, suggestion: suggestMerge(old ?? '', now ?? '', edit.value ?? '').text })
  }
}

type Fields = [unit: Conflict['unit'], field: string | undefined, value: unknown][]

function fields(facts: Facts): Fields {
  const { parameters: _, ...sop } = facts.sop ?? { parameters: {} }
  return [
    ['elements', undefined, facts.elements],
    ['instruments', undefined, facts.instruments],
    ...(['duties', 'limit', 'forms'] as const).map((name): Fields[number] => [
      'step',
      name,
      facts.step?.[name],
    ]),
    ...ROOT_FIELDS.map((name): Fields[number] => ['sop', name, (sop as Record<string, unknown>)[name]]),
  ]
}

const ROOT_FIELDS = [
  'parties',
  'languages',
  'authentic',
  'prevailing',
  'character',
  'reference',
  'template',
] as const

function rebaseFacts(
  edit: Edit & { op: 'setFacts' },
  sides: Sides,
  rebased: ComputedEdit[],
  conflicts: Conflict[],
): void {
  const { key } = edit
  const theirs = sides.theirs.get(key)?.clause.facts
  if (!theirs) return
  const [base, head, mine] = [sides.base.get(key)!.clause.facts, theirs, edit.value].map(fields)
  const chosen = head!.map(([unit, field, value], position): Fields[number] => {
    const own = mine![position]![2]
    const label = { key, unit, ...(field !== undefined && { field }) }
    return [unit, field, threeWay(label, base![position]![2], value, own, conflicts) === 'mine' ? own : value]
  })
  rebased.push({ op: 'setFacts', key, value: assemble(chosen, theirs) })
}

function assemble(chosen: Fields, theirs: Facts): Facts {
  const pick = (unit: Conflict['unit']): Record<string, unknown> =>
    Object.fromEntries(
      chosen.flatMap(([of, field, value]): [string, unknown][] =>
        of === unit && field !== undefined && value !== undefined ? [[field, value]] : [],
      ),
    )
  const [elements, instruments] = [chosen[0]![2], chosen[1]![2]]
  const step = pick('step')
  return {
    ...(elements !== undefined && { elements }),
    ...(instruments !== undefined && { instruments }),
    ...(Object.keys(step).length && { step }),
    ...(theirs.sop && { sop: { ...pick('sop'), parameters: theirs.sop.parameters, format: 1 } }),
  } as unknown as Facts
}

function rebaseInsert(
  edit: Edit & { op: 'insert' },
  sides: Sides,
  rebased: ComputedEdit[],
  conflicts: Conflict[],
): void {
  const twins = keysOf(edit.clause).filter((key) => sides.theirs.has(key))
  for (const key of twins) {
    const [theirs, mine] = [sides.theirs.get(key)!, sides.mine.get(key)!]
    if (theirs.parent?.key === mine.parent?.key && sameTree(theirs.clause, mine.clause)) continue
    conflicts.push({ key, unit: 'existence', theirs: asWritten(theirs.clause), mine: asWritten(mine.clause) })
  }
  if (twins.length > 0) return
  if (sides.base.has(edit.parent) && !sides.theirs.has(edit.parent)) {
    conflicts.push({
      key: edit.parent,
      unit: 'existence',
      base: 'present',
      theirs: 'removed',
      mine: 'changed',
    })
    return
  }
  rebased.push(edit)
}

const keysOf = (clause: NewClause): string[] => [clause.key!, ...(clause.children ?? []).flatMap(keysOf)]

/** Applies the rebased edits one by one, each place read from the tree as it then stands. */
function applyInTurn(head: Clause, edits: readonly Edit[], sides: Sides, given: Given): Clause | Failure {
  let tree = head
  const rest: Edit[] = []
  for (const edit of edits) {
    if (edit.op !== 'insert' && edit.op !== 'move') {
      rest.push(edit)
      continue
    }
    const next = applyEdits(tree, [{ ...edit, ...placeIn(tree, edit, sides) }], given)
    if (isFailure(next)) return { ...next, facts: { key: edit.op === 'move' ? edit.key : edit.clause.key } }
    tree = next
  }
  return applyEdits(tree, rest, given)
}

/** Behind the nearest earlier sibling of `mine` that stands there still, and behind what the head put there. */
function placeIn(tree: Clause, edit: Edit & Place, sides: Sides): Place {
  const host = indexTree(tree).get(edit.parent)!.clause
  const key = edit.op === 'move' ? edit.key : (edit as Edit & { op: 'insert' }).clause.key!
  const present = host.children.map((child) => child.key).filter((child) => child !== key)
  const siblings = sides.mine.get(edit.parent)!.clause.children.map((child) => child.key)
  const earlier = siblings.slice(0, siblings.indexOf(key)).reverse()
  let after = earlier.find((sibling) => present.includes(sibling))
  for (;;) {
    const next = present[after === undefined ? 0 : present.indexOf(after) + 1]
    if (next === undefined || !broughtByHead(next, edit.parent, sides)) break
    after = next
  }
  return { parent: edit.parent, ...(after !== undefined && { after }) }
}

const broughtByHead = (key: string, parent: string, sides: Sides): boolean =>
  !sides.mine.has(key) ||
  (sides.theirMoves.get(key)?.parent === parent && sides.mine.get(key)!.parent?.key !== parent)
