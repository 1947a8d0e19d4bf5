// Stretches of two long texts: joined they are the texts, equal lines pair up, and no cut falls inside a sign or word.
import fc from 'fast-check'
import t from 'tap'
import { pairStretches } from '../../src/document/lines.ts'
import { diffWords } from '../../src/document/words.ts'
import { declaration } from '../helpers/real-texts.ts'
import { after, before, forbidden, violations } from '../helpers/word-laws.ts'

const scraps = ['\n', '\n\n', '\r\n', '\n\u0301', '\n่', 'ก\n', '👩‍👩‍👧\n', '🇹🇭\n🇹🇭', ' \n', '\n ', 'Article 3', 'ผู้เสียหาย', 'น้ำ', '{{reply}}', '.'] // prettier-ignore
const text = fc.array(fc.constantFrom(...scraps), { maxLength: 20 }).map((parts) => parts.join(''))

t.test('stretches joined are both texts, alike and unlike by turns, cut where nothing is cut', async (t) => {
  fc.assert(
    fc.property(text, text, (a, b) => {
      const pairs = pairStretches(a, b)
      const rules = [forbidden(a), forbidden(b)]
      const at = [0, 0]
      for (const [place, pair] of pairs.entries()) {
        if (place > 0 && (pair[0] === pair[1]) === (pairs[place - 1]![0] === pairs[place - 1]![1]))
          return false
        for (const [side, { insideGrapheme, insideThaiWord }] of rules.entries()) {
          if (insideGrapheme.has(at[side]!) || insideThaiWord.has(at[side]!)) return false
          at[side]! += pair[side]!.length
        }
      }
      const joined = [0, 1].map((side) => pairs.map((pair) => pair[side]).join(''))
      return joined[0] === a && joined[1] === b
    }),
    { numRuns: 2000 },
  )
  t.same(pairStretches('a\nb\nc', 'a\nx\nc'), [
    ['a', 'a'],
    ['\nb', '\nx'],
    ['\nc', '\nc'],
  ])
  t.same(pairStretches('', 'x'), [['', 'x']])
})

t.test('a text of many lines obeys the laws of a diff, and marks what was changed in it alone', async (t) => {
  const lines = [...declaration('tha'), ...declaration('ind'), ...declaration('eng')]
  const long = Array.from({ length: 4 }, (_, round) => lines.map((line) => `${round}. ${line}`)).flat()
  t.ok(long.join('\n').length > 60_000)
  const edit = fc.tuple(fc.nat(long.length - 1), fc.nat(2), text)
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
      const changed = [...long]
      let most = 0
      for (const [at, gone, put] of edits) {
        most += changed.slice(at, at + gone).join('\n').length + put.length + 100
        changed.splice(at, gone, ...(put ? [put] : []))
      }
      const [a, b] = [long.join('\n'), changed.join('\n')]
      const changes = diffWords(a, b)
      const { grapheme, thaiWord } = violations(a, b, changes)
      const marked = changes.reduce((sum, [sign, part]) => (sign === '=' ? sum : sum + part.length), 0)
      return before(changes) === a && after(changes) === b && grapheme + thaiWord === 0 && marked <= most
    }),
    { numRuns: 8 },
  )
})
