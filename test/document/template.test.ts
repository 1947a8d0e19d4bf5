// How an SOP begins: from a template, in the languages chosen, or empty.
import t from 'tap'
import { indexTree, walk } from '../../src/document/clause.ts'
import { type Beginning, beginSop, type Template } from '../../src/document/template.ts'
import { isFailure } from '../../src/errors.ts'
import { counting, facts, clause } from '../helpers/clauses.ts'

const { parameters: _, format: _format, ...chosen } = facts()
const beginning = (more: Partial<Beginning> = {}): Beginning => ({
  ...chosen,
  title: { en: 'Return' },
  ...more,
})
const template: Template = {
  name: 'a-template',
  version: 3,
  reference: '2026.1',
  character: 'arrangement',
  parties: ['IDN', 'THA'],
  languages: ['en', 'id', 'th'],
  authentic: ['en', 'id', 'th'],
  prevailing: 'none',
  title: { en: 'A template' },
  description: { en: 'For tests' },
  parameters: { days: { kind: 'number', value: 3, settled: false } },
  clauses: [
    clause('one', 'chapter', { en: { heading: 'One' }, th: { heading: 'หนึ่ง' } }, [
      {
        key: 'below',
        kind: 'article',
        texts: { en: { text: 'Within {{days}}.' }, id: { text: 'Dalam {{days}}.' } },
      },
      { key: 'bare', kind: 'article' },
    ]),
    clause('two', 'chapter', { en: { heading: 'Two' } }),
  ],
  notes: { one: 'A note for drafters' },
}
const begun = (...args: [Beginning, Template?]) => {
  const tree = beginSop(args[0], args[1], counting())
  if (isFailure(tree)) throw new Error(tree.failure)
  return tree
}

t.test('an SOP without a template is a title', (t) => {
  const tree = begun(beginning())
  t.match(tree, { key: 'sop', kind: 'sop', children: [], texts: { en: { heading: 'Return' } } })
  t.notOk('template' in tree.facts.sop!)
  t.strictSame(tree.facts.sop!.parameters, {})
  t.end()
})

t.test('a template gives its clauses in order, its figures and its name, and not its notes', (t) => {
  const tree = begun(beginning(), template)
  t.strictSame(
    [...walk(tree)].map(({ key }) => key),
    ['sop', 'one', 'below', 'bare', 'two'],
  )
  t.strictSame(tree.facts.sop!.template, { name: 'a-template', version: 3 })
  t.strictSame(tree.facts.sop!.parameters, template.parameters)
  t.equal(tree.texts.en!.heading, 'Return', 'the title is the one chosen')
  t.notMatch(JSON.stringify(tree), 'drafters')
  t.end()
})

t.test('words in languages that the SOP does not have are left out', (t) => {
  const index = indexTree(
    begun(beginning({ languages: ['id'], authentic: ['id'], title: { id: 'Pemulangan' } }), template),
  )
  t.strictSame(Object.keys(index.get('below')!.clause.texts), ['id'])
  t.strictSame(index.get('one')!.clause.texts, {})
  t.end()
})

t.test('each text gets a salt of its own', (t) => {
  const salts = [...walk(begun(beginning(), template))].flatMap(({ texts }) =>
    Object.values(texts).map(({ salt }) => salt),
  )
  t.equal(new Set(salts).size, salts.length)
  t.end()
})

t.test('a template that does not fit is a failure', (t) => {
  const twice = { ...template, clauses: [template.clauses[1]!, template.clauses[1]!] }
  t.ok(isFailure(beginSop(beginning(), twice, counting())))
  t.end()
})
