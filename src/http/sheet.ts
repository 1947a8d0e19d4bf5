// What a page carries on paper: whose eyes it is for, what it compares, and the status line at its foot.
import type { Reached } from '../commands/house.ts'
import type { Tongue } from '../document/figures.ts'
import { thaiDigits } from '../document/figures.ts'
import { showDate } from '../document/parameters.ts'
import { adopted } from '../review/approvals.ts'
import type { VersionRow } from '../store/versions.ts'

interface Words {
  readonly title: (from: string, to: string) => string
  readonly joint: string
  readonly seenBy: (readers: string) => string
  readonly draft: string
  readonly agreed: string
  readonly copyOf: (delegation: string) => string
  readonly fingerprint: (value: string) => string
}

const WORDS: Readonly<Record<Tongue, Words>> = {
  en: {
    title: (from, to) => `Joint text, version ${from} and version ${to} compared`,
    joint: 'JOINT',
    seenBy: (readers) => `seen by ${readers}`,
    draft: 'DRAFT',
    agreed: 'TEXT AGREED BY ALL PARTIES',
    copyOf: (delegation) => `Copy of ${delegation}`,
    fingerprint: (value) => `Text fingerprint ${value}`,
  },
  id: {
    title: (from, to) => `Sandingan naskah bersama versi ${from} dan versi ${to}`,
    joint: 'BERSAMA',
    seenBy: (readers) => `terlihat oleh ${readers}`,
    draft: 'RANCANGAN',
    agreed: 'NASKAH DITERIMA SEMUA PIHAK',
    copyOf: (delegation) => `Salinan ${delegation}`,
    fingerprint: (value) => `Sidik naskah ${value}`,
  },
  th: {
    title: (from, to) => `เปรียบเทียบร่างร่วม ฉบับที่ ${from} กับฉบับที่ ${to}`,
    joint: 'ส่วนร่วม',
    seenBy: (readers) => `เห็นได้โดย ${readers}`,
    draft: 'ร่าง',
    agreed: 'ร่างที่ทุกฝ่ายเห็นพ้อง',
    copyOf: (delegation) => `สำเนาของ ${delegation}`,
    fingerprint: (value) => `รหัสยืนยันตัวบท ${value}`,
  },
}

export interface SheetOf {
  readonly reached: Reached
  readonly delegation: string
  readonly from: VersionRow
  readonly to: VersionRow
  readonly reader: Tongue
  readonly now: string
  /** the name of a delegation in the reader's language */
  readonly name: (delegation: string) => string
}

/** Title, strip and status line of a comparison. An observer is told of no one but the parties and itself. */
export function sheet({ reached, delegation, from, to, reader, now, name }: SheetOf) {
  const words = WORDS[reader]
  const numeral = (value: number) => (reader === 'th' ? thaiDigits(String(value)) : String(value))
  const title = words.title(numeral(from.number), numeral(to.number))
  const seats = reached.parties.filter((row) => row.state === 'member' || row.state === 'invited')
  const seen = seats.filter(
    (row) => row.kind === 'party' || reached.party.kind === 'party' || row === reached.party,
  )
  const agreed = adopted(reached.negotiation) === to.id && reached.party.preset !== 'clean-text'
  const day = now.slice(0, 10)
  return {
    title,
    zone: {
      kind: 'joint' as const,
      name: words.joint,
      readers: words.seenBy(seen.map((row) => name(row.delegation)).join(', ')),
    },
    status: [
      agreed ? words.agreed : words.draft,
      title,
      `${showDate(day, reader === 'th' ? 'en' : reader)} / ${showDate(day, 'th', { era: 'be' })}`,
      words.copyOf(name(delegation)),
      words.fingerprint(`${fingerprint(from.id)} → ${fingerprint(to.id)}`),
    ],
  }
}

/** The first eight characters of a version id, in two groups of four. */
export function fingerprint(id: string): string {
  return `${id.slice(0, 4)} ${id.slice(4, 8)}`
}
