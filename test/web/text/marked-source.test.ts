// A text on the screen keeps every word of its source, whatever is marked in it.
import fc from 'fast-check'
import t from 'tap'
import { checkMarkdown, plainText } from '../../../src/document/markdown.ts'
import { type Block, blocksOf, type Inline } from '../../../src/web/text/marked-source.ts'
import type { Mark } from '../../../src/web/text/marks.ts'
import { plainOf } from '../../../src/web/text/plain-words.ts'
import { unionOf } from '../../../src/web/text/union.ts'
import { templateTexts } from './template-texts.ts'

const texts = templateTexts()
const squeezed = (text: string) => text.replace(/\s+/g, ' ').trim()
const letters = (text: string) => text.match(/[\p{L}\p{M}\p{N}]/gu)?.join('') ?? ''
const shown = (source: string, marks: readonly Mark[] = []) => plainOf(blocksOf(source, marks))

/** What may stand in a text, its Markdown and what only looks like it. */
const pieces = [
  'word', 'two words', 'ผู้เสียหาย', 'น้ำ', '๗ วัน', '12', ' ', ' ', '\n', '\n\n', '- ', '1. ', '3) ', '* ', '+ ', '  ', '    ', '> ', '# ', '| a | b |\n|---|---|\n', '| c | d |\n',
  '*', '**', '_', '`', '```\n', '[', ']', '(', ')', '[x](https://a.example)', '[x](http://b)', '<https://c.example>', '<b>', '\\', '\\*', '&amp;', '&', '~~', '===\n', '---\n', '!', '.', '“', '”',
  '{{reply_time}}', '{{#consent-given}}', '{{parties}}', '{{', '}}', '[ ] ', '[x]: https://d.example',
] // prettier-ignore
const source = fc.array(fc.constantFrom(...pieces), { maxLength: 14 }).map((all) => all.join(''))
const mark = fc.record({
  kind: fc.constantFrom('quote' as const, 'ins' as const, 'del' as const),
  start: fc.integer({ min: -2, max: 40 }),
  end: fc.integer({ min: -2, max: 60 }),
  id: fc.constantFrom('t1', 't2', 't3'),
})
const marks = fc.array(mark, { maxLength: 5 })

function* leaves(blocks: readonly Block[]): Generator<Inline> {
  const within = function* (inlines: readonly Inline[]): Generator<Inline> {
    for (const each of inlines) {
      if ('children' in each) yield* within(each.children)
      else yield each
    }
  }
  for (const block of blocks) {
    if ('inlines' in block) yield* within(block.inlines)
    else if (block.type === 'quote') yield* leaves(block.blocks)
    else if (block.type === 'list') for (const item of block.items) yield* leaves(item)
    else for (const row of [block.head, ...block.rows]) for (const cell of row) yield* within(cell)
  }
}

t.test('every text of the template reads as the service reads it', async (t) => {
  t.ok(texts.length > 1000)
  for (const text of texts)
    if (squeezed(shown(text)) !== squeezed(plainText(text))) t.equal(shown(text), plainText(text))
})

t.test('a text that the service takes shows all its letters', async () => {
  // Numbers of lists are told by their place, and an address by its link.
  const seen = (text: string) => letters(text.replace(/https:\/\/\w\.example/g, '').replace(/[0-9]/g, ''))
  fc.assert(
    fc.property(source, (text) => {
      fc.pre(checkMarkdown(text, '').length === 0)
      if (seen(shown(text)) !== seen(plainText(text)))
        throw new Error(`${shown(text)} for ${plainText(text)}`)
    }),
    { numRuns: 3000 },
  )
})

t.test('marks change neither blocks nor words, wherever they begin and end', async () => {
  fc.assert(
    fc.property(source, marks, (text, on) => {
      const bare = plainOf(blocksOf(text))
      const marked = plainOf(blocksOf(text, on))
      if (bare !== marked) throw new Error(`${JSON.stringify(bare)} became ${JSON.stringify(marked)}`)
    }),
    { numRuns: 3000 },
  )
})

t.test('strings of any kind never stop it', async () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), marks, fc.boolean(), (text, on, inline) => {
      blocksOf(text, on, inline)
    }),
    { numRuns: 2000 },
  )
})

t.test('a quotation lies on its words and ends once, behind the last of them', async (t) => {
  for (const text of texts.slice(0, 400)) {
    const points = [...text]
    const start = Math.floor(points.length / 3)
    const end = Math.max(start + 1, Math.floor((points.length * 2) / 3))
    const all = [...leaves(blocksOf(text, [{ kind: 'quote', id: 'q', start, end }]))]
    const on = all.filter((each) => 'on' in each && each.on.quotes.includes('q'))
    const quoted = on.map((each) => (each.type === 'words' ? each.words : '')).join('')
    const wanted = points
      .slice(start, end)
      .join('')
      .replace(/\{\{[^}]*\}?\}?|^[^{]*\}\}/g, '')
    if (!squeezed(text).includes('{{')) t.equal(letters(quoted), letters(wanted))
    const ends = all.flatMap((each, at) => (each.type === 'end' ? [at] : []))
    t.equal(ends.length, 1)
    t.equal(all[ends[0]! - 1], on.at(-1))
  }
})

t.test('a mark that crosses emphasis, lists and cells lies on every word of its range', async (t) => {
  const text = 'A *few words* here:\n\n- one **thing**\n- 1 other\n\n| a | b |\n|---|---|\n| c | d |'
  const start = [...text.slice(0, text.indexOf('words'))].length
  const end = text.indexOf('d |') + 1
  const on = [...leaves(blocksOf(text, [{ kind: 'ins', start, end }]))].filter(
    (each) => 'on' in each && each.on.change === 'ins',
  )
  t.same(
    on.map((each) => (each.type === 'words' ? each.words : each.type)),
    ['words', ' here:', 'one ', 'thing', '1 other', 'a', 'b', 'c', 'd'],
  )
})

t.test('a figure is marked as a whole', async (t) => {
  const [block] = blocksOf('within {{reply_time}} of it', [{ kind: 'quote', id: 'q', start: 10, end: 12 }])
  t.match(block, { inlines: [{ words: 'within ' }, { name: 'reply_time', on: { quotes: ['q'] } }, { type: 'end' }, { words: ' of it' }] }) // prettier-ignore
})

t.test('names of figures are never taken for emphasis', async (t) => {
  t.equal(shown('_{{a_}} and {{b_c}}_'), '{{a_}} and {{b_c}}')
})

t.test('the union of changes gives both texts back', async () => {
  const changes = fc.array(fc.tuple(fc.constantFrom('=', '-', '+'), fc.constantFrom(...pieces)))
  fc.assert(
    fc.property(changes, (all) => {
      const { source, marks } = unionOf(all)
      const points = [...source]
      const without = (kind: 'ins' | 'del') => {
        const gone = new Set<number>()
        for (const mark of marks)
          if (mark.kind === kind) for (let at = mark.start; at < mark.end; at += 1) gone.add(at)
        return points.filter((_, at) => !gone.has(at)).join('')
      }
      const of = (sign: string) =>
        all.flatMap(([s, words]) => (s === '=' || s === sign ? [words] : [])).join('')
      if (without('ins') !== of('-') || without('del') !== of('+')) throw new Error(source)
    }),
  )
})

t.test('a whole document is read while nobody notices', async (t) => {
  const begun = performance.now()
  for (const text of texts) blocksOf(text)
  t.ok(performance.now() - begun < 600, 'within 600 ms on a machine that does other things too')
})
