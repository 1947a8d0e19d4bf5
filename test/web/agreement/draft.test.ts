// An act is sent only when nothing is missing; documents of authority are named whole or not at all.
import t from 'tap'
import {
  bodyOf,
  dayOf,
  type Draft,
  emptyDraft,
  missingIn,
  toldOf,
  usualSeat,
} from '../../../src/web/agreement/draft.ts'

const V = 'c'.repeat(64)
const FULL = {
  ...emptyDraft('2026-11-24'),
  act: 'text-agreed',
  capacity: ' Head of delegation ',
  place: 'Bangkok',
} satisfies Draft

t.test('what is missing is named', async (t) => {
  t.same(missingIn(emptyDraft('2026-11-24')), ['act', 'capacity', 'place'])
  t.same(missingIn(FULL), [])
  t.same(missingIn({ ...FULL, date: '' }), ['date'])
  t.same(missingIn({ ...FULL, document: 'Resolution' }), ['authority'])
  t.same(missingIn({ ...FULL, medium: 'on-paper' }), ['letter'])
  t.same(missingIn({ ...FULL, act: 'withdrawn' }), ['withdraws'])
})

t.test('what is sent is what was filled in, without spaces around it and without empty fields', async (t) => {
  t.same(bodyOf(FULL, V), {
    act: 'text-agreed',
    version: V,
    capacity: 'Head of delegation',
    place: 'Bangkok',
    date: '2026-11-24',
    medium: 'in-person',
  })
  const whole = { ...FULL, document: 'Resolution', documentNumber: '7', documentDate: '2026-11-01' }
  t.same(bodyOf(whole, V).authority, { document: 'Resolution', number: '7', date: '2026-11-01' })
})

t.test('the withdrawn act goes with a withdrawal alone', async (t) => {
  t.equal(bodyOf({ ...FULL, withdraws: 'x' }, V).withdraws, undefined)
  t.equal(bodyOf({ ...FULL, act: 'withdrawn', withdraws: 'x' }, V).withdraws, 'x')
})

t.test('before it is filled in, the sentence shows dots', async (t) => {
  t.equal(toldOf({ ...FULL, place: '' }, { number: 1, version: V }, 'Head').place, '…')
})

t.test('the day is that of the reader, and the seat that of his role', async (t) => {
  t.equal(dayOf(new Date(2026, 0, 5, 1)), '2026-01-05')
  t.equal(usualSeat('initialled', [{ role: 'signatory' }]), 'signatory')
  t.equal(usualSeat('initialled', [{ role: 'drafter' }]), 'head')
  t.equal(usualSeat('signed', [{ role: 'head' }]), 'signatory')
})
