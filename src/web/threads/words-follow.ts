// Words and cards follow each other: what was chosen on one side is brought into sight on the other.
import { useEffect } from 'react'
import { type Beginning, focusThread, useFocus } from './focus.ts'

/** A card in whichever place the window has for it. */
const cardOf = (thread: string) => document.querySelector<HTMLElement>(`[data-card="${CSS.escape(thread)}"]`)
export const wordsOf = (thread: string) =>
  document.querySelector<HTMLElement>(`.paper mark[data-thread="${CSS.escape(thread)}"]`)

const inSight = (element: Element): boolean => {
  const { top, bottom } = element.getBoundingClientRect()
  return top >= 84 && bottom <= innerHeight - 40
}

export function useWordsFollow(): void {
  const thread = useFocus((focus) => focus.thread)
  const from = useFocus((focus) => focus.from)
  const beginning = useFocus((focus) => focus.beginning)
  useEffect(() => {
    if (thread === undefined) return
    // The card takes its place, or the drawer opens, first.
    let timer: ReturnType<typeof setTimeout>
    const follow = (tries: number) => {
      const card = cardOf(thread)
      if (from === 'words' && !card && tries > 0) {
        timer = setTimeout(follow, 100, tries - 1)
      } else if (from === 'words') {
        card?.focus({ preventScroll: true })
        if (card && !inSight(card)) card.scrollIntoView({ block: 'nearest' })
      } else {
        const found = wordsOf(thread)
        if (!found || inSight(found) || tries < 7) return
        found.scrollIntoView({ block: 'center' })
        // What is laid out for the first time on the way moves them; so once more when that has settled.
        timer = setTimeout(follow, 120, tries - 1)
      }
    }
    timer = setTimeout(follow, 60, 10)
    return () => clearTimeout(timer)
  }, [thread, from])
  useEffect(() => {
    const hear = ({ target }: MouseEvent) => {
      if (!(target instanceof Element) || target.closest('a,button')) return
      const words = target.closest<HTMLElement>('.paper mark[data-thread]')
      if (words && getSelection()?.isCollapsed !== false) focusThread(words.dataset.thread!, 'words')
    }
    document.addEventListener('click', hear)
    return () => document.removeEventListener('click', hear)
  }, [])
  useBeginningMarked(beginning)
}

/** Marks the words about which a discussion is being begun, without touching the text. */
function useBeginningMarked(beginning: Beginning | undefined): void {
  useEffect(() => {
    if (!beginning || typeof Highlight === 'undefined') return
    const { key, language, part, quote } = beginning
    const row = document.getElementById(key)
    const found = row?.querySelector(`[lang="${language}"] .part[data-part="${part}"]`)
    const range = found && rangeOf(found, quote)
    if (range) CSS.highlights.set('discuss', new Highlight(range))
    return () => void CSS.highlights.delete('discuss')
  }, [beginning])
}

/** The quotation on the screen, where it stands in one run of words; else all of the part. */
function rangeOf(part: Element, quote: string): Range {
  const range = document.createRange()
  range.selectNodeContents(part)
  const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = (node.nodeValue ?? '').indexOf(quote)
    if (at < 0) continue
    range.setStart(node, at)
    range.setEnd(node, at + quote.length)
    break
  }
  return range
}
