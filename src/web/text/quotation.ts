// The words of a text's source that a person has selected on the screen.
import { placesOf } from './places.ts'

export interface Quotation {
  readonly quote: string
  /** up to 32 code points that stand before and after it, to tell it from the same words elsewhere */
  readonly before: string
  readonly after: string
}

/** A block of words as the screen has them, references as in the source, and which of them are selected. */
export interface ShownBlock {
  readonly words: string
  readonly from: number
  readonly to: number
}

const AROUND = 32
const LONGEST = 2000
/** What is shown beside the words and is none of them. */
const BESIDE = '.vh, .nref, button'
const BLOCK = /^(?:P|LI|TD|TH|BLOCKQUOTE)$/

/** The selected words as they stand in the source; undefined where none of them do. `part` is the element that shows it. */
export function quotationOf(selection: Selection, part: Element, source: string): Quotation | undefined {
  if (selection.rangeCount === 0 || selection.isCollapsed) return undefined
  return quotationFrom(shownBlocks(selection.getRangeAt(0), part), source)
}

/** Of a selection over several blocks the block with most of it counts. */
export function quotationFrom(blocks: readonly ShownBlock[], source: string): Quotation | undefined {
  let cursor = 0
  let best: { start: number; end: number; length: number } | undefined
  for (const { words, from, to } of blocks) {
    const { places, next } = placesOf(words, source, cursor)
    cursor = next
    const chosen = places.slice(from, to).filter((place, at) => place >= 0 && /\S/.test(words[from + at]!))
    const [start, last] = [chosen[0], chosen.at(-1)]
    if (start === undefined || last === undefined || chosen.length <= (best?.length ?? 0)) continue
    best = { start, end: last + 1, length: chosen.length }
  }
  return best && around(source, ...wholeClusters(source, best.start, best.end))
}

function around(source: string, start: number, end: number): Quotation {
  const points = [...source.slice(start, end)].slice(0, LONGEST)
  const quote = points.join('')
  return {
    quote,
    before: [...source.slice(0, start)].slice(-AROUND).join(''),
    after: [...source.slice(start + quote.length)].slice(0, AROUND).join(''),
  }
}

const clusters = new Intl.Segmenter('th', { granularity: 'grapheme' })

/** Widens a range so that no letter is cut from its signs, and no reference in two. */
export function wholeClusters(source: string, from: number, to: number): [number, number] {
  let [start, end] = [from, to]
  const units = [...clusters.segment(source)].map(({ segment, index }) => [index, index + segment.length])
  const references = Array.from(source.matchAll(/\{\{[^{}\n]*\}\}/g), ({ 0: { length }, index }) => [index, index + length]) // prettier-ignore
  for (const [first, last] of [...units, ...references] as [number, number][]) {
    if (from > first && from < last) start = Math.min(start, first)
    if (to > first && to < last) end = Math.max(end, last)
  }
  return [start, end]
}

/** The blocks of an element, and what of each is inside the range. */
function shownBlocks(range: Range, part: Element): ShownBlock[] {
  const blocks: { words: string; from: number; to: number }[] = []
  let open: { words: string; from: number; to: number } | undefined
  const take = (words: string, from: number, to: number) => {
    if (!open) blocks.push((open = { words: '', from: -1, to: -1 }))
    if (to > from) {
      if (open.from < 0) open.from = open.words.length + from
      open.to = open.words.length + to
    }
    open.words += words
  }
  const visit = (node: Node): void => {
    if (node instanceof Element) {
      if (node.matches(BESIDE)) return
      const source = node.getAttribute('data-source')
      if (source !== null) return take(source, 0, range.intersectsNode(node) ? source.length : 0)
      if (node.tagName === 'BR') return take('\n', 0, 0)
      const block = BLOCK.test(node.tagName)
      if (block) open = undefined
      for (const child of node.childNodes) visit(child)
      if (block) open = undefined
      return
    }
    const words = node.nodeValue ?? ''
    if (!range.intersectsNode(node)) return take(words, 0, 0)
    const from = node === range.startContainer ? range.startOffset : 0
    take(words, from, node === range.endContainer ? range.endOffset : words.length)
  }
  visit(part)
  return blocks
}
