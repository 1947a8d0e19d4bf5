// The words of the redline page in the languages of its readers.
import type { Tongue } from '../document/figures.ts'

export interface PageWords {
  readonly changes: (count: string) => string
  readonly list: string
  readonly none: string
  readonly added: string
  readonly deleted: string
  readonly figure: string
  readonly moved: string
  readonly numberOnly: string
  readonly changed: string
  readonly added1: string
  readonly added2: string
  readonly deleted1: string
  readonly deleted2: string
  readonly figure1: string
  readonly figure2: string
  readonly isNew: string
  readonly isGone: string
  readonly renumbered: (from: string, to: string) => string
  readonly same: (count: string) => string
  readonly kept: (language: string) => string
  readonly keptWhy: string
  readonly missing: string
  readonly lineEnd: string
  readonly space: string
}

export const PAGE_WORDS: Readonly<Record<Tongue, PageWords>> = {
  en: {
    changes: (count) => `${count} ${count === '1' ? 'change' : 'changes'}`,
    list: 'List of changes',
    none: 'Both texts are word for word the same.',
    added: 'added',
    deleted: 'deleted',
    figure: 'figure changed',
    moved: 'moved',
    numberOnly: 'number only',
    changed: 'changed',
    added1: '[added] ',
    added2: ' [end added]',
    deleted1: '[deleted] ',
    deleted2: ' [end deleted]',
    figure1: '[figure changed: from] ',
    figure2: ' [to] ',
    isNew: 'New provision, all of it',
    isGone: 'deleted, all of it',
    renumbered: (from, to) =>
      `${from} became ${to}. Only the numbers changed; references in the text follow.`,
    same: (count) => `${count} ${count === '1' ? 'provision' : 'provisions'} unchanged`,
    kept: (language) => `The ${language} text was not changed.`,
    keptWhy: 'Other language has changed.',
    missing: 'Not written yet',
    lineEnd: 'end of paragraph',
    space: 'space',
  },
  id: {
    changes: (count) => `${count} perubahan`,
    list: 'Daftar perubahan',
    none: 'Kedua naskah sama kata demi kata.',
    added: 'ditambahkan',
    deleted: 'dihapus',
    figure: 'angka diubah',
    moved: 'dipindahkan',
    numberOnly: 'nomor saja',
    changed: 'diubah',
    added1: '[awal bagian yang ditambahkan] ',
    added2: ' [akhir bagian yang ditambahkan]',
    deleted1: '[awal bagian yang dihapus] ',
    deleted2: ' [akhir bagian yang dihapus]',
    figure1: '[angka diubah: semula] ',
    figure2: ' [menjadi] ',
    isNew: 'Ketentuan baru seluruhnya',
    isGone: 'dihapus seluruhnya',
    renumbered: (from, to) =>
      `${from} lama menjadi ${to}. Hanya nomor yang berubah; rujukan di dalam naskah ikut berubah.`,
    same: (count) => `${count} ketentuan tidak berubah`,
    kept: (language) => `Naskah ${language} tidak berubah.`,
    keptWhy: 'Perlu disesuaikan: bahasa lain berubah.',
    missing: 'Belum ditulis',
    lineEnd: 'akhir alinea',
    space: 'spasi',
  },
  th: {
    changes: (count) => `แก้ไข ${count} แห่ง`,
    list: 'รายการแก้ไข',
    none: 'ตัวบททั้งสองฉบับตรงกันทุกถ้อยคำ',
    added: 'เพิ่ม',
    deleted: 'ตัดออก',
    figure: 'แก้ไขตัวเลข',
    moved: 'ย้ายที่',
    numberOnly: 'เปลี่ยนเฉพาะเลขลำดับ',
    changed: 'แก้ไข',
    added1: '[เริ่มข้อความที่เพิ่ม] ',
    added2: ' [จบข้อความที่เพิ่ม]',
    deleted1: '[เริ่มข้อความที่ตัดออก] ',
    deleted2: ' [จบข้อความที่ตัดออก]',
    figure1: '[แก้ไขตัวเลข เดิม] ',
    figure2: ' [เป็น] ',
    isNew: 'ข้อบทใหม่ทั้งข้อ',
    isGone: 'ตัดออกทั้งข้อ',
    renumbered: (from, to) => `${from} เดิม เปลี่ยนเป็น${to} เปลี่ยนเฉพาะเลขลำดับ การอ้างอิงในตัวบทเปลี่ยนตาม`,
    same: (count) => `ไม่เปลี่ยนแปลง ${count} ข้อบท`,
    kept: (language) => `ตัวบท${language}ไม่เปลี่ยนแปลง`,
    keptWhy: 'ต้องปรับให้ตรงกัน เนื่องจากภาษาอื่นเปลี่ยนแปลง',
    missing: 'ยังไม่ได้จัดทำ',
    lineEnd: 'จบย่อหน้า',
    space: 'เว้นวรรค',
  },
}
