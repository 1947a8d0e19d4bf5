// The laws of unsaved work: what was typed is what the edits make, and nothing typed makes no edit.
import t from 'tap'
import type { Clause } from '../../../src/document/clause.ts'
import { indexTree } from '../../../src/document/clause.ts'
import { applyEdits, type Edit, type Given } from '../../../src/document/edits.ts'
import { nodeId, sealText } from '../../../src/document/ids.ts'
import { isFailure } from '../../../src/errors.ts'
import {
  afterSave,
  editsOf,
  emptyOn,
  newKey,
  nothingIn,
  type Pending,
  unsavedKeys,
  withFacts,
  withoutPlace,
  withParameter,
  withPlace,
  withText,
} from '../../../src/web/edit/pending.ts'

const salt = () => '00112233445566778899aabbccddeeff'
const text = (words: { heading?: string; text?: string }) => sealText(salt(), words)
const paragraph = (key: string, en: string, th?: string): Clause => ({
  key,
  kind: 'paragraph',
  facts: {},
  texts: { en: text({ text: en }), ...(th !== undefined && { th: text({ text: th }) }) },
  children: [],
})
const TREE: Clause = {
  key: 'sop',
  kind: 'sop',
  facts: {
    sop: {
      parties: ['IDN', 'THA'],
      languages: ['en', 'id', 'th'],
      authentic: ['en', 'id', 'th'],
      prevailing: 'none',
      character: 'arrangement',
      parameters: { wait: { kind: 'duration', value: 7, unit: 'day', settled: false } },
      format: 1,
      reference: '2026.1',
    },
  },
  texts: { en: text({ heading: 'SOP' }) },
  children: [
    {
      key: 'consent',
      kind: 'article',
      facts: {},
      texts: { en: text({ heading: 'Consent' }), th: text({ heading: 'ความยินยอม' }) },
      children: [
        paragraph('first', 'At least {{wait}}.', 'ไม่น้อยกว่า {{wait}}'),
        paragraph('second', 'Second.'),
      ],
    },
    { key: 'family', kind: 'article', facts: {}, texts: { en: text({ heading: 'Family' }) }, children: [] },
  ],
}
const given: Given = { salt, key: () => newKey() }
const BASE = { number: 14, version: 'a'.repeat(64) }

function applied(pending: Pending, tree = TREE): Clause {
  const result = applyEdits(tree, editsOf(pending) as Edit[], given)
  if (isFailure(result)) throw new Error(result.failure)
  return result
}
const clause = (tree: Clause, key: string) => indexTree(tree).get(key)?.clause

t.test('words typed in three languages are what stands after the edits', async (t) => {
  let pending = emptyOn(BASE)
  const type = (language: string, value: string, was: string) => {
    pending = withText(pending, { key: 'first', language, part: 'text' }, value, was)
  }
  type('en', 'Not less than {{wait}}.', 'At least {{wait}}.')
  type('th', 'ไม่ช้ากว่า {{wait}}', 'ไม่น้อยกว่า {{wait}}')
  type('id', 'Paling lambat {{wait}}.', '')
  const texts = clause(applied(pending), 'first')!.texts
  t.equal(texts.en?.text, 'Not less than {{wait}}.')
  t.equal(texts.th?.text, 'ไม่ช้ากว่า {{wait}}')
  t.equal(texts.id?.text, 'Paling lambat {{wait}}.')
  t.same(unsavedKeys(pending), ['first'])
})

t.test('words typed and typed back make no edit, and are not counted', async (t) => {
  const at = { key: 'second', language: 'en', part: 'text' } as const
  const pending = withText(withText(emptyOn(BASE), at, 'Other', 'Second.'), at, 'Second.', 'Second.')
  t.ok(nothingIn(pending))
  t.same(editsOf(pending), [])
  t.equal(nodeId(applied(pending)), nodeId(TREE))
})

t.test('emptied words take the part away', async (t) => {
  const pending = withText(
    emptyOn(BASE),
    { key: 'first', language: 'th', part: 'text' },
    '',
    'ไม่น้อยกว่า {{wait}}',
  )
  t.notOk(clause(applied(pending), 'first')?.texts.th)
})

t.test('an edit made on other words than those that stand is refused', async (t) => {
  const pending = withText(
    emptyOn(BASE),
    { key: 'second', language: 'en', part: 'text' },
    'Mine',
    'Not there',
  )
  const result = applyEdits(TREE, editsOf(pending) as Edit[], given)
  t.ok(isFailure(result) && result.failure === 'edit-mismatch')
})

t.test('a provision put in has its words, also below another one put in', async (t) => {
  const [article, inner] = [newKey(), newKey()]
  let pending = withPlace(emptyOn(BASE), {
    op: 'insert',
    key: article,
    kind: 'article',
    parent: 'sop',
    after: 'consent',
  })
  pending = withPlace(pending, { op: 'insert', key: inner, kind: 'step', parent: article })
  pending = withText(pending, { key: article, language: 'en', part: 'heading' }, 'New', '')
  pending = withText(pending, { key: inner, language: 'id', part: 'text' }, 'Baru', '')
  pending = withFacts(pending, inner, { step: { limit: { rule: 'at-once' } } }, {})
  const tree = applied(pending)
  t.same(
    tree.children.map(({ key }) => key),
    ['consent', article, 'family'],
  )
  t.equal(clause(tree, article)?.texts.en?.heading, 'New')
  t.equal(clause(tree, inner)?.texts.id?.text, 'Baru')
  t.same(clause(tree, inner)?.facts, { step: { limit: { rule: 'at-once' } } })
  t.ok(nothingIn(withoutPlace(pending, article, 'insert')), 'taken back, it goes with what stands below it')
})

t.test('what follows an insertion that is taken back follows its sibling before', async (t) => {
  const [one, two] = [newKey(), newKey()]
  let pending = withPlace(emptyOn(BASE), {
    op: 'insert',
    key: one,
    kind: 'paragraph',
    parent: 'consent',
    after: 'first',
  })
  pending = withPlace(pending, { op: 'insert', key: two, kind: 'paragraph', parent: 'consent', after: one })
  const tree = applied(withoutPlace(pending, one, 'insert'))
  t.same(
    clause(tree, 'consent')?.children.map(({ key }) => key),
    ['first', two, 'second'],
  )
})

t.test('moves and removals are made as they were done; words of what goes are not sent', async (t) => {
  let pending = withPlace(emptyOn(BASE), { op: 'move', key: 'first', parent: 'family' })
  pending = withPlace(pending, { op: 'move', key: 'first', parent: 'consent', after: 'second' })
  t.equal(pending.places.length, 1, 'a clause moved twice is moved once')
  pending = withText(pending, { key: 'family', language: 'en', part: 'heading' }, 'X', 'Family')
  pending = withPlace(pending, { op: 'remove', key: 'family', was: nodeId(clause(TREE, 'family')!) })
  const tree = applied(pending)
  t.same(
    clause(tree, 'consent')?.children.map(({ key }) => key),
    ['second', 'first'],
  )
  t.notOk(clause(tree, 'family'))
})

t.test('a figure is set once, and set back makes no edit', async (t) => {
  const was = { kind: 'duration', value: 7, unit: 'day', settled: false } as const
  const pending = withParameter(emptyOn(BASE), 'wait', { ...was, value: 3 }, was)
  t.same(applied(pending).facts.sop?.parameters.wait, { ...was, value: 3 })
  t.ok(
    nothingIn(
      withParameter(pending, 'wait', { settled: false, unit: 'day', value: 7, kind: 'duration' }, was),
    ),
  )
})

t.test(
  'what was written while the words were on their way stays unsaved, on the version that was made',
  async (t) => {
    const at = { key: 'second', language: 'en', part: 'text' } as const
    const sent = withText(emptyOn(BASE), at, 'Sent', 'Second.')
    const next = { number: 15, version: 'b'.repeat(64) }
    t.ok(nothingIn(afterSave(sent, sent, next)))
    const later = afterSave(withText(sent, at, 'Sent and more', 'Second.'), sent, next)
    t.same(later.texts.second?.en?.text, { value: 'Sent and more', was: 'Sent' })
    t.same(later.base, next)
    t.equal(clause(applied(later, applied(sent)), 'second')?.texts.en?.text, 'Sent and more')
    const back = afterSave(withText(sent, at, 'Second.', 'Second.'), sent, next)
    t.same(
      back.texts.second?.en?.text,
      { value: 'Second.', was: 'Sent' },
      'put back meanwhile is a change too',
    )
  },
)

t.test('a new key is one that the service takes', async (t) => {
  t.match(newKey(), /^[a-z2-7]{16}$/)
  t.not(newKey(), newKey())
})
