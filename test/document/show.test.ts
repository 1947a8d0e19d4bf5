// References in texts: found, shown in each language, and told when they lead nowhere.
import fc from 'fast-check'
import t from 'tap'
import { dangling, references, showContext, showText } from '../../src/document/show.ts'
import { clause, sop } from '../helpers/clauses.ts'

const states = {
  IDN: { en: 'the Republic of Indonesia', id: 'Republik Indonesia', th: 'สาธารณรัฐอินโดนีเซีย' },
  THA: { en: 'the Kingdom of Thailand', id: 'Kerajaan Thailand', th: 'ราชอาณาจักรไทย' },
}
const words = (text: string) => ({ en: { text }, id: { text }, th: { text } })
const tree = sop(
  [
    clause('pre', 'preamble', words('{{parties}}')),
    clause('a1', 'article', words('Within {{reflection}} under {{#a1-p}}, {{#gone}} and {{nothing}}.'), [
      clause('a1-p', 'paragraph', words('See {{#pre}}.')),
    ]),
    clause('sig', 'signature', { en: { heading: '{{#sig}} {{#sop}}' } }),
  ],
  { parameters: { reflection: { kind: 'duration', value: 45, unit: 'day', settled: false } } },
)

t.test('references are listed once each, in order', (t) => {
  t.strictSame(references('{{b}} {{#k-1}} {{a}} {{b}} {{parties}} {{#k-1}}'), {
    parameters: ['b', 'a'],
    clauses: ['k-1'],
    parties: true,
  })
  t.strictSame(references('{{B}} {{ a }} {{#}} {{-a}} {a} {{a'), {
    parameters: [],
    clauses: [],
    parties: false,
  })
  t.end()
})

t.test('figures, numbers and parties are shown in each language', (t) => {
  const context = showContext(tree, { states })
  const show = (source: string) => ['en', 'id', 'th'].map((language) => showText(source, language, context))
  t.strictSame(show('{{reflection}}, {{#a1-p}}'), [
    '[45 days], Article 1 paragraph (1)',
    '[45 hari], Pasal 1 ayat (1)',
    '[๔๕ วัน], ข้อ ๑ วรรค ๑',
  ])
  t.strictSame(show('{{#pre}}'), ['the Preamble', 'Pembukaan', 'อารัมภบท'])
  t.equal(showText('{{parties}}', 'en', context), 'the Republic of Indonesia and the Kingdom of Thailand')
  t.end()
})

t.test('each original puts its own state first', (t) => {
  const thai = showContext(tree, { states, order: 'THA' })
  t.equal(showText('{{parties}}', 'th', thai), 'ราชอาณาจักรไทยและสาธารณรัฐอินโดนีเซีย')
  t.equal(showText('{{parties}}', 'ms', thai), 'the Kingdom of Thailand and the Republic of Indonesia')
  t.equal(showText('{{parties}}', 'en', showContext(tree)), 'IDN and THA', 'codes stand for names not given')
  t.equal(showText('{{parties}}', 'en', showContext(tree.children[0]!)), '[?]')
  t.end()
})

t.test('a reference to nothing is shown as [?] and told', (t) => {
  const context = showContext(tree)
  t.equal(showText('{{nothing}} {{#gone}} {{constructor}} {{#sig}}', 'en', context), '[?] [?] [?] [?]')
  const found = dangling(tree)
  t.equal(found.length, 8)
  t.strictSame(
    found.filter(({ language }) => language === 'en'),
    [
      { key: 'a1', language: 'en', part: 'text', name: 'nothing' },
      { key: 'a1', language: 'en', part: 'text', name: '#gone' },
      { key: 'sig', language: 'en', part: 'heading', name: '#sig' },
      { key: 'sig', language: 'en', part: 'heading', name: '#sop' },
    ],
  )
  t.end()
})

t.test('any source can be shown, and what has no reference stays as it is', (t) => {
  const context = showContext(tree)
  fc.assert(
    fc.property(fc.array(fc.constantFrom('{{', '}}', '#', 'a', 'reflection', ' ', 'ก', '$&')), (pieces) => {
      const source = pieces.join('')
      const { parameters, clauses, parties } = references(source)
      const shown = showText(source, 'th', context)
      return parameters.length || clauses.length || parties ? true : shown === source
    }),
  )
  t.end()
})
