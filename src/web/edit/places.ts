// Where a clause may stand: what fits under what, and the steps up and down. Pure.
import type { Clause } from '../api/reads.ts'
import type { Kind } from './pending.ts'

const UNDER: Readonly<Partial<Record<Kind, readonly Kind[]>>> = {
  sop: ['chapter', 'article', 'annex', 'preamble', 'signature'],
  preamble: ['paragraph'],
  chapter: ['article'],
  article: ['paragraph', 'step'],
  paragraph: ['paragraph'],
  annex: ['paragraph', 'article', 'step', 'form'],
  signature: ['paragraph'],
  form: ['paragraph'],
}

/** The kinds that may be put in under a clause; there is one preamble and one block of signatures. */
export function kindsUnder(parent: Kind): Kind[] {
  return (UNDER[parent] ?? []).filter((kind) => kind !== 'preamble' && kind !== 'signature')
}

export const fitsUnder = (kind: Kind, parent: Kind): boolean => UNDER[parent]?.includes(kind) ?? false

export interface Spot {
  readonly parent: string
  readonly after?: string
}

interface Standing {
  readonly clause: Clause
  readonly parent: Clause | undefined
}

const spot = (parent: string, after: string | undefined): Spot => ({
  parent,
  ...(after !== undefined && { after }),
})

/**
 * The place one step up or down: among its siblings, and over the edge into the neighbour of its parent where the
 * clause fits.
 */
export function stepFrom(
  placed: readonly Standing[],
  key: string,
  direction: 'up' | 'down',
): Spot | undefined {
  const found = placed.find(({ clause }) => clause.key === key)
  if (!found?.parent) return undefined
  const siblings = found.parent.children.map((child) => child.key)
  const at = siblings.indexOf(key)
  if (direction === 'up' && at > 0) return spot(found.parent.key, siblings[at - 2])
  if (direction === 'down' && at < siblings.length - 1) return spot(found.parent.key, siblings[at + 1])
  const { kind } = found.clause
  const hosts = placed.filter(
    ({ clause }) => fitsUnder(kind, clause.kind) && clause.kind === found.parent?.kind,
  )
  const here = hosts.findIndex(({ clause }) => clause.key === found.parent?.key)
  const next = hosts[direction === 'up' ? here - 1 : here + 1]
  if (here < 0 || !next) return undefined
  return spot(next.clause.key, direction === 'up' ? next.clause.children.at(-1)?.key : undefined)
}

/** Every clause that this one may be put under, itself and what stands below it left out. */
export function hostsFor(placed: readonly Standing[], { clause }: Standing): Clause[] {
  const below = new Set<string>()
  const visit = (each: Clause) => {
    below.add(each.key)
    each.children.forEach(visit)
  }
  visit(clause)
  return placed.flatMap(({ clause: host }) =>
    fitsUnder(clause.kind, host.kind) && !below.has(host.key) ? [host] : [],
  )
}

/** What goes with a clause: how many stand below it. */
export const countBelow = (clause: Clause): number =>
  clause.children.reduce((sum, child) => sum + 1 + countBelow(child), 0)
