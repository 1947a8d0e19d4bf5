// A text's source as blocks of words, figures and references, with the marks that lie on them. Pure; makes no HTML.
import { Lexer, type Token, type Tokens } from 'marked'
import { lexing, masked, unmasked } from './lexing.ts'
import type { Mark } from './marks.ts'
import { placesOf, type Places, within } from './places.ts'

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
  | { readonly type: 'break'; readonly on: Lying }
  /** the end of a quotation: where its number stands */
  | { readonly type: 'end'; readonly id: string }

export type Block =
  | { readonly type: 'paragraph' | 'heading'; readonly inlines: readonly Inline[] }
  | { readonly type: 'list'; readonly start?: number; readonly items: readonly (readonly Block[])[] }
  | { readonly type: 'table'; readonly head: readonly Cell[]; readonly rows: readonly (readonly Cell[])[] }
  | { readonly type: 'quote'; readonly blocks: readonly Block[] }
export type Cell = readonly Inline[]

export const REFERENCE = /\{\{(?:([a-z][a-z0-9_]{0,63})|#([a-z0-9][a-z0-9-]{0,63}))\}\}/g

/** Whether a text may be more than paragraphs of plain words. */
const SPECIAL =
  /[*_`[\]\\<>|#&~]|^[ \t]*(?:[-+]|\d{1,9}[.)])(?:\s|$)| {2}\n|^(?: {4}| *\t)|^ {0,3}(?:-[- \t]*|=+)\s*$/m

/** The blocks of a text; with `inline` its words alone, as a heading has them. */
export function blocksOf(source: string, marks: readonly Mark[] = [], inline = false): Block[] {
  const text = masked(source)
  const reader = new Reader(text, marks)
  if (!SPECIAL.test(text)) return reader.paragraphs(text, inline)
  if (inline) {
    const tokens = Lexer.lexInline(text, lexing.defaults)
    return [{ type: 'paragraph', inlines: reader.close(reader.inlines(tokens, reader.find(text))) }]
  }
  const tokens = lexing.lexer(text)
  const blocks = reader.blocks(tokens)
  // What is read wrongly must at least be read: no word may be out of sight.
  if (reader.shown < lettersIn(text.replace(/&#?\w+;/g, ' ')))
    return new Reader(text, marks).paragraphs(text, false)
  return reader.closeBlocks(blocks)
}

const LETTERS = /[\p{L}\p{M}\p{N}]/gu
const lettersIn = (text: string): number => text.match(LETTERS)?.length ?? 0

interface Stretch {
  readonly kind: Mark['kind']
  readonly id: string
  readonly start: number
  readonly end: number
}

/** Code points to UTF-16 units, and what is no range left out. */
function stretchesOf(source: string, marks: readonly Mark[]): Stretch[] {
  if (marks.length === 0) return []
  const units: number[] = [0]
  for (const point of source) units.push(units.at(-1)! + point.length)
  const last = units.length - 1
  const unit = (at: number) => units[Math.min(Math.max(Math.trunc(at) || 0, 0), last)]!
  return marks
    .map(({ kind, start, end, id = '' }) => ({ kind, id, start: unit(start), end: unit(end) }))
    .filter(({ start, end }) => start < end)
}

const NOTHING: Lying = { quotes: [] }
const REFERENCES = /\{\{(?:([a-z][a-z0-9_\uE000]{0,63})|[#\uE001]([a-z0-9][a-z0-9-]{0,63}))\}\}/g

/** Reads tokens, and finds the place of each in the source where marks lie on it. */
class Reader {
  readonly #source: string
  readonly #stretches: readonly Stretch[]
  readonly #known = new Map<string, Lying>()
  #cursor = 0
  /** letters and digits that are in sight, those of links' addresses and of numbered lists among them */
  shown = 0

  constructor(source: string, marks: readonly Mark[]) {
    this.#source = source
    this.#stretches = stretchesOf(source, marks)
  }

  paragraphs(text: string, inline: boolean): Block[] {
    const parts = inline ? [text] : text.split(/\n[ \t]*\n/)
    const blocks = parts
      .map((each) => each.trim())
      .filter((each) => each !== '')
      .map((each) => ({ type: 'paragraph' as const, inlines: this.#decoded(each, this.find(each)) }))
    return this.closeBlocks(blocks)
  }

  /** Where a block's text stands in the source, unit by unit; nothing where no mark asks for it. */
  find(text: string): Places {
    if (this.#stretches.length === 0) return undefined
    const { places, next } = placesOf(text, this.#source, this.#cursor)
    this.#cursor = next
    return places
  }

  blocks(tokens: readonly Token[]): Block[] {
    return tokens.flatMap((token) => this.#block(token))
  }

  #block(token: Token): Block[] {
    switch (token.type) {
      case 'space':
      case 'hr':
      case 'checkbox':
        return []
      case 'paragraph':
      case 'text':
        return [{ type: 'paragraph', inlines: this.#inside(token as Tokens.Text) }]
      case 'heading':
        return [{ type: 'heading', inlines: this.#inside(token as Tokens.Heading) }]
      case 'blockquote':
        return [{ type: 'quote', blocks: this.blocks((token as Tokens.Blockquote).tokens) }]
      case 'list':
        return [this.#list(token as Tokens.List)]
      case 'table': {
        const { header, rows } = token as Tokens.Table
        const cell = (each: Tokens.TableCell) => this.#inside(each)
        return [{ type: 'table', head: header.map(cell), rows: rows.map((row) => row.map(cell)) }]
      }
      default:
        return [{ type: 'paragraph', inlines: this.#lines(plainLines(token)) }]
    }
  }

  #list({ ordered, start, items }: Tokens.List): Block {
    const first = ordered ? Number(start) : undefined
    return {
      type: 'list',
      ...(first !== undefined && { start: first }),
      items: items.map((item) => {
        const [marker = ''] = /^\s*(?:[-*+]|\d{1,9}[.)])/.exec(item.raw) ?? []
        this.shown += lettersIn(marker)
        if (this.#stretches.length > 0) this.find(marker.trim())
        const blocks = this.blocks(item.tokens)
        return item.task ? unticked(blocks, item.checked === true) : blocks
      }),
    }
  }

  #inside({ text, tokens }: { text: string; tokens?: Token[] }): Inline[] {
    const places = this.find(text)
    return tokens ? this.inlines(tokens, places) : this.words(text, places)
  }

  #lines(lines: readonly string[]): Inline[] {
    return lines.flatMap((line, at) => {
      const words = this.words(line, this.find(line))
      return at === 0 ? words : [{ type: 'break' as const, on: NOTHING }, ...words]
    })
  }

  /** Tokens that stand side by side; their raw texts together are what `places` are of. */
  inlines(tokens: readonly Token[], places: Places): Inline[] {
    let at = 0
    return tokens.flatMap((token) => {
      const own = places?.slice(at, at + token.raw.length)
      at += token.raw.length
      return this.#inline(token, own)
    })
  }

  #inline(token: Token, places: Places): Inline[] {
    const inner = (text: string) => places && within(text, token.raw, places)
    switch (token.type) {
      case 'text': {
        const { tokens, text } = token as Tokens.Text
        return tokens ? this.inlines(tokens, places) : this.#decoded(text, places)
      }
      case 'escape':
      case 'codespan': {
        const { text } = token as Tokens.Codespan
        return this.words(text, inner(text))
      }
      case 'em':
      case 'strong': {
        const { text, tokens } = token as Tokens.Em
        return [{ type: token.type, children: this.inlines(tokens, inner(text)) }]
      }
      case 'br':
        return [{ type: 'break', on: this.#lying(places, 0, token.raw.length) }]
      case 'link':
        return this.#link(token as Tokens.Link, inner)
      default:
        return this.words(token.raw, places)
    }
  }

  #link({ raw, href, title, text, tokens }: Tokens.Link, inner: (text: string) => Places): Inline[] {
    const address = unmasked(href)
    if (title || !/^(?:https:\/\/[^/]|mailto:.)/i.test(address)) return this.words(raw, inner(raw))
    const children = this.inlines(tokens, inner(text))
    if (!raw.startsWith('<')) this.shown += lettersIn(href)
    return [{ type: 'link', href: address, children }]
  }

  /** Entities of punctuation are the only ones that a text may have. */
  #decoded(text: string, places: Places): Inline[] {
    if (!text.includes('&')) return this.words(text, places)
    let at = 0
    return text.split(/(&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8});)/i).flatMap((piece, index) => {
      const own = places?.slice(at, at + piece.length)
      at += piece.length
      const sign = index % 2 === 1 ? entity(piece) : undefined
      return this.words(sign ?? piece, sign === undefined ? own : own?.slice(0, sign.length))
    })
  }

  /** Plain words, split at references and where marks begin and end. */
  words(text: string, places: Places): Inline[] {
    const found: Inline[] = []
    let from = 0
    for (const { 0: whole, 1: figure, 2: key, index } of text.matchAll(REFERENCES)) {
      this.#say(found, text, places, from, index)
      from = index + whole.length
      const on = this.#lying(places, index, from)
      this.shown += lettersIn(whole)
      if (figure === 'parties') found.push({ type: 'parties', on })
      else if (figure !== undefined) found.push({ type: 'figure', name: unmasked(figure), on })
      else found.push({ type: 'reference', name: key!, on })
    }
    this.#say(found, text, places, from, text.length)
    return found
  }

  #say(found: Inline[], text: string, places: Places, start: number, end: number): void {
    this.shown += lettersIn(text.slice(start, end))
    for (let from = start; from < end;) {
      const on = this.#lying(places, from, from + 1)
      let to = from + 1
      while (to < end && (!places || this.#lying(places, to, to + 1) === on)) to = places ? to + 1 : end
      found.push({ type: 'words', words: unmasked(text.slice(from, to)).replace(/\n/g, ' '), on })
      from = to
    }
  }

  /** What lies on a stretch; the same object for the same, so that neighbours can be told from strangers. */
  #lying(places: Places, from: number, to: number): Lying {
    if (!places) return NOTHING
    let change: 'ins' | 'del' | undefined
    const quotes: string[] = []
    for (const { kind, id, start, end } of this.#stretches) {
      let lies = false
      for (let at = from; at < to && !lies; at += 1) lies = places[at]! >= start && places[at]! < end
      if (!lies) continue
      if (kind === 'quote') quotes.push(id)
      else change = kind
    }
    const name = `${change ?? ''} ${quotes.join(' ')}`
    let known = this.#known.get(name)
    if (!known) this.#known.set(name, (known = { ...(change && { change }), quotes }))
    return known
  }

  /** Puts the end of each quotation behind its last word. */
  closeBlocks(blocks: Block[]): Block[] {
    const open = this.#quotations()
    return open.size === 0 ? blocks : backwards(blocks, (block) => closed(block, open))
  }

  close(inlines: Inline[]): Inline[] {
    const open = this.#quotations()
    return open.size === 0 ? inlines : closedInlines(inlines, open)
  }

  #quotations(): Set<string> {
    return new Set(this.#stretches.filter(({ kind }) => kind === 'quote').map(({ id }) => id))
  }
}

/** From the last to the first: the ids that are met for the first time end there. */
const backwards = <T, R>(all: readonly T[], turn: (each: T) => R): R[] =>
  [...all].reverse().map(turn).reverse()

function closed(block: Block, open: Set<string>): Block {
  if ('inlines' in block) return { ...block, inlines: closedInlines(block.inlines, open) }
  if (block.type === 'quote')
    return { ...block, blocks: backwards(block.blocks, (each) => closed(each, open)) }
  const item = (blocks: readonly Block[]) => backwards(blocks, (each) => closed(each, open))
  if (block.type === 'list') return { ...block, items: backwards(block.items, item) }
  const row = (cells: readonly Cell[]) => backwards(cells, (each) => closedInlines(each, open))
  const rows = backwards(block.rows, row)
  return { ...block, head: row(block.head), rows }
}

function closedInlines(inlines: readonly Inline[], open: Set<string>): Inline[] {
  return backwards(inlines, (item): Inline[] => {
    if ('children' in item) return [{ ...item, children: closedInlines(item.children, open) }]
    const ends = 'on' in item ? item.on.quotes.filter((id) => open.delete(id)) : []
    return [item, ...ends.map((id) => ({ type: 'end' as const, id }))]
  }).flat()
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: '\u00a0' }

function entity(written: string): string | undefined {
  const name = written.slice(1, -1).toLowerCase()
  if (!name.startsWith('#')) return ENTITIES[name]
  const point = name[1] === 'x' ? parseInt(name.slice(2), 16) : Number(name.slice(1))
  const sign = point > 0 && point < 0x80 ? String.fromCodePoint(point) : undefined
  return sign && /[^\p{L}\p{N}\p{C}]/u.test(sign) ? sign : point === 0xa0 ? '\u00a0' : undefined
}

/** The lines of code, or of what has no form of its own here. */
function plainLines(token: Token): string[] {
  const { raw, lang, text } = token as Tokens.Code
  return (token.type === 'code' && !lang ? text : raw).trimEnd().split('\n')
}

/** A task's box is words here. */
function unticked(blocks: Block[], checked: boolean): Block[] {
  const [first, ...rest] = blocks
  const box: Inline = { type: 'words', words: checked ? '[x] ' : '[ ] ', on: NOTHING }
  return first && 'inlines' in first ? [{ ...first, inlines: [box, ...first.inlines] }, ...rest] : blocks
}
