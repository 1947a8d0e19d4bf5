// The order of Thai signs: consonant, vowel above or below, tone. Two orders can look alike, and NFC mends few of them.

/** One thing wrong with a text, at a UTF-16 index. */
export interface Finding {
  readonly code: string
  readonly index: number
}

/** Signs that stand on a consonant, SARA AM among them; else the vowels that are easily typed for another. */
const SIGNS = /[\u0e31\u0e33-\u0e3a\u0e47-\u0e4e]+|[\u0e40-\u0e44]{2,}|\u0e45/g
const CONSONANT = /[\u0e01-\u0e2e\u25cc]/
const THAI = /[\u0e01-\u0e4e]/
/** NIKHAHIT with SARA AA to follow, a tone before or after it: looks like SARA AM, which is one character. */
const SPLIT_AM = /\u0e4d[\u0e48-\u0e4b]?$/

/** On one consonant the level must rise: PHINTHU, vowel, NIKHAHIT, tone or THANTHAKHAT, SARA AM. */
function levelOf(sign: number): number {
  if (sign === 0xe3a) return 1
  if (sign === 0xe33) return 5
  if (sign === 0xe4d) return 3
  return sign >= 0xe48 ? 4 : 2
}

/**
 * Thai sequences that are no spelling, at most `most`: `text-thai-stray` (a sign without a consonant),
 * `text-thai-double`, `text-thai-order`, `text-thai-sara-am` (written in two), `text-thai-sara-ae` (SARA E twice),
 * `text-thai-lakkhangyao` (looks like SARA AA; has its place after RU and LU alone).
 */
export function thaiFindings(text: string, most: number): Finding[] {
  const found: Finding[] = []
  for (const { 0: signs, index } of text.matchAll(SIGNS)) {
    const finding = findingIn(text, signs, index)
    if (finding) found.push(finding)
    if (found.length === most) break
  }
  return found
}

function findingIn(text: string, signs: string, index: number): Finding | undefined {
  const first = signs.charCodeAt(0)
  const before = text[index - 1] ?? ''
  if (first === 0xe45)
    return /[\u0e24\u0e26]/.test(before) ? undefined : { code: 'text-thai-lakkhangyao', index }
  if (first >= 0xe40 && first <= 0xe44) {
    return { code: signs.startsWith('\u0e40\u0e40') ? 'text-thai-sara-ae' : 'text-thai-double', index }
  }
  if (!CONSONANT.test(before))
    return { code: THAI.test(before) ? 'text-thai-order' : 'text-thai-stray', index }
  if (text[index + signs.length] === '\u0e32' && SPLIT_AM.test(signs))
    return { code: 'text-thai-sara-am', index }
  return risingFrom(signs, index)
}

function risingFrom(signs: string, index: number): Finding | undefined {
  let last = 0
  for (let place = 0; place < signs.length; place++) {
    const level = levelOf(signs.charCodeAt(place))
    // SARA AM is itself a vowel with NIKHAHIT: none may stand before it.
    const second = level === last || (level === 5 && (last === 2 || last === 3))
    if (second) return { code: 'text-thai-double', index: index + place }
    if (level < last) return { code: 'text-thai-order', index: index + place }
    last = level
  }
  return undefined
}
