// What is selected on the screen is found in the source, word for word.
import fc from 'fast-check'
import t from 'tap'
import { blocksOf } from '../../../src/web/text/marked-source.ts'
import { plainOf } from '../../../src/web/text/plain-words.ts'
import { quotationFrom, type ShownBlock, wholeClusters } from '../../../src/web/text/quotation.ts'
import { wholePieces } from '../../../src/web/text/whole-words.ts'
import { templateTexts } from './template-texts.ts'

const texts = templateTexts()
const letters = (text: string) => text.match(/[\p{L}\p{M}\p{N}]/gu)?.join('') ?? ''

/** A text as the screen has it, with a stretch of one of its blocks selected. */
function selected(text: string, which: number, from: number, to: number): ShownBlock[] {
  const lines = plainOf(blocksOf(text)).split('\n')
  const chosen = which % lines.length
  return lines.map((words, at) => (at === chosen ? { words, from, to } : { words, from: -1, to: -1 }))
}

t.test('the selected words of any text are quoted as its source has them', async () => {
  const place = fc.tuple(fc.nat(), fc.nat(), fc.nat())
  fc.assert(
    fc.property(fc.constantFrom(...texts), place, (text, [which, a, b]) => {
      const lines = plainOf(blocksOf(text)).split('\n')
      const { length } = lines[which % lines.length]!
      const [from, to] = [a % length, b % (length + 1)].sort((x, y) => x - y) as [number, number]
      const found = quotationFrom(selected(text, which, from, to), text)
      const wanted = lines[which % lines.length]!.slice(from, to)
      if (wanted.trim() === '') return found === undefined
      return (
        found !== undefined &&
        text.includes(found.before + found.quote + found.after) &&
        letters(found.quote).includes(letters(wanted)) &&
        [...found.before].length <= 32 &&
        [...found.after].length <= 32
      )
    }),
    { numRuns: 2000 },
  )
})

t.test('words across emphasis and line ends are quoted with the signs between them', async (t) => {
  const text = 'The *case\nmanager* will\n\n- act'
  const [first, second] = plainOf(blocksOf(text)).split('\n')
  const found = quotationFrom(
    [
      { words: first!, from: 4, to: first!.length },
      { words: second!, from: 0, to: 2 },
    ],
    text,
  )
  t.match(found, { quote: 'case\nmanager* will', before: 'The *', after: '\n\n- act' })
})

t.test('nothing is quoted where nothing is selected', async (t) => {
  t.equal(quotationFrom([{ words: 'some words', from: -1, to: -1 }], 'some words'), undefined)
  t.equal(quotationFrom([{ words: 'some words', from: 4, to: 5 }], 'some words'), undefined)
})

t.test('a letter is quoted with its signs, and a figure whole', async (t) => {
  t.same(wholeClusters('ที่นี่', 1, 4), [0, 6])
  t.same(wholeClusters('in {{reply_time}} x', 6, 9), [3, 17])
})

t.test('keeping words whole changes none of them', async (t) => {
  const terms = ['ผู้เสียหายจากการค้ามนุษย์', 'การคืนสู่สังคม', 'a (b) c']
  for (const text of texts) if (wholePieces(text, terms).join('') !== text) t.fail(text)
  t.same(wholePieces('ภายใน ๗ วันนับแต่คำขอ', terms), ['ภายใน ', '๗ วัน', 'นับแต่', 'คำขอ', ''])
  t.same(wholePieces('Under Article 14, within 7 working days', terms), ['Under ', 'Article 14', ', within ', '7 working days', '']) // prettier-ignore
})
