// One language's words of a changed clause as HTML: paragraphs and lists with what was added and deleted.
import type { Language } from '../document/clause.ts'
import type { Tongue } from '../document/figures.ts'
import { REFERENCE, type ShowContext, showText } from '../document/show.ts'
import { oldToNew } from '../document/summary.ts'
import type { Change } from '../document/words.ts'
import { PAGE_WORDS } from './redline-words.ts'

/** What a cell needs to know: its language, its reader's, and both sides' numbers and figures. */
export interface CellContext {
  readonly language: Language
  readonly reader: Tongue
  readonly then: ShowContext
  readonly now: ShowContext
  /** Thai terms that no line may break in. */
  readonly whole?: RegExp
}

/** Browsers break Thai between the parts of a compound; what matches official terms is kept on one line. */
export function termsPattern(terms: readonly string[] | undefined): RegExp | undefined {
  const thai = (terms ?? []).filter((term) => /^[\u0e01-\u0e3a\u0e40-\u0e4e]+$/.test(term))
  if (thai.length === 0) return undefined
  return new RegExp([...thai].sort((one, two) => two.length - one.length).join('|'), 'g')
}

function textHtml(text: string, { whole }: CellContext): string {
  const html = escapeText(text)
  return whole ? html.replace(whole, '<span class="k">$&</span>') : html
}

type Sign = Change[0]
type Piece = readonly [Sign, string]
interface Line {
  readonly pieces: Piece[]
  /** Whether a paragraph or a list item ends after this line, and not only a line of the source. */
  ends: boolean
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** All that is invisible or looks like a plain space and is none; line ends are set by `blocks`. */
const UNSEEN = /(?!\n)[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]|(?! )\p{Zs}/gu

const NAMES: Readonly<Record<number, string>> = { 0x200b: 'ZWSP', 0x2060: 'WJ', 0xa0: 'NBSP', 0x9: 'TAB' }

/**
 * Text that can stand in an element or a quoted attribute; what can't be seen is drawn with its code
 * point.
 */
export function escapeText(text: string): string {
  const escaped = text.replace(/[&<>"']/g, (sign) => ESCAPES[sign]!)
  return escaped.replace(UNSEEN, (sign) => {
    const code = sign.codePointAt(0)!
    const point = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`
    return `<span class="iv">${NAMES[code] ? `${NAMES[code]} ` : ''}${point}</span>`
  })
}

/** Text for an attribute: as `escapeText`, but what can't be seen is left out. */
export function escapeAttribute(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ESCAPES[sign]!).replace(UNSEEN, '')
}

/** `<ins>` or `<del>`, with words for those who listen. */
export function marked(sign: Sign, html: string, reader: Tongue): string {
  const words = PAGE_WORDS[reader]
  if (html === '' || sign === '=') return html
  const [tag, start, end] =
    sign === '+' ? ['ins', words.added1, words.added2] : ['del', words.deleted1, words.deleted2]
  const heard = (text: string) => `<span class="vh" lang="${reader}">${text}</span>`
  return `<${tag}>${heard(start)}${html}${heard(end)}</${tag}>`
}

/** One line of changes, as for a heading: no paragraphs. */
export function inline(changes: readonly Change[], context: CellContext): string {
  return changes.map(([sign, text]) => pieceHtml([sign, text.replace(/\n+/g, ' ')], context)).join('')
}

/**
 * Changes as paragraphs and list items; `lead` (HTML) hangs before the first of them. A line end that was
 * added or deleted is drawn, and still ends the line.
 */
export function blocks(changes: readonly Change[], context: CellContext, lead = ''): string {
  const found = paragraphs(linesOf(changes))
  const alone = lead !== '' && (found.length === 0 || isItem(found[0]!))
  const html = found.map((pieces, place) => blockHtml(pieces, context, place === 0 && !alone ? lead : ''))
  return [...(alone ? [`<p>${lead}</p>`] : []), ...html].join('\n')
}

function linesOf(changes: readonly Change[]): Line[] {
  const lines: Line[] = [{ pieces: [], ends: true }]
  for (const [sign, text] of changes) {
    for (const part of text.split(/(\n+)/)) {
      if (part === '') continue
      const line = lines.at(-1)!
      if (!part.startsWith('\n')) line.pieces.push([sign, part])
      else {
        if (sign !== '=') line.pieces.push([sign, '\n'])
        line.ends = part.length > 1 || sign !== '='
        lines.push({ pieces: [], ends: true })
      }
    }
  }
  return lines
}

const MARKER = /^\s*([-*+]|\d{1,3}[.)]|\((?:[0-9a-z]{1,4}|[๐-๙ก-ฮ]{1,3})\)|[๐-๙]{1,3}[.)]|\|)\s/

const isItem = (pieces: readonly Piece[]) => MARKER.test(pieces[0]?.[1] ?? '')

/** Lines that belong to one paragraph, brought together. */
function paragraphs(lines: readonly Line[]): Piece[][] {
  const found: Piece[][] = []
  let open: Piece[] = []
  lines.forEach((line, place) => {
    open.push(...line.pieces)
    const next = lines[place + 1]
    if (next && !line.ends && !isItem(next.pieces)) open.push(['=', ' '])
    else {
      if (open.length > 0) found.push(open)
      open = []
    }
  })
  return found
}

function blockHtml(pieces: readonly Piece[], context: CellContext, lead: string): string {
  const all = (shown: readonly Piece[]) => shown.map((piece) => pieceHtml(piece, context)).join('')
  if (lead !== '') return `<p class="li"><i>${lead}</i>${all(pieces)}</p>`
  const [sign, text] = pieces[0]!
  const marker = text.startsWith('|') ? null : MARKER.exec(text)
  if (!marker) return `<p>${all(pieces)}</p>`
  const shown = /[-*+]/.test(marker[1]!) ? '•' : marker[1]!
  const rest: Piece[] = [[sign, text.slice(marker[0].length)], ...pieces.slice(1)]
  return `<p class="li"><i>${marked(sign, escapeText(shown), context.reader)}</i>${all(rest)}</p>`
}

function pieceHtml([sign, source]: Piece, context: CellContext): string {
  if (sign === '=') return kept(source, context)
  const shown = showText(source, context.language, sign === '-' ? context.then : context.now)
  const words = PAGE_WORDS[context.reader]
  if (shown === '\n')
    return marked(sign, `<span class="iv" title="${words.lineEnd}">¶</span>`, context.reader)
  // Spaces alone would hardly be seen, and not at all at the end of a line.
  if (/^ +$/.test(shown)) {
    const space = `<span class="iv" title="${words.space}">␣</span>`
    return marked(sign, space.repeat(shown.length), context.reader)
  }
  // The space at an end is set outside: a mark that begins with one looks frayed where the line breaks.
  const [, before, middle, after] = /^( ?)([^]*?)( ?)$/.exec(shown)!
  return `${before}${marked(sign, textHtml(middle!, context), context.reader)}${after}`
}

/**
 * Unchanged source. A figure or a number in it may still be shown otherwise than before: then both stand
 * in a box.
 */
function kept(source: string, context: CellContext): string {
  let [html, at] = ['', 0]
  for (const reference of source.matchAll(REFERENCE)) {
    html += lightly(source.slice(at, reference.index), context)
    const then = showText(reference[0], context.language, context.then)
    const now = showText(reference[0], context.language, context.now)
    html += then === now ? escapeText(now) : figureBox(then, now, context.reader)
    at = reference.index + reference[0].length
  }
  return html + lightly(source.slice(at), context)
}

/**
 * Markdown's emphasis and escapes in words that did not change; in changed words the signs themselves are
 * shown.
 */
function lightly(source: string, context: CellContext): string {
  return textHtml(source, context)
    .replace(/\*\*([^*\n]+)\*\*/g, '<strong>$1</strong>')
    .replace(/(^|[\s(])\*([^*\s][^*\n]*)\*(?=[\s.,;:)]|$)/g, '$1<em>$2</em>')
    .replace(/\\([!#()*+\-.[\]_`{|}~\\])/g, '$1')
}

/** Old → new in one ruled box, what both share outside the arrow. */
export function figureBox(from: string, to: string, reader: Tongue): string {
  const words = PAGE_WORDS[reader]
  const parts = oldToNew(from, to)
  const heard = (text: string) => `<span class="vh" lang="${reader}">${text}</span>`
  return (
    `<span class="num">${escapeText(parts.before)}${heard(words.figure1)}<del>${escapeText(parts.from)}</del>` +
    ` → ${heard(words.figure2)}<ins>${escapeText(parts.to)}</ins>${escapeText(parts.after)}</span>`
  )
}
