// Where a comment's words are now: found, changed, removed or erased, in code points.
import fc from 'fast-check'
import t from 'tap'
import { type Anchor, findQuote, locate } from '../../src/document/anchors.ts'
import { type Clause, indexTree } from '../../src/document/clause.ts'
import { applyEdits, type Edit } from '../../src/document/edits.ts'
import { isFailure } from '../../src/errors.ts'
import { clause, counting, sop } from '../helpers/clauses.ts'

const NEAR = { before: '', after: '' }
const given = counting(3)
const tree = sop([clause('a', 'article', { th: { text: 'ผู้เสียหายต้องปลอดภัย 😀 ผู้เสียหายต้องสมัครใจ' } })])
const edited = (...edits: Edit[]): Clause => {
  const made = applyEdits(tree, edits, given)
  if (isFailure(made)) throw new Error(made.failure)
  return made
}
const anchorAt = (quote: string, near = NEAR): Anchor => {
  const text = indexTree(tree).get('a')!.clause.texts.th!
  const place = { version: 1, key: 'a', language: 'th', part: 'text' } as const
  return { ...place, text: text.id, ...findQuote(text.text!, quote, near)! }
}
const setText = (value: string): Edit => ({ op: 'setText', key: 'a', language: 'th', part: 'text', value })

t.test('a quotation is found in code points, the one whose surroundings fit', (t) => {
  t.strictSame(findQuote('a 😀 b 😀 c', '😀', NEAR), { start: 2, end: 3 })
  t.strictSame(findQuote('a 😀 b 😀 c', '😀', { before: 'b ', after: '' }), { start: 6, end: 7 })
  t.strictSame(findQuote('a 😀 b 😀 c', '😀', { before: '', after: ' c' }), { start: 6, end: 7 })
  t.strictSame(
    findQuote('aaa', 'aa', { before: 'a', after: '' }),
    { start: 1, end: 3 },
    'overlapping ones too',
  )
  t.equal(findQuote('abc', 'd', NEAR), undefined)
  t.equal(findQuote('abc', '', NEAR), undefined)
  t.end()
})

t.test('laws: what is found reads as the quotation', (t) => {
  const unit = fc.constantFrom('a', 'b', 'ก', '😀', ' ')
  fc.assert(
    fc.property(
      fc.string({ unit, maxLength: 30 }),
      fc.string({ unit, minLength: 1, maxLength: 3 }),
      (text, quote) => {
        const found = findQuote(text, quote, NEAR)
        if (!found) return !text.includes(quote)
        return [...text].slice(found.start, found.end).join('') === quote
      },
    ),
  )
  t.end()
})

t.test('in the same words it stands where it stood, whatever else moved', (t) => {
  const anchor = anchorAt('ต้องสมัครใจ')
  t.match(locate(anchor, tree, tree), {
    quote: 'ต้องสมัครใจ',
    state: 'found',
    start: anchor.start,
    end: anchor.end,
  })
  const other = edited({ op: 'setText', key: 'a', language: 'en', part: 'text', value: 'Words' })
  t.match(locate(anchor, tree, other), { state: 'found', start: anchor.start })
  const heading = edited({ op: 'setText', key: 'a', language: 'th', part: 'heading', value: 'หัวข้อ' })
  t.match(
    locate(anchor, tree, heading),
    { state: 'found', start: anchor.start },
    'another part of the same text',
  )
  t.end()
})

t.test('in changed words it is found again by what stood around it', (t) => {
  const second = anchorAt('ผู้เสียหาย', { before: '😀 ', after: '' })
  t.equal(second.start, 24)
  const now = edited(setText('ใหม่ ผู้เสียหายต้องปลอดภัย 😀 ผู้เสียหายต้องสมัครใจ'))
  t.match(locate(second, tree, now), { quote: 'ผู้เสียหาย', state: 'found', start: 29, end: 39 })
  t.end()
})

t.test(
  'gone words show what stands there now; a removed clause, or part, does not hide the quotation',
  (t) => {
    const anchor = anchorAt('ต้องสมัครใจ')
    t.strictSame(locate(anchor, tree, edited(setText('อื่น'))), {
      quote: 'ต้องสมัครใจ',
      state: 'changed',
      now: 'อื่น',
    })
    const taken = edited({ op: 'setText', key: 'a', language: 'th', part: 'text' })
    t.strictSame(locate(anchor, tree, taken), { quote: 'ต้องสมัครใจ', state: 'changed', now: '' })
    const removed = edited({ op: 'remove', key: 'a' })
    t.strictSame(locate(anchor, tree, removed), { quote: 'ต้องสมัครใจ', state: 'removed' })
    t.end()
  },
)

t.test('erased words are not quoted', (t) => {
  const anchor = anchorAt('ต้องสมัครใจ')
  const [article] = tree.children
  const blank = { ...article!, texts: { th: { id: article!.texts.th!.id, salt: '' } } }
  const then = { ...tree, children: [blank] }
  t.strictSame(locate(anchor, then, then), { quote: undefined, state: 'erased' })
  t.strictSame(locate({ ...anchor, key: 'gone' }, tree, tree), { quote: undefined, state: 'erased' })
  t.end()
})
