// Which characters a text may have: what can't be seen, or can be taken for another, is refused.
import type { Fault } from '../errors.ts'
import { codeOf, nameOf } from './characters.ts'
import { type Finding, thaiFindings } from './thai-order.ts'

/** The only silent rewriting there is: Unicode NFC, and LF for every line end. */
export function normaliseText(value: string): string {
  return value.replace(/\r\n?/g, '\n').normalize('NFC')
}

/** No answer lists more faults of one text than this. */
const MOST = 20

/** All but LF that is invisible, unassigned or private. The blank of Braille is a letter without ink. */
const SUSPECT = /(?!\n)[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/gu

/** The first that fits names the fault. */
const CODES: readonly (readonly [RegExp, string])[] = [
  [/\p{Bidi_Control}/u, 'text-bidi'],
  [/[\u{e0000}-\u{e007f}]/u, 'text-tag'],
  [/\p{Variation_Selector}/u, 'text-variation-selector'],
  [/[\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0]/u, 'text-filler'],
  [/\p{Cs}/u, 'text-malformed'],
  [/\p{Cc}/u, 'text-control'],
  [/\p{Co}/u, 'text-private-use'],
  [/\p{Cn}/u, 'text-unassigned'],
]

/** Thai has no spaces between words; ZERO WIDTH SPACE and WORD JOINER say where a line may break, only there. */
const BETWEEN_THAI = /(?<=[\u0e01-\u0e3a\u0e40-\u0e4e])[\u200b\u2060](?=[\u0e01-\u0e2f\u0e40-\u0e44\u0e46])/y

/**
 * What is wrong with a text that went through `normaliseText`. A fault's facts give `at` (code point offset), the
 * character (`U+200B`) and its name. Lists 20 faults at most.
 */
export function checkText(value: string, pointer: string): Fault[] {
  const found = [...normalFindings(value), ...suspects(value), ...thaiFindings(value, MOST)]
  return asFaults(found, value, pointer)
}

function normalFindings(value: string): Finding[] {
  const normal = value.normalize('NFC')
  if (normal === value) return []
  let index = 0
  while (normal[index] === value[index]) index++
  return [{ code: 'text-not-normalised', index: Math.min(index, value.length - 1) }]
}

function suspects(value: string): Finding[] {
  const found: Finding[] = []
  for (const { 0: character, index } of value.matchAll(SUSPECT)) {
    BETWEEN_THAI.lastIndex = index
    if (BETWEEN_THAI.test(value)) continue
    const code = CODES.find(([pattern]) => pattern.test(character))?.[1] ?? 'text-invisible'
    if (found.push({ code, index }) === MOST) break
  }
  return found
}

const FOREIGN = /[^\p{Script=Latin}\p{Script=Thai}\p{Script=Common}\p{Script=Inherited}]/u

/**
 * What a reader could mistake, yet may be meant: `text-mixed-script`, a word of Latin or Thai letters and of another
 * script's; `text-mixed-digits`, a number with digits of two kinds. Facts as in `checkText`.
 */
export function textWarnings(value: string, pointer: string): Fault[] {
  const found: Finding[] = []
  for (const { 0: word, index } of value.matchAll(/[\p{L}\p{M}]+/gu)) {
    if (FOREIGN.test(word) && /[\p{Script=Latin}\p{Script=Thai}]/u.test(word)) {
      found.push({ code: 'text-mixed-script', index: index + word.search(FOREIGN) })
    }
  }
  for (const { 0: number, index } of value.matchAll(/\p{Nd}{2,}/gu)) {
    if (!SAME_DIGITS.test(number)) found.push({ code: 'text-mixed-digits', index })
  }
  return asFaults(found, value, pointer)
}

/** Digits of one kind: those of use here by name, any other with its kin by being neither. */
const SAME_DIGITS = /^(?:[0-9]+|[\u0e50-\u0e59]+|[^0-9\u0e50-\u0e59]+)$/u

function asFaults(found: Finding[], value: string, pointer: string): Fault[] {
  const first = found.sort((a, b) => a.index - b.index).slice(0, MOST)
  return first.map(({ code, index }) => {
    const codePoint = value.codePointAt(index)!
    const at = [...value.slice(0, index)].length
    return { pointer, code, facts: { at, codePoint: codeOf(codePoint), name: nameOf(codePoint) } }
  })
}
