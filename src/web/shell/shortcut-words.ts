// Words of the list of shortcuts.
import { defineWords } from '../words/words.ts'

export const words = defineWords('shortcuts', {
  title: { en: 'Keyboard shortcuts', id: 'Pintasan papan ketik', th: 'แป้นลัด' },
  list: { en: 'This list', id: 'Daftar ini', th: 'รายการนี้' },
  places: {
    en: 'Next place: strip, contents, text, margin',
    id: 'Bagian berikutnya: pita, daftar isi, naskah, tepi',
    th: 'ส่วนถัดไป: แถบบน สารบัญ ตัวบท ขอบข้าง',
  },
  letters: {
    en: 'Single letters are shortcuts (never in a field)',
    id: 'Huruf tunggal sebagai pintasan (tidak dalam kolom isian)',
    th: 'ใช้ตัวอักษรเดี่ยวเป็นแป้นลัด (ไม่มีผลในช่องกรอก)',
  },
  close: { en: 'Close', id: 'Tutup', th: 'ปิด' },
})
