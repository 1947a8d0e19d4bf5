// Which siblings moved: the fewest that explain the new order.
import fc from 'fast-check'
import t from 'tap'
import { movedAmong } from '../../src/document/order.ts'

const list = (text: string) => [...text]
const moved = (before: string, after: string) => [...movedAmong(list(before), list(after))].sort().join('')

t.test('the fewest are said to have moved', (t) => {
  t.equal(moved('abcde', 'abcde'), '')
  t.equal(moved('abcde', 'eabcd'), 'e')
  t.equal(moved('abcde', 'bcdea'), 'a')
  t.equal(moved('abcde', 'acbde').length, 1)
  t.equal(moved('abc', 'cba').length, 2)
  t.equal(moved('abcd', 'axbyd'), '', 'who came and who went did not move')
  t.equal(moved('', 'abc'), '')
  t.equal(moved('abc', ''), '')
  t.end()
})

const shuffled = fc
  .uniqueArray(fc.constantFrom(...'abcdefgh'), { maxLength: 8 })
  .chain((before) => fc.tuple(fc.constant(before), fc.shuffledSubarray(list('abcdefghij'))))

t.test('laws: those that stayed stand in their old order, and one fewer would not do', (t) => {
  fc.assert(
    fc.property(shuffled, ([before, after]) => {
      const gone = movedAmong(before, after)
      const known = after.filter((key) => before.includes(key))
      const stayed = known.filter((key) => !gone.has(key))
      const ordered = stayed.every(
        (key, at) => at === 0 || before.indexOf(stayed[at - 1]!) < before.indexOf(key),
      )
      return ordered && stayed.length === longest(known.map((key) => before.indexOf(key)))
    }),
  )
  t.end()
})

/** The length of a longest increasing run, the slow way. */
function longest(values: readonly number[]): number {
  const lengths: number[] = []
  values.forEach((value, at) => {
    lengths.push(
      1 + Math.max(0, ...values.slice(0, at).map((earlier, from) => (earlier < value ? lengths[from]! : 0))),
    )
  })
  return Math.max(0, ...lengths)
}
