// Identity numbers of the two states in a text whose digits are ASCII: the Thai 13 digits and the Indonesian NIK.

/** A stretch of a text, in UTF-16 places. */
export interface Found {
  readonly kind: 'thai-id' | 'nik' | 'mrz' | 'passport' | 'phone'
  readonly from: number
  readonly to: number
}

const SEPARATOR = ' \\u00a0.\\-\\u2010-\\u2014'
/** Digits in groups, as people write long numbers: at most three spaces, dots or dashes between two groups. */
const NUMBERS = new RegExp(`\\d+(?:[${SEPARATOR}]{1,3}\\d+)*`, 'g')

/** Thai identity numbers and NIKs: the groups of a number, or some of them that follow each other. */
export function identityNumbers(text: string): Found[] {
  const found: Found[] = []
  for (const { 0: run, index } of text.matchAll(NUMBERS)) {
    if (run.length < 13) continue
    const groups = Array.from(run.matchAll(/\d+/g), (group) => ({
      digits: group[0],
      from: index + group.index,
    }))
    for (let first = 0; first < groups.length; first++) {
      const hit = identityFrom(groups, first)
      if (!hit) continue
      found.push(hit.found)
      first = hit.last
    }
  }
  return found
}

interface Group {
  readonly digits: string
  readonly from: number
}

function identityFrom(groups: readonly Group[], first: number): { found: Found; last: number } | undefined {
  let digits = ''
  for (let last = first; last < groups.length && digits.length < 16; last++) {
    digits += groups[last]!.digits
    if (digits.length !== 13 && digits.length !== 16) continue
    const whole = first === 0 && last === groups.length - 1
    const lengths = groups.slice(first, last + 1).map((group) => group.digits.length)
    const kind = kindOf(digits, lengths.join(' '), whole)
    if (!kind) continue
    const to = groups[last]!.from + groups[last]!.digits.length
    return { found: { kind, from: groups[first]!.from, to }, last }
  }
  return undefined
}

/** Groups as on the cards; any other grouping only where it is all that stands there. */
const THAI_GROUPS = /^(?:13|1 4 5 2 1|1 12|12 1)$/
const NIK_GROUPS = /^(?:16|6 6 4|4 4 4 4|2 2 2 6 4|6 10|12 4|2 2 2 2 2 2 4)$/

function kindOf(digits: string, groups: string, whole: boolean): 'thai-id' | 'nik' | undefined {
  if (digits.length === 13 && (whole || THAI_GROUPS.test(groups)) && isThaiId(digits)) return 'thai-id'
  if (digits.length === 16 && (whole || NIK_GROUPS.test(groups)) && isNik(digits)) return 'nik'
  return undefined
}

/** Thirteen digits, the first 0 to 8, the last a check digit modulo 11 (Department of Provincial Administration). */
export function isThaiId(digits: string): boolean {
  if (!/^[0-8]\d{12}$/.test(digits)) return false
  let sum = 0
  for (let place = 0; place < 12; place++) sum += Number(digits[place]) * (13 - place)
  return (11 - (sum % 11)) % 10 === Number(digits[12])
}

const PROVINCES = /^(?:1[1-9]|21|3[1-6]|5[1-3]|6[1-5]|7[1-6]|8[12]|9[1-7])/

/** Sixteen digits: province, regency, district, day of birth (40 more for women), month, year, serial number. */
export function isNik(digits: string): boolean {
  if (!/^\d{16}$/.test(digits) || !PROVINCES.test(digits)) return false
  const day = Number(digits.slice(6, 8)) % 40
  const month = Number(digits.slice(8, 10))
  return Number(digits.slice(6, 8)) <= 71 && day >= 1 && day <= 31 && month >= 1 && month <= 12
}
