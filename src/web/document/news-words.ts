// Words of the line that tells what others saved.
import { defineWords } from '../words/words.ts'

export const words = defineWords('news', {
  news: {
    en: '{{party}} saved version {{number}}.',
    id: '{{party}} menyimpan versi {{number}}.',
    th: '{{party}}บันทึกฉบับที่ {{number}} แล้ว',
  },
  showNews: { en: 'Show what changed', id: 'Tampilkan perubahan', th: 'แสดงสิ่งที่เปลี่ยน' },
  readNews: {
    en: 'Read version {{number}}',
    id: 'Baca versi {{number}}',
    th: 'อ่านฉบับที่ {{number}}',
  },
})
