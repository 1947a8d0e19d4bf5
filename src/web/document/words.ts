// Words of the document page.
import { defineWords } from '../words/words.ts'

export const words = defineWords('document', {
  version: {
    en: 'Joint text, version {{number}}',
    id: 'Naskah bersama versi {{number}}',
    th: 'ร่างร่วม ฉบับที่ {{number}}',
  },
  current: { en: 'current', id: 'terbaru', th: 'ฉบับล่าสุด' },
  earlier: {
    en: 'earlier version; the current one is {{number}}',
    id: 'versi terdahulu; yang terbaru versi {{number}}',
    th: 'ฉบับก่อน ฉบับล่าสุดคือฉบับที่ {{number}}',
  },
  asOpened: { en: 'as you opened it', id: 'seperti saat dibuka', th: 'ตามที่เปิดไว้' },
  openCurrent: { en: 'Open the current version', id: 'Buka versi terbaru', th: 'เปิดฉบับล่าสุด' },
  sideBySide: { en: 'Side by side', id: 'Berdampingan', th: 'เทียบเคียง' },
  languagesShown: { en: 'Languages shown', id: 'Bahasa yang ditampilkan', th: 'ภาษาที่แสดง' },
  contents: { en: 'Contents', id: 'Daftar isi', th: 'สารบัญ' },
  changesSince_one: {
    en: '{{count}} new version since your last visit',
    id: '{{count}} versi baru sejak kunjungan terakhir',
    th: 'มีฉบับใหม่ {{count}} ฉบับตั้งแต่ท่านเปิดครั้งก่อน',
  },
  changesSince_other: {
    en: '{{count}} new versions since your last visit',
    id: '{{count}} versi baru sejak kunjungan terakhir',
    th: 'มีฉบับใหม่ {{count}} ฉบับตั้งแต่ท่านเปิดครั้งก่อน',
  },
  print: { en: 'Print', id: 'Cetak', th: 'พิมพ์' },
  showInRoom: { en: 'Show in the room', id: 'Tampilkan di ruang rapat', th: 'แสดงในห้องประชุม' },
  leaveRoom: { en: 'Usual size', id: 'Ukuran biasa', th: 'ขนาดปกติ' },
  negotiated: { en: 'negotiated text', id: 'naskah yang dirundingkan', th: 'ตัวบทที่เจรจา' },
  loadingVersion: { en: 'Loading the joint text…', id: 'Memuat naskah bersama…', th: 'กำลังเปิดร่างร่วม…' },
  missing: {
    en: 'Text missing in {{language}}',
    id: 'Naskah bahasa {{language}} belum ada',
    th: 'ยังไม่มีตัวบท{{language}}',
  },
  erased: {
    en: 'These words were erased by joint decision.',
    id: 'Kata-kata ini dihapus berdasarkan keputusan bersama.',
    th: 'ถ้อยคำนี้ถูกลบตามมติร่วม',
  },
  hidden: {
    en: 'These words are out of sight until the Parties have decided.',
    id: 'Kata-kata ini disembunyikan sampai Para Pihak memutuskan.',
    th: 'ถ้อยคำนี้ซ่อนไว้จนกว่าทุกฝ่ายจะมีมติร่วม',
  },
  trigger: { en: 'Begins when', id: 'Dimulai saat', th: 'เริ่มเมื่อ' },
  safeguard: { en: 'Safeguard', id: 'Jaminan perlindungan', th: 'มาตรการคุ้มครอง' },
  expiry: { en: 'If the time limit passes', id: 'Apabila batas waktu terlampaui', th: 'เมื่อพ้นกำหนดเวลา' },
  responsible: { en: 'Responsible', id: 'Pelaksana', th: 'ผู้ดำเนินการ' },
  limit: { en: 'Time limit', id: 'Batas waktu', th: 'กำหนดเวลา' },
  forms: { en: 'Forms', id: 'Formulir', th: 'แบบฟอร์ม' },
  chapters: { en: 'Chapters', id: 'Bab', th: 'หมวด' },
  preamble: { en: 'Preamble', id: 'Pembukaan', th: 'อารัมภบท' },
  signature: { en: 'Signature', id: 'Penandatanganan', th: 'การลงนาม' },
  internalNote: {
    en: 'Notes in the margin are internal; the text is joint text, version {{number}}',
    id: 'Catatan di tepi bersifat internal; naskahnya adalah naskah bersama versi {{number}}',
    th: 'หมายเหตุที่ขอบข้างเป็นเรื่องภายใน ตัวบทคือร่างร่วม ฉบับที่ {{number}}',
  },
  chooseVersion: { en: 'Choose a version', id: 'Pilih versi', th: 'เลือกฉบับ' },
  language_en: { en: 'English', id: 'Inggris', th: 'ภาษาอังกฤษ' },
  language_id: { en: 'Indonesian', id: 'Indonesia', th: 'ภาษาอินโดนีเซีย' },
  language_th: { en: 'Thai', id: 'Thai', th: 'ภาษาไทย' },
})
