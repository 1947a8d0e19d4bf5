// Readable names for the characters that a fault may point to: Unicode's own for the usual ones, a group for the rest.

const NAMES: Readonly<Record<number, string>> = {
  0x00: 'NULL',
  0x09: 'CHARACTER TABULATION',
  0x0d: 'CARRIAGE RETURN',
  0x1b: 'ESCAPE',
  0x7f: 'DELETE',
  0x85: 'NEXT LINE',
  0xad: 'SOFT HYPHEN',
  0x34f: 'COMBINING GRAPHEME JOINER',
  0x61c: 'ARABIC LETTER MARK',
  0x115f: 'HANGUL CHOSEONG FILLER',
  0x1160: 'HANGUL JUNGSEONG FILLER',
  0x17b4: 'KHMER VOWEL INHERENT AQ',
  0x17b5: 'KHMER VOWEL INHERENT AA',
  0x180e: 'MONGOLIAN VOWEL SEPARATOR',
  0x200b: 'ZERO WIDTH SPACE',
  0x200c: 'ZERO WIDTH NON-JOINER',
  0x200d: 'ZERO WIDTH JOINER',
  0x200e: 'LEFT-TO-RIGHT MARK',
  0x200f: 'RIGHT-TO-LEFT MARK',
  0x2028: 'LINE SEPARATOR',
  0x2029: 'PARAGRAPH SEPARATOR',
  0x202a: 'LEFT-TO-RIGHT EMBEDDING',
  0x202b: 'RIGHT-TO-LEFT EMBEDDING',
  0x202c: 'POP DIRECTIONAL FORMATTING',
  0x202d: 'LEFT-TO-RIGHT OVERRIDE',
  0x202e: 'RIGHT-TO-LEFT OVERRIDE',
  0x2060: 'WORD JOINER',
  0x2066: 'LEFT-TO-RIGHT ISOLATE',
  0x2067: 'RIGHT-TO-LEFT ISOLATE',
  0x2068: 'FIRST STRONG ISOLATE',
  0x2069: 'POP DIRECTIONAL ISOLATE',
  0x2800: 'BRAILLE PATTERN BLANK',
  0x3164: 'HANGUL FILLER',
  0xfeff: 'ZERO WIDTH NO-BREAK SPACE (BYTE ORDER MARK)',
  0xffa0: 'HALFWIDTH HANGUL FILLER',
  0xe31: 'MAI HAN-AKAT',
  0xe32: 'SARA AA',
  0xe33: 'SARA AM',
  0xe34: 'SARA I',
  0xe35: 'SARA II',
  0xe36: 'SARA UE',
  0xe37: 'SARA UEE',
  0xe38: 'SARA U',
  0xe39: 'SARA UU',
  0xe3a: 'PHINTHU',
  0xe40: 'SARA E',
  0xe41: 'SARA AE',
  0xe42: 'SARA O',
  0xe43: 'SARA AI MAIMUAN',
  0xe44: 'SARA AI MAIMALAI',
  0xe45: 'LAKKHANGYAO',
  0xe47: 'MAITAIKHU',
  0xe48: 'MAI EK',
  0xe49: 'MAI THO',
  0xe4a: 'MAI TRI',
  0xe4b: 'MAI CHATTAWA',
  0xe4c: 'THANTHAKHAT',
  0xe4d: 'NIKHAHIT',
  0xe4e: 'YAMAKKAN',
}

const GROUPS: readonly (readonly [RegExp, string])[] = [
  [/[\u{e0000}-\u{e007f}]/u, 'tag character'],
  [/\p{Variation_Selector}/u, 'variation selector'],
  [/\p{Cs}/u, 'half of a surrogate pair'],
  [/\p{Cc}/u, 'control character'],
  [/\p{Co}/u, 'private-use character'],
  [/\p{Cn}/u, 'unassigned character'],
  [/\p{Default_Ignorable_Code_Point}/u, 'invisible character'],
]

/** The name of a code point, e.g. `ZERO WIDTH SPACE`; the character itself where it has none here. */
export function nameOf(codePoint: number): string {
  const character = String.fromCodePoint(codePoint)
  return NAMES[codePoint] ?? GROUPS.find(([pattern]) => pattern.test(character))?.[1] ?? character
}

/** `U+200B` */
export function codeOf(codePoint: number): string {
  return `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`
}
