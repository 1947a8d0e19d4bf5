// Unsaved work carried onto a newer version: what does not collide stays, what does is chosen and never lost.
import t from 'tap'
import { emptyOn, type Pending, withPlace, withText } from '../../../src/web/edit/pending.ts'
import { nameOfPlace } from '../../../src/web/edit/kept.ts'
import { rebase } from '../../../src/web/edit/rebase.ts'

type Tree = Parameters<typeof rebase>[1]
const clause = (key: string, text: string, children: Tree[] = []): Tree => ({
  key,
  kind: 'article',
  id: `${key} ${text}`,
  content: key,
  facts: {},
  texts: { en: { id: key, text } },
  children,
})
const FROM = clause('sop', 'SOP', [clause('a', 'A'), clause('b', 'B'), clause('c', 'C')])
const NEXT = { number: 2, version: 'w' }
const at = (key: string) => ({ key, language: 'en', part: 'text' }) as const
const start = emptyOn({ number: 1, version: 'v' })
const typed = (pending: Pending, key: string, value: string, was: string) =>
  withText(pending, at(key), value, was)

t.test('words that the other side did not touch are carried over', async (t) => {
  const to = clause('sop', 'SOP', [clause('a', 'A'), clause('b', 'B theirs'), clause('c', 'C')])
  const { pending, open } = rebase(typed(start, 'a', 'A mine', 'A'), FROM, to, NEXT)
  t.same(open, [])
  t.same(pending.base, NEXT)
  t.same(pending.texts.a?.en?.text, { value: 'A mine', was: 'A' })
})

t.test('the same words on both sides leave nothing to save', async (t) => {
  const to = clause('sop', 'SOP', [clause('a', 'A both'), clause('b', 'B'), clause('c', 'C')])
  t.notOk(rebase(typed(start, 'a', 'A both', 'A'), FROM, to, NEXT).pending.texts.a)
})

t.test('words that both changed are chosen: theirs, mine, or the suggestion', async (t) => {
  const to = clause('sop', 'SOP', [clause('a', 'A theirs'), clause('b', 'B'), clause('c', 'C')])
  const mine = typed(start, 'a', 'A mine', 'A')
  const unchosen = rebase(mine, FROM, to, NEXT)
  t.equal(unchosen.open.length, 1)
  t.equal(unchosen.pending.texts.a?.en?.text?.value, 'A mine', 'nothing typed is lost')
  const place = { ...at('a'), unit: 'words', suggestion: 'A theirs mine' } as const
  const chosen = (choice: 'theirs' | 'mine' | 'both') =>
    rebase(mine, FROM, to, NEXT, {
      head: NEXT,
      places: [place],
      chosen: { [nameOfPlace(place)]: choice },
    }).pending.texts.a?.en?.text
  t.equal(chosen('theirs'), undefined)
  t.same(chosen('mine'), { value: 'A mine', was: 'A theirs' })
  t.same(chosen('both'), { value: 'A theirs mine', was: 'A theirs' })
})

t.test(
  'words of a provision that the other side removed bring it back, or go with it, as was chosen',
  async (t) => {
    const to = clause('sop', 'SOP', [clause('b', 'B'), clause('c', 'C')])
    const mine = typed(start, 'a', 'A mine', 'A')
    const place = rebase(mine, FROM, to, NEXT).open[0]!
    t.equal(place.unit, 'existence')
    const clash = (choice: 'theirs' | 'mine') => ({
      head: NEXT,
      places: [place],
      chosen: { [nameOfPlace(place)]: choice },
    })
    t.same(rebase(mine, FROM, to, NEXT, clash('theirs')).pending.texts, {})
    const kept = rebase(mine, FROM, to, NEXT, clash('mine')).pending
    t.same(kept.places, [{ op: 'restore', key: 'a', version: 1 }])
    t.equal(kept.texts.a?.en?.text?.value, 'A mine')
  },
)

t.test('an insertion follows the nearest sibling that still stands', async (t) => {
  const to = clause('sop', 'SOP', [clause('a', 'A'), clause('c', 'C')])
  const mine = withPlace(start, { op: 'insert', key: 'n', kind: 'article', parent: 'sop', after: 'b' })
  t.same(rebase(mine, FROM, to, NEXT).pending.places, [
    { op: 'insert', key: 'n', kind: 'article', parent: 'sop', after: 'a' },
  ])
})

t.test('a removal of what the other side changed is asked about again', async (t) => {
  const to = clause('sop', 'SOP', [clause('a', 'A theirs'), clause('b', 'B'), clause('c', 'C')])
  const mine = withPlace(start, { op: 'remove', key: 'a', was: 'a A' })
  const { open, pending } = rebase(mine, FROM, to, NEXT)
  t.equal(open.length, 1)
  t.same(pending.places, [{ op: 'remove', key: 'a', was: 'a A theirs' }])
})
