// One paragraph's words as source: figures, references and emphasis, escaped where a sign is only a sign. Pure.
import { blocksOf } from '../text/marked-source.ts'
import { escapeLineStart, escapeWords } from './escape.ts'
import { inlineNodes, sameMarks } from './parse.ts'
import { chipSource, MARKS, type WordsMark, type WordsNode } from './words-document.ts'

type MarkType = WordsMark['type']

/** How emphasis may be written: what lies around what, and with which sign. */
interface Way {
  readonly order: readonly MarkType[]
  readonly italic: '*' | '_'
}
const INSIDE_OUT: readonly MarkType[] = ['link', 'italic', 'bold']
const WAYS: readonly Way[] = [MARKS, INSIDE_OUT].flatMap((order) =>
  (['*', '_'] as const).map((italic) => ({ order, italic })),
)
const SPARED: readonly (readonly MarkType[])[] = [[], ['italic'], ['bold'], ['bold', 'italic']]

/** The source of a paragraph's words; emphasis that Markdown can't express where it stands is left out, words never. */
export function inlineSource(content: readonly WordsNode[]): string {
  const nodes = tidy(content)
  if (nodes.every(({ marks = [] }) => marks.length === 0)) return write(nodes, WAYS[0]!)
  for (const spared of SPARED) {
    const fewer = tidy(nodes.map((node) => lessMarks(node, spared)))
    for (const way of WAYS) {
      const source = write(fewer, way)
      if (readsAs(source, fewer)) return source
    }
  }
  const bare = nodes.map((node) => lessMarks(node, MARKS))
  return write(tidy(bare), WAYS[0]!)
}

function readsAs(source: string, nodes: readonly WordsNode[]): boolean {
  const [block, ...more] = blocksOf(source)
  if (more.length > 0 || block?.type !== 'paragraph') return false
  return comparable(tidy(inlineNodes(block.inlines))) === comparable(nodes)
}

const comparable = (nodes: readonly WordsNode[]): string =>
  JSON.stringify(
    nodes.map((node) => [
      node.text ?? chipSource(node) ?? node.type,
      MARKS.map((type) => markOf(node, type) && (markOf(node, type)!.attrs?.href ?? type)),
    ]),
  )

const markOf = ({ marks = [] }: WordsNode, type: MarkType): WordsMark | undefined =>
  marks.find((mark) => mark.type === type)

function lessMarks({ marks = [], ...node }: WordsNode, types: readonly MarkType[]): WordsNode {
  const left = marks.filter(({ type }) => !types.includes(type))
  return left.length === 0 ? node : { ...node, marks: left }
}

/** Without spaces and breaks at the ends of lines; emphasis neither begins nor ends with a space, a break or a figure. */
export function tidy(content: readonly WordsNode[]): WordsNode[] {
  let nodes = content.filter(({ type, text }) => type !== 'text' || (text ?? '') !== '')
  for (const type of ['bold', 'italic'] as const)
    nodes = nodes.flatMap((node, at, all) => edged(node, at, all, type))
  nodes = joined(nodes.map((node) => (node.type === 'hardBreak' ? { type: 'hardBreak' } : node)))
  nodes = nodes.flatMap((node, at) => {
    if (node.type !== 'text') return [node]
    let text = node.text!
    if (at === 0 || nodes[at - 1]!.type === 'hardBreak') text = text.replace(/^[ \t\n]+/, '')
    if (at === nodes.length - 1 || nodes[at + 1]!.type === 'hardBreak') text = text.replace(/[ \t\n]+$/, '')
    return text === '' ? [] : [{ ...node, text }]
  })
  let start = 0
  let end = nodes.length
  while (nodes[start]?.type === 'hardBreak') start += 1
  while (end > start && nodes[end - 1]!.type === 'hardBreak') end -= 1
  const tidied = joined(nodes.slice(start, end))
  // What was taken away may have bared another edge.
  return same(tidied, content) ? tidied : tidy(tidied)
}

const same = (a: readonly WordsNode[], b: readonly WordsNode[]) => JSON.stringify(a) === JSON.stringify(b)

/** Takes a mark from the spaces, breaks and figures at the edges of a stretch that it lies on. */
function edged(node: WordsNode, at: number, all: readonly WordsNode[], type: MarkType): WordsNode[] {
  if (!markOf(node, type)) return [node]
  const on = (each: WordsNode | undefined) => each !== undefined && markOf(each, type) !== undefined
  const solid = (each: WordsNode) => each.type === 'text' && /[^ \t\n]/.test(each.text!)
  const run = (step: 1 | -1) => {
    for (let place = at + step; on(all[place]); place += step) if (solid(all[place]!)) return true
    return false
  }
  const [before, after] = [run(-1), run(1)]
  if (!solid(node)) return [before && after ? node : lessMarks(node, [type])]
  const [, head = '', words = '', tail = ''] = /^([ \t\n]*)(.*?)([ \t\n]*)$/s.exec(node.text!)!
  const bare = (text: string) => (text === '' ? [] : [{ ...lessMarks(node, [type]), text }])
  return [
    ...(before ? [] : bare(head)),
    { ...node, text: (before ? head : '') + words + (after ? tail : '') },
    ...(after ? [] : bare(tail)),
  ]
}

function joined(nodes: readonly WordsNode[]): WordsNode[] {
  const out: WordsNode[] = []
  for (const node of nodes) {
    const last = out.at(-1)
    if (last?.type === 'text' && node.type === 'text' && sameMarks(last, node))
      out[out.length - 1] = { ...last, text: last.text! + node.text! }
    else out.push(node)
  }
  return out
}

function write(nodes: readonly WordsNode[], way: Way): string {
  const source = layer(nodes, 0, way)
  return source.split('\n').map(escapeLineStart).join('\n')
}

const around = (type: MarkType, inside: string, href: string, italic: '*' | '_'): string => {
  if (type === 'bold') return `**${inside}**`
  if (type === 'italic') return `${italic}${inside}${italic}`
  if (inside === href.replaceAll('_', '\\_') || inside === href) return `<${href}>`
  return /[()\s<>]/.test(href) ? `[${inside}](<${href}>)` : `[${inside}](${href})`
}

/** Words in stretches by one mark after the other, the outermost first. */
function layer(nodes: readonly WordsNode[], depth: number, way: Way): string {
  const type = way.order[depth]
  if (type === undefined) return words(nodes)
  let source = ''
  for (let from = 0; from < nodes.length;) {
    const mark = markOf(nodes[from]!, type)
    let to = from + 1
    while (to < nodes.length && alike(markOf(nodes[to]!, type), mark)) to += 1
    const inside = layer(nodes.slice(from, to), depth + 1, way)
    const piece = mark ? around(type, inside, mark.attrs?.href ?? '', way.italic) : inside
    const shut = source.endsWith('!') && piece.startsWith('[') ? `${source.slice(0, -1)}\\!` : source
    source = shut + (shut.endsWith('}}') && piece.startsWith('(') ? `\\${piece}` : piece)
    from = to
  }
  return source
}

const alike = (a: WordsMark | undefined, b: WordsMark | undefined): boolean =>
  a?.type === b?.type && a?.attrs?.href === b?.attrs?.href

function words(nodes: readonly WordsNode[]): string {
  let source = ''
  for (const node of nodes) {
    if (node.type === 'hardBreak') source += '\\\n'
    else source += chipSource(node) ?? escapeWords(node.text ?? '', source)
  }
  return source
}
