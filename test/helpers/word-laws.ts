// The laws of a word diff, checked by rules that share no code with it: ICU and the `diff` package.
import { diffArrays } from 'diff'
import { tokenise } from '../../src/document/tokens.ts'
import type { Change } from '../../src/document/words.ts'

const words = new Intl.Segmenter('th', { granularity: 'word' })
const graphemes = new Intl.Segmenter('th', { granularity: 'grapheme' })

/**
 * The offsets of a text at which nothing may begin or end: inside a grapheme cluster, inside an ICU Thai
 * word.
 */
export function forbidden(text: string): { insideGrapheme: Set<number>; insideThaiWord: Set<number> } {
  const insideGrapheme = new Set<number>()
  const insideThaiWord = new Set<number>()
  let at = 0
  for (const line of text.split(/(?<=\n)(?!\n)/)) {
    for (const { segment, index } of graphemes.segment(line)) addInner(insideGrapheme, at + index, segment)
    for (const { segment, index } of words.segment(line)) {
      if (/[\u0e00-\u0e7f]/.test(segment)) addInner(insideThaiWord, at + index, segment)
    }
    at += line.length
  }
  return { insideGrapheme, insideThaiWord }
}

function addInner(offsets: Set<number>, start: number, segment: string): void {
  for (let inner = 1; inner < segment.length; inner++) offsets.add(start + inner)
}

export const before = (changes: readonly Change[]) => textOf(changes, '+')
export const after = (changes: readonly Change[]) => textOf(changes, '-')

function textOf(changes: readonly Change[], without: '+' | '-'): string {
  return changes
    .filter(([sign]) => sign !== without)
    .map(([, text]) => text)
    .join('')
}

/** How many ends of hunks fall where none may. */
export function violations(
  a: string,
  b: string,
  changes: readonly Change[],
): { grapheme: number; thaiWord: number } {
  const found = { grapheme: 0, thaiWord: 0 }
  const sides = [
    { sign: '-', at: 0, rules: forbidden(a) },
    { sign: '+', at: 0, rules: forbidden(b) },
  ]
  for (const [sign, text] of changes) {
    for (const side of sides) {
      if (sign !== '=' && sign !== side.sign) continue
      for (const end of sign === '=' ? [] : [side.at, side.at + text.length]) {
        if (side.rules.insideGrapheme.has(end)) found.grapheme++
        if (side.rules.insideThaiWord.has(end)) found.thaiWord++
      }
      side.at += text.length
    }
  }
  return found
}

/** Tokens deleted and inserted, spaces counted too. */
export function markedTokens(changes: readonly Change[]): number {
  return changes.reduce((sum, [sign, text]) => (sign === '=' ? sum : sum + tokenise(text).length), 0)
}

/** The fewest tokens that can be marked, by the `diff` package on the same tokens. */
export function fewestTokens(a: string, b: string): number {
  return diffArrays(tokenise(a), tokenise(b)).reduce(
    (sum, { added, removed, count }) => (added || removed ? sum + count : sum),
    0,
  )
}

export function median(values: readonly number[]): number {
  return [...values].sort((one, two) => one - two)[values.length >> 1] ?? NaN
}
