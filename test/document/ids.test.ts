// Ids: the golden vectors that other verifiers read too, and the laws that make a tree of hashes.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import t from 'tap'
import {
  type Clause,
  type Facts,
  indexTree,
  sopFacts,
  type Text,
  walk,
  wordsOf,
} from '../../src/document/clause.ts'
import {
  canonical,
  contentId,
  languageHash,
  nodeId,
  normalFacts,
  rememberIds,
  revisionId,
  same,
  sameTree,
  sealText,
  keptTextId,
  textId,
} from '../../src/document/ids.ts'
import { arbitrarySop } from '../helpers/clauses.ts'

const folder = new URL('../fixtures/golden/', import.meta.url)
const golden = JSON.parse(readFileSync(new URL('ids.json', folder), 'utf8'))
type Golden = Clause & { content: string; node: string; children: Golden[] }
const tree = golden.tree as Golden

t.test('the golden vectors come out', (t) => {
  for (const { value, bytes } of golden.canonical) t.equal(canonical(value), bytes)
  for (const clause of walk(tree) as Generator<Golden>) {
    for (const { id, salt, ...words } of Object.values<Text>(clause.texts)) {
      t.equal(textId(salt, words), id)
      t.equal(keptTextId(canonical({ salt, ...words })), id, 'as of the words and salt that are kept')
    }
    t.equal(contentId(clause), clause.content, clause.key)
    t.equal(nodeId(clause), clause.node, clause.key)
    t.strictSame(normalFacts(clause.facts), clause.facts, 'facts are in their one form')
  }
  t.equal(textId(golden.message.salt, golden.message.words), golden.message.id)
  for (const { body, id } of golden.revisions) t.equal(revisionId(body), id)
  for (const [language, hash] of Object.entries(golden.languages)) t.equal(languageHash(tree, language), hash)
  t.end()
})

const python = spawnSync('python3', ['--version']).status === 0
t.test(
  'a verifier in another language agrees',
  { skip: python ? false : 'python3 is not installed' },
  (t) => {
    const run = (file: URL) =>
      spawnSync(
        'python3',
        [new URL('verify.py', folder), file].map((url) => fileURLToPath(url)),
      )
    const { status, stderr } = run(new URL('ids.json', folder))
    t.equal(status, 0, String(stderr))
    const damaged = new URL(
      'ids.json',
      `file://${t.testdir({ 'ids.json': JSON.stringify(golden).replace('consent', 'Consent') })}/`,
    )
    t.equal(run(damaged).status, 1, 'and sees a changed letter')
    t.end()
  },
)

/** A value with the keys of all its objects the other way round. */
function reversed<T>(value: T): T {
  if (Array.isArray(value)) return value.map((each) => reversed(each)) as T
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, reversed(inner)]),
  ) as T
}

/** The tree with one clause replaced. */
function replace(clause: Clause, key: string, by: (clause: Clause) => Clause): Clause {
  if (clause.key === key) return by(clause)
  return { ...clause, children: clause.children.map((child) => replace(child, key, by)) }
}

t.test('ids do not depend on the order of keys', (t) => {
  fc.assert(
    fc.property(arbitrarySop, (root) => {
      const other = reversed(root)
      return nodeId(other) === nodeId(root) && languageHash(other, 'th') === languageHash(root, 'th')
    }),
  )
  t.equal(revisionId(reversed(golden.revisions[1].body)), golden.revisions[1].id)
  t.end()
})

t.test('facts have one form: sets sorted without repetition, empty fields absent', (t) => {
  const names = fc.array(fc.constantFrom('a', 'b', 'c'))
  const duty = fc.record({
    side: fc.constantFrom('host' as const, 'home' as const),
    party: fc.constantFrom('IDN', 'THA'),
    agency: fc.constantFrom('X', 'Y'),
    role: fc.constantFrom('R' as const, 'A' as const),
  })
  const step = fc.record({ duties: fc.array(duty), forms: names })
  fc.assert(
    fc.property(fc.record({ elements: names, instruments: names, step }), (facts) => {
      const once = canonical(normalFacts(facts))
      const shuffled: Facts = {
        elements: [...facts.elements, ...facts.elements].reverse(),
        instruments: [...facts.instruments].reverse(),
        step: { duties: [...facts.step.duties].reverse(), forms: [...facts.step.forms].reverse() },
      }
      return canonical(normalFacts(shuffled)) === once && !/\[\]|\{\}/.test(once.slice(1, -1))
    }),
  )
  t.strictSame(normalFacts({ elements: [], step: { duties: [] } }), {})
  t.end()
})

t.test('any changed letter changes every id above and no other', (t) => {
  fc.assert(
    fc.property(arbitrarySop, fc.nat(), fc.constantFrom('en', 'id', 'th'), (root, pick, language) => {
      const clauses = [...walk(root)]
      const { key } = clauses[pick % clauses.length]!
      const changed = replace(root, key, (clause) => {
        const before = clause.texts[language]
        const words = { ...wordsOf(before), text: `${before?.text ?? ''}.` }
        return {
          ...clause,
          texts: { ...clause.texts, [language]: sealText(before?.salt ?? 'f'.repeat(32), words) },
        }
      })
      const index = indexTree(root)
      const above = new Set<string>()
      for (let at = index.get(key); at; at = at.parent && index.get(at.parent.key)) above.add(at.clause.key)
      const stays = [...walk(changed)].every((clause) => {
        const before = index.get(clause.key)!.clause
        const node = nodeId(clause) === nodeId(before)
        return (
          node !== above.has(clause.key) && (contentId(clause) === contentId(before)) === (clause.key !== key)
        )
      })
      const hashes = ['en', 'id', 'th'].every(
        (other) => (languageHash(root, other) === languageHash(changed, other)) === (other !== language),
      )
      return stays && hashes && !sameTree(root, changed)
    }),
  )
  t.end()
})

t.test('the order of children and the place of a word count', (t) => {
  const [first, second] = tree.children
  t.not(nodeId({ ...tree, children: [second!, first!] }), tree.node)
  t.not(textId('00', { heading: 'a', text: 'b' }), textId('00', { heading: 'b', text: 'a' }))
  t.not(textId('00', { text: 'a' }), textId('01', { text: 'a' }), 'the salt counts')
  t.end()
})

t.test('what differs in salts alone is the same, though its ids differ', (t) => {
  const resealed = (clause: Clause): Clause => ({
    ...clause,
    texts: Object.fromEntries(
      Object.entries(clause.texts).map(([language, text]) => [language, sealText('ab', text)]),
    ),
    children: clause.children.map(resealed),
  })
  fc.assert(
    fc.property(arbitrarySop, (root) => {
      const other = resealed(root)
      return same(root, other) && sameTree(root, other) && sameTree(root, root)
    }),
  )
  t.not(nodeId(resealed(tree)), tree.node)
  t.notOk(sameTree(tree, { ...tree, children: [] }))
  t.end()
})

t.test('what has no canonical form is a bug', (t) => {
  for (const value of ['\ud800', Number.NaN, undefined]) t.throws(() => canonical(value))
  t.end()
})

t.test('ids that storage has verified are not computed again', (t) => {
  const clause: Clause = { ...tree.children[1]!, key: 'kept' }
  rememberIds(clause, 'c', 'n')
  t.strictSame([contentId(clause), nodeId(clause)], ['c', 'n'])
  t.end()
})

t.test('words with half of a surrogate pair, and facts that only the root has, are bugs', async (t) => {
  t.throws(() => sealText('00', { text: 'a\ud800' }))
  t.throws(() => sopFacts({ key: 'a', kind: 'article', facts: {}, texts: {}, children: [] }))
})
