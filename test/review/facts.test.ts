// Facts and figures: what each may refer to, and that earlier faults are not held against a later save.
import t from 'tap'
import type { Duty, Parameter, SopFacts, Step } from '../../src/document/clause.ts'
import { contentId } from '../../src/document/ids.ts'
import { isFailure } from '../../src/errors.ts'
import { checkFacts, type Known } from '../../src/review/facts.ts'
import { clause, sop } from '../helpers/clauses.ts'

const KNOWN: Known = {
  agencies: new Map([
    ['DSI', 'THA'],
    ['POLRI', 'IDN'],
    ['IOM', 'INT'],
  ]),
  elements: new Set(['consent']),
  instruments: new Set(['actip']),
  events: new Set(['arrival']),
}
const faults = (...args: Parameters<typeof checkFacts>) =>
  checkFacts(...args)?.faults.map(({ pointer, code }) => `${pointer} ${code}`) ?? []
const root = (more: Partial<SopFacts>) => faults(sop([], more), KNOWN)
const step = (value: Step, kind: 'step' | 'article' = 'step') =>
  faults(sop([clause('s', kind, 'Do.', [], { step: value })]), KNOWN)
const duty = (party: string, agency: string): Step => {
  return { duties: [{ side: 'host', party, agency, role: 'R' } satisfies Duty] }
}

t.test('languages, the prevailing one, and the parties', (t) => {
  const at = '/clauses/sop/facts/sop'
  t.strictSame(root({}), [])
  t.strictSame(root({ prevailing: 'en' }), [])
  t.strictSame(root({ authentic: ['en', 'fr'] }), [`${at}/authentic fact-language`])
  t.strictSame(root({ authentic: ['en'], prevailing: 'th' }), [`${at}/prevailing fact-prevailing`])
  t.strictSame(root({ authentic: [] }), [`${at}/languages fact-language`])
  t.strictSame(root({ languages: ['en', 'English'], authentic: ['en'] }), [`${at}/languages fact-language`])
  t.strictSame(root({ parties: ['IDN'] }), [`${at}/parties fact-parties`])
  t.match(root({ languages: [], authentic: [] }).join(), `${at}/languages fact-language`)
  t.end()
})

t.test('figures have names and values that can be', (t) => {
  const named = (name: string, value: Parameter) => root({ parameters: { [name]: value } })
  const number = (value: number): Parameter => ({ kind: 'number', value, settled: true })
  t.strictSame(named('days', number(3)), [])
  t.strictSame(named('Days', number(3)), ['/parameters/Days fact-parameter-name'])
  t.strictSame(
    named('parties', number(3)),
    ['/parameters/parties fact-parameter-name'],
    'that one is built in',
  )
  t.match(named('days', number(0)), [/^\/parameters\/days/])
  t.match(named('start', { kind: 'date', value: '2026-02-30', settled: true }), [/parameter-date$/])
  t.end()
})

t.test('texts, elements and instruments', (t) => {
  const check = (more: object, words: object = { en: { text: 'x' } }) =>
    faults(sop([clause('a', 'article', words as never, [], more)]), KNOWN)
  t.strictSame(check({ elements: ['consent'], instruments: ['actip:14(7)', 'actip'] }), [])
  t.strictSame(check({ elements: ['none'] }), ['/clauses/a/facts/elements fact-element'])
  t.strictSame(check({ instruments: ['none:1'] }), ['/clauses/a/facts/instruments fact-instrument'])
  t.strictSame(check({}, { fr: { text: 'x' } }), ['/clauses/a/texts/fr fact-language'])
  t.end()
})

t.test('a step: its parties, their agencies, its event and its forms', (t) => {
  t.strictSame(step(duty('THA', 'DSI')), [])
  t.strictSame(step(duty('THA', 'IOM')), [], 'an international body acts for either')
  t.strictSame(step(duty('THA', 'POLRI')), ['/clauses/s/facts/step/duties fact-agency'])
  t.strictSame(step(duty('THA', 'NONE')), ['/clauses/s/facts/step/duties fact-agency'])
  t.strictSame(step(duty('MYS', 'IOM')), ['/clauses/s/facts/step/duties fact-party'])
  t.strictSame(step({ limit: { rule: 'within', parameter: 'days', event: 'arrival' } }), [])
  t.strictSame(step({ limit: { rule: 'within', parameter: 'days', event: 'none' } }), [
    '/clauses/s/facts/step/limit fact-event',
  ])
  t.strictSame(step({ limit: { rule: 'none' }, forms: ['form-a'] }), [])
  t.strictSame(step({ forms: ['Form A'] }), ['/clauses/s/facts/step/forms fact-form'])
  t.strictSame(step({ forms: ['form-a'] }, 'article'), ['/clauses/s/facts/step fact-step'])
  t.end()
})

t.test('a fault that stood before is not held against a save, a new one is', (t) => {
  const before = sop([clause('a', 'article', 'x', [], { elements: ['renamed'] })])
  const after = sop([
    clause('a', 'article', 'y', [], { elements: ['renamed'] }),
    clause('b', 'article', 'x', [], { elements: ['renamed'] }),
  ])
  t.ok(isFailure(checkFacts(before, KNOWN)))
  t.equal(checkFacts(before, KNOWN, before), undefined)
  t.strictSame(faults(after, KNOWN, before), ['/clauses/b/facts/elements fact-element'])
  const elsewhere = sop([clause('a', 'article', 'x', [], { elements: ['renamed'] })], { character: 'treaty' })
  t.not(contentId(elsewhere), contentId(before))
  t.equal(checkFacts(elsewhere, KNOWN, before), undefined, 'nor against one that changes the root')
  t.end()
})
