// What stands against a version: each rule of the three classes, in order, and what it takes to be ready.
import t from 'tap'
import type { Parameter } from '../../src/document/clause.ts'
import { FINDINGS } from '../../src/review/findings.ts'
import { gates, readiness, type Required } from '../../src/review/readiness.ts'
import { clause, sop } from '../helpers/clauses.ts'

const both = (part: 'heading' | 'text', en: string, id: string) => ({
  en: { [part]: en },
  id: { [part]: id },
})
const TWO = { languages: ['en', 'id', 'th'], authentic: ['en', 'id'] }
const REQUIRED: Required[] = [
  { id: 'consent', severity: 'must', safeguard: true, templates: [] },
  { id: 'scope', severity: 'must', templates: ['all'] },
  { id: 'annexes', severity: 'should', templates: ['all'] },
  { id: 'handover', severity: 'must', templates: ['repatriation'] },
  { id: 'forms', severity: 'must', templates: ['all'] },
]
const rules = (findings: ReturnType<typeof readiness>) =>
  findings.map(({ rule, subject, key }) => [rule, subject ?? key])

t.test('a text in one language has to stand in every authentic one, part by part', (t) => {
  const tree = sop(
    [
      clause('a', 'article', { en: { heading: 'A', text: 'Words' }, id: { heading: 'A' } }),
      clause('b', 'article', both('text', 'Words', 'Kata')),
      clause('c', 'article', { th: { heading: 'ก' } }),
    ],
    TWO,
  )
  const findings = readiness(tree, [], []).filter(({ key }) => key !== 'sop')
  t.strictSame(findings, [
    { class: 'blocks', rule: 'text-missing', key: 'a', language: 'id', subject: 'text' },
    { class: 'blocks', rule: 'text-missing', key: 'c', language: 'en', subject: 'heading' },
    { class: 'blocks', rule: 'text-missing', key: 'c', language: 'id', subject: 'heading' },
  ])
  t.end()
})

t.test('figures have to be set and out of brackets', (t) => {
  const parameters: Record<string, Parameter> = {
    a: { kind: 'number', settled: true },
    b: { kind: 'number', value: 3, settled: false },
    c: { kind: 'number', value: 3, settled: true },
    d: { kind: 'numbers', unit: 'day', settled: true },
    e: { kind: 'numbers', values: [1], unit: 'day', settled: false },
    f: { kind: 'numbers', values: [1], unit: 'day', settled: true },
  }
  t.strictSame(rules(readiness(sop([], { parameters, authentic: ['en'] }), [], [])), [
    ['figure-unset', 'a'],
    ['figure-in-brackets', 'b'],
    ['figure-unset', 'd'],
    ['figure-in-brackets', 'e'],
  ])
  t.end()
})

t.test('references, limits and forms have to lead somewhere', (t) => {
  const within = { rule: 'within', parameter: 'none', event: 'arrival' } as const
  const duties = [
    { side: 'host', party: 'THA', agency: 'DSI', role: 'R' },
    { side: 'home', party: 'IDN', agency: 'POLRI', role: 'A' },
  ] as const
  const tree = sop(
    [
      clause('a', 'article', 'See {{#zz}} within {{days}}.'),
      clause('b', 'step', 'Do.', [], { step: { duties, limit: within, forms: ['a', 'gone'] } }),
      clause('c', 'step', 'Do.', [], { step: { duties, limit: { rule: 'at-once' } } }),
    ],
    { authentic: ['en'] },
  )
  t.strictSame(
    new Set(rules(readiness(tree, [], [])).map((pair) => pair.join())),
    new Set([
      'reference-dangling,days',
      'reference-dangling,#zz',
      'form-missing,gone',
      'reference-dangling,none',
    ]),
  )
  t.end()
})

t.test(
  'a missing safeguard needs a reason; a missing element is listed, if the template asks for it',
  (t) => {
    const tree = sop([], { authentic: ['en'], template: { name: 'repatriation', version: 1 } })
    t.strictSame(rules(readiness(tree, REQUIRED, [])), [
      ['safeguard-missing', 'consent'],
      ['element-missing', 'scope'],
      ['element-missing', 'handover'],
    ])
    t.match(readiness(tree, REQUIRED, [])[0], { class: 'needs-reason' })
    const excepted = readiness(tree, REQUIRED, ['consent'])
    t.match(
      excepted.find(({ subject }) => subject === 'consent'),
      { class: 'listed' },
    )
    t.notOk(excepted.some(gates))
    const elements = ['consent', 'scope']
    const with_ = sop([clause('a', 'article', 'Words', [], { elements })], { authentic: ['en'] })
    t.strictSame(rules(readiness(with_, REQUIRED, [])), [])
    t.end()
  },
)

t.test('a step names who acts, who answers for it, and a limit', (t) => {
  const duty = (role: 'R' | 'A' | 'C') => ({ side: 'host', party: 'THA', agency: 'DSI', role }) as const
  const none = { rule: 'none' } as const
  const tree = sop(
    [
      clause('a', 'step', 'Do.'),
      clause('b', 'step', 'Do.', [], { step: { duties: [duty('R'), duty('C')], limit: none } }),
      clause('c', 'step', 'Do.', [], { step: { duties: [duty('R'), duty('A')], limit: none } }),
    ],
    { authentic: ['en'] },
  )
  t.strictSame(
    new Set(rules(readiness(tree, [], [])).map((pair) => pair.join())),
    new Set(['step-without-owner,a', 'step-without-limit,a', 'step-without-owner,b']),
  )
  t.end()
})

t.test('what blocks comes first, what is only listed last', (t) => {
  const parameters = { a: { kind: 'number', settled: true } } as const
  const classes = readiness(
    sop([clause('s', 'step', 'Do.')], { parameters, authentic: ['en'] }),
    REQUIRED,
    [],
  ).map((finding) => finding.class)
  t.strictSame([...new Set(classes)], ['blocks', 'needs-reason', 'listed'])
  t.strictSame(
    classes,
    [...classes].sort((a, b) => 'bnl'.indexOf(a[0]!) - 'bnl'.indexOf(b[0]!)),
  )
  t.end()
})

t.test('every rule is said in each language', (t) => {
  for (const [rule, words] of Object.entries(FINDINGS)) {
    const said = Object.values(words)
    t.equal(new Set(said.map(({ what }) => what)).size, 3, rule)
    t.ok(
      said.every(({ what, todo }) => what && todo),
      rule,
    )
  }
  t.end()
})
