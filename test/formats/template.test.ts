// Templates as files: what ships reads whole, and every mistake is named with its line.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import type { Template } from '../../src/document/template.ts'
import { type Failure, isFailure } from '../../src/errors.ts'
import { parseTemplate } from '../../src/formats/template.ts'

const SHIPPED = join(
  import.meta.dirname,
  '../../sop-templates/safe-voluntary-repatriation-reintegration.yaml',
)
const source = readFileSync(SHIPPED, 'utf8')

const HEAD = `format: 1
name: small
version: 1
reference: '2026.1'
character: arrangement
parties: [IDN, THA]
languages: [en, th]
authentic: [en, th]
prevailing: none
title: { en: Small, th: เล็ก }
description: { en: For tests, th: สำหรับทดสอบ }
parameters:
  days: { kind: duration, value: 45, unit: day, settled: false, note: From a source }
clauses:
`
const CLAUSE = `  - key: general
    kind: chapter
    heading: { en: General, th: ทั่วไป }
    note: For drafters
`
const read = (text: string): Template => {
  const template = parseTemplate(text)
  if (isFailure(template)) throw new Error(JSON.stringify(template))
  return template
}
const wrong = (text: string): Failure => {
  const failure = parseTemplate(text)
  if (!isFailure(failure)) throw new Error('it was read')
  return failure
}

t.test('what ships reads whole', (t) => {
  const template = read(source)
  t.match(template, { name: 'safe-voluntary-repatriation-reintegration', languages: ['en', 'id', 'th'] })
  t.end()
})

t.test('a small one, with its notes beside its clauses and figures', (t) => {
  t.strictSame(read(HEAD + CLAUSE), {
    name: 'small',
    version: 1,
    reference: '2026.1',
    character: 'arrangement',
    parties: ['IDN', 'THA'],
    languages: ['en', 'th'],
    authentic: ['en', 'th'],
    prevailing: 'none',
    title: { en: 'Small', th: 'เล็ก' },
    description: { en: 'For tests', th: 'สำหรับทดสอบ' },
    parameters: { days: { kind: 'duration', value: 45, unit: 'day', settled: false } },
    clauses: [
      {
        key: 'general',
        kind: 'chapter',
        facts: {},
        texts: { en: { heading: 'General' }, th: { heading: 'ทั่วไป' } },
        children: [],
      },
    ],
    notes: { general: 'For drafters', days: 'From a source' },
  })
  t.end()
})

t.test('an error in line 40 names line 40', (t) => {
  const filler = Array.from({ length: 7 }, (_, at) => CLAUSE.replace('general', `general-${at}`)).join('')
  const good = (HEAD + filler).split('\n')
  const at40 = (line: string) => [...good.slice(0, 39), line, ...good.slice(40)].join('\n')
  t.match(good[39], /kind: chapter/)
  const cases: [string, string][] = [
    ['    kind: verse', '/clauses/6/kind'],
    ['    kind: 5', '/clauses/6/kind'],
    ['    colour: red', '/clauses/6'],
    ['    kind: [chapter', ''],
    ['    kind: chapter: twice', ''],
  ]
  for (const [line, pointer] of cases) {
    const { failure, facts, faults } = wrong(at40(line))
    t.equal(failure, 'template-malformed', line)
    const lines = faults.map((fault) => fault.facts!.line as number)
    t.ok(
      Math.abs(Number(facts.line) - 40) <= 1 && lines.some((at) => Math.abs(at - 40) <= 1),
      `${line}: ${lines.join()}`,
    )
    t.ok(faults[0]!.pointer.startsWith(pointer), line)
  }
  const { faults } = wrong(at40('    kind: verse'))
  t.match(faults, [{ facts: { line: 40, column: 11 } }])
  t.end()
})

t.test('every mistake is said at once', (t) => {
  const two =
    CLAUSE.replace('chapter', 'verse') + CLAUSE.replace('chapter', 'song').replace('general', 'other')
  const { faults } = wrong(HEAD + two)
  t.strictSame(
    faults.map(({ pointer }) => pointer),
    ['/clauses/0/kind', '/clauses/1/kind'],
  )
  t.end()
})

t.test('what can be wrong with a template', (t) => {
  const cases: [string, string, RegExp][] = [
    ['a key twice in the file', `${HEAD}${CLAUSE}    kind: article\n`, /unique/],
    ['a clause twice', HEAD + CLAUSE + CLAUSE, /used twice/],
    ['no clauses', `${HEAD}  []\n`, /./],
    ['a figure of no kind', HEAD.replace('duration', 'length') + CLAUSE, /./],
    ['a figure out of bounds', HEAD.replace('45', '45000') + CLAUSE, /./],
    ['one party', HEAD.replace('[IDN, THA]', '[IDN]') + CLAUSE, /./],
    ['another format', HEAD.replace('format: 1', 'format: 2') + CLAUSE, /./],
    ['HTML in a text', HEAD + CLAUSE.replace('General', '<b>General</b>'), /markdown-html/],
    ['a stray vowel', HEAD + CLAUSE.replace('ทั่วไป', 'ทัั่วไป'), /text-thai/],
    ['nothing', '', /./],
    ['a list', '- x', /./],
  ]
  for (const [what, text, said] of cases) {
    const { failure, faults } = wrong(text)
    t.equal(failure, 'template-malformed', what)
    t.match(faults.map((fault) => String(fault.facts!.what)).join(), said, what)
    t.ok(
      faults.every((fault) => Number(fault.facts!.line) >= 1),
      what,
    )
  }
  t.end()
})

t.test('steps keep their duties, limits and forms; words are trimmed', (t) => {
  const step = `  - key: act
    kind: step
    elements: [consent]
    instruments: ['actip:14']
    text: { en: '  Do it. ' }
    trigger: { en: When asked }
    step:
      duties: [{ side: host, party: THA, agency: DSI, role: R }]
      limit: { rule: within, parameter: days, event: arrival }
      forms: [form-a]
    children:
      - { key: below, kind: paragraph, text: { en: More. } }
`
  const [clause] = read(HEAD + step).clauses
  t.strictSame(clause!.facts, {
    elements: ['consent'],
    instruments: ['actip:14'],
    step: {
      duties: [{ side: 'host', party: 'THA', agency: 'DSI', role: 'R' }],
      limit: { rule: 'within', parameter: 'days', event: 'arrival' },
      forms: ['form-a'],
    },
  })
  t.strictSame(clause!.texts, { en: { text: 'Do it.', trigger: 'When asked' } })
  t.equal(clause!.children![0]!.key, 'below')
  t.end()
})
