// Whether an act counts is said for each: for this version, for an earlier one, or not any more.
import t from 'tap'
import { byVersion, countingOf } from '../../../src/web/agreement/counting.ts'
import type { Approval } from '../../../src/web/api/reads.ts'

const act = (part: Partial<Approval>): Approval => ({
  id: 'one',
  act: 'text-agreed',
  capacity: 'Head',
  place: 'Jakarta',
  date: '2026-11-24',
  medium: 'electronic',
  version: 'v2',
  number: 2,
  party: 'IDN',
  languages: {},
  seq: 5,
  stands: true,
  current: true,
  ...part,
})

t.test('an act counts for its own version alone', async (t) => {
  const here = act({})
  t.same(countingOf(here, [here]), { is: 'counts' })
  const before = act({ current: false, version: 'v1', number: 1 })
  t.same(countingOf(before, [before]), { is: 'elsewhere' })
})

t.test('what was withdrawn, set aside or replaced is said to be so', async (t) => {
  const taken = act({ stands: false })
  const taker = act({
    id: 'two',
    act: 'withdrawn',
    withdraws: 'one',
    stands: false,
    date: '2026-11-25',
    seq: 6,
  })
  t.same(countingOf(taken, [taken, taker]), { is: 'withdrawn', date: '2026-11-25' })
  t.same(countingOf(taker, [taken, taker]), { is: 'takes-back' })
  t.same(countingOf(taken, [taken]), { is: 'set-aside' })
  const first = act({ act: 'agreed-ad-referendum' })
  const later = act({ id: 'three', act: 'ad-referendum-confirmed', seq: 7 })
  t.same(countingOf(first, [first, later]), { is: 'replaced' })
  t.same(countingOf(later, [first, later]), { is: 'counts' })
})

t.test('the current version stands first, even when nobody has acted on it', async (t) => {
  const acts = [act({ id: 'b', seq: 9 }), act({ id: 'a', seq: 3 })]
  const found = byVersion(acts, { number: 3, version: 'v3' })
  t.same(
    found.map(({ number, acts }) => [number, acts.map(({ id }) => id)]),
    [
      [3, []],
      [2, ['a', 'b']],
    ],
  )
})
