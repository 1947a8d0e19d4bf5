// How unsaved insertions, moves and removals show on paper before they are saved. Pure.
import type { Clause } from '../api/reads.ts'
import type { Placing } from './pending.ts'

export type Placed = 'inserted' | 'moved' | 'removed'

export interface Arranged {
  readonly root: Clause
  /** clauses whose place is not saved yet */
  readonly marks: ReadonlyMap<string, Placed>
}

interface Node {
  readonly clause: Clause
  parent: string | undefined
  children: string[]
}

/** The tree with the places applied. A removed clause stays, marked; a place that is not there is passed over. */
export function arrange(root: Clause, places: readonly Placing[]): Arranged {
  const marks = new Map<string, Placed>()
  if (places.length === 0) return { root, marks }
  const nodes = new Map<string, Node>()
  const visit = (clause: Clause, parent: string | undefined) => {
    nodes.set(clause.key, { clause, parent, children: clause.children.map(({ key }) => key) })
    for (const child of clause.children) visit(child, clause.key)
  }
  visit(root, undefined)
  const touched = new Set<string>()
  const touch = (key: string | undefined) => {
    for (let at = key; at !== undefined && !touched.has(at); at = nodes.get(at)?.parent) touched.add(at)
  }
  const put = (key: string, parent: string, after: string | undefined) => {
    const host = nodes.get(parent)!
    const position = after === undefined ? 0 : host.children.indexOf(after) + 1
    host.children.splice(position, 0, key)
    nodes.get(key)!.parent = parent
    touch(parent)
  }
  for (const place of places) {
    if (place.op === 'insert') {
      if (!nodes.has(place.parent) || nodes.has(place.key)) continue
      nodes.set(place.key, { clause: blank(place.key, place.kind), parent: undefined, children: [] })
      put(place.key, place.parent, place.after)
      marks.set(place.key, 'inserted')
    } else if (place.op === 'move') {
      const node = nodes.get(place.key)
      if (!node?.parent || !nodes.has(place.parent) || within(nodes, place.parent, place.key)) continue
      const host = nodes.get(node.parent)!
      host.children = host.children.filter((key) => key !== place.key)
      touch(node.parent)
      put(place.key, place.parent, place.after)
      if (marks.get(place.key) !== 'inserted') marks.set(place.key, 'moved')
    } else if (place.op === 'remove' && nodes.has(place.key)) {
      const strike = (key: string) => {
        marks.set(key, 'removed')
        nodes.get(key)?.children.forEach(strike)
      }
      strike(place.key)
    }
  }
  const build = (key: string): Clause => {
    const { clause, children } = nodes.get(key)!
    return touched.has(key) ? { ...clause, children: children.map(build) } : clause
  }
  return { root: build(root.key), marks }
}

const blank = (key: string, kind: Clause['kind']): Clause => ({
  key,
  kind,
  id: '',
  content: '',
  facts: {},
  texts: {},
  children: [],
})

/** Whether a clause is another, or stands below it. */
function within(nodes: ReadonlyMap<string, Node>, key: string, above: string): boolean {
  for (let at: string | undefined = key; at !== undefined; at = nodes.get(at)?.parent)
    if (at === above) return true
  return false
}
