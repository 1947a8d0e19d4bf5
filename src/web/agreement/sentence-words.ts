// The sentences in which a formal act is told to everyone.
import { defineWords } from '../words/words.ts'

export const words = defineWords('act-sentence', {
  'says_text-agreed': {
    en: 'The Delegation of {{delegation}} agrees to the joint text, version {{number}}, of “{{sop}}”, text fingerprint {{fingerprint}}.',
    id: 'Delegasi {{delegation}} menyatakan sepakat atas naskah bersama versi {{number}} “{{sop}}”, sidik naskah digital {{fingerprint}}.',
    th: 'คณะผู้แทน{{delegation}}ยืนยันเห็นพ้องกับร่างร่วม ฉบับที่ {{number}} ของ “{{sop}}” รหัสยืนยันตัวบท {{fingerprint}}',
  },
  'says_agreed-ad-referendum': {
    en: 'The Delegation of {{delegation}} agrees ad referendum, subject to confirmation by its Government, to the joint text, version {{number}}, of “{{sop}}”, text fingerprint {{fingerprint}}.',
    id: 'Delegasi {{delegation}} menyatakan sepakat ad referendum, menunggu konfirmasi pemerintahnya, atas naskah bersama versi {{number}} “{{sop}}”, sidik naskah digital {{fingerprint}}.',
    th: 'คณะผู้แทน{{delegation}}ตกลงแบบรอการยืนยันจากรัฐบาล (ad referendum) ในร่างร่วม ฉบับที่ {{number}} ของ “{{sop}}” รหัสยืนยันตัวบท {{fingerprint}}',
  },
  'says_ad-referendum-confirmed': {
    en: 'The Delegation of {{delegation}} confirms its agreement ad referendum to the joint text, version {{number}}, of “{{sop}}”, text fingerprint {{fingerprint}}.',
    id: 'Delegasi {{delegation}} mengonfirmasi kesepakatan ad referendum atas naskah bersama versi {{number}} “{{sop}}”, sidik naskah digital {{fingerprint}}.',
    th: 'คณะผู้แทน{{delegation}}ยืนยันการตกลงแบบรอการยืนยัน (ad referendum) ในร่างร่วม ฉบับที่ {{number}} ของ “{{sop}}” รหัสยืนยันตัวบท {{fingerprint}}',
  },
  says_initialled: {
    en: 'The Delegation of {{delegation}} initials the joint text, version {{number}}, of “{{sop}}”, text fingerprint {{fingerprint}}.',
    id: 'Delegasi {{delegation}} memaraf naskah bersama versi {{number}} “{{sop}}”, sidik naskah digital {{fingerprint}}.',
    th: 'คณะผู้แทน{{delegation}}ลงนามย่อในร่างร่วม ฉบับที่ {{number}} ของ “{{sop}}” รหัสยืนยันตัวบท {{fingerprint}}',
  },
  'says_signed-ad-referendum': {
    en: '{{delegation}} signs ad referendum the joint text, version {{number}}, of “{{sop}}”, text fingerprint {{fingerprint}}.',
    id: 'Pihak {{delegation}} menandatangani secara ad referendum naskah bersama versi {{number}} “{{sop}}”, sidik naskah digital {{fingerprint}}.',
    th: 'ฝ่าย{{delegation}}ลงนามแบบต้องได้รับการยืนยัน (ad referendum) ในร่างร่วม ฉบับที่ {{number}} ของ “{{sop}}” รหัสยืนยันตัวบท {{fingerprint}}',
  },
  says_signed: {
    en: '{{delegation}} signs the joint text, version {{number}}, of “{{sop}}”, text fingerprint {{fingerprint}}.',
    id: 'Pihak {{delegation}} menandatangani naskah bersama versi {{number}} “{{sop}}”, sidik naskah digital {{fingerprint}}.',
    th: 'ฝ่าย{{delegation}}ลงนามในร่างร่วม ฉบับที่ {{number}} ของ “{{sop}}” รหัสยืนยันตัวบท {{fingerprint}}',
  },
  'says_internal-procedures-completed': {
    en: '{{delegation}} has completed its internal procedures for the joint text, version {{number}}, of “{{sop}}”, text fingerprint {{fingerprint}}.',
    id: 'Pihak {{delegation}} telah menyelesaikan prosedur internal untuk naskah bersama versi {{number}} “{{sop}}”, sidik naskah digital {{fingerprint}}.',
    th: 'ฝ่าย{{delegation}}ดำเนินกระบวนการภายในสำหรับร่างร่วม ฉบับที่ {{number}} ของ “{{sop}}” เสร็จสิ้นแล้ว รหัสยืนยันตัวบท {{fingerprint}}',
  },
  says_rejected: {
    en: 'The Delegation of {{delegation}} does not accept the joint text, version {{number}}, of “{{sop}}”, text fingerprint {{fingerprint}}.',
    id: 'Delegasi {{delegation}} tidak dapat menerima naskah bersama versi {{number}} “{{sop}}”, sidik naskah digital {{fingerprint}}.',
    th: 'คณะผู้แทน{{delegation}}ไม่เห็นด้วยกับร่างร่วม ฉบับที่ {{number}} ของ “{{sop}}” รหัสยืนยันตัวบท {{fingerprint}}',
  },
  says_withdrawn: {
    en: 'The Delegation of {{delegation}} withdraws its act “{{withdrawn}}” of {{withdrawnOn}} on the joint text, version {{number}}, of “{{sop}}”, text fingerprint {{fingerprint}}.',
    id: 'Delegasi {{delegation}} menarik kembali tindakan “{{withdrawn}}” tanggal {{withdrawnOn}} atas naskah bersama versi {{number}} “{{sop}}”, sidik naskah digital {{fingerprint}}.',
    th: 'คณะผู้แทน{{delegation}}ถอนการดำเนินการ “{{withdrawn}}” ซึ่งได้ดำเนินการเมื่อวันที่ {{withdrawnOn}} ต่อร่างร่วม ฉบับที่ {{number}} ของ “{{sop}}” รหัสยืนยันตัวบท {{fingerprint}}',
  },
  done: {
    en: 'Given at {{place}} on {{date}} by: {{capacity}}.',
    id: 'Dibuat di {{place}} pada tanggal {{date}} oleh {{capacity}}.',
    th: 'ณ {{place}} วันที่ {{date}} โดย{{capacity}}',
  },
  authority: {
    en: 'Authority: {{document}}, No. {{documentNumber}}, dated {{documentDate}}.',
    id: 'Berdasarkan {{document}} Nomor {{documentNumber}} tanggal {{documentDate}}.',
    th: 'อาศัยอำนาจตาม{{document}} เลขที่ {{documentNumber}} ลงวันที่ {{documentDate}}',
  },
  'medium_in-person': { en: 'Given in person.', id: 'Disampaikan secara langsung.', th: 'ดำเนินการด้วยตนเอง' },
  medium_electronic: {
    en: 'Given electronically.',
    id: 'Disampaikan secara elektronik.',
    th: 'ดำเนินการทางอิเล็กทรอนิกส์',
  },
  'medium_on-paper': { en: 'Given on paper.', id: 'Disampaikan dengan surat.', th: 'ดำเนินการเป็นเอกสาร' },
  reason: { en: 'Reason: {{reason}}', id: 'Alasan: {{reason}}', th: 'เหตุผล: {{reason}}' },
  prepared: {
    en: 'Prepared by: {{preparedBy}}.',
    id: 'Disiapkan oleh {{preparedBy}}.',
    th: 'จัดเตรียมโดย{{preparedBy}}',
  },
  confirmed: {
    en: 'Confirmed by: {{confirmedBy}}.',
    id: 'Dikonfirmasi oleh {{confirmedBy}}.',
    th: 'ยืนยันโดย{{confirmedBy}}',
  },
})
