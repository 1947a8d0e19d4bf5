// Trees for tests: builders that read like the document, and arbitrary trees and edits for laws.
import fc from 'fast-check'
import type { Clause, Facts, Kind, NewClause, Parameter, SopFacts, Words } from '../../src/document/clause.ts'
import { applyEdits, type Given } from '../../src/document/edits.ts'
import { normalFacts, sealText } from '../../src/document/ids.ts'
import { isFailure } from '../../src/errors.ts'

/** Salts and keys that count: equal in every run. */
export function counting(prefix = 0): Given & { version?: Given['version'] } {
  let salts = 0
  let keys = 0
  return {
    salt: () => (prefix * 1_000_000 + ++salts).toString(16).padStart(32, '0'),
    key: () => `k${prefix}-${++keys}`,
  }
}

export const facts = (more: Partial<SopFacts> = {}): SopFacts => ({
  parties: ['IDN', 'THA'],
  languages: ['en', 'id', 'th'],
  authentic: ['en', 'id', 'th'],
  prevailing: 'none',
  character: 'arrangement',
  parameters: {},
  format: 1,
  reference: '2026.1',
  ...more,
})

/** A clause in English, or in several languages when given words by language. */
export function clause(
  key: string,
  kind: Kind,
  words: string | Record<string, Words> = {},
  children: NewClause[] = [],
  more: Facts = {},
): NewClause {
  const texts = typeof words === 'string' ? { en: { text: words } } : words
  return { key, kind, texts, facts: more, children }
}

/** A sealed SOP from what is written. */
export function sop(children: NewClause[], more: Partial<SopFacts> = {}, given: Given = counting(9)): Clause {
  const root: Clause = {
    key: 'sop',
    kind: 'sop',
    facts: normalFacts({ sop: facts(more) }),
    texts: { en: sealText('0'.repeat(32), { heading: 'A procedure' }) },
    children: [],
  }
  const edits = [...children]
    .reverse()
    .map((written) => ({ op: 'insert' as const, clause: written, parent: 'sop' }))
  const tree = applyEdits(root, edits, given)
  if (isFailure(tree)) throw new Error(JSON.stringify(tree))
  return tree
}

const word = fc.constantFrom('victim', 'ผู้เสียหาย', 'korban', 'ส่งกลับ', 'pemulangan', 'will', 'จะ', 'akan', 'x')
const text = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(' '))
const words = fc.record({ heading: text, text }, { requiredKeys: [] })
const texts = fc.dictionary(fc.constantFrom('en', 'id', 'th'), words, { maxKeys: 3 })
const someFacts = fc.oneof(
  fc.constant<Facts>({}),
  fc.constantFrom<Facts>(
    { elements: ['consent'] },
    { instruments: ['actip:14'] },
    { step: { forms: ['f1'] } },
  ),
)
const parameter = fc.record({ kind: fc.constant('number' as const), value: fc.nat(9), settled: fc.boolean() })

const KEYS = Array.from({ length: 10 }, (_, position) => `c${position}`)

/** Arbitrary SOPs over one small pool of keys, so that two of them overlap, and differ in every kind of unit. */
export const arbitrarySop: fc.Arbitrary<Clause> = fc
  .record({
    keys: fc.shuffledSubarray(KEYS, { minLength: 0 }),
    parents: fc.array(fc.nat(), { minLength: 10, maxLength: 10 }),
    bodies: fc.array(fc.record({ kind: fc.constantFrom<Kind>('article', 'step'), texts, facts: someFacts }), {
      minLength: 10,
      maxLength: 10,
    }),
    parameters: fc.dictionary(fc.constantFrom('a', 'b'), parameter, { maxKeys: 2 }),
    title: text,
  })
  .map(({ keys, parents, bodies, parameters, title }) => build(keys, parents, bodies, parameters, title))

function build(
  keys: string[],
  parents: number[],
  bodies: { kind: Kind; texts: Record<string, Words>; facts: Facts }[],
  parameters: Record<string, Parameter>,
  title: string,
): Clause {
  const below = new Map<string, NewClause[]>([['sop', []]])
  const depth = new Map([['sop', 0]])
  keys.forEach((key, position) => {
    const possible = ['sop', ...keys.slice(0, position)].filter((candidate) => depth.get(candidate)! < 4)
    const parent = possible[parents[position]! % possible.length]!
    const body = bodies[KEYS.indexOf(key)]!
    const children: NewClause[] = []
    below.set(key, children)
    depth.set(key, depth.get(parent)! + 1)
    below.get(parent)!.push({ key, ...body, children })
  })
  const tree = sop(below.get('sop')!, { parameters }, counting(8))
  return { ...tree, texts: { en: sealText('1'.repeat(32), { heading: title }) } }
}
