// The case-data guard: sees identity numbers, machine-readable zones, passports and telephones in words to be saved.
import { type Found, identityNumbers } from './identity-numbers.ts'
import { machineReadable } from './mrz.ts'

/** Something in a text that looks like data about a person. `start` and `end` count code points. */
export interface Sighting {
  readonly kind: Found['kind']
  readonly severity: 'refused' | 'warned'
  readonly start: number
  readonly end: number
  readonly text: string
}

/**
 * All sightings of a text in order, none overlapping another; what is refused wins over what is warned of. Thai and
 * full-width digits count as digits. Runs in time linear in the text: no pattern backtracks beyond a number.
 */
export function scan(text: string): Sighting[] {
  const folded = foldDigits(text)
  const taken = new Uint8Array(folded.length)
  const kept: Found[] = []
  // In order of weight: who comes first keeps the place.
  for (const find of [machineReadable, identityNumbers, passports, phones]) {
    for (const found of find(folded)) {
      if (taken.subarray(found.from, found.to).includes(1)) continue
      taken.fill(1, found.from, found.to)
      kept.push(found)
    }
  }
  return placed(
    text,
    kept.sort((a, b) => a.from - b.from),
  )
}

/** Digits of other kinds become ASCII ones; the length stays, so places do too. */
function foldDigits(text: string): string {
  return text.replace(/[\u0e50-\u0e59\uff10-\uff19]/g, (digit) => String(digit.charCodeAt(0) % 16))
}

function placed(text: string, found: readonly Found[]): Sighting[] {
  let index = 0
  let points = 0
  const pointsAt = (to: number) => {
    for (; index < to; points++) index += text.codePointAt(index)! > 0xffff ? 2 : 1
    return points
  }
  return found.map(({ kind, from, to }) => ({
    kind,
    severity: kind === 'passport' || kind === 'phone' ? 'warned' : 'refused',
    start: pointsAt(from),
    end: pointsAt(to),
    text: text.slice(from, to),
  }))
}

/**
 * Passports: Indonesia one letter and seven digits, or two and six; Thailand two letters and seven, formerly one
 * and six. A space in between counts only after the word passport, so that sums of money pass.
 */
const PASSPORT = /(?<![A-Za-z\d/._-])[A-Z]{1,2}[ \u00a0]?\d{6,7}(?![A-Za-z\d/_-])/g
const PASSPORT_WORD = /passport|paspor|หนังสือเดินทาง/i

function passports(text: string): Found[] {
  const found: Found[] = []
  for (const { 0: match, index } of text.matchAll(PASSPORT)) {
    if (/\s/.test(match) && !PASSPORT_WORD.test(text.slice(Math.max(0, index - 40), index))) continue
    found.push({ kind: 'passport', from: index, to: index + match.length })
  }
  return found
}

const GAP = '[ \\u00a0.()\\-\\u2010-\\u2014]'
/** Calling codes 62 and 66, with brackets as in +66 (0) 2. */
const ABROAD = new RegExp(`(?:\\+|(?<!\\d)00)6[26](?:${GAP}{0,3}\\d{1,12}){1,6}`, 'g')
/** 0812-3456-7890, 081 234 5678, 0 2123 4567, (021) 344 1508; hours such as 08.00-17.00 have groups too short. */
const AT_HOME = new RegExp(
  `(?<![\\d/])0(?:[2-9]\\d{7,11}|${GAP}?[2-9]\\d{0,3}(?:${GAP}{1,3}\\d{3,8}){1,3})(?![\\d/])`,
  'g',
)

function phones(text: string): Found[] {
  return [...phonesBy(text, ABROAD, 10, 15), ...phonesBy(text, AT_HOME, 9, 13)]
}

/** Last groups are left out where they make it too long, or are too short for one: they belong to what follows. */
function phonesBy(text: string, pattern: RegExp, least: number, most: number): Found[] {
  const found: Found[] = []
  for (const { 0: match, index } of text.matchAll(pattern)) {
    let number = match
    for (let less = shorter(number); less !== number; less = shorter(number)) {
      if (digitsIn(number) <= most && (/\d{3}$/.test(number) || digitsIn(less) < least)) break
      number = less
    }
    if (digitsIn(number) < least || digitsIn(number) > most) continue
    found.push({ kind: 'phone', from: index, to: index + number.length })
  }
  return found
}

const shorter = (number: string): string => number.replace(/\D+\d+$/, '')
const digitsIn = (text: string): number => text.replace(/\D/g, '').length
