import fc from 'fast-check'
import t from 'tap'
import { type Clause, indexTree, sameWords, walk } from '../../src/document/clause.ts'
import { diffInSteps, diffTrees, type Entry } from '../../src/document/diff.ts'
import { applyEdits, type Edit } from '../../src/document/edits.ts'
import { same, sameTree, sealText } from '../../src/document/ids.ts'
import { labelOf, numberClauses } from '../../src/document/numbering.ts'
import { isFailure } from '../../src/errors.ts'
import { arbitrarySop, clause, counting, sop } from '../helpers/clauses.ts'
import { longSop, withTexts } from '../helpers/real-texts.ts'
import { after, before } from '../helpers/word-laws.ts'

const article = (key: string, text = `The text of ${key}.`) => clause(key, 'article', text)
const changed = (tree: Clause, ...edits: Edit[]): Clause => {
  const result = applyEdits(tree, edits, counting(5))
  if (isFailure(result)) throw new Error(JSON.stringify(result))
  return result
}
const told = (entries: readonly Entry[]) => entries.map(({ key, changes }) => `${key}: ${changes.join(' ')}`)

const five = sop(['a', 'b', 'c', 'd', 'e'].map((key) => article(key)))

t.test('equal trees give no entry, whatever their salts', async (t) => {
  const none = { entries: [], parameters: [] }
  fc.assert(fc.property(arbitrarySop, (tree) => diffTrees(tree, tree).entries.length === 0))
  t.same(diffTrees(five, structuredClone(five)), none)
  const salted = sop(['a', 'b', 'c', 'd', 'e'].map((key) => article(key)), {}, counting(6)) // prettier-ignore
  t.not(salted.children[0]!.texts.en!.id, five.children[0]!.texts.en!.id)
  t.same(diffTrees(five, salted), none)
})

t.test('a diff says what it must of any two trees, and nothing of clauses that are the same', async (t) => {
  fc.assert(
    fc.property(arbitrarySop, arbitrarySop, (from, to) => {
      const { entries, parameters } = diffTrees(from, to)
      const [then, now] = [indexTree(from), indexTree(to)]
      const listed = new Map(entries.map((entry) => [entry.key, entry]))
      if (listed.size !== entries.length) return false
      for (const [key, { clause: after }] of now) {
        const before = then.get(key)?.clause
        const entry = listed.get(key)
        if (!before) {
          if (entry?.changes.join() !== 'added') return false
        } else if (key !== to.key && !same(before, after) && !entry?.changes.includes('changed')) return false
      }
      for (const key of then.keys())
        if (!now.has(key) && listed.get(key)?.changes.join() !== 'removed') return false
      if (entries.length === 0 && parameters.length === 0 && !sameTree(from, to)) return false
      const places = entries.filter(({ to }) => to).map(({ key }) => [...now.keys()].indexOf(key))
      return places.every((place, at) => at === 0 || place > places[at - 1]!)
    }),
    { numRuns: 300 },
  )
  t.pass()
})

t.test('every word change of a diff gives back both texts', async (t) => {
  fc.assert(
    fc.property(arbitrarySop, arbitrarySop, (from, to) => {
      const [then, now] = [indexTree(from), indexTree(to)]
      return diffTrees(from, to).entries.every(({ key, texts }) =>
        Object.entries(texts).every(([language, parts]) => {
          const [old, current] = [then, now].map((side) => side.get(key)?.clause.texts[language])
          if (sameWords(old, current)) return false
          return Object.entries(parts).every(([part, changes]) => {
            const name = part as keyof typeof parts
            return before(changes) === (old?.[name] ?? '') && after(changes) === (current?.[name] ?? '')
          })
        }),
      )
    }),
    { numRuns: 200 },
  )
  t.pass()
})

t.test('the fewest clauses count as moved, and the others are renumbered', async (t) => {
  const to = changed(five, { op: 'move', key: 'e', parent: 'sop', after: 'a' })
  const { entries } = diffTrees(five, to)
  t.same(told(entries), ['e: moved renumbered', 'b: renumbered', 'c: renumbered', 'd: renumbered'])
  t.match(entries[0], { from: { parent: 'sop', position: 4, number: { ordinal: 5 } }, to: { position: 1 } })
  fc.assert(
    fc.property(fc.shuffledSubarray(['a', 'b', 'c', 'd', 'e'], { minLength: 5 }), (order) => {
      const shuffled = {
        ...five,
        children: order.map((key) => five.children.find((child) => child.key === key)!),
      }
      const moved = diffTrees(five, shuffled).entries.filter(({ changes }) => changes.includes('moved'))
      const stayed = order.filter((key) => !moved.some((entry) => entry.key === key))
      return stayed.join() === [...stayed].sort().join() && (moved.length < 5 || order.length === 0)
    }),
  )
})

t.test('a clause that goes into another one has moved; what went with it has not', async (t) => {
  const tree = sop([
    clause('c1', 'chapter', {}, [clause('a', 'article', 'x', [clause('p', 'paragraph', 'y')])]),
    clause('c2', 'chapter', {}, [article('b')]),
  ])
  const to = changed(tree, { op: 'move', key: 'a', parent: 'c2', after: 'b' })
  t.same(told(diffTrees(tree, to).entries), ['b: renumbered', 'a: moved renumbered'])
})

t.test('new clauses are listed where they stand, removed ones where they stood', async (t) => {
  const to = changed(
    five,
    { op: 'remove', key: 'c' },
    {
      op: 'insert',
      parent: 'sop',
      after: 'a',
      clause: clause('n', 'article', 'new', [clause('m', 'paragraph', 'more')]),
    },
    { op: 'setText', key: 'd', language: 'en', part: 'text', value: 'The text of D.' },
  )
  const { entries } = diffTrees(five, to)
  t.same(told(entries), ['n: added', 'm: added', 'b: renumbered', 'c: removed', 'd: changed'])
  t.same(entries[0]!.texts, { en: { text: [['+', 'new']] } })
  t.same(entries[3]!.texts, { en: { text: [['-', 'The text of c.']] } })
  t.notOk('from' in entries[0]! || 'to' in entries[3]!)
  t.same(entries[4]!.texts.en!.text, [['=', 'The text of '], ['-', 'd'], ['+', 'D'], ['=', '.']]) // prettier-ignore
})

t.test('a child that outlives its parent has moved', async (t) => {
  const tree = sop([clause('c', 'chapter', {}, [article('a')]), article('b')])
  const moved = changed(tree, { op: 'move', key: 'a', parent: 'sop' }, { op: 'remove', key: 'c' })
  t.same(told(diffTrees(tree, moved).entries), ['c: removed', 'a: moved'])
})

t.test('it tells which languages changed, and which beside them did not', async (t) => {
  const words = { en: { heading: 'H', text: 'one' }, id: { text: 'satu' }, th: { text: 'หนึ่ง' } }
  const tree = sop([clause('a', 'article', words)])
  const edits: Edit[] = [
    { op: 'setText', key: 'a', language: 'en', part: 'text', value: 'two' },
    { op: 'setText', key: 'a', language: 'id', part: 'text', value: 'dua' },
    { op: 'setText', key: 'a', language: 'id', part: 'heading', value: 'Judul' },
  ]
  const to = changed(tree, ...edits)
  const [entry] = diffTrees(tree, to).entries
  t.same(Object.keys(entry!.texts), ['en', 'id'])
  t.same(entry!.texts.id, { heading: [['+', 'Judul']], text: [['-', 'satu'], ['+', 'dua']] }) // prettier-ignore
  t.same(entry!.unchanged, ['th'])
  const [only] = diffTrees(tree, to, { languages: ['id', 'th'] }).entries
  t.same([Object.keys(only!.texts), only!.unchanged], [['id'], ['th']])
  t.same(diffTrees(tree, to, { languages: ['th'] }).entries, [])
})

t.test('facts are compared field by field', async (t) => {
  const duty = { side: 'host', party: 'THA', agency: 'msdhs', role: 'R' } as const
  const tree = sop([
    clause('a', 'article', 'x', [
      clause('s', 'step', 'y', [], {
        elements: ['consent'],
        step: { duties: [duty], limit: { rule: 'at-once' } },
      }),
    ]),
  ])
  const limit = { rule: 'within', parameter: 'days', event: 'report' } as const
  const to = changed(
    tree,
    { op: 'setFacts', key: 's', value: { instruments: ['actip:15'], step: { duties: [duty], limit } } },
    { op: 'setKind', key: 'a', value: 'paragraph' },
    { op: 'setFacts', key: 'sop', value: { sop: { ...tree.facts.sop!, prevailing: 'en' } } },
  )
  const [root, a, s] = diffTrees(tree, to).entries
  t.same(root!.facts, [{ pointer: '/facts/sop/prevailing', from: 'none', to: 'en' }])
  t.same(
    [a!.changes, a!.facts],
    [['renumbered', 'changed'], [{ pointer: '/kind', from: 'article', to: 'paragraph' }]],
  )
  t.same(s!.facts, [
    { pointer: '/facts/elements', from: ['consent'] },
    { pointer: '/facts/step/limit', from: { rule: 'at-once' }, to: limit },
    { pointer: '/facts/instruments', to: ['actip:15'] },
  ])
})

t.test('a changed figure lists every clause that shows it, in its words or as its limit', async (t) => {
  const days = (value: number) => ({ kind: 'duration', value, unit: 'day', settled: true }) as const
  const limit = { rule: 'within', parameter: 'days', event: 'report' } as const
  const tree = sop(
    [
      article('a', 'Within {{days}} of it, see {{#b}}.'),
      article('b'),
      clause('s', 'step', 'z', [], { step: { limit } }),
    ],
    { parameters: { days: days(10), other: days(1), gone: days(3) } },
  )
  const to = changed(
    tree,
    { op: 'setParameter', name: 'days', value: days(7) },
    { op: 'setParameter', name: 'gone' },
    { op: 'setParameter', name: 'new', value: days(2) },
  )
  const { entries, parameters } = diffTrees(tree, to)
  t.same(told(entries), ['a: changed', 's: changed'])
  t.same(entries[0]!.texts, {})
  t.same(entries[0]!.parameters, [{ name: 'days', from: days(10), to: days(7) }])
  t.same(parameters, [
    { name: 'days', from: days(10), to: days(7), clauses: ['a', 's'] },
    { name: 'gone', from: days(3), clauses: [] },
    { name: 'new', to: days(2), clauses: [] },
  ])
})

t.test('numbers are those of the whole tree, and words of untouched clauses are never read', async (t) => {
  const from = longSop(60)
  const to = withTexts(from, new Set(['a3', 'a41']), (words) => `${words} more`)
  const unread = { ...to.children[2]!, children: to.children[2]!.children.map(untouchable) }
  const watched = { ...to, children: to.children.map((child, place) => (place === 2 ? unread : child)) }
  const { entries } = diffTrees(
    { ...from, children: from.children.map((c, i) => (i === 2 ? unread : c)) },
    watched,
  )
  t.same(told(entries), ['a3: changed', 'a41: changed'])
  const numbers = numberClauses(to)
  for (const { key, to: place } of entries) t.same(place!.number, numbers.get(key))
  t.equal(labelOf(numbers, 'a41', 'en'), 'Article 42')
  t.equal([...walk(to)].length, 67)
})

t.test('a comparison may be made a text at a time, and says how much each took', async (t) => {
  const from = longSop(20)
  const to = withTexts(from, new Set(['a3', 'a14']), (words) => `${words} more`)
  const steps: number[] = []
  const work = diffInSteps(from, to)
  let step = work.next()
  for (; !step.done; step = work.next()) steps.push(step.value)
  t.same(step.value, diffTrees(from, to))
  const read = (tree: Clause, key: string) =>
    Object.values(indexTree(tree).get(key)!.clause.texts).map(({ text }) => text!.length)
  const whole = ['a3', 'a14'].flatMap((key) => [from, to].flatMap((tree) => read(tree, key)))
  t.equal(steps.length, 6, 'two clauses in three languages')
  t.equal(
    steps.reduce((sum, each) => sum + each),
    whole.reduce((sum, each) => sum + each),
  )
})

/** A clause whose words throw when they are read; its id is there. */
function untouchable(written: Clause): Clause {
  const text = { ...sealText('0'.repeat(32), { text: 'x' }) }
  Object.defineProperty(text, 'text', {
    enumerable: true,
    get() {
      throw new Error('read')
    },
  })
  return { ...written, texts: { en: text } }
}
