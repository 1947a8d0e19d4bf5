// Provisions are called by their printed numbers, and a figure is found where it stands.
import t from 'tap'
import { byRule } from '../../../src/web/agreement/findings.ts'
import { countParts } from '../../../src/web/agreement/parts-counted.ts'
import { figurePlaces, placeNames } from '../../../src/web/agreement/places.ts'
import type { Clause } from '../../../src/web/api/reads.ts'

const clause = (key: string, kind: Clause['kind'], part: Partial<Clause> = {}): Clause => ({
  key,
  kind,
  id: '',
  content: '',
  facts: {},
  texts: {},
  children: [],
  ...part,
})
const paragraph = clause('consent-2', 'paragraph', {
  label: { en: '(2)', th: '(๒)' },
  texts: { en: { id: '', text: 'within {{reply}} of {{#consent}}' } },
})
const step = clause('notice', 'step', {
  label: { en: 'Step 1', th: 'ขั้นตอนที่ ๑' },
  facts: { step: { limit: { parameter: 'lead' } } } as unknown as Clause['facts'],
})
const article = clause('consent', 'article', {
  label: { en: 'Article 9', th: 'ข้อ ๙' },
  children: [paragraph, step],
})
const root = clause('sop', 'sop', {
  children: [clause('one', 'chapter', { label: { en: 'Chapter I' }, children: [article] })],
})

t.test('a paragraph is called by its article, a step with a comma', async (t) => {
  const names = placeNames(root, 'en')
  t.equal(names.get('consent'), 'Article 9')
  t.equal(names.get('consent-2'), 'Article 9 (2)')
  t.equal(names.get('notice'), 'Article 9, Step 1')
  t.equal(placeNames(root, 'th').get('notice'), 'ข้อ ๙ ขั้นตอนที่ ๑')
})

t.test('a figure stands in words or in a time limit; references are no figures', async (t) => {
  t.same(
    [...figurePlaces({ clause: root })],
    [
      ['reply', 'consent-2'],
      ['lead', 'notice'],
    ],
  )
})

t.test('chapters, articles and annexes are counted', async (t) => {
  t.same(countParts(root), { chapters: 1, articles: 1, annexes: 0 })
})

t.test('findings of one rule stand together, in the order in which they came', async (t) => {
  const finding = (rule: string, key: string) => ({ class: 'blocks', rule, key, what: '', todo: '' }) as const
  const groups = byRule([finding('b', '1'), finding('a', '2'), finding('b', '3')])
  t.same(
    groups.map((group) => group.map(({ key }) => key)),
    [['1', '3'], ['2']],
  )
})
