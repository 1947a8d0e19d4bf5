// Numbers and filters of discussions, and words found again between the words around them.
import fc from 'fast-check'
import t from 'tap'
import type { Thread } from '../../../src/web/api/reads.ts'
import { concerns, passes } from '../../../src/web/threads/filters.ts'
import { standsNow } from '../../../src/web/threads/found-again.ts'
import { inOrder, numbersOf } from '../../../src/web/threads/order.ts'

const thread = (id: string, anchor: Partial<Thread['anchor']>, more: Partial<Thread> = {}): Thread => ({
  id,
  zone: 'table',
  state: 'open',
  by: 'IDN',
  time: '2026-11-20T00:00:00.000Z',
  anchor: { version: 1, key: 'a', language: 'en', part: 'text', state: 'found', ...anchor },
  comments: [],
  tag: '"t"',
  may: [],
  ...more,
})
const said = (mentions: string[], member?: string): Thread['comments'] => [
  {
    id: 'c',
    by: 'THA',
    time: '2026-11-20T00:00:00.000Z',
    body: 'words',
    earlier: [],
    mentions,
    withdrawn: false,
    ...(member !== undefined && { author: { member, name: 'A seat' } }),
  },
]

void t.test('numbers go down the paper: by provision, part, language and place in the text', (t) => {
  const threads = [
    thread('late', { key: 'b', start: 4 }),
    thread('thai', { key: 'a', language: 'th', start: 0 }),
    thread('second', { key: 'a', start: 9 }),
    thread('first', { key: 'a', start: 2 }),
    thread('heading', { key: 'a', part: 'heading', language: 'th', start: 5 }),
  ]
  const ordered = inOrder(threads, ['a', 'b'], ['en', 'th'])
  t.same(
    ordered.map(({ id }) => id),
    ['heading', 'first', 'second', 'thai', 'late'],
  )
  t.same([...numbersOf(ordered).values()], [1, 2, 3, 4, 5])
  t.end()
})

void t.test('what is settled has no number, and takes none away', (t) => {
  const threads = [thread('x', {}, { state: 'resolved' }), thread('y', { key: 'b' })]
  t.same([...numbersOf(inOrder(threads, ['a', 'b'], ['en']))], [['y', 1]])
  t.end()
})

void t.test('a discussion of a removed provision comes behind what stood before it', (t) => {
  const threads = [
    thread('next', { key: 'c' }),
    thread('gone', { key: 'b', state: 'removed' }),
    thread('there', {}),
  ]
  const standing = ({ anchor }: Thread) => (anchor.key === 'b' ? 'a' : anchor.key)
  t.same(
    inOrder(threads, ['a', 'c'], ['en'], standing).map(({ id }) => id),
    ['there', 'gone', 'next'],
  )
  t.end()
})

void t.test('the order does not depend on the order of arrival', (t) => {
  const some = fc.array(
    fc.record({
      key: fc.constantFrom('a', 'b', 'c', 'gone'),
      language: fc.constantFrom('en', 'id', 'th'),
      start: fc.option(fc.nat({ max: 9 }), { nil: undefined }),
    }),
    { maxLength: 12 },
  )
  fc.assert(
    fc.property(some, (all) => {
      const threads = all.map(({ start, ...anchor }, at) =>
        thread(String(at), { ...anchor, ...(start !== undefined && { start }) }),
      )
      const ids = (given: Thread[]) => inOrder(given, ['a', 'b', 'c'], ['en', 'id', 'th']).map(({ id }) => id)
      return ids(threads).join() === ids([...threads].reverse()).join()
    }),
  )
  t.end()
})

const self = { member: 'm'.repeat(32), delegation: 'IDN', roles: ['legal'] }

void t.test(
  'a discussion is ours by a mention of us, our seat or ourselves, or by having spoken in it',
  (t) => {
    t.ok(concerns(thread('1', {}, { comments: said(['IDN']) }), self))
    t.ok(concerns(thread('2', {}, { comments: said(['IDN/legal']) }), self))
    t.ok(concerns(thread('3', {}, { comments: said([self.member]) }), self))
    t.ok(concerns(thread('4', {}, { comments: said([], self.member) }), self))
    t.notOk(concerns(thread('5', {}, { comments: said(['THA', 'IDN/drafter', 'THA/legal']) }), self))
    t.end()
  },
)

void t.test('filters tell open, settled and those whose words changed', (t) => {
  const open = thread('1', {})
  const changed = thread('2', { state: 'changed' })
  const settled = thread('3', { state: 'removed' }, { state: 'resolved' })
  const all = [open, changed, settled]
  const kept = (filter: 'open' | 'settled' | 'changed' | 'mine') =>
    all.filter((each) => passes(each, filter, self)).map(({ id }) => id)
  t.same(kept('open'), ['1', '2'])
  t.same(kept('settled'), ['3'])
  t.same(kept('changed'), ['2'])
  t.same(kept('mine'), [])
  t.end()
})

void t.test('changed words are found between the words that stand around them', (t) => {
  const found = (then: string, quote: string, now: string) => {
    const range = standsNow(then, quote, now)
    return range && [...now].slice(range.start, range.end).join('')
  }
  t.equal(
    found(
      'The risks of debt, stigma and re-trafficking.',
      'debt',
      'The risks of debt bondage, stigma and re-trafficking.',
    ),
    'debt bondage',
  )
  t.equal(found('ภายใน 7 วัน นับแต่วันที่ได้รับคำขอ', '7 วัน', 'ภายใน 10 วันทำการ นับแต่วันที่ได้รับคำขอ'), '10 วันทำการ')
  t.equal(found('Short.', 'Short.', 'Longer.'), 'Longer.', 'the whole text was discussed')
  t.equal(found('One thing.', 'One thing', 'Quite another matter!'), undefined)
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), fc.stringMatching(/^[a-z]{3,20}$/), (quote, put) => {
      const before = 'Before these words stands '
      const after = ' and after them stands this'
      // Words that still stand somewhere have not changed.
      if (quote.trim() === '' || (before + put + after).includes(quote)) return true
      return found(before + quote + after, quote, before + put + after) === put
    }),
  )
  t.end()
})
