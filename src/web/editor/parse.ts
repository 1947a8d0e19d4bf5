// A text's source as the document that is edited. Pure.
import { type Block, blocksOf, type Cell, type Inline } from '../text/marked-source.ts'
import type { WordsMark, WordsNode } from './words-document.ts'

const EMPTY: WordsNode = { type: 'paragraph' }

/** With `inline` its words alone, as a heading has them. */
export function parse(source: string, inline = false): WordsNode {
  const content = blocksOf(source, [], inline).map(nodeOf)
  return { type: 'doc', content: content.length === 0 ? [EMPTY] : content }
}

function nodeOf(block: Block): WordsNode {
  switch (block.type) {
    case 'paragraph':
      return paragraph(inlineNodes(block.inlines))
    case 'heading':
      return paragraph(inlineNodes(block.inlines, [{ type: 'bold' }]))
    case 'quote':
      return { type: 'blockquote', content: atLeastOne(block.blocks.map(nodeOf)) }
    case 'list': {
      const content = block.items.map((item) => ({ type: 'listItem', content: itemOf(item.map(nodeOf)) }))
      return block.start === undefined
        ? { type: 'bulletList', content }
        : { type: 'orderedList', attrs: { start: block.start }, content }
    }
    case 'table': {
      const row = (type: string) => (cells: readonly Cell[]) => ({
        type: 'tableRow',
        content: cells.map((cell) => ({ type, content: [paragraph(inlineNodes(cell))] })),
      })
      return { type: 'table', content: [row('tableHeader')(block.head), ...block.rows.map(row('tableCell'))] }
    }
  }
}

const atLeastOne = (nodes: WordsNode[]): WordsNode[] => (nodes.length === 0 ? [EMPTY] : nodes)

/** An item begins with a paragraph, be it an empty one. */
const itemOf = (nodes: WordsNode[]): WordsNode[] =>
  nodes[0]?.type === 'paragraph' ? nodes : [EMPTY, ...nodes]

const paragraph = (content: WordsNode[]): WordsNode =>
  content.length === 0 ? EMPTY : { type: 'paragraph', content }

/** Words, figures and references, each with the marks that lie on it. */
export function inlineNodes(inlines: readonly Inline[], marks: readonly WordsMark[] = []): WordsNode[] {
  const nodes: WordsNode[] = []
  for (const inline of inlines) {
    for (const node of nodesOf(inline, marks)) {
      const last = nodes.at(-1)
      if (last?.type === 'text' && node.type === 'text' && sameMarks(last, node))
        nodes[nodes.length - 1] = { ...last, text: last.text! + node.text! }
      else nodes.push(node)
    }
  }
  return nodes
}

function nodesOf(inline: Inline, marks: readonly WordsMark[]): WordsNode[] {
  const on = marks.length > 0 ? { marks } : {}
  switch (inline.type) {
    case 'words':
      return inline.words === '' ? [] : [{ type: 'text', text: inline.words, ...on }]
    case 'figure':
      return [{ type: 'figure', attrs: { name: inline.name }, ...on }]
    case 'parties':
      return [{ type: 'figure', attrs: { name: 'parties' }, ...on }]
    case 'reference':
      return [{ type: 'reference', attrs: { key: inline.name }, ...on }]
    case 'break':
      return [{ type: 'hardBreak' }]
    case 'end':
      return []
    case 'link':
      return inlineNodes(inline.children, withMark(marks, { type: 'link', attrs: { href: inline.href } }))
    default:
      return inlineNodes(inline.children, withMark(marks, { type: inline.type === 'em' ? 'italic' : 'bold' }))
  }
}

const withMark = (marks: readonly WordsMark[], mark: WordsMark): readonly WordsMark[] =>
  marks.some(({ type }) => type === mark.type) ? marks : [...marks, mark]

const named = ({ marks = [] }: WordsNode): string =>
  marks
    .map(({ type, attrs }) => `${type} ${attrs?.href ?? ''}`)
    .sort()
    .join()

export const sameMarks = (one: WordsNode, other: WordsNode): boolean => named(one) === named(other)
