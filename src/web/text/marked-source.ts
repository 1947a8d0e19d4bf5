// A text's source as blocks of words, figures and references, with the marks that lie on them. Pure; makes no HTML.
import { Lexer, Marked, type Token, type Tokens } from 'marked'
import type { Mark } from './marks.ts'

/** What lies on a piece of text. */
export interface Lying {
  readonly change?: 'ins' | 'del'
  /** ids of the quotations it belongs to */
  readonly quotes: readonly string[]
}

export type Inline =
  | { readonly type: 'words'; readonly words: string; readonly on: Lying }
  | { readonly type: 'figure' | 'reference'; readonly name: string; readonly on: Lying }
  | { readonly type: 'parties'; readonly on: Lying }
  | { readonly type: 'em' | 'strong'; readonly children: readonly Inline[] }
  | { readonly type: 'link'; readonly href: string; readonly children: readonly Inline[] }
  | { readonly type: 'break' }
  /** the end of a quotation: where its number stands */
  | { readonly type: 'end'; readonly id: string }

export type Block =
  | { readonly type: 'paragraph' | 'heading'; readonly inlines: readonly Inline[] }
  | { readonly type: 'list'; readonly start?: number; readonly items: readonly (readonly Block[])[] }
  | { readonly type: 'table'; readonly head: readonly Cell[]; readonly rows: readonly (readonly Cell[])[] }
  | { readonly type: 'quote'; readonly blocks: readonly Block[] }
type Cell = readonly Inline[]

export const REFERENCE = /\{\{(?:([a-z][a-z0-9_]{0,63})|#([a-z0-9][a-z0-9-]{0,63}))\}\}/g

// Private-use characters can stand in no text, so they can carry the marks through the lexer.
const OPEN = { ins: '\uE000', del: '\uE002' } as const
const CLOSE = { ins: '\uE001', del: '\uE003' } as const
const QUOTE_OPEN = 0xe100
const QUOTE_CLOSE = 0xe500
const MOST_QUOTES = 0x400
const CARRIED = /[\uE000-\uF8FF]/
const CARRIED_ALL = /[\uE000-\uF8FF]/g

const marked = new Marked({
  gfm: true,
  tokenizer: { url: () => undefined, del: () => undefined, html: () => undefined, tag: () => undefined },
})

/** Whether a text may be more than paragraphs of plain words. */
const SPECIAL = /[*_`[\]\\<>|#&~]|^ {0,3}(?:[-+]|\d{1,9}[.)])\s| {2}\n|^(?: {4}|\t)|^ {0,3}(?:-+|=+)\s*$/m

/** The blocks of a text; with `inline` its words alone, as a heading has them. */
export function blocksOf(source: string, marks: readonly Mark[] = [], inline = false): Block[] {
  const quotes = marks.filter(({ kind }) => kind === 'quote').slice(0, MOST_QUOTES)
  const carried = marks.length === 0 ? source : carry(source, marks, quotes)
  const reader = new Reader(quotes.map(({ id }) => id ?? ''))
  if (!SPECIAL.test(source))
    return inline
      ? [{ type: 'paragraph', inlines: reader.words(carried) }]
      : carried
          .split(/\n\s*\n/)
          .filter((each) => each.trim() !== '')
          .map((each) => ({ type: 'paragraph', inlines: reader.words(each.replace(/\n/g, ' ').trim()) }))
  if (inline) {
    const tokens = Lexer.lexInline(carried, marked.defaults)
    return [{ type: 'paragraph', inlines: reader.inlines(tokens) }]
  }
  return reader.blocks(marked.lexer(carried))
}

const PREFIX = /^(?: {0,3}> ?)*\s*(?:(?:[-*+]|\d{1,9}[.)])\s+|#{1,6}\s+)*/
const RULE = /^[\s|:-]+$/

/** Puts the marks into the source: inside lines only, after what makes a line a list item, and never in a cell's bars. */
function carry(source: string, marks: readonly Mark[], quotes: readonly Mark[]): string {
  const points = [...source]
  const units: number[] = []
  for (const point of points) units.push(point.length)
  const inner = references(source)
  const at: string[] = new Array<string>(points.length + 1).fill('')
  const ends: string[] = new Array<string>(points.length + 1).fill('')
  for (const [start, end] of stretches(points)) {
    for (const mark of marks) {
      const from = Math.max(start, outside(inner, mark.start, 'start'))
      const to = Math.min(end, outside(inner, mark.end, 'end'))
      if (from >= to) continue
      const quote = quotes.indexOf(mark)
      if (mark.kind === 'quote' && quote < 0) continue
      const [open, close] =
        mark.kind === 'quote'
          ? [String.fromCharCode(QUOTE_OPEN + quote), String.fromCharCode(QUOTE_CLOSE + quote)]
          : [OPEN[mark.kind], CLOSE[mark.kind]]
      at[from] += open
      ends[to] = close + ends[to]!
    }
  }
  let carried = ''
  for (let point = 0; point <= points.length; point += 1)
    carried += ends[point]! + at[point]! + (points[point] ?? '')
  return carried
}

/** The stretches of a source that hold words: each line without its beginning, each cell of a table by itself. */
function* stretches(points: readonly string[]): Generator<[number, number]> {
  let start = 0
  for (let end = 0; end <= points.length; end += 1) {
    if (end < points.length && points[end] !== '\n') continue
    const line = points.slice(start, end).join('')
    const table = /^\s*\|.*\|\s*$/.test(line)
    if (table && RULE.test(line)) {
      start = end + 1
      continue
    }
    let from = start + [...(PREFIX.exec(line)?.[0] ?? '')].length
    if (table) {
      for (let bar = from; bar < end; bar += 1) {
        if (points[bar] !== '|' || points[bar - 1] === '\\') continue
        if (bar > from) yield [from, bar]
        from = bar + 1
      }
    }
    if (end > from) yield [from, end]
    start = end + 1
  }
}

/** Ranges of the references of a source, in code points. */
function references(source: string): [number, number][] {
  return Array.from(source.matchAll(REFERENCE), ({ 0: whole, index }) => {
    const start = [...source.slice(0, index)].length
    return [start, start + whole.length]
  })
}

/** A boundary is never inside a reference. */
function outside(inner: readonly [number, number][], point: number, side: 'start' | 'end'): number {
  const within = inner.find(([start, end]) => point > start && point < end)
  return within ? within[side === 'start' ? 0 : 1] : point
}

/** Reads tokens with the marks that are open by then. */
class Reader {
  readonly #ids: readonly string[]
  #change: 'ins' | 'del' | undefined
  #quotes: readonly string[] = []

  constructor(ids: readonly string[]) {
    this.#ids = ids
  }

  blocks(tokens: readonly Token[]): Block[] {
    return tokens.flatMap((token) => this.#block(token))
  }

  #block(token: Token): Block[] {
    switch (token.type) {
      case 'space':
      case 'def':
        return []
      case 'paragraph':
      case 'text':
        return [{ type: 'paragraph', inlines: this.inlines((token as Tokens.Text).tokens ?? [token]) }]
      case 'heading':
        return [{ type: 'heading', inlines: this.inlines((token as Tokens.Heading).tokens) }]
      case 'blockquote':
        return [{ type: 'quote', blocks: this.blocks((token as Tokens.Blockquote).tokens) }]
      case 'list': {
        const { ordered, start, items } = token as Tokens.List
        return [
          {
            type: 'list',
            ...(ordered && { start: Number(start) || 1 }),
            items: items.map((item) => this.blocks(item.tokens)),
          },
        ]
      }
      case 'table': {
        const { header, rows } = token as Tokens.Table
        return [
          {
            type: 'table',
            head: header.map((cell) => this.inlines(cell.tokens)),
            rows: rows.map((row) => row.map((cell) => this.inlines(cell.tokens))),
          },
        ]
      }
      case 'code':
        return [{ type: 'paragraph', inlines: this.words((token as Tokens.Code).text) }]
      case 'hr':
        return []
      default:
        return [{ type: 'paragraph', inlines: this.words(token.raw) }]
    }
  }

  inlines(tokens: readonly Token[]): Inline[] {
    return tokens.flatMap((token): Inline[] => {
      switch (token.type) {
        case 'text':
        case 'escape': {
          const { tokens: within, text } = token as Tokens.Text
          return within ? this.inlines(within) : this.words(token.type === 'escape' ? text : decoded(text))
        }
        case 'codespan':
          return this.words((token as Tokens.Codespan).text)
        case 'em':
        case 'strong':
          return [{ type: token.type, children: this.inlines((token as Tokens.Em).tokens) }]
        case 'br':
          return [{ type: 'break' }]
        case 'link': {
          const { href, tokens: children } = token as Tokens.Link
          const address = href.replace(CARRIED_ALL, '')
          const inside = this.inlines(children)
          return /^(?:https:\/\/[^/]|mailto:.)/i.test(address)
            ? [{ type: 'link', href: address, children: inside }]
            : inside
        }
        default:
          return this.words(token.raw)
      }
    })
  }

  /** Plain words, split at references and where marks begin and end. */
  words(text: string): Inline[] {
    const found: Inline[] = []
    let from = 0
    const say = (to: number) => {
      const words = text.slice(from, to).replace(/\n/g, ' ')
      if (words !== '') found.push({ type: 'words', words, on: this.#lying() })
    }
    for (const match of text.matchAll(
      /[\uE000-\uF8FF]|\{\{(?:([a-z][a-z0-9_]{0,63})|#([a-z0-9][a-z0-9-]{0,63}))\}\}/g,
    )) {
      say(match.index)
      from = match.index + match[0].length
      const [whole, figure, key] = match
      if (CARRIED.test(whole)) {
        const ended = this.#turn(whole.charCodeAt(0))
        if (ended !== undefined) found.push({ type: 'end', id: ended })
      } else if (figure === 'parties') found.push({ type: 'parties', on: this.#lying() })
      else if (figure !== undefined) found.push({ type: 'figure', name: figure, on: this.#lying() })
      else found.push({ type: 'reference', name: key!, on: this.#lying() })
    }
    say(text.length)
    return found
  }

  #lying(): Lying {
    return { ...(this.#change && { change: this.#change }), quotes: this.#quotes }
  }

  /** Opens or closes a mark; gives the id of a quotation that ends. */
  #turn(sign: number): string | undefined {
    if (sign >= QUOTE_CLOSE) {
      const id = this.#ids[sign - QUOTE_CLOSE]!
      this.#quotes = this.#quotes.filter((open) => open !== id)
      return id
    }
    if (sign >= QUOTE_OPEN) this.#quotes = [...this.#quotes, this.#ids[sign - QUOTE_OPEN]!]
    else if (sign === 0xe000 || sign === 0xe002) this.#change = sign === 0xe000 ? 'ins' : 'del'
    else this.#change = undefined
    return undefined
  }
}

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  nbsp: '\u00a0',
  apos: "'",
}

/** Entities of punctuation, which are the only ones that a text may have. */
function decoded(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return NAMED[String(name).toLowerCase()] ?? String(whole)
    const point = decimal !== undefined ? Number(decimal) : parseInt(String(hex), 16)
    return point > 0 && point < 0x110000 ? String.fromCodePoint(point) : String(whole)
  })
}

/** The words of blocks as they are read, references by what they are called in the source. */
export function plainOf(blocks: readonly Block[]): string {
  const inline = (each: Inline): string => {
    if (each.type === 'words') return each.words
    if ('name' in each) return each.type === 'figure' ? `{{${each.name}}}` : `{{#${each.name}}}`
    if (each.type === 'parties') return '{{parties}}'
    if (each.type === 'break') return '\n'
    return 'children' in each ? each.children.map(inline).join('') : ''
  }
  const cells = (row: readonly Cell[]) => row.map((cell) => cell.map(inline).join('')).join('  ')
  return blocks
    .map((block) => {
      if (block.type === 'list') return block.items.map(plainOf).join('\n')
      if (block.type === 'quote') return plainOf(block.blocks)
      if (block.type === 'table') return [cells(block.head), ...block.rows.map(cells)].join('\n')
      return block.inlines.map(inline).join('')
    })
    .join('\n')
}
