// Cards in the margin: none overlap, their order stays, the focused one stands at its words.
import fc from 'fast-check'
import t from 'tap'
import { layCards } from '../../../src/web/threads/layout.ts'

const cards = fc
  .array(
    fc.record({ wanted: fc.integer({ min: -300, max: 5_000 }), height: fc.integer({ min: 0, max: 600 }) }),
    {
      maxLength: 40,
    },
  )
  .map((all) => all.map((each, at) => ({ id: String(at), ...each })))
const GAP = 10

const sound = (all: readonly { id: string; height: number }[], tops: ReadonlyMap<string, number>) =>
  all.every(({ id }, at) => {
    const top = tops.get(id)!
    const before = all[at - 1]
    return before ? top >= tops.get(before.id)! + before.height + GAP : top >= 0
  })

void t.test('cards never overlap, keep their order and stay below the top of the margin', (t) => {
  fc.assert(
    fc.property(cards, fc.nat({ max: 45 }), (all, focused) =>
      sound(all, layCards(all, String(focused), GAP)),
    ),
  )
  t.end()
})

void t.test('the focused card stands exactly at its words where those above it leave room', (t) => {
  fc.assert(
    fc.property(cards, fc.nat({ max: 39 }), (all, at) => {
      const focused = all[at]
      if (!focused) return true
      const above = all.slice(0, at).reduce((sum, { height }) => sum + height + GAP, 0)
      const top = layCards(all, focused.id, GAP).get(focused.id)
      return top === Math.max(focused.wanted, above, 0)
    }),
  )
  t.end()
})

void t.test('without a focus a card is only ever pushed down', (t) => {
  fc.assert(
    fc.property(cards, (all) => {
      const tops = layCards(all, undefined, GAP)
      return all.every(({ id, wanted }) => tops.get(id)! >= wanted)
    }),
  )
  t.end()
})

void t.test('cards with room to spare stand at their words', (t) => {
  const tops = layCards(
    [
      { id: 'a', wanted: 40, height: 100 },
      { id: 'b', wanted: 60, height: 100 },
      { id: 'c', wanted: 900, height: 100 },
    ],
    undefined,
    10,
  )
  t.same([...tops.values()], [40, 150, 900])
  t.same(
    [
      ...layCards(
        [
          { id: 'a', wanted: 140, height: 100 },
          { id: 'b', wanted: 160, height: 100 },
        ],
        'b',
        10,
      ).values(),
    ],
    [50, 160],
    'the focused one pushes the one before it up',
  )
  t.end()
})
