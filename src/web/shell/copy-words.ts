// Words of copying a line.
import { defineWords } from '../words/words.ts'

export const words = defineWords('copy', {
  copied: { en: 'Copied', id: 'Tersalin', th: 'คัดลอกแล้ว' },
  byHand: {
    en: 'This browser does not allow copying: select the line and press Ctrl+C.',
    id: 'Peramban ini tidak mengizinkan penyalinan: pilih baris itu, lalu tekan Ctrl+C.',
    th: 'เบราว์เซอร์นี้ไม่อนุญาตให้คัดลอก โปรดเลือกบรรทัดนั้นแล้วกด Ctrl+C',
  },
})
