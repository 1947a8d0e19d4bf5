// Words of the line that tells who of one's own delegation is here.
import { defineWords } from '../words/words.ts'

export const words = defineWords('present', {
  present: {
    en: 'In this SOP now: {{names}}',
    id: 'Sedang membuka SOP ini: {{names}}',
    th: 'กำลังเปิด SOP นี้: {{names}}',
  },
})
