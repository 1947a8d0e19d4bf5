// What time limits are counted from, in the words of the reference list.
import { defineWords } from '../words/words.ts'

export const events = defineWords('events', {
  arrival: { en: 'arrival', id: 'kedatangan', th: 'เดินทางถึง' },
  'assessment-complete': {
    en: 'completion of the assessment',
    id: 'penilaian selesai',
    th: 'การประเมินเสร็จสิ้น',
  },
  'case-opened': { en: 'the opening of the case file', id: 'berkas kasus dibuka', th: 'เปิดแฟ้มรายกรณี' },
  'coming-into-effect': {
    en: 'the coming into effect of this SOP',
    id: 'SOP ini mulai diberlakukan',
    th: 'การเริ่มมีผลของ SOP นี้',
  },
  'complaint-received': {
    en: 'receipt of the complaint',
    id: 'pengaduan diterima',
    th: 'ได้รับเรื่องร้องเรียน',
  },
  'conference-held': {
    en: 'the joint case conference',
    id: 'konferensi kasus bersama',
    th: 'การประชุมรายกรณีร่วม',
  },
  'consent-given': { en: 'the giving of consent', id: 'persetujuan diberikan', th: 'ได้รับความยินยอม' },
  'decision-made': { en: 'the decision', id: 'keputusan ditetapkan', th: 'มีคำวินิจฉัย' },
  departure: { en: 'departure', id: 'keberangkatan', th: 'ออกเดินทาง' },
  'first-contact': {
    en: 'first contact with the person',
    id: 'kontak pertama dengan orang yang bersangkutan',
    th: 'การพบบุคคลดังกล่าวครั้งแรก',
  },
  handover: { en: 'handover', id: 'serah terima', th: 'การส่งมอบตัว' },
  identification: {
    en: 'formal identification',
    id: 'identifikasi formal',
    th: 'การคัดแยกผู้เสียหายอย่างเป็นทางการ',
  },
  incident: { en: 'the incident', id: 'kejadian', th: 'เกิดเหตุ' },
  'information-complete': {
    en: 'receipt of the complete information',
    id: 'informasi diterima secara lengkap',
    th: 'ได้รับข้อมูลครบถ้วน',
  },
  'notice-received': { en: 'receipt of the notice', id: 'pemberitahuan diterima', th: 'ได้รับหนังสือแจ้ง' },
  'previous-step': {
    en: 'completion of the previous step',
    id: 'langkah sebelumnya selesai',
    th: 'ขั้นตอนก่อนหน้าเสร็จสิ้น',
  },
  'reply-received': { en: 'receipt of the reply', id: 'jawaban diterima', th: 'ได้รับคำตอบ' },
  'report-received': { en: 'receipt of the report', id: 'laporan diterima', th: 'ได้รับแจ้งเหตุ' },
  'request-received': { en: 'receipt of the request', id: 'permintaan diterima', th: 'ได้รับคำขอ' },
  return: { en: 'return', id: 'pemulangan', th: 'การส่งกลับ' },
  signature: { en: 'signature', id: 'penandatanganan', th: 'การลงนาม' },
})
