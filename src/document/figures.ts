// Figures as each language writes them: Thai and Arabic digits, Roman numbers, letters of an alphabet.
import type { Language } from './clause.ts'

export type Tongue = 'en' | 'id' | 'th'

/** The language whose forms are used: unknown ones fall back to English. */
export function tongueOf(language: Language): Tongue {
  return language === 'id' || language === 'th' ? language : 'en'
}

/** A whole number in a language's figures (Thai ones unless told otherwise); five digits and more are grouped. */
export function numeral(value: number, language: Language, digits: 'thai' | 'arabic' = 'thai'): string {
  const plain = String(value)
  const mark = language === 'id' ? '.' : ','
  const grouped = plain.length > 4 ? plain.replace(/\B(?=(?:\d{3})+$)/g, mark) : plain
  return language === 'th' && digits === 'thai' ? thaiDigits(grouped) : grouped
}

/** Arabic digits turned into Thai ones; all else stays. */
export function thaiDigits(text: string): string {
  return text.replace(/\d/g, (digit) => String.fromCharCode(0x0e50 + Number(digit)))
}

const ROMAN: Readonly<Record<string, number>> = {
  M: 1000,
  CM: 900,
  D: 500,
  CD: 400,
  C: 100,
  XC: 90,
  L: 50,
  XL: 40,
  X: 10,
  IX: 9,
  V: 5,
  IV: 4,
  I: 1,
}

export function roman(value: number): string {
  let rest = value
  let text = ''
  for (const [sign, worth] of Object.entries(ROMAN)) {
    text += sign.repeat(Math.floor(rest / worth))
    rest %= worth
  }
  return text
}

export const LATIN = [...'abcdefghijklmnopqrstuvwxyz']
/** The consonants that number lists: ฃ, ฅ and ฆ are passed over, as in Thai statutes. */
export const THAI = [...'กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ']

/** a, b … z, aa, ab …: the same for any alphabet. */
export function lettered(value: number, letters: readonly string[]): string {
  let text = ''
  for (let rest = value; rest > 0; rest = Math.floor((rest - 1) / letters.length)) {
    text = letters[(rest - 1) % letters.length]! + text
  }
  return text
}
