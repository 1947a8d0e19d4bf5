// The Markdown that a text may have: CommonMark and tables, https and mailto links, and every word of it in sight.
import MarkdownIt from 'markdown-it'
import type { Fault } from '../errors.ts'
import { REFERENCE } from './show.ts'

// HTML is parsed so that it can be refused; entities and escapes are kept apart from the words around them.
const parser = new MarkdownIt('commonmark', { html: true }).enable('table')
parser.core.ruler.disable('text_join')
parser.validateLink = () => true
parser.normalizeLink = (url) => url

type Token = ReturnType<typeof parser.parse>[number]

const MOST = 20

/** A fault of the source at a UTF-16 index. */
interface Place {
  readonly code: string
  readonly index: number
  readonly excerpt: string
}

/**
 * What is wrong with a text's Markdown: `markdown-html`, `markdown-image`, `markdown-link` (neither https nor
 * mailto), `markdown-entity` (it could spell what the text profile refuses), `markdown-hidden` (words that no reader
 * would see: link definitions and titles, cells beyond the table), `reference-malformed`. Facts give `at` (code
 * point offset) and an excerpt. Lists 20 faults at most.
 */
export function checkMarkdown(value: string, pointer: string): Fault[] {
  const found = [...malformed(value), ...faultsOf(value)]
  if (value.includes('{{')) {
    // A figure that is not settled is shown in brackets, and what follows could then make a link of it.
    found.push(...faultsOf(value.replace(REFERENCE, (reference) => `[·${reference.slice(2, -2)}·]`)))
  }
  const places = new Map(found.map((place) => [`${place.code} ${place.index}`, place]))
  const first = [...places.values()].sort((a, b) => a.index - b.index).slice(0, MOST)
  return first.map(({ code, index, excerpt }) => ({
    pointer,
    code,
    facts: { at: [...value.slice(0, index)].length, excerpt: [...excerpt].slice(0, 60).join('') },
  }))
}

function malformed(source: string): Place[] {
  const rest = source.replace(REFERENCE, (reference) => ' '.repeat(reference.length))
  return Array.from(rest.matchAll(/\{\{[^{}\n]{0,80}\}\}|\{\{|\}\}/g), ({ 0: excerpt, index }) => ({
    code: 'reference-malformed',
    index,
    excerpt,
  }))
}

function faultsOf(source: string): Place[] {
  const lines = lineStarts(source)
  const places: Place[] = []
  const words: string[] = []
  let from = 0
  for (const token of flat(parser.parse(source, {}))) {
    if (token.map) from = Math.max(from, lines[token.map[0]]!)
    if (token.type !== 'image') words.push(...shownWords(token))
    const fault = faultOf(token)
    if (!fault) continue
    const index = Math.max(0, source.indexOf(fault.excerpt, from))
    places.push({ ...fault, index })
    // A link's address stands behind its words, which come next.
    if (token.type !== 'link_open') from = index + fault.excerpt.length
  }
  const unseen = places.some(({ code }) => code === 'markdown-html' || code === 'markdown-image')
  return unseen ? places : [...places, ...hiddenWords(source, words)]
}

function faultOf(token: Token): { code: string; excerpt: string } | undefined {
  switch (token.type) {
    case 'html_block':
    case 'html_inline':
      return { code: 'markdown-html', excerpt: token.content.trimEnd() }
    case 'image':
      return { code: 'markdown-image', excerpt: '![' }
    case 'link_open': {
      const address = String(token.attrGet('href'))
      return /^(?:https:\/\/[^/]|mailto:.)/i.test(address)
        ? undefined
        : { code: 'markdown-link', excerpt: address }
    }
    case 'text_special':
      if (token.info !== 'entity' || /^[!-/:-@[-`{-~\u00a0]$/.test(token.content)) return undefined
      return { code: 'markdown-entity', excerpt: token.markup }
    case 'fence': {
      // Behind a fence nothing is shown; of words there, `hiddenWords` says so.
      const signs = token.info.trim()
      if (signs === '' || wordsIn(signs.replace(ENTITY, ' ')).length > 0) return undefined
      return { code: 'markdown-hidden', excerpt: signs }
    }
    default:
      return undefined
  }
}

function lineStarts(source: string): number[] {
  return [0, ...Array.from(source.matchAll(/\n/g), ({ index }) => index + 1)]
}

function* flat(tokens: readonly Token[]): Generator<Token> {
  for (const token of tokens) {
    yield token
    if (token.children && token.type !== 'image') yield* flat(token.children)
  }
}

const ENTITY = /&#?\w+;/g
const wordsIn = (text: string): string[] => text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []

function shownWords(token: Token): string[] {
  if (token.type === 'inline') return []
  if (token.type === 'list_item_open') return wordsIn(token.info)
  if (token.type === 'link_open') return token.info === 'auto' ? [] : wordsIn(String(token.attrGet('href')))
  return wordsIn(token.content)
}

/** Words of the source beyond those that are shown, each where it stands last. */
function hiddenWords(source: string, shown: readonly string[]): Place[] {
  const left = new Map<string, number>()
  for (const word of shown) left.set(word, (left.get(word) ?? 0) + 1)
  for (const word of wordsIn(source.replace(ENTITY, ' '))) left.set(word, (left.get(word) ?? 0) - 1)
  const hidden = [...left].filter(([, count]) => count < 0).slice(0, 1)
  return hidden.map(([word]) => ({ code: 'markdown-hidden', index: source.lastIndexOf(word), excerpt: word }))
}

/** The words without marks, a line for each block or row; items of ordered lists keep the number that is shown. */
export function plainText(value: string): string {
  const lists: number[] = []
  let text = ''
  for (const token of flat(parser.parse(value, {}))) {
    if (token.type === 'ordered_list_open') lists.push(Number(token.attrGet('start') ?? 1))
    else if (token.type === 'ordered_list_close') lists.pop()
    else if (token.type === 'list_item_open' && token.info)
      text += `${lists[lists.length - 1]!++}${token.markup} `
    else text += plainToken(token)
  }
  return text
    .replace(/ *\n/g, '\n')
    .replace(/\n{2,}/g, '\n')
    .trim()
}

function plainToken(token: Token): string {
  switch (token.type) {
    case 'inline':
      return ''
    case 'softbreak':
      return ' '
    case 'td_close':
    case 'th_close':
      return '  '
    case 'hardbreak':
    case 'paragraph_close':
    case 'heading_close':
    case 'tr_close':
      return '\n'
    default:
      return token.content
  }
}
