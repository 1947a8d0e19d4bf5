// Words of the roles: what each is called, and what it lets one do.
import { defineWords } from '../words/words.ts'

export const ROLES = [
  'administrator',
  'head',
  'signatory',
  'drafter',
  'legal',
  'linguist',
  'secretary',
  'reader',
] as const

export const words = defineWords('roles', {
  administrator: { en: 'Administrator', id: 'Pengurus akun', th: 'ผู้ดูแลบัญชี' },
  head: { en: 'Head of delegation', id: 'Ketua delegasi', th: 'หัวหน้าคณะผู้แทน' },
  signatory: { en: 'Signatory', id: 'Penanda tangan', th: 'ผู้ลงนาม' },
  drafter: { en: 'Drafter', id: 'Perancang naskah', th: 'ผู้ยกร่าง' },
  legal: { en: 'Legal adviser', id: 'Penasihat hukum', th: 'ที่ปรึกษากฎหมาย' },
  linguist: { en: 'Linguist', id: 'Ahli bahasa', th: 'ผู้เชี่ยวชาญด้านภาษา' },
  secretary: { en: 'Secretary', id: 'Sekretaris', th: 'เลขานุการ' },
  reader: { en: 'Reader', id: 'Pembaca', th: 'ผู้อ่าน' },
  may_administrator: {
    en: 'Adds members, gives roles, invites',
    id: 'Menambah anggota, memberi peran, mengundang',
    th: 'เพิ่มสมาชิก มอบบทบาท และออกคำเชิญ',
  },
  may_head: {
    en: 'Writes, agrees on behalf of the delegation, asks and answers joint decisions',
    id: 'Menulis, menyatakan sepakat atas nama delegasi, meminta keputusan bersama dan menjawab permintaannya',
    th: 'แก้ไขตัวบท ยืนยันเห็นพ้องในนามคณะผู้แทน ขอและตอบมติร่วม',
  },
  may_signatory: {
    en: 'Agrees and signs on behalf of the delegation',
    id: 'Menyatakan sepakat dan menandatangani atas nama delegasi',
    th: 'ยืนยันเห็นพ้องและลงนามในนามคณะผู้แทน',
  },
  may_drafter: {
    en: 'Writes the text, discusses, begins SOPs',
    id: 'Menulis naskah, membahas, memulai SOP',
    th: 'แก้ไขตัวบท ร่วมหารือ และเริ่ม SOP ใหม่',
  },
  may_legal: {
    en: 'Writes the text, discusses, begins SOPs',
    id: 'Menulis naskah, membahas, memulai SOP',
    th: 'แก้ไขตัวบท ร่วมหารือ และเริ่ม SOP ใหม่',
  },
  may_linguist: {
    en: 'Writes the text in all languages, discusses',
    id: 'Menulis naskah dalam semua bahasa, membahas',
    th: 'แก้ไขตัวบททุกภาษาและร่วมหารือ',
  },
  may_secretary: {
    en: 'Discusses, begins SOPs',
    id: 'Membahas, memulai SOP',
    th: 'ร่วมหารือและเริ่ม SOP ใหม่',
  },
  may_reader: { en: 'Reads', id: 'Membaca', th: 'อ่านอย่างเดียว' },
})
