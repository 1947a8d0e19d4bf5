// What changed between two texts, word by word, joined into phrases; and a merge of words, as a suggestion.
import { numbered, pairStretches } from './lines.ts'
import { compareLists, type Hunk, STEPS } from './myers.ts'
import { isSafeCut, tokenise } from './tokens.ts'

/** A stretch that both texts have, that only the first has, or that only the second has. */
export type Change = readonly ['=' | '-' | '+', string]

/**
 * The changes that turn `a` into `b`: '=' and '-' joined are `a`, '=' and '+' joined are `b`; where both
 * stand, '-' comes before '+'. No stretch begins or ends inside a grapheme cluster or an ICU Thai word.
 * Near the shortest, joined so that one reads phrases; texts too long and unlike to compare are a whole
 * deletion and insertion.
 */
export function diffWords(a: string, b: string): Change[] {
  if (a === b) return [['=', a]]
  const { start, end } = commonEnds(a, b)
  const changes: Change[] = []
  const put: Put = (sign, text) => {
    const last = changes.at(-1)
    if (text === '') return
    if (last && last[0] === sign) changes[changes.length - 1] = [sign, last[1] + text]
    else changes.push([sign, text])
  }
  put('=', a.slice(0, start))
  const [then, now] = [a.slice(start, a.length - end), b.slice(start, b.length - end)]
  const whole = then.length + now.length > LONG ? undefined : compareWords(then, now, STEPS)
  if (whole && whole.left >= 0) putWords(put, whole)
  // Most of what one text may cost is spent by now, or is kept for a long one.
  else putLines(put, then, now, whole ? STEPS / 4 : STEPS)
  put('=', a.slice(a.length - end))
  return changes
}

/** Characters of two texts from which their lines are compared before their words. */
const LONG = 60_000

type Put = (sign: '=' | '-' | '+', text: string) => void

interface Compared {
  readonly a: string
  readonly b: string
  readonly tokens: readonly [readonly string[], readonly string[]]
  readonly hunks: readonly Hunk[]
  /** what is left of the steps; below zero when they did not suffice */
  readonly left: number
}

function compareWords(a: string, b: string, steps: number): Compared {
  const tokens = [tokenise(a), tokenise(b)] as const
  const ids = new Map<string, number>()
  return { a, b, tokens, ...compareLists(numbered(tokens[0], ids), numbered(tokens[1], ids), steps) }
}

function putWords(put: Put, { a, b, tokens: [left, right], hunks }: Compared): void {
  const [old, current] = [reader(a, left), reader(b, right)]
  for (const { a0, a1, b0, b1 } of joinPhrases(slide(hunks, left, right), left, right)) {
    put('=', old(a0))
    current(b0)
    put('-', old(a1))
    put('+', current(b1))
  }
  put('=', old(left.length))
}

/** Whole lines first, then the words of what lies between equal lines, all within the steps. */
function putLines(put: Put, a: string, b: string, steps: number): void {
  let left = steps
  for (const [old, current] of pairStretches(a, b)) {
    if (old === current) {
      put('=', old)
      continue
    }
    const compared = compareWords(old, current, left)
    putWords(put, compared)
    left = Math.max(compared.left, 0)
  }
}

/** Gives the words of a text from the token read last to another. */
function reader(text: string, tokens: readonly string[]): (to: number) => string {
  let [at, from] = [0, 0]
  return (to) => {
    let end = from
    while (at < to) end += tokens[at++]!.length
    const words = text.slice(from, end)
    from = end
    return words
  }
}

/** How much of both ends is alike, taken back to a space, so that only the middle need be segmented. */
function commonEnds(a: string, b: string): { start: number; end: number } {
  const short = Math.min(a.length, b.length)
  let start = 0
  while (start < short && a.charCodeAt(start) === b.charCodeAt(start)) start++
  start = safeStart(a, start - 1)
  let end = 0
  while (end < short - start && a.charCodeAt(a.length - 1 - end) === b.charCodeAt(b.length - 1 - end)) end++
  // Room for an insertion or deletion to slide in, no farther than it is long.
  const room = Math.min(Math.abs(a.length - b.length), ROOM)
  start = safeStart(a, start - room)
  end -= room
  while (end > 0 && !(isSafeCut(a, a.length - end) && isSafeCut(b, b.length - end))) end--
  return { start, end: Math.max(end, 0) }
}

const ROOM = 400

function safeStart(text: string, start: number): number {
  while (start > 0 && !isSafeCut(text, start)) start--
  return Math.max(start, 0)
}

/**
 * Moves a pure insertion or deletion to where a reader would set it, where several places are equally
 * right.
 */
function slide(hunks: readonly Hunk[], a: readonly string[], b: readonly string[]): Hunk[] {
  const moved: Hunk[] = []
  hunks.forEach((hunk, place) => {
    const insertion = hunk.a0 === hunk.a1
    if (!insertion && hunk.b0 !== hunk.b1) return moved.push(hunk)
    const [tokens, from, to] = insertion ? [b, hunk.b0, hunk.b1] : [a, hunk.a0, hunk.a1]
    const before = moved.at(-1)
    const after = hunks[place + 1]
    const least = before ? before.b1 - hunk.b0 + 1 : -Math.min(hunk.a0, hunk.b0)
    const most = after ? after.a0 - hunk.a1 - 1 : Math.min(a.length - hunk.a1, b.length - hunk.b1)
    let [best, bestScore] = [0, borderScore(tokens, from, to)]
    for (let by = -1; by >= least && tokens[from + by] === tokens[to + by]; by--) consider(by)
    for (let by = 1; by <= most && tokens[from + by - 1] === tokens[to + by - 1]; by++) consider(by)
    moved.push({ a0: hunk.a0 + best, a1: hunk.a1 + best, b0: hunk.b0 + best, b1: hunk.b1 + best })

    function consider(by: number) {
      const score = borderScore(tokens, from + by, to + by)
      if (score > bestScore) [best, bestScore] = [by, score]
    }
  })
  return moved
}

/**
 * The better, the more `tokens[from..to)` is a whole: lines, then sentences, then words with their space
 * before.
 */
function borderScore(tokens: readonly string[], from: number, to: number): number {
  const [first, last] = [tokens[from]!, tokens[to - 1]!]
  const [before, after] = [tokens[from - 1] ?? '\n', tokens[to] ?? '\n']
  if (before.startsWith('\n') && last.startsWith('\n')) return 5
  if (first.startsWith('\n') && after.startsWith('\n')) return 4
  const sentence = /[.;:!?]$/
  if (sentence.test(last) && sentence.test(before)) return 3
  if (first === ' ' && !isSpace(last)) return 2
  return last === ' ' && !isSpace(first) ? 1 : 0
}

/** Spaces and line ends are tokens of their own, so the first sign tells. */
const isSpace = (token: string) => token.charCodeAt(0) <= 0x20

/**
 * Joins hunks that only a space, one short word, or little in proportion to themselves keeps apart: a
 * lawyer reads phrases. Never over the end of a sentence or a line.
 */
function joinPhrases(hunks: readonly Hunk[], a: readonly string[], b: readonly string[]): Hunk[] {
  const joined: Hunk[] = []
  let before: Hunk | undefined
  let weightBefore = 0
  for (const hunk of hunks) {
    const weight = Math.max(countWords(a, hunk.a0, hunk.a1), countWords(b, hunk.b0, hunk.b1))
    const most = Math.floor(Math.min(weightBefore, weight) / 3)
    const between = before ? wordsBetween(a, before.a1, hunk.a0, most) : -1
    if (before && between >= 0) {
      before = { a0: before.a0, a1: hunk.a1, b0: before.b0, b1: hunk.b1 }
      weightBefore += between + weight
      joined[joined.length - 1] = before
    } else {
      before = hunk
      weightBefore = weight
      joined.push(hunk)
    }
  }
  return joined
}

/** The longest word that two changes are joined over: "the", "atau", "และ". */
const SHORT = 4

function countWords(tokens: readonly string[], from: number, to: number): number {
  let words = 0
  for (let at = from; at < to; at++) if (!isSpace(tokens[at]!)) words++
  return words
}

/**
 * The words of a stretch; -1 when a line or a sentence ends in it, or when there are more than `most`, one
 * short one apart.
 */
function wordsBetween(tokens: readonly string[], from: number, to: number, most: number): number {
  let [words, length] = [0, 0]
  for (let at = from; at < to; at++) {
    const token = tokens[at]!
    if (isSpace(token) ? token.includes('\n') : STOPS.has(token)) return -1
    if (isSpace(token)) continue
    words++
    length += token.length
    if (words > most && (words > 1 || length > SHORT)) return -1
  }
  return words
}

const STOPS: ReadonlySet<string> = new Set('.;:!?|')

/** A merge of words; where both sides changed the same words, `conflicts` is true and mine stand there. */
export interface Suggestion {
  readonly text: string
  readonly conflicts: boolean
}

interface Replacement {
  readonly at: number
  readonly end: number
  readonly put: string
}

/**
 * Puts the changes of both sides into `base`. A sentence that nobody wrote may come out: it is shown to
 * somebody who decides, never applied by itself. Changes that touch or overlap are in conflict unless they
 * are equal.
 */
export function suggestMerge(base: string, theirs: string, mine: string): Suggestion {
  const [left, right] = [replacements(base, theirs), replacements(base, mine)]
  let [text, at, conflicts, i, j] = ['', 0, false, 0, 0]
  while (i < left.length || j < right.length) {
    const [one, two] = [left[i], right[j]]
    const group = { at: Math.min(one?.at ?? Infinity, two?.at ?? Infinity), end: -1, i, j }
    group.end = group.at
    while (touches(left[i], group) || touches(right[j], group)) {
      group.end = Math.max(group.end, touches(left[i], group) ? left[i++]!.end : right[j++]!.end)
    }
    const [ours, others] = [right.slice(group.j, j), left.slice(group.i, i)]
    const written = [ours, others].map((changes) => apply(base, changes, group.at, group.end))
    if (ours.length && others.length && written[0] !== written[1]) conflicts = true
    text += base.slice(at, group.at) + (ours.length ? written[0]! : written[1]!)
    at = group.end
  }
  return { text: text + base.slice(at), conflicts }
}

function touches(change: Replacement | undefined, group: { at: number; end: number }): boolean {
  return change !== undefined && change.at <= group.end
}

function apply(base: string, changes: readonly Replacement[], from: number, to: number): string {
  let [text, at] = ['', from]
  for (const change of changes) {
    text += base.slice(at, change.at) + change.put
    at = change.end
  }
  return text + base.slice(at, to)
}

/** The changes of one side as replacements in the base, in order. */
function replacements(base: string, other: string): Replacement[] {
  const found: Replacement[] = []
  let [at, open] = [0, false]
  for (const [sign, text] of diffWords(base, other)) {
    if (sign === '=') [at, open] = [at + text.length, false]
    else if (sign === '-') {
      found.push({ at, end: at + text.length, put: '' })
      ;[at, open] = [at + text.length, true]
    } else if (open) found.push({ ...found.pop()!, put: text })
    else found.push({ at, end: at, put: text })
  }
  return found
}
