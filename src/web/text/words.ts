// Words that a text's marks are heard by.
import { defineWords } from '../words/words.ts'

export const words = defineWords('text', {
  beginAdded: { en: 'begin added', id: 'awal tambahan', th: 'เริ่มข้อความที่เพิ่ม' },
  endAdded: { en: 'end added', id: 'akhir tambahan', th: 'จบข้อความที่เพิ่ม' },
  beginDeleted: { en: 'begin deleted', id: 'awal penghapusan', th: 'เริ่มข้อความที่ตัดออก' },
  endDeleted: { en: 'end deleted', id: 'akhir penghapusan', th: 'จบข้อความที่ตัดออก' },
  figureChanged: { en: 'figure changed', id: 'angka diubah', th: 'ตัวเลขเปลี่ยน' },
  unseen: { en: 'invisible character', id: 'karakter tak terlihat', th: 'อักขระที่มองไม่เห็น' },
  becomes: { en: 'becomes', id: 'menjadi', th: 'เป็น' },
})
