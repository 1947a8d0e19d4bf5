// The threads of the open text in order, and their numbers, worked out once for each reading.
import type { Thread } from '../api/reads.ts'
import type { OpenText } from '../document/open-text.ts'
import { standingIn } from './earlier.ts'
import { inOrder, numbersOf, type Standing } from './order.ts'

interface Numbered {
  readonly placed: OpenText['placed']
  readonly ordered: readonly Thread[]
  readonly numbers: ReadonlyMap<string, number>
  readonly standing: Standing
}
const known = new WeakMap<readonly Thread[], Numbered>()

type Needed = Pick<OpenText, 'threads' | 'placed' | 'order' | 'earlier'>

export function numbered({ threads, placed, order, earlier }: Needed): Numbered {
  const before = known.get(threads)
  if (before?.placed === placed) return before
  const keys = placed.map(({ clause }) => clause.key)
  const standing = standingIn(new Set(keys), earlier)
  const ordered = inOrder(threads, keys, order, standing)
  const made = { placed, ordered, numbers: numbersOf(ordered), standing }
  known.set(threads, made)
  return made
}

export const numbersIn = (open: Needed): ReadonlyMap<string, number> => numbered(open).numbers
