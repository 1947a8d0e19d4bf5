// A text cut into tokens: Thai by words, all else by character classes; never inside what is seen as one sign.

/** The longest piece handed to the segmenter: its time grows with the square of the length on Node 20. */
const PIECE = 4000
/** How far before the end of a piece ICU's dictionary may still change its mind. */
const LOOKAHEAD = 300
/** Characters of segmented stretches that are remembered. */
const REMEMBERED = 1_000_000

const words = new Intl.Segmenter('th', { granularity: 'word' })
const graphemes = new Intl.Segmenter('th', { granularity: 'grapheme' })

const SPACE = 1
const NEWLINE = 2
/** Punctuation at which ICU always breaks, so that what stands between two of them can be cut by itself. */
const BREAK = 3
/** Letters and digits below U+0300. */
const WORD = 4
/**
 * Other signs below U+0300, dashes, quotation marks, currency: no mark ever belongs to them without
 * context.
 */
const SIGN = 5
const THAI = 6
/** Everything whose borders only ICU knows. */
const OTHER = 7

const LOW = new Uint8Array(0x300).map((_, code) => classOfLow(String.fromCharCode(code)))

function classOfLow(character: string): number {
  if (character === ' ' || character === '\t') return SPACE
  if (character === '\n' || character === '\r') return NEWLINE
  if (/[!"#$%&()*+\-/<=>?@[\\\]^`{|}~]/.test(character)) return BREAK
  return /[\p{L}\p{N}_]/u.test(character) ? WORD : SIGN
}

function classOf(code: number): number {
  if (code < 0x300) return LOW[code]!
  if (code >= 0x0e00 && code <= 0x0e7f) return THAI
  const sign = (code >= 0x2010 && code <= 0x2027) || (code >= 0x2030 && code <= 0x205e)
  return sign || (code >= 0x20a0 && code <= 0x20c0) ? SIGN : OTHER
}

const REFERENCE = /\{\{#?[a-z0-9][a-z0-9_-]{0,63}\}\}/y

/**
 * The tokens of a text; joined they are the text. No border falls inside a grapheme cluster, nor inside
 * what ICU takes for a Thai word; a reference `{{…}}` is one token, so is a run of spaces and a run of
 * line ends.
 */
export function tokenise(text: string): string[] {
  const tokens: string[] = []
  let at = 0
  while (at < text.length) {
    const kind = classOf(text.charCodeAt(at))
    if (kind < WORD) {
      const end = shortEnd(text, at, kind)
      pushSafely(tokens, text, at, text.slice(at, end))
      at = end
      continue
    }
    // A stretch has neither space nor breaking punctuation in it.
    let [end, all] = [at, 0]
    for (let next = kind; next >= WORD; next = end < text.length ? classOf(text.charCodeAt(end)) : 0) {
      all |= 1 << next
      end++
    }
    if (all < 1 << THAI) pushPlain(tokens, text, at, end)
    else {
      const [first, ...others] = remembered(text.slice(at, end), (all & (1 << OTHER)) !== 0)
      pushSafely(tokens, text, at, first!)
      for (const token of others) tokens.push(token)
    }
    at = end
  }
  return tokens
}

/** Before a space that follows a plain sign: there a token ends in any text that has both. */
export function isSafeCut(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  if (code !== 0x20 && code !== 0x0a) return false
  const before = text.charCodeAt(at - 1)
  return (before > 0x20 && before < 0x300) || (before >= 0x0e00 && before <= 0x0e7f)
}

function shortEnd(text: string, start: number, kind: number): number {
  if (kind === BREAK) {
    if (text[start] !== '{') return start + 1
    REFERENCE.lastIndex = start
    return REFERENCE.test(text) ? REFERENCE.lastIndex : start + 1
  }
  let end = start + 1
  while (end < text.length && classOf(text.charCodeAt(end)) === kind) end++
  return end
}

/** Adds a token that begins at `at`, unless a mark there belongs to the sign before: then they grow together. */
function pushSafely(tokens: string[], text: string, at: number, token: string): void {
  if (at > 0 && !isBorder(text, at)) tokens[tokens.length - 1] += token
  else tokens.push(token)
}

function isBorder(text: string, at: number): boolean {
  const [before, after] = [classOf(text.charCodeAt(at - 1)), classOf(text.charCodeAt(at))]
  if (before !== OTHER && after !== OTHER && after !== THAI) return true
  if (before !== OTHER && after === THAI) return !isThaiMark(text.charCodeAt(at))
  const low = isLow(text.charCodeAt(at - 1)) && at > 1 ? at - 2 : at - 1
  const sign = text.slice(low, at) + String.fromCodePoint(text.codePointAt(at)!)
  return [graphemes, words].every(
    (segmenter) => segmenter.segment(sign).containing(at - low)?.index === at - low,
  )
}

const isLow = (code: number) => code >= 0xdc00 && code <= 0xdfff

/** Thai vowel signs and tone marks that stand on the letter before, SARA AM among them (UAX 29). */
function isThaiMark(code: number): boolean {
  return code === 0x0e31 || (code >= 0x0e33 && code <= 0x0e3a) || (code >= 0x0e47 && code <= 0x0e4e)
}

/** Latin: words, figures with their points and commas (1,000.50), and each other sign by itself. */
function pushPlain(tokens: string[], text: string, from: number, to: number): void {
  let at = from
  while (at < to) {
    let end = at + 1
    if (isWord(text, at)) while (end < to && (isWord(text, end) || isPoint(text, end))) end++
    const token = text.slice(at, end)
    if (at === from) pushSafely(tokens, text, at, token)
    else tokens.push(token)
    at = end
  }
}

const isWord = (text: string, at: number) => classOf(text.charCodeAt(at)) === WORD
const isDigit = (code: number) => code >= 0x30 && code <= 0x39
const isPoint = (text: string, at: number) =>
  (text[at] === '.' || text[at] === ',') &&
  isDigit(text.charCodeAt(at - 1)) &&
  isDigit(text.charCodeAt(at + 1))

const memory = new Map<string, readonly string[]>()
let rememberedLength = 0

function remembered(stretch: string, mixed: boolean): readonly string[] {
  const known = memory.get(stretch)
  if (known) return known
  const tokens = segment(stretch, mixed)
  if (stretch.length > PIECE) return tokens
  if (rememberedLength > REMEMBERED) {
    memory.clear()
    rememberedLength = 0
  }
  rememberedLength += stretch.length
  // The key is a copy: a slice would keep the whole text it was cut from in memory.
  memory.set(Buffer.from(stretch, 'utf16le').toString('utf16le'), tokens)
  return tokens
}

function segment(stretch: string, mixed: boolean): string[] {
  const borders = cut(stretch, words, LOOKAHEAD)
  const signs = mixed ? new Set(cut(stretch, graphemes, 0)) : undefined
  const tokens: string[] = []
  let start = 0
  for (const end of [...borders, stretch.length]) {
    const inside = signs ? !signs.has(end) : isThaiMark(stretch.charCodeAt(end))
    if (end < stretch.length && inside) continue
    tokens.push(stretch.slice(start, end))
    start = end
  }
  return tokens
}

/** The inner borders that a segmenter finds, read in pieces that each begin at a border. */
function cut(text: string, segmenter: Intl.Segmenter, margin: number): number[] {
  const borders: number[] = []
  let start = 0
  while (start < text.length) {
    const end = Math.min(start + PIECE, text.length)
    const last = end === text.length
    const found: number[] = []
    const segments = segmenter.segment(text.slice(start, end))
    // Asking for one after another costs less than their iterator.
    for (let border = start; border < end;) {
      border += segments.containing(border - start)!.segment.length
      if (border < end) found.push(border)
    }
    const sure = last
      ? found
      : found.filter((border, place) => border <= end - margin && place < found.length - 1)
    for (const border of sure) borders.push(border)
    if (last) break
    // A piece without a sure border is one sign or word: it goes on in the next piece.
    start = sure.at(-1) ?? (isLow(text.charCodeAt(end)) ? end - 1 : end)
  }
  return borders
}
