// Who takes part in the demonstration: roles, and nobody's name.
import type { Language } from '../document/clause.ts'
import type { Role } from '../review/policy.ts'

/** A delegation of the story: a member for every role, named by the role in the delegation's own language. */
export interface Cast {
  readonly code: string
  readonly kind: 'party' | 'observer'
  readonly language: Language
  readonly members: Readonly<Record<string, { readonly role: Role; readonly name: string }>>
}

export const CAST: readonly Cast[] = [
  {
    code: 'IDN',
    kind: 'party',
    language: 'id',
    members: {
      admin: { role: 'administrator', name: 'Administrator' },
      head: { role: 'head', name: 'Ketua Delegasi' },
      signatory: { role: 'signatory', name: 'Penanda Tangan' },
      drafter: { role: 'drafter', name: 'Perancang Naskah' },
      legal: { role: 'legal', name: 'Penasihat Hukum' },
      linguist: { role: 'linguist', name: 'Ahli Bahasa' },
      secretary: { role: 'secretary', name: 'Sekretaris' },
      reader: { role: 'reader', name: 'Pembaca' },
    },
  },
  {
    code: 'THA',
    kind: 'party',
    language: 'th',
    members: {
      admin: { role: 'administrator', name: 'ผู้ดูแลบัญชี' },
      head: { role: 'head', name: 'หัวหน้าคณะผู้แทน' },
      signatory: { role: 'signatory', name: 'ผู้ลงนาม' },
      drafter: { role: 'drafter', name: 'ผู้ยกร่าง' },
      legal: { role: 'legal', name: 'ที่ปรึกษากฎหมาย' },
      linguist: { role: 'linguist', name: 'ผู้เชี่ยวชาญด้านภาษา' },
      secretary: { role: 'secretary', name: 'เลขานุการ' },
      reader: { role: 'reader', name: 'ผู้อ่าน' },
    },
  },
  {
    code: 'IOM',
    kind: 'observer',
    language: 'en',
    members: {
      admin: { role: 'administrator', name: 'Administrator' },
      head: { role: 'head', name: 'Head of the observer team' },
      signatory: { role: 'signatory', name: 'Authorised representative' },
      drafter: { role: 'drafter', name: 'Protection specialist' },
      legal: { role: 'legal', name: 'Legal adviser' },
      linguist: { role: 'linguist', name: 'Language adviser' },
      secretary: { role: 'secretary', name: 'Note-taker' },
      reader: { role: 'reader', name: 'Reader' },
    },
  },
]
