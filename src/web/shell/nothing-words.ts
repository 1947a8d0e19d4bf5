// Words where there is nothing to be seen.
import { defineWords } from '../words/words.ts'

export const words = defineWords('nothing', {
  title: { en: 'There is nothing here', id: 'Halaman tidak ditemukan', th: 'ไม่พบหน้านี้' },
  todo: {
    en: 'Check the address, or go to what waits for us.',
    id: 'Periksa alamatnya, atau buka “Yang menunggu kami”.',
    th: 'โปรดตรวจสอบที่อยู่ของหน้า หรือไปที่ “สิ่งที่รอเรา”',
  },
  home: { en: 'What waits for us', id: 'Yang menunggu kami', th: 'สิ่งที่รอเรา' },
})
