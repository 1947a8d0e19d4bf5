// Printed numbers: what runs on, what starts again, and how each language writes it.
import fc from 'fast-check'
import t from 'tap'
import { indexTree, walk } from '../../src/document/clause.ts'
import { labelOf, numberClauses, referenceTo, type ShowOptions } from '../../src/document/numbering.ts'
import { arbitrarySop, clause, sop } from '../helpers/clauses.ts'

const tree = sop([
  clause('pre', 'preamble', 'Mindful', [clause('pre-p', 'paragraph', 'Recalling')]),
  clause('c1', 'chapter', '', [
    clause('a1', 'article', '', [clause('a1-p1', 'paragraph', ''), clause('a1-p2', 'paragraph', '')]),
    clause('a2', 'article', '', [clause('a2-s1', 'step', '')]),
  ]),
  clause('c2', 'chapter', '', [
    clause('a3', 'article', '', [
      clause('a3-p1', 'paragraph', '', [
        clause('a3-p1a', 'paragraph', ''),
        clause('a3-p1b', 'paragraph', '', [clause('a3-p1b2', 'paragraph', '')]),
      ]),
      clause('a3-s1', 'step', ''),
      clause('a3-p2', 'paragraph', '', [clause('a3-p2-s', 'step', '')]),
      clause('a3-s2', 'step', '', [clause('a3-s2-1', 'step', '', [clause('a3-s2-p', 'paragraph', '')])]),
    ]),
    clause('c2-s', 'step', ''),
  ]),
  clause('x1', 'annex', '', [
    clause('x1-f', 'form', ''),
    clause('x1-s', 'step', ''),
    clause('x1-p', 'paragraph', ''),
    clause('x1-a', 'article', '', [clause('x1-a-p', 'paragraph', '')]),
  ]),
  clause('x2', 'annex', '', [clause('x2-f', 'form', ''), clause('x2-a', 'article', '')]),
  clause('sig', 'signature', 'Done at'),
])
const numbers = numberClauses(tree)
const label = (key: string, options?: ShowOptions) =>
  ['en', 'id', 'th'].map((language) => labelOf(numbers, key, language, options))
const reference = (key: string, options?: ShowOptions) =>
  ['en', 'id', 'th'].map((language) => referenceTo(numbers, key, language, options))

t.test('labels are those of official texts', (t) => {
  t.strictSame(label('c1'), ['Chapter I', 'BAB I', 'หมวด ๑'])
  t.strictSame(label('a3'), ['Article 3', 'Pasal 3', 'ข้อ ๓'])
  t.strictSame(label('a1-p2'), ['(2)', '(2)', '(๒)'])
  t.strictSame(label('a3-p1b'), ['(b)', 'b.', '(ข)'])
  t.strictSame(label('a3-p1b2'), ['(i)', '1.', '๑)'])
  t.strictSame(label('a3-s2'), ['Step 2', 'Langkah 2', 'ขั้นตอนที่ ๒'])
  t.strictSame(label('a3-s2-1'), ['Step 2.1', 'Langkah 2.1', 'ขั้นตอนที่ ๒.๑'])
  t.strictSame(label('x2'), ['Annex II', 'Lampiran II', 'ภาคผนวก ๒'])
  t.strictSame(label('x2-f'), ['Form 2', 'Formulir 2', 'แบบฟอร์มที่ ๒'])
  t.strictSame(label('a3', { digits: 'arabic' }), ['Article 3', 'Pasal 3', 'ข้อ 3'])
  t.equal(labelOf(numbers, 'a3', 'ms'), 'Article 3', 'other languages fall back to English')
  t.end()
})

t.test('references are whole, as they stand in a sentence', (t) => {
  t.strictSame(reference('c2'), ['Chapter II', 'BAB II', 'หมวด ๒'])
  t.strictSame(reference('a3'), ['Article 3', 'Pasal 3', 'ข้อ ๓'])
  t.strictSame(reference('a1-p2'), ['Article 1 paragraph (2)', 'Pasal 1 ayat (2)', 'ข้อ ๑ วรรค ๒'])
  t.strictSame(reference('a3-p1b2'), [
    'Article 3 paragraph (1)(b)(i)',
    'Pasal 3 ayat (1) huruf b angka 1',
    'ข้อ ๓ วรรค ๑ (ข) ๑)',
  ])
  t.strictSame(reference('a3-s2'), ['Article 3, step 2', 'Pasal 3 langkah 2', 'ข้อ ๓ ขั้นตอนที่ ๒'])
  t.strictSame(reference('a3-s2-1'), ['Article 3, step 2.1', 'Pasal 3 langkah 2.1', 'ข้อ ๓ ขั้นตอนที่ ๒.๑'])
  t.strictSame(reference('a3-p2-s'), [
    'Article 3 paragraph (2), step 1',
    'Pasal 3 ayat (2) langkah 1',
    'ข้อ ๓ วรรค ๒ ขั้นตอนที่ ๑',
  ])
  t.equal(referenceTo(numbers, 'a3-s2-p', 'en'), 'Article 3, step 2.1, paragraph (1)')
  t.strictSame(reference('c2-s'), ['Chapter II, step 1', 'BAB II langkah 1', 'หมวด ๒ ขั้นตอนที่ ๑'])
  t.strictSame(reference('x1-s'), ['Annex I, step 1', 'Lampiran I langkah 1', 'ภาคผนวก ๑ ขั้นตอนที่ ๑'])
  t.strictSame(reference('x1-p'), ['Annex I, paragraph (1)', 'Lampiran I angka 1', 'ภาคผนวก ๑ วรรค ๑'])
  t.strictSame(reference('x2-f'), ['Form 2', 'Formulir 2', 'แบบฟอร์มที่ ๒'])
  t.strictSame(reference('pre-p'), ['paragraph (1)', 'angka 1', 'วรรค ๑'])
  t.end()
})

t.test('articles run through all chapters and start again in each annex', (t) => {
  t.strictSame(numbers.get('a3'), { kind: 'article', ordinal: 3 })
  t.strictSame(numbers.get('x2-a'), { kind: 'article', ordinal: 1, parent: 'x2' })
  t.strictSame(reference('x1-a-p'), [
    'Annex I, Article 1 paragraph (1)',
    'Lampiran I Pasal 1 ayat (1)',
    'ภาคผนวก ๑ ข้อ ๑ วรรค ๑',
  ])
  t.end()
})

t.test('paragraphs and steps of an article are two sequences', (t) => {
  t.strictSame(
    ['a3-p1', 'a3-s1', 'a3-p2', 'a3-s2'].map((key) => numbers.get(key)!.ordinal),
    [1, 1, 2, 2],
  )
  t.equal(numbers.get('a3-p1a')!.parent, 'a3-p1')
  t.end()
})

t.test('preamble, signature and root have no number, nor has what is not there', (t) => {
  for (const key of ['sop', 'pre', 'sig', 'nothing']) {
    t.equal(labelOf(numbers, key, 'en'), undefined)
    t.equal(referenceTo(numbers, key, 'th'), undefined)
  }
  t.end()
})

t.test('letters and Roman figures go on past the alphabet', (t) => {
  const many = (under: string, kind: 'paragraph' | 'article', count: number) =>
    Array.from({ length: count }, (_, place) => clause(`${under}-${place + 1}`, kind, ''))
  const long = numberClauses(
    sop([
      clause('a', 'article', '', [clause('p', 'paragraph', '', many('p', 'paragraph', 53))]),
      ...Array.from({ length: 49 }, (_, place) => clause(`c${place + 1}`, 'chapter', '')),
    ]),
  )
  t.equal(labelOf(long, 'p-26', 'en'), '(z)')
  t.equal(labelOf(long, 'p-27', 'en'), '(aa)')
  t.equal(labelOf(long, 'p-53', 'id'), 'ba.')
  t.equal(labelOf(long, 'p-41', 'th'), '(ฮ)')
  t.equal(labelOf(long, 'p-42', 'th'), '(กก)')
  t.equal(labelOf(long, 'c49', 'en'), 'Chapter XLIX')
  t.end()
})

t.test('every clause has its own reference, and each sequence counts 1, 2, 3', (t) => {
  fc.assert(
    fc.property(arbitrarySop, (root) => {
      const numbers = numberClauses(root)
      const sequences = new Map<string, number>()
      const seen = new Set<string>()
      for (const { key } of walk(root)) {
        const number = numbers.get(key)
        if (!number) continue
        const sequence = `${number.kind} ${number.parent ?? ''} ${number.kind === 'step' ? indexTree(root).get(key)!.parent!.key : ''}`
        if (number.ordinal !== (sequences.get(sequence) ?? 0) + 1) return false
        sequences.set(sequence, number.ordinal)
        if (number.kind === 'step' && !number.parent) continue
        const shown = referenceTo(numbers, key, 'en')!
        if (seen.has(shown)) return false
        seen.add(shown)
      }
      return true
    }),
  )
  t.end()
})
