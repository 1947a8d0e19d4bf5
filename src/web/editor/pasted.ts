// Words from elsewhere: plain paragraphs and lists, whatever they looked like there. Pure.
import type { WordsNode } from './words-document.ts'

// Neither steering signs nor private ones may stand in a text; hard spaces and tabs come as spaces.
const UNFIT =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ue000-\uf8ff]/g
const ITEM = /^\s*(?:([-*•·▪◦‣–])|(\d{1,9})[.)])\s+(?=\S)/u

export function pastedWords(pasted: string): string {
  return pasted.normalize('NFC').replace(/\r\n?/g, '\n').replace(/[\t\u00a0\u2028]/g, ' ').replace(/\u2029/g, '\n').replace(UNFIT, '') // prettier-ignore
}

/** Lines are paragraphs; lines that begin with a bullet or a number are items. */
export function pastedBlocks(pasted: string): WordsNode[] {
  const blocks: { type: string; attrs?: Record<string, unknown>; content: WordsNode[] }[] = []
  for (const line of pastedWords(pasted).split('\n')) {
    if (line.trim() === '') continue
    const item = ITEM.exec(line)
    const words = line.slice(item?.[0].length ?? 0).trim()
    const paragraph = { type: 'paragraph', content: [{ type: 'text', text: words }] }
    if (!item) {
      blocks.push(paragraph)
      continue
    }
    const type = item[2] === undefined ? 'bulletList' : 'orderedList'
    const one = { type: 'listItem', content: [paragraph] }
    const last = blocks.at(-1)
    if (last?.type === type) last.content.push(one)
    else
      blocks.push({
        type,
        ...(item[2] !== undefined && { attrs: { start: Number(item[2]) } }),
        content: [one],
      })
  }
  return blocks
}

/** One paragraph of it all, for a heading. */
export function pastedLine(pasted: string): WordsNode[] {
  const text = pastedWords(pasted).replace(/\s+/g, ' ').trim()
  return text === '' ? [] : [{ type: 'paragraph', content: [{ type: 'text', text }] }]
}
