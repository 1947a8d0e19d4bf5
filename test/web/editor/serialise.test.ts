// What is written in the editor is what the source says, and what the service shows.
import fc from 'fast-check'
import t from 'tap'
import { checkMarkdown, plainText } from '../../../src/document/markdown.ts'
import { parse } from '../../../src/web/editor/parse.ts'
import { serialise } from '../../../src/web/editor/serialise.ts'
import type { WordsNode } from '../../../src/web/editor/words-document.ts'
import { templateTexts } from '../text/template-texts.ts'

const doc = (...content: WordsNode[]): WordsNode => ({ type: 'doc', content })
const paragraph = (...content: WordsNode[]): WordsNode => ({ type: 'paragraph', content })
const text = (words: string): WordsNode => ({ type: 'text', text: words })
const same = (got: unknown, wanted: unknown) => {
  const [a, b] = [JSON.stringify(got), JSON.stringify(wanted)]
  if (a !== b) throw new Error(`${a}\n instead of\n${b}`)
}

t.test('every text of the template comes out as it went in, to the byte', async (t) => {
  for (const source of templateTexts()) if (serialise(parse(source)) !== source) t.equal(serialise(parse(source)), source) // prettier-ignore
})

const scraps = [
  '1.', '2)', '12', '-', '*', '_', '#', '##', '[', ']', '(', ')', '{{', '}}', '{', '|', '>', '<', '\\', '`', '~~~', '~', '+', '=', '===', '---', '!', '&', '&amp;', '&#65;', '.', '“', 'a', 'snake_case', 'ผู้เสียหาย', 'ภายใน',
  'https://a.example/b_c?d=e&f=g', '[x](https://a.example)', '<b>', '[ ]', '{{reply_time}}', '{{#consent}}', 'a@b.example', '**x**', '_x_', '| a | b |', '|---|---|', ' ', ' ', ' ',
] // prettier-ignore
const typed = fc.array(fc.constantFrom(...scraps), { minLength: 1, maxLength: 8 }).map((all) => all.join(''))
const chip = fc.constantFrom<WordsNode>(
  { type: 'figure', attrs: { name: 'reply_time' } },
  { type: 'figure', attrs: { name: 'a_' } },
  { type: 'figure', attrs: { name: 'parties' } },
  { type: 'reference', attrs: { key: 'consent-1' } },
)

/** Paragraphs as a person leaves them: no two neighbours that would be one, no space at an edge. */
function settled(nodes: readonly WordsNode[]): WordsNode[] {
  const out: WordsNode[] = []
  for (const node of nodes) {
    const last = out.at(-1)
    if (last?.type === 'text' && node.type === 'text') out[out.length - 1] = text(last.text! + node.text!)
    else if (node.type === 'hardBreak' && (!last || last.type === 'hardBreak')) continue
    else out.push(node)
  }
  while (out.at(-1)?.type === 'hardBreak') out.pop()
  const trimmed = out.map((node, at) => {
    if (node.type !== 'text') return node
    let words = node.text!
    if (at === 0 || out[at - 1]!.type === 'hardBreak') words = words.trimStart()
    if (at === out.length - 1 || out[at + 1]!.type === 'hardBreak') words = words.trimEnd()
    return text(words)
  })
  const full = trimmed.filter((node) => node.type !== 'text' || node.text !== '')
  return full.length === out.length ? full : settled(full)
}
const inline = fc
  .array(
    fc.oneof({ weight: 3, arbitrary: typed.map(text) }, chip, fc.constant<WordsNode>({ type: 'hardBreak' })),
    {
      minLength: 1,
      maxLength: 4,
    },
  )
  .map(settled)
  .filter((nodes) => nodes.length > 0)
const words = inline.map((nodes) => paragraph(...nodes))
const { blocks } = fc.letrec<{ block: WordsNode; blocks: WordsNode[]; item: WordsNode }>((tie) => ({
  blocks: fc.array(tie('block'), { minLength: 1, maxLength: 3 }),
  block: fc.oneof(
    { maxDepth: 2 },
    { weight: 4, arbitrary: words },
    fc.record({
      type: fc.constant('bulletList'),
      content: fc.array(tie('item'), { minLength: 1, maxLength: 3 }),
    }),
    fc.record({
      type: fc.constant('orderedList'),
      attrs: fc.record({ start: fc.constantFrom(0, 1, 2, 9, 10) }),
      content: fc.array(tie('item'), { minLength: 1, maxLength: 3 }),
    }),
    fc.record({ type: fc.constant('blockquote'), content: tie('blocks') }),
  ),
  item: fc.record({
    type: fc.constant('listItem'),
    content: fc
      .tuple(words, fc.array(tie('block'), { maxLength: 2 }))
      .map(([first, rest]) => [first, ...rest]),
  }),
}))

t.test('a document of paragraphs, lists and quotations comes back as it was', async () => {
  fc.assert(
    fc.property(blocks, (content) => same(parse(serialise(doc(...content))), doc(...content))),
    { numRuns: 3000 },
  )
})

t.test('words that look like Markdown or like a figure stay words, for the service too', async () => {
  const squeezed = (words: string) => words.replace(/\s+/g, ' ').trim()
  fc.assert(
    fc.property(typed, (said) => {
      fc.pre(said.trim() !== '')
      const source = serialise(doc(paragraph(text(said))))
      same(parse(source), doc(paragraph(text(said.trim()))))
      same(checkMarkdown(source, ''), [])
      same(squeezed(plainText(source)), squeezed(said))
    }),
    { numRuns: 3000 },
  )
})

t.test('the service takes every document, figures in brackets or not', async () => {
  fc.assert(
    fc.property(blocks, (content) => same(checkMarkdown(serialise(doc(...content)), ''), [])),
    { numRuns: 1500 },
  )
})

const bold = { type: 'bold' as const }
const italic = { type: 'italic' as const }
const link = { type: 'link' as const, attrs: { href: 'https://a.example/b_(c)' } }
const marked = fc
  .array(
    fc.tuple(fc.oneof({ weight: 3, arbitrary: typed.map(text) }, chip), fc.subarray([bold, italic, link])),
    { minLength: 1, maxLength: 6 },
  )
  .map((all) => all.map(([node, marks]) => ({ ...node, marks })))
const bare = (node: WordsNode): string =>
  node.text ?? (node.attrs ? JSON.stringify(node.attrs) : (node.content ?? []).map(bare).join(''))

t.test('emphasis never costs a word, and a text once written is written so again', async () => {
  fc.assert(
    fc.property(marked, (nodes) => {
      const source = serialise(doc(paragraph(...nodes)))
      const again = parse(source)
      same(bare(again).replace(/\s+/g, ''), bare(paragraph(...nodes)).replace(/\s+/g, ''))
      same(serialise(again), source)
    }),
    { numRuns: 600 },
  )
})

t.test('emphasis on whole words is kept', async () => {
  const word = fc.constantFrom('word', 'two words', 'ผู้เสียหาย', 'a.', '7')
  const sets = fc.subarray([link, bold, italic])
  fc.assert(
    fc.property(fc.array(fc.tuple(word, sets), { minLength: 1, maxLength: 5 }), (all) => {
      const nodes = all.flatMap(([said, marks], at) => [
        ...(at > 0 ? [text(' ')] : []),
        marks.length > 0 ? { type: 'text', text: said, marks } : text(said),
      ])
      const wanted = parse(serialise(doc(paragraph(...nodes))))
      const flat = (each: WordsNode) => (each.content ?? []).map(({ text: said, marks = [] }) => [said, marks.map(({ type }) => type).sort()]) // prettier-ignore
      const joined: [string, string[]][] = []
      for (const [said, marks] of flat(paragraph(...nodes)) as [string, string[]][]) {
        const last = joined.at(-1)
        if (last && last[1].join() === marks.join()) last[0] += said
        else joined.push([said, marks])
      }
      same(flat(wanted.content![0]!), joined)
    }),
    { numRuns: 1000 },
  )
})

t.test('a table comes back with its cells', async () => {
  const cell = fc.oneof(typed.map((said) => said.trim()), fc.constant('')) // prettier-ignore
  const row = (type: string, cells: string[]): WordsNode => ({
    type: 'tableRow',
    content: cells.map((said) => ({ type, content: [said === '' ? { type: 'paragraph' } : paragraph(text(said))] })), // prettier-ignore
  })
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 3 }), ([head, ...rows]) => {
      fc.pre([head, ...rows].flat().some((said) => said !== ''))
      const table: WordsNode = {
        type: 'table',
        content: [row('tableHeader', head!), ...rows.map((cells) => row('tableCell', cells))],
      }
      same(parse(serialise(doc(table))), doc(table))
    }),
    { numRuns: 1000 },
  )
})

t.test('empty paragraphs and items leave no trace', async (t) => {
  t.equal(serialise(doc({ type: 'paragraph' })), '')
  const item = { type: 'listItem', content: [{ type: 'paragraph' }] }
  t.equal(serialise(doc(paragraph(text('a')), { type: 'bulletList', content: [item] }, { type: 'paragraph' })), 'a') // prettier-ignore
})
