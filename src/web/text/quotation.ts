// The words of a text's source that a person has selected on the screen.

export interface Quotation {
  readonly quote: string
  /** up to 32 code points that stand before and after it, to tell it from the same words elsewhere */
  readonly before: string
  readonly after: string
}

const AROUND = 32
/** What is shown beside the words and is none of them. */
const BESIDE = '.vh, .nref, button'

/** The selected words as they stand in the source; undefined where none of them do. `part` is the element that shows the source. */
export function quotationOf(selection: Selection, part: Element, source: string): Quotation | undefined {
  if (selection.rangeCount === 0 || selection.isCollapsed) return undefined
  const range = selection.getRangeAt(0)
  const { before, pieces } = selected(range, part)
  const whole = pieces.join('')
  const candidates = [whole, whole.trim(), ...[...pieces].sort((a, b) => b.length - a.length)]
  for (const candidate of candidates) {
    const quote = candidate.trim()
    if (quote === '') continue
    const at = nearest(source, quote, before)
    if (at !== undefined) return around(source, ...wholeClusters(source, at, at + quote.length))
  }
  return undefined
}

/** Source words inside a range, block by block, and how many stand before it. */
function selected(range: Range, part: Element): { before: number; pieces: string[] } {
  const pieces: string[] = []
  let before = 0
  let begun = false
  const visit = (node: Node): void => {
    if (node instanceof Element) {
      if (node.matches(BESIDE)) return
      const source = node.getAttribute('data-source')
      if (source !== null) {
        if (range.intersectsNode(node)) take(source)
        else if (!begun) before += source.length
        return
      }
      const block = /^(P|LI|TD|TH|BLOCKQUOTE)$/.test(node.tagName)
      if (block && pieces.at(-1) !== '' && begun) pieces.push('')
      for (const child of node.childNodes) visit(child)
      return
    }
    const text = node.nodeValue ?? ''
    if (!range.intersectsNode(node)) {
      if (!begun) before += text.length
      return
    }
    const from = node === range.startContainer ? range.startOffset : 0
    const to = node === range.endContainer ? range.endOffset : text.length
    if (!begun) before += from
    if (to > from) take(text.slice(from, to))
  }
  const take = (words: string) => {
    begun = true
    if (pieces.length === 0) pieces.push('')
    pieces[pieces.length - 1] += words
  }
  visit(part)
  return { before, pieces: pieces.filter((piece) => piece.trim() !== '') }
}

/** Where words stand in a source, closest to a place. */
function nearest(source: string, quote: string, place: number): number | undefined {
  let best: number | undefined
  for (let at = source.indexOf(quote); at >= 0; at = source.indexOf(quote, at + 1))
    if (best === undefined || Math.abs(at - place) < Math.abs(best - place)) best = at
  return best
}

const MARK = /[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\p{M}]/u

/** Widens a range so that no letter is cut from its signs. */
export function wholeClusters(source: string, from: number, to: number): [number, number] {
  let [start, end] = [from, to]
  while (start > 0 && MARK.test(source[start] ?? '')) start -= 1
  while (end < source.length && MARK.test(source[end]!)) end += 1
  return [start, end]
}

function around(source: string, start: number, end: number): Quotation {
  return {
    quote: source.slice(start, end),
    before: [...source.slice(0, start)].slice(-AROUND).join(''),
    after: [...source.slice(end)].slice(0, AROUND).join(''),
  }
}
