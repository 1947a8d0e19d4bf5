// Edits computed: those that turn one tree into another, and those that undo others.
import { type Failure, isFailure } from '../errors.ts'
import {
  type Clause,
  type Facts,
  indexTree,
  type NewClause,
  PARTS,
  type Place,
  sopFacts,
  wordsOf,
} from './clause.ts'
import { applyEdits, type Edit, type Given } from './edits.ts'
import { canonical, nodeId } from './ids.ts'
import { movedAmong } from './order.ts'

/** A clause as somebody would write it: words only. */
export function asWritten(clause: Clause): NewClause {
  return {
    key: clause.key,
    kind: clause.kind,
    ...(Object.keys(clause.facts).length && { facts: clause.facts }),
    ...(Object.keys(clause.texts).length && {
      texts: Object.fromEntries(
        Object.entries(clause.texts).map(([language, text]) => [language, wordsOf(text)]),
      ),
    }),
    ...(clause.children.length && { children: clause.children.map(asWritten) }),
  }
}

/** An edit as it is computed: everything but a restoration, which names a version instead of saying what changes. */
export type ComputedEdit = Exclude<Edit, { op: 'restore' }>

/** Edits that turn `from` into `to`: places first, in the order of `to`, then removals, then words and facts. */
export function editsBetween(from: Clause, to: Clause): ComputedEdit[] {
  if (from.key !== to.key) throw new Error('two trees of one SOP have one root')
  const before = indexTree(from)
  const after = indexTree(to)
  const edits: ComputedEdit[] = []
  place(before, to, edits)
  for (const [key, { clause, parent }] of before) {
    if (!after.has(key) && parent && after.has(parent.key)) {
      const whole = [...subtree(clause)].every((inner) => !after.has(inner))
      edits.push({ op: 'remove', key, ...(whole && { was: nodeId(clause) }) })
    }
  }
  for (const [key, { clause }] of after) {
    const old = before.get(key)?.clause
    if (old && old !== clause) changeOne(old, clause, edits)
  }
  return edits
}

function* subtree(clause: Clause): Generator<string> {
  for (const child of clause.children) {
    yield child.key
    yield* subtree(child)
  }
}

function place(before: ReturnType<typeof indexTree>, to: Clause, edits: ComputedEdit[]): void {
  const old = before.get(to.key)?.clause
  const stayed = old?.children.map((child) => child.key) ?? []
  const moved = movedAmong(
    stayed,
    to.children.map((child) => child.key),
  )
  let after: string | undefined
  for (const child of to.children) {
    const at: Place = { parent: to.key, ...(after !== undefined && { after }) }
    const known = before.get(child.key)
    if (!known) {
      const whole = ![...subtree(child)].some((key) => before.has(key))
      const clause = asWritten(child)
      const { children: _, ...alone } = clause
      edits.push({ op: 'insert', clause: whole ? clause : alone, ...at })
      if (!whole) place(before, child, edits)
    } else {
      if (known.parent?.key !== to.key || moved.has(child.key))
        edits.push({ op: 'move', key: child.key, ...at })
      if (known.clause !== child) place(before, child, edits)
    }
    after = child.key
  }
}

function changeOne(from: Clause, to: Clause, edits: ComputedEdit[]): void {
  const { key } = to
  if (from.kind !== to.kind) edits.push({ op: 'setKind', key, value: to.kind, was: from.kind })
  for (const language of new Set([...Object.keys(from.texts), ...Object.keys(to.texts)])) {
    for (const part of PARTS) {
      const was = from.texts[language]?.[part]
      const value = to.texts[language]?.[part]
      if (was === value) continue
      edits.push({
        op: 'setText',
        key,
        language,
        part,
        ...(value !== undefined && { value }),
        was: was ?? '',
      })
    }
  }
  const [old, now] = [withoutParameters(from.facts), withoutParameters(to.facts)]
  if (canonical(old) !== canonical(now)) edits.push({ op: 'setFacts', key, value: to.facts, was: from.facts })
  if (to.facts.sop) parameterEdits(from, to, edits)
}

const withoutParameters = ({ sop, ...facts }: Facts): Facts =>
  sop ? { ...facts, sop: { ...sop, parameters: {} } } : facts

function parameterEdits(from: Clause, to: Clause, edits: ComputedEdit[]): void {
  const [old, now] = [sopFacts(from).parameters, sopFacts(to).parameters]
  for (const name of new Set([...Object.keys(old), ...Object.keys(now)])) {
    const [was, value] = [old[name], now[name]]
    if ((was && canonical(was)) === (value && canonical(value))) continue
    edits.push({ op: 'setParameter', name, ...(value && { value }), ...(was && { was }) })
  }
}

/**
 * Edits that undo `edits` on what they made of `base`, or why they don't apply to it. What they take away is not named
 * by node id: that hangs on salts which are given anew at each applying.
 */
export function invertEdits(base: Clause, edits: readonly Edit[], given: Given): ComputedEdit[] | Failure {
  const applied = applyEdits(base, edits, given)
  if (isFailure(applied)) return applied
  return editsBetween(applied, base).map((edit) =>
    edit.op === 'remove' ? { op: 'remove', key: edit.key } : edit,
  )
}
