// Words compared in the browser, digests, checks, figures: what is shown of work before it is saved.
import { createHash } from 'node:crypto'
import t from 'tap'
import { arrange } from '../../../src/web/edit/arrange.ts'
import { checksOf, figuresIn } from '../../../src/web/edit/checks.ts'
import { confirmed, digestsOf } from '../../../src/web/edit/digests.ts'
import { figureFrom, shownFigure } from '../../../src/web/edit/figures.ts'
import type { Edit } from '../../../src/web/edit/pending.ts'
import { joined } from '../../../src/web/edit/tabs.ts'
import { emptyOn, withText } from '../../../src/web/edit/pending.ts'
import { changesBetween, countChanges } from '../../../src/web/edit/word-changes.ts'

const PAIRS: [string, string][] = [
  ['', 'New.'],
  ['Gone.', ''],
  ['Consent may be withdrawn before departure.', 'Consent may be withdrawn until the flight departs.'],
  ['ผู้เสียหายอาจถอนความยินยอมได้ทุกเมื่อก่อนออกเดินทาง', 'ผู้เสียหายจะถอนความยินยอมได้ก่อนออกจากดินแดน'],
  ['within {{wait}} of it\n\n- one\n- two', 'within {{other}} of it\n\n- one\n- two\n- three'],
]

t.test('a comparison gives back both texts and cuts no figure', async (t) => {
  for (const [was, value] of PAIRS) {
    const changes = changesBetween(was, value)
    const side = (sign: string) =>
      changes.flatMap(([each, words]) => (each === '=' || each === sign ? [words] : [])).join('')
    t.equal(side('-'), was)
    t.equal(side('+'), value)
    t.notOk(changes.some(([, words]) => /\{\{[^}]*$|^[^{]*\}\}/.test(words)))
  }
  t.same(changesBetween('same', 'same'), [['=', 'same']])
})

t.test('words are counted, Thai by its words', async (t) => {
  t.same(countChanges(changesBetween('a b c', 'a x y c')), { added: 2, removed: 1 })
  t.same(countChanges(changesBetween('ผู้เสียหาย', 'ผู้เสียหายอาจถอน')).added > 0, true)
})

const EDITS: Edit[] = [
  { op: 'setText', key: 'a', language: 'th', part: 'text', value: 'ถ้อยคำ', was: '' },
  { op: 'setText', key: 'a', language: 'en', part: 'text', was: 'gone' },
  {
    op: 'insert',
    parent: 'sop',
    clause: { kind: 'article', texts: { en: { heading: 'H', text: 'T' } } },
  },
]
const sha = (value: string) => createHash('sha256').update(value).digest('hex')

t.test('only the digests of exactly the texts that were sent confirm a save', async (t) => {
  const right = await digestsOf(EDITS)
  t.same(right, [
    { pointer: '/edits/0/value', sha256: sha('ถ้อยคำ') },
    { pointer: '/edits/2/clause/texts/en/heading', sha256: sha('H') },
    { pointer: '/edits/2/clause/texts/en/text', sha256: sha('T') },
  ])
  t.ok(await confirmed(EDITS, right))
  t.notOk(await confirmed(EDITS, right.slice(1)))
  t.notOk(await confirmed(EDITS, [{ ...right[0]!, sha256: sha('other') }, ...right.slice(1)]))
})

t.test('a figure that one language lacks is named, one that all have is not', async (t) => {
  const [figures, references] = checksOf({
    en: { text: '{{wait}} {{#consent}}' },
    id: { text: '{{wait}}' },
    th: {},
  })
  t.same(figures?.off, [])
  t.same(references?.off, [{ name: '#consent', languages: ['id'] }])
  t.same(figuresIn({ en: { text: '{{wait}} {{parties}} {{#consent}} {{wait}}' } }), ['wait'])
})

t.test('a figure shows as each language writes it, in brackets while it is negotiated', async (t) => {
  const settings = { digits: 'thai', era: 'be' } as const
  const figure = { kind: 'duration', value: 3, unit: 'working-day', settled: false } as const
  t.equal(shownFigure(figure, 'en', settings), '[3 working days]')
  t.equal(shownFigure({ ...figure, settled: true }, 'id', settings), '3 hari kerja')
  t.equal(shownFigure(figure, 'th', settings), '[๓ วันทำการ]')
  t.equal(shownFigure({ kind: 'number', settled: true }, 'en', settings), '[…]')
  t.equal(figureFrom('๑๒'), 12)
  t.equal(figureFrom('0'), undefined)
  t.equal(figureFrom('1.000'), 1000)
})

const clause = (key: string, children: object[] = []) =>
  ({ key, kind: 'article', id: key, content: key, facts: {}, texts: {}, children }) as never

t.test('unsaved places show where they will be; what goes stays in sight', async (t) => {
  const root = clause('sop', [clause('a'), clause('b')])
  t.equal(arrange(root, []).root, root, 'nothing unsaved is the text itself')
  const { root: shown, marks } = arrange(root, [
    { op: 'insert', key: 'n', kind: 'article', parent: 'sop', after: 'a' },
    { op: 'move', key: 'a', parent: 'sop', after: 'b' },
    { op: 'remove', key: 'b' },
    { op: 'insert', key: 'lost', kind: 'article', parent: 'nowhere' },
  ])
  t.same(
    shown.children.map(({ key }) => key),
    ['n', 'b', 'a'],
  )
  t.same(Object.fromEntries(marks), { n: 'inserted', a: 'moved', b: 'removed' })
})

t.test('two tabs do not write over each other', async (t) => {
  const base = emptyOn({ number: 1, version: 'v' })
  const at = (key: string) => ({ key, language: 'en', part: 'text' }) as const
  const known = { pending: withText(base, at('a'), 'A', '') }
  const stored = { pending: withText(known.pending, at('b'), 'B of the other tab', '') }
  const mine = { pending: withText(known.pending, at('a'), 'A and more', '') }
  const { texts } = joined(known, stored, mine).pending
  t.equal(texts.a?.en?.text?.value, 'A and more')
  t.equal(texts.b?.en?.text?.value, 'B of the other tab')
  const emptied = joined(stored, stored, { pending: known.pending })
  t.notOk(emptied.pending.texts.b, 'what this tab has let go is gone')
})
