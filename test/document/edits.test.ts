// Laws and refusals of edits: applying, inverting, serialising, computing them between two trees.
import fc from 'fast-check'
import t from 'tap'
import type { Clause } from '../../src/document/clause.ts'
import { applyEdits, type Edit } from '../../src/document/edits.ts'
import { editsBetween, invertEdits } from '../../src/document/edits-between.ts'
import { nodeId, sameTree } from '../../src/document/ids.ts'
import { isFailure } from '../../src/errors.ts'
import { arbitrarySop, clause, counting, sop } from '../helpers/clauses.ts'

const applied = (tree: Clause, edits: readonly Edit[]): Clause => {
  const result = applyEdits(tree, edits, counting(1))
  if (isFailure(result)) throw new Error(JSON.stringify(result))
  return result
}

t.test('edits computed between two trees turn the first into the second, also through JSON', async () => {
  fc.assert(
    fc.property(arbitrarySop, arbitrarySop, (a, b) => {
      const edits = JSON.parse(JSON.stringify(editsBetween(a, b))) as Edit[]
      return sameTree(applied(a, edits), b)
    }),
    { numRuns: 1000 },
  )
})

t.test('a tree needs no edits to become itself, and no edits leave it the same object', async (t) => {
  fc.assert(fc.property(arbitrarySop, (a) => editsBetween(a, a).length === 0))
  const tree = sop([clause('a', 'article', 'words')])
  t.equal(applied(tree, []), tree)
})

t.test('edits undone give the tree back', async () => {
  fc.assert(
    fc.property(arbitrarySop, arbitrarySop, (a, b) => {
      const edits = editsBetween(a, b)
      const inverse = invertEdits(a, edits, counting(2))
      return !isFailure(inverse) && sameTree(applied(applied(a, edits), inverse), a)
    }),
    { numRuns: 300 },
  )
})

const tree = sop([
  clause('a', 'article', { en: { heading: 'Consent', text: 'one' }, th: { text: 'หนึ่ง' } }, [
    clause('a1', 'paragraph', 'two'),
    clause('a2', 'step', 'three'),
  ]),
  clause('b', 'article', 'four'),
])

t.test('an edit touches one language and keeps the identity of everything else', async (t) => {
  const after = applied(tree, [
    { op: 'setText', key: 'a', language: 'en', part: 'text', value: 'uno', was: 'one' },
  ])
  t.equal(after.children[1], tree.children[1])
  t.equal(after.children[0]!.texts.th, tree.children[0]!.texts.th)
  t.not(after.children[0]!.texts.en!.id, tree.children[0]!.texts.en!.id)
  t.equal(after.children[0]!.texts.en!.heading, 'Consent')
})

t.test('words set back to what they were keep the old text id, salt and all', async (t) => {
  const there: Edit = { op: 'setText', key: 'b', language: 'en', part: 'text', value: 'other' }
  const back: Edit = { ...there, value: 'four' }
  t.equal(nodeId(applied(tree, [there, back])), nodeId(tree))
})

t.test('a restored clause comes back with its old words and their ids, and its children', async (t) => {
  const without = applied(tree, [{ op: 'remove', key: 'a' }])
  const result = applyEdits(without, [{ op: 'restore', key: 'a', version: 1 }], {
    ...counting(3),
    version: () => tree,
  })
  t.equal(nodeId(result as Clause), nodeId(tree))
  const changed = applied(tree, [{ op: 'setText', key: 'b', language: 'en', part: 'text', value: 'other' }])
  const again = applyEdits(changed, [{ op: 'restore', key: 'b', version: 1 }], {
    ...counting(3),
    version: () => tree,
  })
  t.equal(nodeId(again as Clause), nodeId(tree))
})

t.test('an edit that does not fit is refused with its place, and says why', async (t) => {
  const cases: [Edit, string][] = [
    [{ op: 'setText', key: 'nobody', language: 'en', part: 'text', value: 'x' }, 'edit-no-clause'],
    [{ op: 'setText', key: 'b', language: 'en', part: 'text', value: 'x', was: 'not this' }, 'edit-mismatch'],
    [{ op: 'setFacts', key: 'b', value: {}, was: { elements: ['x'] } }, 'edit-mismatch'],
    [{ op: 'setFacts', key: 'sop', value: {} }, 'edit-root'],
    [{ op: 'setKind', key: 'b', value: 'sop' }, 'edit-root'],
    [{ op: 'setKind', key: 'b', value: 'step', was: 'annex' }, 'edit-mismatch'],
    [{ op: 'setKind', key: 'nobody', value: 'step' }, 'edit-no-clause'],
    [{ op: 'setParameter', name: 'days' }, 'edit-no-parameter'],
    [{ op: 'setParameter', name: 'days', was: { kind: 'number', settled: true } }, 'edit-mismatch'],
    [{ op: 'insert', clause: { key: 'b', kind: 'step' }, parent: 'sop' }, 'edit-key-used'],
    [{ op: 'insert', clause: { key: 'B B', kind: 'step' }, parent: 'sop' }, 'edit-key-malformed'],
    [{ op: 'insert', clause: { key: 'n', kind: 'sop' }, parent: 'sop' }, 'edit-root'],
    [{ op: 'insert', clause: { key: 'n', kind: 'step' }, parent: 'nobody' }, 'edit-no-clause'],
    [{ op: 'insert', clause: { key: 'n', kind: 'step' }, parent: 'sop', after: 'a1' }, 'edit-no-place'],
    [
      { op: 'insert', clause: { kind: 'step', children: [{ key: 'a', kind: 'step' }] }, parent: 'sop' },
      'edit-key-used',
    ],
    [{ op: 'move', key: 'a', parent: 'a1' }, 'edit-circle'],
    [{ op: 'move', key: 'sop', parent: 'a' }, 'edit-root'],
    [{ op: 'move', key: 'a', parent: 'sop', after: 'a' }, 'edit-no-place'],
    [{ op: 'move', key: 'nobody', parent: 'sop' }, 'edit-no-clause'],
    [{ op: 'remove', key: 'sop' }, 'edit-root'],
    [{ op: 'remove', key: 'nobody' }, 'edit-no-clause'],
    [{ op: 'remove', key: 'b', was: '00' }, 'edit-mismatch'],
    [{ op: 'restore', key: 'b', version: 9 }, 'edit-no-clause'],
  ]
  for (const [edit, code] of cases) {
    const result = applyEdits(tree, [{ op: 'setKind', key: 'b', value: 'article' }, edit], counting(4))
    t.match(result, { failure: code, faults: [{ pointer: '/edits/1', code }] }, `${edit.op} → ${code}`)
  }
})

t.test('a tree can not be made deeper than sixteen clauses', async (t) => {
  let deep = clause('d0', 'paragraph', 'x')
  for (let level = 1; level < 17; level += 1) deep = clause(`d${level}`, 'paragraph', 'x', [deep])
  t.match(applyEdits(tree, [{ op: 'insert', clause: deep, parent: 'sop' }], counting()), {
    failure: 'edit-too-deep',
  })
})

t.test('a parent and its child can change places', async (t) => {
  const swapped = sop([clause('a1', 'paragraph', 'two', [clause('a', 'article', 'one')])])
  const before = sop([clause('a', 'article', 'one', [clause('a1', 'paragraph', 'two')])])
  t.ok(sameTree(applied(before, editsBetween(before, swapped)), swapped))
})

t.test('an erased text stays where it is when something else is edited', async (t) => {
  const erased: Clause = {
    ...tree.children[0]!,
    texts: { ...tree.children[0]!.texts, th: { id: tree.children[0]!.texts.th!.id, salt: '' } },
  }
  const before = { ...tree, children: [erased, tree.children[1]!] }
  const after = applied(before, [{ op: 'setText', key: 'b', language: 'en', part: 'text', value: 'x' }])
  t.equal(after.children[0], erased)
  const same = applied(before, [{ op: 'setText', key: 'a', language: 'en', part: 'text', value: 'x' }])
  t.equal(same.children[0]!.texts.th, erased.texts.th)
})

t.test('a part set to nothing goes, and a language without words goes with its last part', async (t) => {
  const without = applied(tree, [{ op: 'setText', key: 'a', language: 'th', part: 'text' }])
  t.same(Object.keys(without.children[0]!.texts), ['en'])
  const less = applied(tree, [{ op: 'setText', key: 'a', language: 'en', part: 'text', value: '' }])
  t.equal(less.children[0]!.texts.en!.text, undefined)
})

t.test('inserted clauses without keys get keys, also below', async (t) => {
  const inserted = applied(tree, [
    {
      op: 'insert',
      clause: { kind: 'article', children: [{ kind: 'step' }, { kind: 'step' }] },
      parent: 'sop',
    },
  ])
  t.equal(new Set([...inserted.children[0]!.children, inserted.children[0]!].map(({ key }) => key)).size, 3)
})

t.test(
  'a clause restored where it still stands takes its old words, the root its old title and not its facts',
  async (t) => {
    const given = { ...counting(3), version: () => tree }
    const retitled = applied(tree, [
      { op: 'setText', key: 'sop', language: 'en', part: 'heading', value: 'Another' },
      { op: 'setParameter', name: 'days', value: { kind: 'number', value: 1, settled: true } },
    ])
    const back = applyEdits(retitled, [{ op: 'restore', key: 'sop', version: 1 }], given) as Clause
    t.equal(back.texts.en!.heading, 'A procedure')
    t.ok(back.facts.sop!.parameters.days)
  },
)

t.test(
  'a restored clause goes behind the nearest sibling that is left, with the children that are gone',
  async (t) => {
    const given = { ...counting(3), version: () => tree }
    const gone = applied(tree, [
      { op: 'move', key: 'a1', parent: 'b' },
      { op: 'remove', key: 'a' },
    ])
    const back = applyEdits(gone, [{ op: 'restore', key: 'a', version: 1 }], given) as Clause
    t.same(
      back.children.map(({ key }) => key),
      ['a', 'b'],
    )
    t.same(
      back.children[0]!.children.map(({ key }) => key),
      ['a2'],
    )
    const later = applied(tree, [{ op: 'remove', key: 'b' }])
    const last = applyEdits(later, [{ op: 'restore', key: 'b', version: 1 }], given) as Clause
    t.same(
      last.children.map(({ key }) => key),
      ['a', 'b'],
    )
    const orphan = applyEdits(gone, [{ op: 'restore', key: 'a2', version: 1 }], given)
    t.match(orphan, { failure: 'edit-no-clause', facts: { key: 'a' } })
  },
)

t.test(
  'edits that do not apply have no inverse, and two trees of different SOPs have no edits between them',
  async (t) => {
    t.match(invertEdits(tree, [{ op: 'remove', key: 'nobody' }], counting()), { failure: 'edit-no-clause' })
    t.throws(() => editsBetween(tree, { ...tree, key: 'other' }))
  },
)

t.test('facts of a clause that is not there can not be set', async (t) => {
  t.match(applyEdits(tree, [{ op: 'setFacts', key: 'nobody', value: {} }], counting()), {
    failure: 'edit-no-clause',
  })
})
