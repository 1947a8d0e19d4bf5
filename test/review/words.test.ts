// Words on their way in: every fault at once, personal data and claims, edits with their places.
import t from 'tap'
import type { Edit } from '../../src/document/edits.ts'
import { isFailure } from '../../src/errors.ts'
import {
  checkWords,
  normaliseEdits,
  type Passed,
  wordsOfClaims,
  wordsOfEdits,
} from '../../src/review/words.ts'
import { NUMBER } from '../helpers/table.ts'

const OTHER = '1234567890139'
const one = (value: string, markdown = false) => [{ pointer: '/body', value, markdown }]
const passed = (answer: ReturnType<typeof checkWords>): Passed => {
  if (isFailure(answer)) throw new Error(answer.failure)
  return answer
}

t.test('clean words pass', (t) => {
  t.strictSame(checkWords(one('ความยินยอม (consent)')), { claimed: [], warnings: [] })
  t.strictSame(checkWords([]), { claimed: [], warnings: [] })
  t.end()
})

t.test('every fault is named, and a text that can not be kept comes before what it may say', (t) => {
  t.match(checkWords([...one('a\u0000'), { pointer: '/x', value: 'b\u202e' }, ...one(NUMBER)]), {
    failure: 'text-refused',
    faults: [{ pointer: '/body' }, { pointer: '/x' }],
  })
  t.end()
})

t.test('Markdown is looked at in clauses only', (t) => {
  t.match(checkWords(one('<b>x</b>', true)), { failure: 'text-refused', faults: [{ code: 'markdown-html' }] })
  t.equal(isFailure(checkWords(one('a < b, said <b>'))), false)
  t.end()
})

t.test(
  'personal data is refused with its place, and let through by a claim of exactly these characters',
  (t) => {
    const words = one(`File ${NUMBER}`)
    const refused = checkWords(words)
    t.match(refused, {
      failure: 'case-data',
      faults: [{ pointer: '/body', code: 'thai-id', facts: { start: 5, end: 18 } }],
    })
    t.notMatch(JSON.stringify(refused), NUMBER)
    const claim = { text: NUMBER, reason: 'A file number' }
    t.strictSame(passed(checkWords(words, [claim])).claimed, [{ pointer: '/body', ...claim }])
    t.ok(isFailure(checkWords(words, [{ ...claim, text: OTHER }])))
    t.ok(isFailure(checkWords(one(`${NUMBER} ${OTHER}`), [claim])))
    t.strictSame(
      passed(checkWords(one('nothing'), [claim])).claimed,
      [],
      'a claim that is not needed is not kept',
    )
    t.end()
  },
)

t.test('a passport is warned of, and a claim quiets the warning', (t) => {
  const words = one('passport AA1234567')
  t.match(passed(checkWords(words)).warnings, [{ pointer: '/body', code: 'passport' }])
  const claim = { text: 'AA1234567', reason: 'A form number' }
  t.strictSame(passed(checkWords(words, [claim])).warnings, [])
  t.end()
})

t.test('the reason of a claim is words too', (t) => {
  const claims = [{ text: NUMBER, reason: `Not ${OTHER}` }]
  t.strictSame(wordsOfClaims(claims, '/comment'), [
    { pointer: '/comment/claims/0/reason', value: `Not ${OTHER}` },
  ])
  t.match(checkWords(wordsOfClaims(claims), claims), {
    failure: 'case-data',
    faults: [{ pointer: '/claims/0/reason' }],
  })
  t.end()
})

const nested: Edit = {
  op: 'insert',
  parent: 'sop',
  clause: {
    kind: 'article',
    texts: { en: { heading: 'A ', text: '' }, th: { text: 'ก\r\nข' } },
    children: [{ kind: 'paragraph', texts: { id: { text: 'cafe\u0301' } } }, { kind: 'paragraph' }],
  },
}
const edits: Edit[] = [
  { op: 'setText', key: 'a', language: 'en', part: 'text', value: 'cafe\u0301', was: 'x\r\ny' },
  { op: 'setText', key: 'a', language: 'en', part: 'text' },
  { op: 'remove', key: 'b' },
  nested,
]

t.test('every text of edits has its place', (t) => {
  t.strictSame(
    wordsOfEdits(edits).map(({ pointer, value }) => [pointer, value]),
    [
      ['/edits/0/value', 'cafe\u0301'],
      ['/edits/3/clause/texts/en/heading', 'A '],
      ['/edits/3/clause/texts/th/text', 'ก\r\nข'],
      ['/edits/3/clause/children/0/texts/id/text', 'cafe\u0301'],
    ],
  )
  t.ok(wordsOfEdits(edits).every(({ markdown }) => markdown))
  t.end()
})

t.test('words are normalised, and nothing else is rewritten', (t) => {
  const [set, taken, removed, inserted] = normaliseEdits(edits)
  t.match(set, { value: 'café', was: 'x\ny' })
  t.strictSame(taken, edits[1])
  t.equal(removed, edits[2])
  t.match(inserted, {
    clause: { texts: { th: { text: 'ก\nข' } }, children: [{ texts: { id: { text: 'café' } } }, {}] },
  })
  t.notOk('text' in (inserted as any).clause.texts.en, 'an empty part is none')
  t.end()
})
