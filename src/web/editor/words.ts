// Words of the editor: its chips, and the lists they are chosen from.
import { defineWords } from '../words/words.ts'

export const words = defineWords('editor', {
  chip_figure: { en: 'figure', id: 'angka', th: 'ตัวเลข' },
  chip_reference: { en: 'reference', id: 'rujukan', th: 'การอ้างอิง' },
  chip_parties: { en: 'the Parties', id: 'Para Pihak', th: 'ทุกฝ่าย' },
  pickFigure: { en: 'Insert a figure', id: 'Sisipkan angka', th: 'แทรกตัวเลข' },
  pickReference: { en: 'Insert a reference', id: 'Sisipkan rujukan', th: 'แทรกการอ้างอิง' },
  search: { en: 'Search', id: 'Cari', th: 'ค้นหา' },
  usedIn: { en: 'used in {{places}}', id: 'dipakai dalam {{places}}', th: 'ใช้ใน{{places}}' },
  found_one: { en: '{{count}} found', id: '{{count}} ditemukan', th: 'พบ {{count}} รายการ' },
  found_other: { en: '{{count}} found', id: '{{count}} ditemukan', th: 'พบ {{count}} รายการ' },
  noneFound: { en: 'Nothing found', id: 'Tidak ditemukan', th: 'ไม่พบรายการ' },
  close: { en: 'Close', id: 'Tutup', th: 'ปิด' },
})
