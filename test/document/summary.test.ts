import t from 'tap'
import type { Clause } from '../../src/document/clause.ts'
import { diffTrees } from '../../src/document/diff.ts'
import { applyEdits, type Edit } from '../../src/document/edits.ts'
import { factName, languageName, oldToNew, summarise, summaryContext } from '../../src/document/summary.ts'
import { isFailure } from '../../src/errors.ts'
import { clause, counting, sop } from '../helpers/clauses.ts'

const three = (en: string, id: string, th: string) => ({
  en: { text: en },
  id: { text: id },
  th: { text: th },
})
const days = (value: number, settled = true) =>
  ({ kind: 'duration', value, unit: 'working-day', settled }) as const

const tree = sop(
  [
    clause('pre', 'preamble', three('Recalling.', 'Mengingat.', 'ระลึกถึง')),
    clause('a', 'article', { en: { heading: 'Scope', text: 'x' }, id: { heading: 'Lingkup' } }),
    clause('b', 'article', three('Within {{reply}}.', 'Dalam {{reply}}.', 'ภายใน {{reply}}'), [
      clause('p', 'paragraph', three('It may.', 'Dapat.', 'อาจ')),
    ]),
    clause('c', 'article', 'Moves.'),
    clause('s', 'step', 'Acts.', [], { step: { forms: ['f1'] } }),
  ],
  { parameters: { reply: days(10), free: days(2) } },
)

function lines(edits: Edit[], language: 'en' | 'id' | 'th', from: Clause = tree): string[] {
  const to = applyEdits(from, edits, counting(4))
  if (isFailure(to)) throw new Error(JSON.stringify(to))
  const context = summaryContext(from, to)
  return diffTrees(from, to).entries.map((entry) => summarise(entry, language, context))
}

const set = (key: string, language: string, value: string, part: 'text' | 'heading' = 'text'): Edit => ({
  op: 'setText',
  key,
  language,
  part,
  value,
})

t.test('it names the languages that changed, and those that did not', async (t) => {
  const edits = [set('p', 'en', 'It will.'), set('p', 'id', 'Akan.')]
  t.same(lines(edits, 'en'), [
    'Article 2 paragraph (1): words changed in English and Indonesian; the Thai text was not changed',
  ])
  t.same(lines(edits, 'id'), [
    'Pasal 2 ayat (1): kata diubah dalam bahasa Inggris dan bahasa Indonesia; naskah bahasa Thai tidak berubah',
  ])
  t.same(lines(edits, 'th'), ['ข้อ ๒ วรรค ๑: แก้ไขถ้อยคำในภาษาอังกฤษและภาษาอินโดนีเซีย ตัวบทภาษาไทยไม่เปลี่ยนแปลง'])
  t.same(lines([set('p', 'en', 'It will.')], 'en'), [
    'Article 2 paragraph (1): words changed in English; the Indonesian and Thai texts were not changed',
  ])
  t.same(lines([set('a', 'en', 'Reach', 'heading')], 'id'), [
    'Pasal 1: judul diubah dalam bahasa Inggris; naskah bahasa Indonesia tidak berubah',
  ])
})

t.test('a figure is said as old and new, once with its unit', async (t) => {
  const edits: Edit[] = [{ op: 'setParameter', name: 'reply', value: days(7) }]
  t.same(lines(edits, 'en'), ['Article 2: 10 → 7 working days'])
  t.same(lines(edits, 'id'), ['Pasal 2: 10 → 7 hari kerja'])
  t.same(lines(edits, 'th'), ['ข้อ ๒: ๑๐ → ๗ วันทำการ'])
  t.same(lines([{ op: 'setParameter', name: 'reply', value: days(10, false) }], 'en'), [
    'Article 2: 10 working days → [10 working days]',
  ])
  t.same(lines([{ op: 'setParameter', name: 'reply' }], 'en'), ['Article 2: figure removed: 10 working days'])
  const bare = sop([clause('a', 'article', '{{x}}')])
  t.same(lines([{ op: 'setParameter', name: 'x', value: days(1) }], 'id', bare), [
    'Pasal 1: angka baru: 1 hari kerja',
  ])
  t.same(oldToNew('[10 days]', '[7 days]'), { before: '[', from: '10', to: '7', after: ' days]' })
  t.same(oldToNew('a', 'b'), { before: '', from: 'a', to: 'b', after: '' })
  t.same(oldToNew('same', 'same'), { before: '', from: 'same', to: 'same', after: '' })
})

t.test('it says what moved, came and went, and what only got another number', async (t) => {
  const edits: Edit[] = [
    { op: 'move', key: 'c', parent: 'sop', after: 'pre' },
    { op: 'remove', key: 'a' },
    { op: 'insert', parent: 'sop', after: 'b', clause: clause('n', 'article', 'New.') },
  ]
  t.same(lines(edits, 'en'), [
    'Former Article 1: deleted',
    'Article 1: moved, formerly Article 3; its words are unchanged',
    'Article 3: new provision',
  ])
  t.same(lines(edits, 'id'), [
    'Pasal 1 lama: dihapus',
    'Pasal 1: dipindahkan, semula Pasal 3; kata-katanya tidak berubah',
    'Pasal 3: ketentuan baru',
  ])
  t.same(lines(edits, 'th'), ['ข้อ ๑ เดิม: ตัดออก', 'ข้อ ๑: ย้ายที่ เดิมคือข้อ ๓ ถ้อยคำไม่เปลี่ยนแปลง', 'ข้อ ๓: ข้อบทใหม่'])
  const first: Edit = { op: 'insert', parent: 'sop', clause: clause('n', 'article', 'New.') }
  t.same(lines([first, set('b', 'en', 'After {{reply}}.')], 'en').slice(1), [
    'Article 2: only the number changed, formerly Article 1',
    'Article 3: formerly Article 2; words changed in English; the Indonesian and Thai texts were not changed',
    'Article 4: only the number changed, formerly Article 3',
  ])
  const both: Edit[] = [{ op: 'move', key: 'c', parent: 'sop' }, set('c', 'en', 'Moved.')]
  t.equal(lines(both, 'en')[0], 'Article 1: moved, formerly Article 3; words changed in English')
})

t.test('what has no number is called by what it is, and facts by their names', async (t) => {
  const edits: Edit[] = [
    set('pre', 'en', 'Noting.'),
    { op: 'setFacts', key: 'sop', value: { sop: { ...tree.facts.sop!, prevailing: 'en' } } },
    { op: 'setFacts', key: 's', value: { elements: ['consent'], step: { limit: { rule: 'at-once' } } } },
  ]
  t.same(lines(edits, 'en'), [
    'Title and general data: changed: prevailing language',
    'Preamble: words changed in English; the Indonesian and Thai texts were not changed',
    'Step 1: changed: forms, requirements fulfilled and time limit',
  ])
  const moved: Edit[] = [{ op: 'move', key: 'pre', parent: 'sop', after: 'c' }]
  t.same(lines(moved, 'th'), ['อารัมภบท: ย้ายที่ ถ้อยคำไม่เปลี่ยนแปลง'])
  const turned: Edit[] = [{ op: 'setKind', key: 'pre', value: 'annex' }]
  t.same(lines(turned, 'id'), ['Lampiran I: diubah: jenis ketentuan'])
  t.equal(factName('/facts/sop/unheard-of', 'en'), 'unheard-of')
  t.equal(languageName('km', 'en'), 'Khmer')
  t.equal(languageName('xx', 'id'), 'bahasa xx')
})

t.test('every kind of change can be said in every language', async (t) => {
  const edits: Edit[] = [
    set('a', 'en', 'Reach', 'heading'),
    { op: 'setParameter', name: 'reply' },
    { op: 'setFacts', key: 's', value: { elements: ['consent'] } },
    { op: 'insert', parent: 'sop', clause: clause('n', 'article', 'After {{late}}.') },
    { op: 'setParameter', name: 'late', value: days(3) },
  ]
  const late = sop([clause('n', 'article', 'After {{late}}.')])
  for (const language of ['en', 'id', 'th'] as const) {
    const said = [...lines(edits, language), ...lines(edits.slice(4), language, late)]
    t.equal(said.length, 6)
    t.equal(new Set(said).size, 6)
    for (const line of said) t.match(line, /^\S.*: \S/)
  }
})
