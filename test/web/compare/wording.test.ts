// Numbers, figures and counts of words as a comparison says them.
import fc from 'fast-check'
import t from 'tap'
import { figureLine, labelChanges, oneSide } from '../../../src/web/compare/wording.ts'

t.test('of a printed number only what differs is marked', async (t) => {
  t.strictSame(labelChanges('Article 12', 'Article 10'), [
    ['=', 'Article '],
    ['-', '12'],
    ['+', '10'],
  ])
  t.strictSame(labelChanges('ข้อ ๑๒', 'ข้อ ๑๐'), [
    ['=', 'ข้อ '],
    ['-', '๑๒'],
    ['+', '๑๐'],
  ])
  t.strictSame(labelChanges('(2)', '(3)'), [
    ['=', '('],
    ['-', '2'],
    ['+', '3'],
    ['=', ')'],
  ])
  t.strictSame(labelChanges('Article 9', 'Article 9'), [['=', 'Article 9']])
  t.strictSame(labelChanges(undefined, undefined), [])
})

t.test('a figure is said with its unit once', async (t) => {
  t.equal(figureLine('10 working days', '7 working days'), '10 → 7 working days')
  t.equal(figureLine('[10 hari kerja]', '[7 hari kerja]'), '[10 → 7 hari kerja]')
  t.equal(figureLine('[๑๐ วันทำการ]', '[๗ วันทำการ]'), '[๑๐ → ๗ วันทำการ]')
  t.equal(figureLine(undefined, '7 days'), '7 days')
  t.equal(figureLine('7 days', undefined), '7 days')
})

t.test('changes of a label give back both labels', async () => {
  const label = fc.option(fc.string({ unit: 'grapheme' }), { nil: undefined })
  fc.assert(
    fc.property(label, label, (then, now) => {
      const changes = labelChanges(then, now)
      const said = (side: 'then' | 'now') =>
        oneSide(changes, side)
          .map(([, words]) => words)
          .join('')
      return said('then') === (then ?? '') && said('now') === (now ?? '')
    }),
  )
})
