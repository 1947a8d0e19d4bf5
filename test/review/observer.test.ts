// What an observer sees: laws over any tree, and the declared sight of each preset.
import fc from 'fast-check'
import t from 'tap'
import { type Clause, indexTree, walk } from '../../src/document/clause.ts'
import { numberClauses } from '../../src/document/numbering.ts'
import { earOf, hears, inSight, readsMessages, type Seat, sees, sightOf } from '../../src/review/observer.ts'
import { arbitrarySop, clause, sop } from '../helpers/clauses.ts'

const seat = (withheld: string[] = [], preset = 'clean-text'): Seat => ({
  kind: 'observer',
  preset,
  withheld,
})
const party: Seat = { kind: 'party', withheld: ['a'] }
const NONE = new Set<string>()
const clauseOf = (tree: Clause, key: string): Clause => indexTree(tree).get(key)!.clause
const keys = fc.shuffledSubarray(Array.from({ length: 10 }, (_, at) => `c${at}`))
const below = (tree: Clause, withheld: readonly string[]) =>
  new Set(
    [...walk(tree)]
      .filter(({ key }) => withheld.includes(key))
      .flatMap((found) => [...walk(found)].map(({ key }) => key)),
  )

t.test('a party sees everything; an observer from whom nothing is withheld does too', (t) => {
  fc.assert(fc.property(arbitrarySop, (tree) => inSight(party, tree, NONE) === tree))
  fc.assert(fc.property(arbitrarySop, (tree) => inSight(seat(), tree, NONE) === tree))
  t.end()
})

t.test('laws: no word and no fact of a withheld clause is in sight; all else keeps its identity', (t) => {
  fc.assert(
    fc.property(arbitrarySop, keys, (tree, withheld) => {
      const gone = below(tree, withheld)
      const seen = indexTree(inSight(seat(withheld), tree, NONE))
      return [...walk(tree)].every(({ key, texts, facts }) => {
        const shown = seen.get(key)?.clause
        if (gone.has(key)) return !shown || JSON.stringify([shown.texts, shown.facts]) === '[{},{}]'
        return shown?.texts === texts && (key === 'sop' || shown.facts === facts)
      })
    }),
  )
  t.end()
})

t.test('laws: what is in sight keeps its printed number', (t) => {
  fc.assert(
    fc.property(arbitrarySop, keys, (tree, withheld) => {
      const gone = below(tree, withheld)
      const [whole, shown] = [numberClauses(tree), numberClauses(inSight(seat(withheld), tree, NONE))]
      return [...whole].every(
        ([key, number]) => gone.has(key) || JSON.stringify(shown.get(key)) === JSON.stringify(number),
      )
    }),
  )
  t.end()
})

t.test('laws: a clause is seen or not, in the whole tree and in what is in sight alike', (t) => {
  fc.assert(
    fc.property(arbitrarySop, keys, (tree, withheld) => {
      const gone = below(tree, withheld)
      const [whole, part] = [indexTree(tree), indexTree(inSight(seat(withheld), tree, NONE))]
      return [...whole.keys()].every((key) => {
        const right = !gone.has(key)
        return sees(seat(withheld), whole, key) === right && sees(seat(withheld), part, key) === right
      })
    }),
  )
  t.equal(sees(seat(['a']), indexTree(sop([])), 'not-there'), false)
  t.equal(sees(party, indexTree(sop([])), 'not-there'), true)
  t.end()
})

t.test('hidden words are out of sight of a party too, and the rest of the clause is not', (t) => {
  const tree = sop([
    clause('a', 'article', { en: { text: 'Seen' }, th: { text: 'ซ่อน' } }),
    clause('b', 'article', 'Words'),
  ])
  const index = indexTree(tree)
  const { id } = index.get('a')!.clause.texts.th!
  const seen = indexTree(inSight({ kind: 'party', withheld: [] }, tree, new Set([id])))
  t.strictSame(seen.get('a')!.clause.texts.th, { id, salt: '' })
  t.equal(seen.get('a')!.clause.texts.en, index.get('a')!.clause.texts.en)
  t.equal(seen.get('b')!.clause, index.get('b')!.clause)
  t.end()
})

t.test('figures that only a withheld clause uses are withheld with it', (t) => {
  const number = { kind: 'number', value: 3, settled: true } as const
  const tree = sop([clause('a', 'article', 'In {{days}}.'), clause('b', 'article', 'In {{hours}}.')], {
    parameters: { days: number, hours: number },
  })
  t.strictSame(Object.keys(inSight(seat(['b']), tree, NONE).facts.sop!.parameters), ['days'])
  const all = sop([clause('a', 'article', 'In {{days}}.'), clause('b', 'article', 'Words')], {
    parameters: { days: number },
  })
  t.strictSame(inSight(seat(['b']), all, NONE).facts, all.facts)
  t.strictSame(inSight(seat(['a']), clauseOf(tree, 'a'), NONE).facts, {}, 'a part of a tree has none')
  t.end()
})

t.test('what each seat sees beside the text, and what it hears of', (t) => {
  const types = [
    'sop.created',
    'version.saved',
    'thread.opened',
    'comment.added',
    'approval.given',
    'decision.asked',
  ]
  const heard = (of: Seat) => types.filter((type) => hears(of, type))
  t.ok(Object.values(sightOf(party)).every(Boolean))
  t.strictSame(heard(party), types)
  const shown = (preset: string) =>
    Object.entries(sightOf(seat([], preset)))
      .filter(([, yes]) => yes)
      .map(([name]) => name)
  t.strictSame(shown('clean-text'), ['exceptions'])
  t.strictSame(shown('bracketed-text'), ['approvals', 'exceptions'])
  t.strictSame(shown('joint-workspace'), ['threads', 'approvals', 'exceptions'])
  t.strictSame(shown('something-new'), ['exceptions'], 'what is not known shows nothing')
  t.strictSame(heard(seat()), ['sop.created', 'version.saved'])
  t.strictSame(heard(seat([], 'bracketed-text')), ['sop.created', 'version.saved', 'approval.given'])
  t.strictSame(heard(seat([], 'joint-workspace')), types.slice(0, 5))
  t.strictSame(heard(seat(['a'], 'joint-workspace')), ['sop.created', 'version.saved', 'approval.given'])
  t.end()
})

t.test('observers who hear alike have one counter, and others another', (t) => {
  t.equal(earOf(party), '')
  t.equal(earOf(seat()), 'v')
  t.equal(earOf(seat([], 'bracketed-text')), 'va')
  t.equal(earOf(seat(['a'], 'joint-workspace')), 'va')
  t.equal(earOf(seat([], 'joint-workspace')), 'vta')
  t.end()
})

t.test('what was said of a version is read by the parties, and where nothing at all is withheld', (t) => {
  t.equal(readsMessages(party), true)
  t.equal(readsMessages(seat([], 'joint-workspace')), true)
  t.equal(readsMessages(seat(['a'], 'joint-workspace')), false)
  t.equal(readsMessages(seat([], 'bracketed-text')), false)
  t.equal(readsMessages(seat()), false)
  t.end()
})
