// The document that is edited as a text's source, block by block. Pure.
import { inlineSource } from './inline-source.ts'
import { isList, type WordsNode } from './words-document.ts'

export function serialise({ content = [] }: WordsNode): string {
  return blocks(content)
}

interface Written {
  readonly node: WordsNode
  readonly source: string
}

/** Blocks with an empty line between them; what is empty is left out. */
function blocks(nodes: readonly WordsNode[], item = false): string {
  const written: Written[] = []
  let other = false
  for (const node of nodes) {
    const last = written.at(-1)?.node
    // Two lists in a row would be read as one, if their signs were the same.
    other = last !== undefined && isList(node) && last.type === node.type ? !other : false
    const source = block(node, other)
    if (source !== '') written.push({ node, source })
  }
  return written
    .map(({ node, source }, at) => (at === 0 ? source : between(written[at - 1]!, node, item) + source))
    .join('')
}

/** Inside an item a list follows its words at once, if it can be told from them. */
function between(before: Written, node: WordsNode, item: boolean): string {
  const follows =
    item &&
    before.node.type === 'paragraph' &&
    (node.type === 'bulletList' || (node.type === 'orderedList' && startOf(node) === 1))
  return follows ? '\n' : '\n\n'
}

const startOf = ({ attrs }: WordsNode): number => (typeof attrs?.start === 'number' ? attrs.start : 1)

function block(node: WordsNode, other: boolean): string {
  const { type, content = [] } = node
  switch (type) {
    case 'paragraph':
      return inlineSource(content)
    case 'blockquote':
      return quoted(blocks(content))
    case 'bulletList':
      return items(content, () => (other ? '* ' : '- '))
    case 'orderedList':
      return items(content, (at) => `${startOf(node) + at}${other ? ')' : '.'} `)
    case 'table':
      return table(content)
    default:
      return blocks(content)
  }
}

function quoted(source: string): string {
  if (source === '') return ''
  return source
    .split('\n')
    .map((line) => (line === '' ? '>' : `> ${line}`))
    .join('\n')
}

function items(nodes: readonly WordsNode[], marker: (at: number) => string): string {
  return nodes
    .map(({ content = [] }) => blocks(content, true))
    .filter((source) => source !== '')
    .map((source, at) => {
      const sign = marker(at)
      return sign + source.replace(/\n(?=[^\n])/g, `\n${' '.repeat(sign.length)}`)
    })
    .join('\n')
}

function table(rows: readonly WordsNode[]): string {
  const [head, ...body] = rows.map(({ content = [] }) => content.map(cell))
  if (!head || [head, ...body].flat().every((each) => each === '')) return ''
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(head), `|${head.map(() => '---|').join('')}`, ...body.map(line)].join('\n')
}

function cell({ content = [] }: WordsNode): string {
  const words = content.flatMap((node, at) => [
    ...(at === 0 ? [] : [{ type: 'text', text: ' ' }]),
    ...(node.content ?? []).map((each) => (each.type === 'hardBreak' ? { type: 'text', text: ' ' } : each)),
  ])
  return inlineSource(words)
}
