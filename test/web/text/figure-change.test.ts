// A changed figure says its unit once, and loses nothing of either value.
import t from 'tap'
import { figureChange } from '../../../src/web/text/figure-change.ts'

t.test('what both values end with is said once', async (t) => {
  t.same(figureChange('[10 days]', '[7 days]'), { before: '[', old: '10', now: '7', after: ' days]' })
  t.same(figureChange('๑๐ วันทำการ', '๗ วันทำการ'), { before: '', old: '๑๐', now: '๗', after: ' วันทำการ' })
})

t.test('values that end differently are said in full', async (t) => {
  for (const [old, now] of [
    ['1 day', '2 days'],
    ['[24 hours]', '24 hours'],
    ['3', '4'],
    ['3 days', ' days'],
  ] as const) {
    t.same(figureChange(old, now), { before: '', old, now, after: '' })
  }
})
