// Thai words that no line may break: terms of the glossary and compounds that browsers take apart. Never stored.
import type { ReactNode } from 'react'

/** Official compounds that dictionaries of browsers split. */
const COMPOUNDS = [
  'คำขอ', 'คำร้องขอ', 'คำรับรอง', 'แก้แค้น', 'ผู้เสียหาย', 'ผู้เยาว์', 'ผู้แทน', 'ผู้ประสานงานหลัก', 'การค้ามนุษย์', 'การส่งกลับ', 'คณะผู้แทน',
  'เจ้าหน้าที่', 'หน่วยงาน', 'ความยินยอม', 'แบบฟอร์ม', 'ภาคผนวก', 'รายกรณี', 'วันทำการ', 'ล่วงหน้า', 'ข้อตกลง', 'ถิ่นพำนัก', 'ภูมิลำเนา',
] // prettier-ignore
const LONGEST = 26 // characters: a longer term would not fit a column of three

const known = new WeakMap<readonly string[], RegExp>()

function pattern(terms: readonly string[]): RegExp {
  let found = known.get(terms)
  if (!found) {
    const all = [...new Set([...terms, ...COMPOUNDS])].filter(
      (term) => term.length > 3 && term.length <= LONGEST,
    )
    all.sort((a, b) => b.length - a.length)
    const escaped = all.map((term) => term.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'))
    known.set(terms, (found = new RegExp(`(${escaped.join('|')}|[๐-๙]+ (?:วันทำการ|วัน|ชั่วโมง|เดือน|ปี))`, 'g')))
  }
  return found
}

const THAI = /[\u0e00-\u0e7f]/

export function keepWhole(words: string, terms: readonly string[]): ReactNode {
  if (!THAI.test(words)) return words
  const pieces = words.split(pattern(terms))
  if (pieces.length === 1) return words
  return pieces.map((piece, at) =>
    at % 2 === 1 ? (
      <span className="k" key={at}>
        {piece}
      </span>
    ) : (
      piece
    ),
  )
}
