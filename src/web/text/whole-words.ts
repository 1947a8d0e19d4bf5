// Words that no line may break: terms of the glossary, compounds that browsers take apart, figures with their nouns. Never stored.

/** Official compounds that dictionaries of browsers split. */
const COMPOUNDS = [
  'คำขอ', 'คำร้องขอ', 'คำรับรอง', 'แก้แค้น', 'ผู้เสียหาย', 'ผู้เยาว์', 'ผู้แทน', 'ผู้ประสานงานหลัก', 'การค้ามนุษย์', 'การส่งกลับ', 'คณะผู้แทน',
  'เจ้าหน้าที่', 'หน่วยงาน', 'ความยินยอม', 'แบบฟอร์ม', 'ภาคผนวก', 'รายกรณี', 'วันทำการ', 'ล่วงหน้า', 'ข้อตกลง', 'ถิ่นพำนัก', 'ภูมิลำเนา', 'ว่าด้วย', 'โดยสมัครใจ', 'สมัครใจ', 'ปลอดภัย', 'คืนสู่สังคม', 'มาตรฐาน', 'เดินทางกลับ', 'การเดินทางกลับ', 'บันทึกการดำเนินการ',
] // prettier-ignore
/** In characters: a longer term would not fit a column of three. */
const LONGEST = 26

const DIGITS = '[0-9๐-๙]{1,4}'
const NUMBERED =
  '(?:Articles?|Forms?|Annex|Chapter|Step|Pasal|Formulir|Lampiran|Bab|Langkah|ข้อ|แบบฟอร์ม|ภาคผนวก|หมวด|ขั้นตอนที่)'
const NOUNS =
  '(?:working days?|days?|hours?|months?|years?|hari kerja|hari|jam|bulan|tahun|วันทำการ|วัน|ชั่วโมง|เดือน|ปี)'
const FIGURES = `(?<![\\p{L}\\p{N}])${NUMBERED} [A-Z]?${DIGITS}(?!\\p{N})|${DIGITS} ${NOUNS}(?![a-z])`
const NUMERAL = /[0-9๐-๙]/
const THAI = /[\u0e00-\u0e7f]/

const figures = new RegExp(`(${FIGURES})`, 'u')
const known = new WeakMap<readonly string[], RegExp>()

function patternOf(terms: readonly string[]): RegExp {
  let found = known.get(terms)
  if (!found) {
    const all = [...new Set([...terms, ...COMPOUNDS])]
      .filter((term) => term.length > 3 && term.length <= LONGEST && !term.includes('\uFFFD'))
      .sort((a, b) => b.length - a.length)
      .map((term) => term.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&').replaceAll('\\-', '-'))
    // A sign that stands above or below what follows would be cut from its letter.
    found = new RegExp(`((?:${FIGURES})|(?:${all.join('|')})(?!\\p{M}))`, 'u')
    known.set(terms, found)
  }
  return found
}

/** The words in pieces: each second one is to stay on one line. Joined they are the words. */
export function wholePieces(words: string, terms: readonly string[]): string[] {
  if (THAI.test(words)) return words.split(patternOf(terms))
  return NUMERAL.test(words) ? words.split(figures) : [words]
}
