// Words of the completeness check before an act.
import { defineWords } from '../words/words.ts'

export const words = defineWords('agreement-checks', {
  checks: { en: 'Completeness check', id: 'Pemeriksaan kelengkapan naskah', th: 'การตรวจความครบถ้วนของร่าง' },
  reading: { en: 'Reading the text…', id: 'Memeriksa naskah…', th: 'กำลังตรวจร่าง…' },
  'ok_text-missing': {
    en: 'Complete in {{languages}}',
    id: 'Lengkap dalam bahasa {{languages}}',
    th: 'ครบทั้ง{{languages}}',
  },
  ok_figures: {
    en: 'Every figure and time limit is agreed, none in brackets [ ]',
    id: 'Semua angka dan tenggat telah disepakati, tidak ada kurung siku [ ]',
    th: 'ตัวเลขและกำหนดเวลาได้ข้อยุติครบ ไม่มีข้อความในวงเล็บ [ ]',
  },
  ok_references: {
    en: 'Every reference and form is in the text',
    id: 'Semua rujukan dan formulir ada dalam naskah',
    th: 'การอ้างอิงและแบบฟอร์มมีอยู่ในร่างครบ',
  },
  ok_safeguards: {
    en: 'Every safeguard for victims is covered',
    id: 'Semua jaminan perlindungan korban tercakup',
    th: 'มาตรการคุ้มครองผู้เสียหายครบทุกข้อ',
  },
  exceptions_one: {
    en: '{{count}} agreed exception: {{names}}',
    id: '{{count}} pengecualian yang disepakati: {{names}}',
    th: 'ข้อยกเว้นที่ตกลงร่วมกัน {{count}} เรื่อง: {{names}}',
  },
  exceptions_other: {
    en: '{{count}} agreed exceptions: {{names}}',
    id: '{{count}} pengecualian yang disepakati: {{names}}',
    th: 'ข้อยกเว้นที่ตกลงร่วมกัน {{count}} เรื่อง: {{names}}',
  },
  blocks_one: {
    en: '{{count}} matter stands against agreeing to this version',
    id: '{{count}} hal menghalangi pernyataan sepakat atas versi ini',
    th: 'มี {{count}} เรื่องที่ทำให้ยังยืนยันเห็นพ้องกับฉบับนี้ไม่ได้',
  },
  blocks_other: {
    en: '{{count}} matters stand against agreeing to this version',
    id: '{{count}} hal menghalangi pernyataan sepakat atas versi ini',
    th: 'มี {{count}} เรื่องที่ทำให้ยังยืนยันเห็นพ้องกับฉบับนี้ไม่ได้',
  },
  needsReason_one: {
    en: '{{count}} matter needs an agreed exception of all Parties',
    id: '{{count}} hal memerlukan pengecualian yang disepakati semua Pihak',
    th: 'มี {{count}} เรื่องที่ต้องมีข้อยกเว้นที่ทุกฝ่ายตกลงร่วมกัน',
  },
  needsReason_other: {
    en: '{{count}} matters need an agreed exception of all Parties',
    id: '{{count}} hal memerlukan pengecualian yang disepakati semua Pihak',
    th: 'มี {{count}} เรื่องที่ต้องมีข้อยกเว้นที่ทุกฝ่ายตกลงร่วมกัน',
  },
  listed_one: {
    en: '{{count}} further remark, which does not stand in the way',
    id: '{{count}} catatan lain yang tidak menghalangi',
    th: 'ข้อสังเกตอื่น {{count}} เรื่อง ซึ่งไม่เป็นอุปสรรคต่อการยืนยัน',
  },
  listed_other: {
    en: '{{count}} further remarks, which do not stand in the way',
    id: '{{count}} catatan lain yang tidak menghalangi',
    th: 'ข้อสังเกตอื่น {{count}} เรื่อง ซึ่งไม่เป็นอุปสรรคต่อการยืนยัน',
  },
  onlyAgreement: {
    en: 'This stands against agreement to the text alone; other acts can be given.',
    id: 'Hal ini hanya menghalangi pernyataan sepakat atas naskah; tindakan lain dapat dilakukan.',
    th: 'เรื่องเหล่านี้เป็นอุปสรรคเฉพาะการยืนยันเห็นพ้องกับร่าง การดำเนินการอื่นยังทำได้',
  },
  morePlaces_one: { en: 'and {{count}} more', id: 'dan {{count}} lagi', th: 'และอีก {{count}} แห่ง' },
  morePlaces_other: { en: 'and {{count}} more', id: 'dan {{count}} lagi', th: 'และอีก {{count}} แห่ง' },
})
