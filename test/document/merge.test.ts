// Laws of the merge, and the cases where two delegations meet on one clause.
import fc from 'fast-check'
import t from 'tap'
import type { Clause, NewClause } from '../../src/document/clause.ts'
import { applyEdits, type Edit } from '../../src/document/edits.ts'
import { sameTree } from '../../src/document/ids.ts'
import { type Conflict, mergeTrees } from '../../src/document/merge.ts'
import { isFailure } from '../../src/errors.ts'
import { arbitrarySop, clause, counting, sop } from '../helpers/clauses.ts'

const merged = (base: Clause, theirs: Clause, mine: Clause): Clause => {
  const result = mergeTrees(base, theirs, mine, counting(5))
  if ('conflicts' in result) throw new Error(JSON.stringify(result.conflicts))
  return result.tree
}
const conflicts = (base: Clause, theirs: Clause, mine: Clause): Conflict[] => {
  const result = mergeTrees(base, theirs, mine, counting(5))
  return 'conflicts' in result ? result.conflicts : []
}

t.test('a side that changed nothing, or the same, gives the other side', async () => {
  fc.assert(
    fc.property(arbitrarySop, arbitrarySop, (b, x) => {
      return sameTree(merged(b, x, b), x) && sameTree(merged(b, b, x), x) && sameTree(merged(b, x, x), x)
    }),
    { numRuns: 500 },
  )
})

t.test('what collides does not depend on whose side is whose', async () => {
  const units = (found: Conflict[]) =>
    found.map(({ key, unit, language, part, field }) => [key, unit, language, part, field].join()).sort()
  fc.assert(
    fc.property(arbitrarySop, arbitrarySop, arbitrarySop, (b, x, y) => {
      const [one, other] = [mergeTrees(b, x, y, counting(6)), mergeTrees(b, y, x, counting(7))]
      if ('conflicts' in one !== 'conflicts' in other) return false
      if ('conflicts' in one && 'conflicts' in other) {
        return units(one.conflicts).join(';') === units(other.conflicts).join(';')
      }
      return true
    }),
    { numRuns: 1000 },
  )
})

t.test('a merge without conflict never loses words that one side alone wrote', async () => {
  fc.assert(
    fc.property(arbitrarySop, arbitrarySop, arbitrarySop, (b, x, y) => {
      const result = mergeTrees(b, x, y, counting(6))
      if ('conflicts' in result) return true
      const at = (tree: Clause) => new Map(flat(tree))
      const [base, theirs, mine, now] = [b, x, y, result.tree].map(at) as [Units, Units, Units, Units]
      for (const unit of new Set([...theirs.keys(), ...mine.keys()])) {
        const [was, left, right] = [base.get(unit), theirs.get(unit), mine.get(unit)]
        const expected = left === was ? right : left
        if (now.get(unit) !== expected) return false
      }
      return true
    }),
    { numRuns: 1000 },
  )
})
type Units = Map<string, string>
function* flat(tree: Clause): Generator<[string, string]> {
  for (const [language, text] of Object.entries(tree.texts)) {
    if (text.heading) yield [`${tree.key} ${language} heading`, text.heading]
    if (text.text) yield [`${tree.key} ${language} text`, text.text]
  }
  for (const child of tree.children) yield* flat(child)
}

const base = sop(
  [
    clause('a', 'article', { en: { text: 'one two three' }, th: { text: 'หนึ่ง' } }, [
      clause('a1', 'step', 'inner'),
    ]),
    clause('b', 'article', 'four'),
    clause('c', 'article', 'five'),
  ],
  { parameters: { days: { kind: 'number', value: 10, settled: false } } },
)
const given = counting(3)
const edited = (...edits: Edit[]): Clause => {
  const result = applyEdits(base, edits, given)
  if (isFailure(result)) throw new Error(JSON.stringify(result))
  return result
}
const set = (key: string, value: string, language = 'en'): Edit => ({
  op: 'setText',
  key,
  language,
  part: 'text',
  value,
})

t.test('different clauses, languages and places merge by themselves', async (t) => {
  const tree = merged(
    base,
    edited(set('a', 'satu', 'id'), { op: 'move', key: 'c', parent: 'sop' }),
    edited(set('a', 'สอง', 'th'), set('b', 'FOUR'), set('c', 'FIVE')),
  )
  t.same(
    tree.children.map(({ key }) => key),
    ['c', 'a', 'b'],
  )
  t.equal(tree.children[1]!.texts.id!.text, 'satu')
  t.equal(tree.children[1]!.texts.th!.text, 'สอง')
  t.equal(tree.children[0]!.texts.en!.text, 'FIVE')
})

t.test('fields of one step merge, and the same field with two results is a conflict', async (t) => {
  const step = (facts: object): Edit => ({ op: 'setFacts', key: 'a1', value: facts })
  const tree = merged(
    base,
    edited(step({ step: { forms: ['f1'] } })),
    edited(step({ elements: ['consent'], step: { limit: { rule: 'at-once' } } })),
  )
  t.same(tree.children[0]!.children[0]!.facts, {
    elements: ['consent'],
    step: { limit: { rule: 'at-once' }, forms: ['f1'] },
  })
  t.match(
    conflicts(base, edited(step({ step: { forms: ['f1'] } })), edited(step({ step: { forms: ['f2'] } }))),
    [{ key: 'a1', unit: 'step', field: 'forms', theirs: ['f1'], mine: ['f2'] }],
  )
})

t.test('a figure merges by its name', async (t) => {
  const days = (value: number): Edit => ({
    op: 'setParameter',
    name: 'days',
    value: { kind: 'number', value, settled: true },
  })
  t.equal(conflicts(base, edited(days(7)), edited(days(7))).length, 0)
  t.match(conflicts(base, edited(days(7)), edited(days(5))), [{ unit: 'parameter', field: 'days' }])
})

t.test(
  'the same words changed by both are a conflict with base, theirs, mine and a suggestion',
  async (t) => {
    t.match(conflicts(base, edited(set('a', 'ONE two three')), edited(set('a', 'one two THREE'))), [
      {
        key: 'a',
        unit: 'words',
        language: 'en',
        part: 'text',
        base: 'one two three',
        theirs: 'ONE two three',
        mine: 'one two THREE',
        suggestion: 'ONE two THREE',
      },
    ])
  },
)

t.test('a removal conflicts with any change to the clause or below it, whichever side removes', async (t) => {
  const gone = edited({ op: 'remove', key: 'a' })
  const changes = [
    edited(set('a1', 'changed')),
    edited(set('a', 'changed')),
    edited({ op: 'insert', clause: { key: 'n', kind: 'step' }, parent: 'a1' }),
    edited({ op: 'move', key: 'b', parent: 'a' }),
    edited({ op: 'move', key: 'a1', parent: 'b' }),
  ]
  for (const other of changes) {
    t.match(conflicts(base, gone, other)[0], { unit: 'existence', theirs: 'removed' })
    t.match(conflicts(base, other, gone)[0], { unit: 'existence', mine: 'removed' })
  }
})

t.test('one clause moved to two places, and moves that together form a circle, are conflicts', async (t) => {
  const to = (key: string, parent: string): Edit => ({ op: 'move', key, parent })
  t.match(conflicts(base, edited(to('b', 'a')), edited(to('b', 'c'))), [{ key: 'b', unit: 'place' }])
  t.match(conflicts(base, edited(to('a', 'b')), edited(to('b', 'a'))), [{ unit: 'place' }])
})

t.test('both insert at one place: the head stands first, and nothing is lost', async (t) => {
  const add = (...keys: string[]) =>
    edited(
      ...keys.map((key): Edit => ({
        op: 'insert',
        clause: { key, kind: 'article' },
        parent: 'sop',
        after: 'a',
      })),
    )
  t.same(
    merged(base, add('h2', 'h1'), add('m2', 'm1')).children.map(({ key }) => key),
    ['a', 'h1', 'h2', 'm1', 'm2', 'b', 'c'],
  )
})

t.test('one key given twice to different clauses is a conflict', async (t) => {
  const add = (text: string) =>
    edited({ op: 'insert', clause: { key: 'n', kind: 'article', texts: { en: { text } } }, parent: 'sop' })
  t.match(conflicts(base, add('one'), add('two')), [{ key: 'n', unit: 'existence' }])
})

t.test('what the head moved to a place stands before what is inserted there', async (t) => {
  const head = edited({ op: 'move', key: 'c', parent: 'a' })
  const mine = edited({ op: 'insert', clause: { key: 'n', kind: 'step' }, parent: 'a' })
  const tree = merged(base, head, mine)
  t.same(
    tree.children[0]!.children.map(({ key }) => key),
    ['c', 'n', 'a1'],
  )
})

t.test('facts of the root merge field by field, and so do instruments and elements', async (t) => {
  const root = base.facts.sop!
  const facts = (more: object): Edit => ({ op: 'setFacts', key: 'sop', value: { sop: { ...root, ...more } } })
  const tags = (more: object): Edit => ({ op: 'setFacts', key: 'b', value: more })
  const tree = merged(
    base,
    edited(facts({ prevailing: 'en' }), tags({ instruments: ['actip:14'] })),
    edited(facts({ character: 'treaty' }), tags({ elements: ['consent'] })),
  )
  t.match(tree.facts.sop, { prevailing: 'en', character: 'treaty', parameters: root.parameters })
  t.same(tree.children[1]!.facts, { elements: ['consent'], instruments: ['actip:14'] })
})

t.test('an insertion that the head left no depth for is a conflict, not a tree too deep', async (t) => {
  let chain = clause('d0', 'paragraph', 'x')
  for (let level = 1; level < 13; level += 1) chain = clause(`d${level}`, 'paragraph', 'x', [chain])
  const deep = sop([chain, clause('m', 'paragraph', 'x')])
  const change = (edit: Edit): Clause => {
    const result = applyEdits(deep, [edit], counting(4))
    if (isFailure(result)) throw new Error(JSON.stringify(result))
    return result
  }
  const head = change({ op: 'move', key: 'm', parent: 'd0' })
  const below: NewClause = {
    key: 'n',
    kind: 'step',
    children: [{ key: 'o', kind: 'step', children: [{ key: 'p', kind: 'step' }] }],
  }
  const mine = change({ op: 'insert', clause: below, parent: 'm' })
  t.match(conflicts(deep, head, mine), [{ key: 'n', unit: 'place' }])
})
