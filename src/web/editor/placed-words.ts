// Where the words of the edited document stand in its source: for showing a place, and what is new.
import type { Node as ProseNode } from '@tiptap/pm/model'
import { placesOf } from '../text/places.ts'
import { chipSource } from './words-document.ts'

export interface PlacedWord {
  /** position in the document, before the letter or the chip */
  readonly from: number
  readonly to: number
  /** UTF-16 unit of the source, or -1 */
  readonly place: number
}

export function placedWords(doc: ProseNode, source: string): PlacedWord[] {
  const found: PlacedWord[] = []
  let cursor = 0
  doc.descendants((block, at) => {
    if (!block.isTextblock) return true
    let words = ''
    const positions: [number, number][] = []
    block.forEach((node, offset) => {
      const from = at + 1 + offset
      const text = node.text ?? chipSource({ type: node.type.name, attrs: node.attrs }) ?? '\n'
      words += text
      for (let unit = 0; unit < text.length; unit += 1)
        positions.push(node.isText ? [from + unit, from + unit + 1] : [from, from + node.nodeSize])
    })
    const { places, next } = placesOf(words, source, cursor)
    cursor = next
    positions.forEach(([from, to], unit) => found.push({ from, to, place: places[unit] ?? -1 }))
    return false
  })
  return found
}

/** The stretch of the document that a stretch of the source is, in UTF-16 units. */
export function stretchOf(
  words: readonly PlacedWord[],
  start: number,
  end: number,
): { from: number; to: number } | undefined {
  const inside = words.filter(({ place }) => place >= start && place < end)
  const [first, last] = [inside[0], inside.at(-1)]
  return first && last && { from: first.from, to: last.to }
}
