// An edit is a value: what it says, and how edits apply to a tree.
import { fail, type Failure } from '../errors.ts'
import {
  type Clause,
  type Facts,
  indexTree,
  KEY,
  type Kind,
  type Language,
  type NewClause,
  type Parameter,
  type Part,
  PARTS,
  type Place,
  sameWords,
  type Text,
  type Words,
  wordsOf,
} from './clause.ts'
import { canonical, nodeId, normalFacts, sealText } from './ids.ts'

/**
 * One change to a tree. `was` names what it replaces; where it is given and untrue, the edit is refused.
 * An absent `value` takes the part, or the parameter, away. `was` of a removal is the node id that was seen.
 */
export type Edit =
  | { op: 'setText'; key: string; language: Language; part: Part; value?: string; was?: string }
  | { op: 'setFacts'; key: string; value: Facts; was?: Facts }
  | { op: 'setKind'; key: string; value: Kind; was?: Kind }
  | { op: 'setParameter'; name: string; value?: Parameter; was?: Parameter }
  | ({ op: 'insert'; clause: NewClause } & Place)
  | ({ op: 'move'; key: string } & Place)
  | { op: 'remove'; key: string; was?: string }
  | { op: 'restore'; key: string; version: number }

/** What applying needs from outside, passed in like a clock. */
export interface Given {
  /** 16 random bytes, hex */
  readonly salt: () => string
  /** a key never used before in this SOP */
  readonly key: () => string
  /** the tree of a version, for `restore` */
  readonly version?: (number: number) => Clause | undefined
}

interface Open {
  key: string
  kind: Kind
  facts: Facts
  words: Record<Language, Words>
  kept: readonly Text[]
  children: string[]
  parent: string | undefined
  base: Clause | undefined
}

/** The clauses of the base as they are being edited: each is opened when it is first asked for. */
interface Opened {
  readonly get: (key: string) => Open | undefined
  readonly has: (key: string) => boolean
  readonly set: (key: string, clause: Open) => void
  readonly delete: (key: string) => void
  /** The clause of the base, where neither it nor anything that now stands below it was opened. */
  readonly untouched: (key: string) => Clause | undefined
}

/**
 * The tree after the edits, or the first edit that does not fit, with its pointer; the base is left as it is.
 * Words that equal those of the base keep its text id, salt and all; what did not change keeps its identity.
 */
export function applyEdits(base: Clause, edits: readonly Edit[], given: Given): Clause | Failure {
  const opened = openTree(base)
  for (const [position, edit] of edits.entries()) {
    const failure = applyOne(opened, base, edit, given)
    if (failure) return { ...failure, faults: [{ pointer: `/edits/${position}`, code: failure.failure }] }
  }
  return close(opened, base.key, given)
}

function openTree(base: Clause): Opened {
  const index = indexTree(base)
  const touched = new Map<string, Open | undefined>() // undefined once removed
  let above: Set<string> | undefined
  const parentOf = (key: string) => (touched.get(key) ?? { parent: index.get(key)?.parent?.key }).parent
  const mark = () => {
    const marked = new Set<string>()
    for (const [key, clause] of touched) {
      let at = clause && key
      for (; at !== undefined && !marked.has(at); at = parentOf(at)) marked.add(at)
    }
    return marked
  }
  const get = (key: string): Open | undefined => {
    if (touched.has(key)) return touched.get(key)
    const found = index.get(key)
    if (!found) return undefined
    const fresh = open(found.clause, found.parent?.key, found.clause)
    touched.set(key, fresh)
    return fresh
  }
  return {
    get,
    has: (key) => (touched.has(key) ? touched.get(key) !== undefined : index.has(key)),
    set: (key, clause) => void touched.set(key, clause),
    delete: (key) => void touched.set(key, undefined),
    untouched: (key) => ((above ??= mark()).has(key) ? undefined : index.get(key)?.clause),
  }
}

function open(clause: Clause, parent: string | undefined, base: Clause | undefined): Open {
  return {
    key: clause.key,
    kind: clause.kind,
    facts: clause.facts,
    words: { ...clause.texts },
    kept: base ? [] : Object.values(clause.texts),
    children: clause.children.map((child) => child.key),
    parent,
    base,
  }
}

function close(opened: Opened, key: string, given: Given): Clause {
  const untouched = opened.untouched(key)
  if (untouched) return untouched
  const { kind, facts, words, kept, children: keys, base } = opened.get(key)!
  const children = keys.map((child) => close(opened, child, given))
  const texts: Record<Language, Text> = {}
  let changed =
    !base || base.kind !== kind || base.facts !== facts || base.children.length !== children.length
  for (const language of Object.keys(words).sort()) {
    const spoken = words[language]
    const old = base?.texts[language]
    if (old && spoken === old) {
      texts[language] = old
      continue
    }
    if (!PARTS.some((part) => spoken?.[part] !== undefined)) continue
    const same = [old, ...kept].find((text) => text && sameWords(text, spoken))
    texts[language] = same ?? sealText(given.salt(), spoken!)
    changed ||= texts[language] !== old
  }
  changed ||= Object.keys(base!.texts).some((language) => !texts[language])
  if (!changed && children.every((child, position) => child === base!.children[position])) return base!
  return { key, kind, facts, texts, children }
}

function applyOne(opened: Opened, base: Clause, edit: Edit, given: Given): Failure | undefined {
  switch (edit.op) {
    case 'setText':
      return setText(opened, edit)
    case 'setFacts':
      return setFacts(opened, edit)
    case 'setKind': {
      const clause = opened.get(edit.key)
      if (!clause) return fail('edit-no-clause', { key: edit.key })
      if (clause.kind === 'sop' || edit.value === 'sop') return fail('edit-root', { key: edit.key })
      if (edit.was !== undefined && edit.was !== clause.kind) return fail('edit-mismatch', { key: edit.key })
      clause.kind = edit.value
      return undefined
    }
    case 'setParameter':
      return setParameter(opened, base.key, edit)
    case 'insert':
      return insert(opened, edit.clause, edit, given)
    case 'move':
      return move(opened, base.key, edit)
    case 'remove':
      return remove(opened, base, edit)
    case 'restore':
      return restore(opened, edit, given)
  }
}

function setText(opened: Opened, edit: Edit & { op: 'setText' }): Failure | undefined {
  const clause = opened.get(edit.key)
  if (!clause) return fail('edit-no-clause', { key: edit.key })
  const now = clause.words[edit.language]?.[edit.part]
  if (edit.was !== undefined && edit.was !== (now ?? '')) return fail('edit-mismatch', { key: edit.key })
  const words = { ...wordsOf(clause.words[edit.language]) }
  if (edit.value) words[edit.part] = edit.value
  else delete words[edit.part]
  clause.words[edit.language] = words
  return undefined
}

function setFacts(opened: Opened, edit: Edit & { op: 'setFacts' }): Failure | undefined {
  const clause = opened.get(edit.key)
  if (!clause) return fail('edit-no-clause', { key: edit.key })
  if (edit.was && canonical(normalFacts(edit.was)) !== canonical(clause.facts)) {
    return fail('edit-mismatch', { key: edit.key })
  }
  if (!clause.facts.sop !== !edit.value.sop) return fail('edit-root', { key: edit.key })
  const { sop } = edit.value
  const value = sop
    ? { ...edit.value, sop: { ...sop, parameters: clause.facts.sop!.parameters } }
    : edit.value
  const facts = normalFacts(value)
  if (canonical(facts) !== canonical(clause.facts)) clause.facts = facts
  return undefined
}

function setParameter(
  opened: Opened,
  root: string,
  edit: Edit & { op: 'setParameter' },
): Failure | undefined {
  const clause = opened.get(root)!
  const sop = clause.facts.sop!
  const now = sop.parameters[edit.name]
  if (edit.was && canonical(edit.was) !== (now && canonical(now))) {
    return fail('edit-mismatch', { parameter: edit.name })
  }
  if (!edit.value && !now) return fail('edit-no-parameter', { parameter: edit.name })
  const { [edit.name]: _, ...others } = sop.parameters
  const parameters = edit.value ? { ...others, [edit.name]: edit.value } : others
  if (canonical(parameters) !== canonical(sop.parameters)) {
    clause.facts = { ...clause.facts, sop: { ...sop, parameters } }
  }
  return undefined
}

function insert(opened: Opened, written: NewClause, place: Place, given: Given): Failure | undefined {
  const key = written.key ?? given.key()
  if (!KEY.test(key)) return fail('edit-key-malformed', { key })
  if (opened.has(key)) return fail('edit-key-used', { key })
  if (written.kind === 'sop' || written.facts?.sop) return fail('edit-root', { key })
  opened.set(key, {
    key,
    kind: written.kind,
    facts: normalFacts(written.facts ?? {}),
    words: { ...written.texts },
    kept: [],
    children: [],
    parent: undefined,
    base: undefined,
  })
  const failure = put(opened, key, place)
  if (failure) return failure
  let after: string | undefined
  for (const child of written.children ?? []) {
    const named = { ...child, key: child.key ?? given.key() }
    const inner = insert(opened, named, { parent: key, ...(after !== undefined && { after }) }, given)
    if (inner) return inner
    after = named.key
  }
  return undefined
}

function put(opened: Opened, key: string, { parent, after }: Place): Failure | undefined {
  const host = opened.get(parent)
  if (!host) return fail('edit-no-clause', { key: parent })
  if (depth(opened, parent) >= 16) return fail('edit-too-deep', { key })
  const position = after === undefined ? 0 : host.children.indexOf(after) + 1
  if (after !== undefined && position === 0) return fail('edit-no-place', { parent, after })
  host.children.splice(position, 0, key)
  opened.get(key)!.parent = parent
  return undefined
}

function depth(opened: Opened, key: string): number {
  let steps = 0
  for (let at: string | undefined = key; at !== undefined; at = opened.get(at)?.parent) steps += 1
  return steps
}

function take(opened: Opened, clause: Open): void {
  const host = opened.get(clause.parent!)!
  host.children = host.children.filter((child) => child !== clause.key)
}

function move(opened: Opened, root: string, edit: Edit & { op: 'move' }): Failure | undefined {
  const clause = opened.get(edit.key)
  if (!clause) return fail('edit-no-clause', { key: edit.key })
  if (edit.key === root) return fail('edit-root', { key: edit.key })
  for (let at: string | undefined = edit.parent; at !== undefined; at = opened.get(at)?.parent) {
    if (at === edit.key) return fail('edit-circle', { key: edit.key })
  }
  if (edit.after === edit.key) return fail('edit-no-place', { parent: edit.parent, after: edit.after })
  take(opened, clause)
  return put(opened, edit.key, edit)
}

function remove(opened: Opened, base: Clause, edit: Edit & { op: 'remove' }): Failure | undefined {
  const clause = opened.get(edit.key)
  if (!clause) return fail('edit-no-clause', { key: edit.key })
  if (edit.key === base.key) return fail('edit-root', { key: edit.key })
  if (edit.was !== undefined && clause.base && nodeId(clause.base) !== edit.was) {
    return fail('edit-mismatch', { key: edit.key })
  }
  take(opened, clause)
  const drop = (key: string) => {
    for (const child of opened.get(key)!.children) drop(child)
    opened.delete(key)
  }
  drop(edit.key)
  return undefined
}

/** A clause as it was: its own words and facts, and, where it is gone, its children that are gone too. */
function restore(opened: Opened, edit: Edit & { op: 'restore' }, given: Given): Failure | undefined {
  const tree = given.version?.(edit.version)
  const old = tree && indexTree(tree).get(edit.key)
  if (!old) return fail('edit-no-clause', { key: edit.key, version: edit.version })
  const now = opened.get(edit.key)
  if (now) {
    now.kind = old.clause.kind
    now.facts = old.clause.facts.sop ? now.facts : old.clause.facts
    now.words = { ...old.clause.texts }
    now.kept = Object.values(old.clause.texts)
    return undefined
  }
  const parent = old.parent!.key
  if (!opened.has(parent)) return fail('edit-no-clause', { key: parent })
  const before = old.parent!.children.map((child) => child.key)
  const earlier = before.slice(0, before.indexOf(edit.key)).reverse()
  const after = earlier.find((key) => opened.get(parent)!.children.includes(key))
  const revive = (clause: Clause, place: Place): Failure | undefined => {
    if (opened.has(clause.key)) return undefined
    opened.set(clause.key, { ...open(clause, undefined, undefined), children: [] })
    let failure = put(opened, clause.key, place)
    for (const child of [...clause.children].reverse()) failure ??= revive(child, { parent: clause.key })
    return failure
  }
  return revive(old.clause, { parent, ...(after !== undefined && { after }) })
}
