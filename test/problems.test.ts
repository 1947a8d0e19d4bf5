// What people are told: every problem, fault, finding and term in every language, in words that can be kept.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { checkText } from '../src/document/profile.ts'
import { FAULTS } from '../src/faults.ts'
import { PROBLEMS_ID } from '../src/problems.id.ts'
import { PROBLEMS_TH } from '../src/problems.th.ts'
import { type Code, PROBLEMS } from '../src/problems.ts'
import { FINDINGS } from '../src/review/findings.ts'
import type { Sighting } from '../src/review/guard.ts'
import { TERMS } from '../src/review/terms.ts'

const src = join(import.meta.dirname, '../src')
const codes = Object.keys(PROBLEMS) as Code[]

interface Said {
  readonly where: string
  readonly en: string
  readonly id: string
  readonly th: string
}

const told: Said[] = codes.flatMap((code) =>
  (['title', 'remedy'] as const).map((part) => ({
    where: `${code} ${part}`,
    en: PROBLEMS[code][part],
    id: PROBLEMS_ID[code]?.[part] ?? '',
    th: PROBLEMS_TH[code]?.[part] ?? '',
  })),
)
const faults: Said[] = Object.entries(FAULTS).map(([code, said]) => ({ where: code, ...said }))
const findings: Said[] = Object.entries(FINDINGS).flatMap(([rule, { en, id, th }]) =>
  (['what', 'todo'] as const).map((part) => ({
    where: `${rule} ${part}`,
    en: en[part],
    id: id[part],
    th: th[part],
  })),
)
const terms: Said[] = Object.entries(TERMS).flatMap(([group, named]) =>
  Object.entries(named).map(([code, said]) => ({ where: `${group} ${code}`, ...said })),
)
const everything = [...told, ...faults, ...findings, ...terms]

/** Names of fields, headers, settings, formats and characters, and Latin terms of treaty practice. */
const NAMES = new RegExp(
  'application/json|Idempotency-Key|Retry-After|If-Match|ETag|SANDHI_PORT|sandhi backup|https://|mailto:|' +
    '\\{\\{#?[a-z]+\\}\\}|YYYY-MM-DD|LAKKHANGYAO|SARA A[AME]|SARA E|ad referendum|\\(legal scrubbing\\)|' +
    '\\b(?:errors|base|theirs|mine|claims|JSON|HTML|SOP|NIK|NFC|Unicode|id)\\b',
  'g',
)
const ENGLISH =
  /\b(?:the|is|are|was|be|has|not|no|of|to|and|or|this|that|these|it|its|with|from|for|take|out|there|one|your|can|only|text|party|figure|again)\b/i

/** Where something that people are told is not as it should be; empty when all is well. */
const wrong = (said: readonly Said[], bad: (said: Said) => boolean) =>
  said.filter(bad).map(({ where, en, id, th }) => [where, en, id, th])

t.test('everything people are told is said in all three languages', async (t) => {
  t.same(
    wrong(everything, ({ en, id, th }) =>
      [en, id, th].some((words) => words === '' || words !== words.trim()),
    ),
    [],
  )
  t.same(
    wrong(everything, ({ th }) => !/[\u0e01-\u0e2e]/.test(th)),
    [],
  )
})

t.test('no English is left in Indonesian and Thai, but names', async (t) => {
  t.same(
    wrong(everything, ({ id }) => ENGLISH.test(id.replace(NAMES, ' ')) || /[\u0e01-\u0e4e]/.test(id)),
    [],
  )
  t.same(
    wrong(everything, ({ th }) => /[A-Za-z]{2}/.test(th.replace(NAMES, ' '))),
    [],
  )
  t.same(
    wrong(everything, ({ en, id, where }) => id === en && where !== 'role administrator'),
    [],
  )
})

t.test('what people are told passes the text profile that their own words must pass', async (t) => {
  t.same(
    wrong(everything, ({ en, id, th }) => [en, id, th].some((words) => checkText(words, '').length > 0)),
    [],
  )
})

t.test('titles and terms are no sentences; remedies, faults and findings are', async (t) => {
  const sentences = [...faults, ...findings, ...told.filter(({ where }) => where.endsWith(' remedy'))]
  const titles = [...terms, ...told.filter(({ where }) => where.endsWith(' title'))]
  t.same(
    wrong(sentences, ({ en, id }) => !en.endsWith('.') || !id.endsWith('.')),
    [],
  )
  t.same(
    wrong(titles, ({ en, id }) => en.endsWith('.') || id.endsWith('.')),
    [],
  )
  t.same(
    wrong(everything, ({ th }) => th.endsWith('.')),
    [],
  )
})

t.test('figures and names of fields are the same in every language', async (t) => {
  t.same(
    wrong(
      everything,
      ({ en, id, th }) => fixedParts(id) !== fixedParts(en) || fixedParts(th) !== fixedParts(en),
    ),
    [],
  )
})

t.test('every fault that the source produces has words, as a fault or as a problem', async (t) => {
  const found = producedFaults()
  t.ok(found.size > 20, 'the source was searched')
  t.same(
    [...found].filter(([code]) => !(code in FAULTS) && !(code in PROBLEMS)),
    [],
  )
  // A kind of sighting is a fault's code, too; the type keeps this list whole.
  const sighted: Record<Sighting['kind'], true> = {
    'thai-id': true,
    nik: true,
    mrz: true,
    passport: true,
    phone: true,
  }
  t.same(
    Object.keys(sighted).filter((kind) => !(kind in FAULTS)),
    [],
  )
})

t.test('no words are kept for a fault that the source does not know, nor twice', async (t) => {
  const source = sources()
    .filter((file) => !file.endsWith('faults.ts'))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n')
  t.same(
    Object.keys(FAULTS).filter((code) => !source.includes(`'${code}'`) || code in PROBLEMS),
    [],
  )
})

function sources(): string[] {
  return readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(src, file))
}

/** Codes beside `code:` anywhere, and in the tables of codes of `document/`; each with the file that has it. */
function producedFaults(): Map<string, string> {
  const found = new Map<string, string>()
  for (const file of sources()) {
    const text = readFileSync(file, 'utf8')
    for (const [, rest = ''] of text.matchAll(/\bcode: ([^,;\n]*)/g)) {
      for (const [, code = ''] of rest.matchAll(/(?:^|[?:] )'([a-z][a-z0-9]*(?:-[a-z0-9]+)*)'/g))
        found.set(code, file)
    }
    if (!file.startsWith(join(src, 'document'))) continue
    for (const [, code = ''] of text.matchAll(
      /(?<!from )'((?:text|markdown|reference|parameter)-[a-z][a-z-]*)'/g,
    )) {
      found.set(code, file)
    }
  }
  return found
}

/** What no translation changes: figures, in any digits, and the names that a program sends or reads. */
function fixedParts(words: string): string {
  const figures = words
    .replace(/[\u0e50-\u0e59]/g, (digit) => String(digit.charCodeAt(0) - 0xe50))
    .replace(/(?<=\d)[.,](?=\d{3})/g, '')
    .match(/\d+/g)
  const names = words.match(
    /\b(?:errors|base|theirs|mine|claims|ETag)\b|[A-Za-z]+-[A-Z][A-Za-z]+|https:|mailto:|\{\{#?[a-z]+\}\}|SANDHI_PORT|sandhi backup/g,
  )
  return [...new Set([...(figures ?? []), ...(names ?? [])])].sort().join(' ')
}
