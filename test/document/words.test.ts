import fc from 'fast-check'
import t from 'tap'
import { tokenise } from '../../src/document/tokens.ts'
import { type Change, diffWords, suggestMerge } from '../../src/document/words.ts'
import { declaration, realEdits } from '../helpers/real-texts.ts'
import {
  after,
  before,
  fewestTokens,
  forbidden,
  markedTokens,
  median,
  violations,
} from '../helpers/word-laws.ts'

const thai = declaration('tha')
const other = declaration('tha2')

const scraps = ['ผู้เสียหาย', 'กำหนด', 'ที่', 'ๆ', 'ฯลฯ', 'น้ำ', '๑๐', 'วันทำการ', '48', 'Article 3', 'pemulangan', '{{reply}}', '{{#a1}}', ' ', '  ', '\n', '\n\n', '- ', '(a)', '.', ',', '“', '”', '–', 'ก.พ.', '\u200b', '\u2060', '\u00a0', 'é', 'e\u0301', '\u0301', 'ำ', '่', '👩‍👩‍👧', '🇹🇭', '🇮🇩', '\u{e0067}', 'ກຳ', '한국', 'ᄒ', 'ᅡ', 'نص', 'क्षि', '中文', '\r\n'] // prettier-ignore
const text = fc
  .array(
    fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom(...scraps) },
      fc.string({ unit: 'binary', maxLength: 4 }),
    ),
    {
      maxLength: 14,
    },
  )
  .map((parts) => parts.join(''))

/** Two texts, of which the second is the first with a few pieces changed. */
const edited = fc
  .tuple(
    fc.array(fc.constantFrom(...scraps, ...thai.slice(0, 9).flatMap((line) => line.split(' '))), {
      maxLength: 30,
    }),
    fc.array(fc.tuple(fc.nat(), fc.nat(2), text), { maxLength: 4 }),
  )
  .map(([parts, edits]): [string, string] => {
    const changed = [...parts]
    for (const [at, gone, put] of edits) changed.splice(at % (parts.length + 1), gone, put)
    return [parts.join(' '), changed.join(' ')]
  })

t.test(
  'tokens joined are the text, and none begins inside a grapheme cluster or an ICU Thai word',
  async (t) => {
    fc.assert(
      fc.property(text, (value) => {
        const tokens = tokenise(value)
        const { insideGrapheme, insideThaiWord } = forbidden(value)
        let at = 0
        for (const token of tokens) {
          if (token === '' || insideGrapheme.has(at) || insideThaiWord.has(at)) return false
          at += token.length
        }
        return tokens.join('') === value
      }),
      { numRuns: 3000 },
    )
    t.same(tokenise('Within 1,000.50 days, {{reply}}  [x]\n\n- b'), ['Within', ' ', '1,000.50', ' ', 'days', ',', ' ', '{{reply}}', '  ', '[', 'x', ']', '\n\n', '-', ' ', 'b']) // prettier-ignore
    t.same(tokenise('ผู้เสียหายให้ความยินยอม'), ['ผู้', 'เสีย', 'หาย', 'ให้', 'ความ', 'ยินยอม'])
    t.same(tokenise('{{Reply}} {x'), ['{', '{', 'Reply', '}', '}', ' ', '{', 'x'])
  },
)

t.test('a Thai run of any length is cut as ICU cuts it whole', async (t) => {
  const run = thai.join('').replace(/[^\u0e00-\u0e7f]/g, '')
  const whole = [...new Intl.Segmenter('th', { granularity: 'word' }).segment(run)].map(
    ({ segment }) => segment,
  )
  t.ok(run.length > 8000)
  t.same(tokenise(run), whole)
  t.equal(
    tokenise(`ก${'\u0301'.repeat(9000)}ข`).join('').length,
    9002,
    'a sign longer than a piece stays whole',
  )
  t.equal(tokenise('🇹🇭'.repeat(3000)).length, 3000)
  t.equal(tokenise('😀'.repeat(4001)).join(''), '😀'.repeat(4001))
  t.same(tokenise(`${'👩\u200d'.repeat(3000)}👩`).length, 1, 'nor is one cut inside a surrogate pair')
})

t.test('what is remembered of Thai stretches is bounded, and forgetting changes nothing', async (t) => {
  const run = thai.join('').replace(/[^\u0e00-\u0e7f]/g, '')
  const first = tokenise(run.slice(0, 3000))
  for (let at = 0; at < 300; at++) tokenise(run.slice(at, at + 3900))
  t.same(tokenise(run.slice(0, 3000)), first)
})

t.test('a diff gives back both texts, deletion before insertion, nothing twice', async (t) => {
  const law = ([a, b]: [string, string]) => {
    const changes = diffWords(a, b)
    const order = changes.every(([sign, part], place) => {
      const last = changes[place - 1]?.[0]
      return part !== '' && sign !== last && !(sign === '-' && last === '+')
    })
    const { grapheme, thaiWord } = violations(a, b, changes)
    return before(changes) === a && after(changes) === b && (order || a === b) && grapheme + thaiWord === 0
  }
  fc.assert(fc.property(edited, law), { numRuns: 2000 })
  fc.assert(fc.property(fc.tuple(text, text), law), { numRuns: 1000 })
  t.pass()
})

t.test('a text compared with itself is one equal stretch', async (t) => {
  fc.assert(
    fc.property(text, (value) => JSON.stringify(diffWords(value, value)) === JSON.stringify([['=', value]])),
  )
  t.pass()
})

t.test('one reads phrases', async (t) => {
  const cases: [string, string, Change[]][] = [
    ['the manager may explain', 'the manager will explain', [['=', 'the manager '], ['-', 'may'], ['+', 'will'], ['=', ' explain']]],
    ['tanpa alasan.', 'tanpa alasan dan tanpa kehilangan bantuan.', [['=', 'tanpa alasan'], ['+', ' dan tanpa kehilangan bantuan'], ['=', '.']]],
    ['ผู้จัดการรายกรณีอาจอธิบายทางเลือก', 'ผู้จัดการรายกรณีจะอธิบายทางเลือก', [['=', 'ผู้จัดการรายกรณี'], ['-', 'อาจ'], ['+', 'จะ'], ['=', 'อธิบายทางเลือก']]],
    ['from law of state', 'from rule of court', [['=', 'from '], ['-', 'law of state'], ['+', 'rule of court']]],
    ['stay in the State;\n\n- other stay.', 'stay in the State;\n\n- a third State;\n\n- other stay.', [['=', 'stay in the State;\n\n'], ['+', '- a third State;\n\n'], ['=', '- other stay.']]],
    ['One. Two.', 'One. More. Two.', [['=', 'One.'], ['+', ' More.'], ['=', ' Two.']]],
    ['a\nb\nc', 'a\nc', [['=', 'a\n'], ['-', 'b\n'], ['=', 'c']]],
    ['within {{a}} of', 'within {{b}} of', [['=', 'within '], ['-', '{{a}}'], ['+', '{{b}}'], ['=', ' of']]],
    ['', 'ใหม่', [['+', 'ใหม่']]],
    ['เก่า', '', [['-', 'เก่า']]],
  ] // prettier-ignore
  for (const [a, b, changes] of cases) t.same(diffWords(a, b), changes, b)
})

t.test('texts that are long and unlike are compared by lines, then as wholes, in bounded time', async (t) => {
  const many = (lines: readonly string[], mark: string) =>
    Array.from({ length: 12 }, (_, round) => lines.map((line) => `${line} ${mark}${round}`).join('\n')).join(
      '\n',
    )
  // Time of the processor: a busy machine is no slow comparison.
  const start = process.cpuUsage()
  const [a, b] = [
    `${many(thai, 'x')}\nsame\n${many(thai, 'z')}`,
    `${many(other, 'y')}\nsame\n${many(thai, 'z')}`,
  ]
  const changes = diffWords(a, b)
  t.equal(before(changes), a)
  t.equal(after(changes), b)
  t.ok(changes.some(([sign, part]) => sign === '=' && part.includes('\nsame\n')))
  t.same(violations(a, b, changes), { grapheme: 0, thaiWord: 0 })
  const { user, system } = process.cpuUsage(start)
  t.ok(user + system < 5_000_000)
  const line = (sign: string) => Array.from({ length: 5000 }, (_, at) => `${sign}${at}`).join(' ')
  t.same(
    diffWords(line('x'), line('y')).map(([sign]) => sign),
    ['-', '+'],
    'one long line has no lines to compare first',
  )
})

t.test('real edits: no border where none may be, and few more tokens than the fewest', async (t) => {
  const edits = realEdits()
  const pairs =
    edits ?? thai.map((line, place) => ({ id: `udhr-${place}`, old: line, new: other[place] ?? '' }))
  if (!edits)
    t.comment('skipped: the corpus of real edits is not beside the repository; two translations stand in')
  const ratios: number[] = []
  let [marked, fewest] = [0, 0]
  for (const { id, old, new: now } of pairs) {
    const changes = diffWords(old, now)
    t.equal(before(changes) === old && after(changes) === now, true, id)
    t.same(violations(old, now, changes), { grapheme: 0, thaiWord: 0 }, id)
    const [mine, least] = [markedTokens(changes), fewestTokens(old, now)]
    ratios.push(mine / least)
    marked += mine
    fewest += least
  }
  if (!edits) return
  t.ok(median(ratios) <= 1.02, `median ${median(ratios).toFixed(3)}`)
  t.ok(marked / fewest <= 1.15, `total ${(marked / fewest).toFixed(3)}`)
})

t.test('a merge of words takes what either side changed', async (t) => {
  fc.assert(
    fc.property(edited, ([base, mine]) => {
      const same = (theirs: string, ours: string) => suggestMerge(base, theirs, ours)
      return [same(base, mine), same(mine, base), same(mine, mine)].every(
        ({ text, conflicts }) => text === mine && !conflicts,
      )
    }),
  )
  const base = 'Consent is given in writing before the victim leaves the host State.'
  const theirs = 'Consent is given in writing before the victim leaves the host country.'
  const mine = 'Free consent is given in writing before the victim leaves the host State.'
  const both = 'Free consent is given in writing before the victim leaves the host country.'
  t.same(suggestMerge(base, theirs, mine), { text: both, conflicts: false })
  t.same(suggestMerge(base, mine, theirs), { text: both, conflicts: false })
})

t.test('a merge of words says where both changed the same words, and keeps mine there', async (t) => {
  t.same(suggestMerge('it may do', 'it will do', 'it can do'), { text: 'it can do', conflicts: true })
  t.same(suggestMerge('a b', 'a x b', 'a y b'), { text: 'a y b', conflicts: true })
  t.same(suggestMerge('อาจส่งกลับ', 'จะส่งกลับ', 'ต้องส่งกลับ'), { text: 'ต้องส่งกลับ', conflicts: true })
  t.same(
    suggestMerge('a b c d', 'a c d', 'a b x c d'),
    { text: 'a b x c d', conflicts: true },
    'neighbours too',
  )
  const conflict = suggestMerge(
    'one two three four five six',
    'ONE two three four five 6',
    'one two three four five VI',
  )
  t.same(conflict, { text: 'ONE two three four five VI', conflicts: true })
  fc.assert(
    fc.property(text, text, text, (base, theirs, mine) => {
      const [one, two] = [suggestMerge(base, theirs, mine), suggestMerge(base, mine, theirs)]
      return one.conflicts === two.conflicts && (one.conflicts || one.text === two.text)
    }),
  )
})
