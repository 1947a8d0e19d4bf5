// Words of the page that shows who agreed to what.
import { defineWords } from '../words/words.ts'

export const words = defineWords('acts-page', {
  title: { en: 'Who agreed to what', id: 'Daftar tindakan Para Pihak', th: 'ฝ่ายใดเห็นพ้องกับฉบับใด' },
  loading: { en: 'Loading the acts…', id: 'Memuat tindakan…', th: 'กำลังเปิดรายการดำเนินการ…' },
  print: { en: 'Print', id: 'Cetak', th: 'พิมพ์' },
  giveAct: {
    en: 'Give an act on version {{number}} (opens an internal page)',
    id: 'Lakukan tindakan atas versi {{number}} (membuka halaman internal)',
    th: 'ดำเนินการต่อฉบับที่ {{number}} (เปิดหน้าภายใน)',
  },
  adopted: {
    en: 'Text agreed by all Parties: joint text, version {{number}}',
    id: 'Naskah diterima oleh semua Pihak: naskah bersama versi {{number}}',
    th: 'ร่างที่ทุกฝ่ายเห็นพ้อง: ร่างร่วม ฉบับที่ {{number}}',
  },
  notSigned: {
    en: 'Not signed, not in effect.',
    id: 'Belum ditandatangani, belum berlaku.',
    th: 'ยังไม่ลงนาม ยังไม่มีผล',
  },
  signedBySome: {
    en: 'Signed by {{parties}}. Not signed by all Parties, not in effect.',
    id: 'Ditandatangani oleh {{parties}}. Belum ditandatangani semua Pihak, belum berlaku.',
    th: '{{parties}}ลงนามแล้ว ยังลงนามไม่ครบทุกฝ่าย ยังไม่มีผล',
  },
  signedByAll: {
    en: 'Signed by all Parties. When it comes into effect follows from the text itself.',
    id: 'Ditandatangani oleh semua Pihak. Saat mulai berlaku mengikuti ketentuan naskah itu sendiri.',
    th: 'ทุกฝ่ายลงนามแล้ว การเริ่มมีผลเป็นไปตามที่ตัวบทกำหนด',
  },
  notAdopted: {
    en: 'No version is agreed by all Parties yet.',
    id: 'Belum ada versi yang diterima oleh semua Pihak.',
    th: 'ยังไม่มีฉบับใดที่ทุกฝ่ายเห็นพ้อง',
  },
  notCarried: {
    en: 'An act counts for its own version alone; it is never carried over to a later one.',
    id: 'Setiap tindakan hanya diperhitungkan untuk versinya sendiri dan tidak dialihkan ke versi berikutnya.',
    th: 'การดำเนินการแต่ละรายการมีผลเฉพาะฉบับนั้น ไม่โอนไปยังฉบับต่อไป',
  },
  summary: { en: 'Each Party', id: 'Masing-masing Pihak', th: 'แต่ละฝ่าย' },
  party: { en: 'Party', id: 'Pihak', th: 'ฝ่าย' },
  onVersion: {
    en: 'On version {{number}}',
    id: 'Atas versi {{number}}',
    th: 'ต่อฉบับที่ {{number}}',
  },
  earlier: {
    en: 'Last act on an earlier version',
    id: 'Tindakan terakhir atas versi terdahulu',
    th: 'การดำเนินการล่าสุดต่อฉบับก่อน',
  },
  noActYet: { en: 'No act yet', id: 'Belum ada tindakan', th: 'ยังไม่ดำเนินการ' },
  none: { en: 'None', id: 'Tidak ada', th: 'ไม่มี' },
  ofVersion: {
    en: '{{act}}, version {{number}}',
    id: '{{act}}, versi {{number}}',
    th: '{{act}} ฉบับที่ {{number}}',
  },
  version: {
    en: 'Joint text, version {{number}}',
    id: 'Naskah bersama versi {{number}}',
    th: 'ร่างร่วม ฉบับที่ {{number}}',
  },
  current: { en: 'current version', id: 'versi terbaru', th: 'ฉบับล่าสุด' },
  earlierVersion: { en: 'earlier version', id: 'versi terdahulu', th: 'ฉบับก่อน' },
  noneOnVersion: {
    en: 'No Party has given an act on this version yet.',
    id: 'Belum ada Pihak yang melakukan tindakan atas versi ini.',
    th: 'ยังไม่มีฝ่ายใดดำเนินการต่อฉบับนี้',
  },
  capacity: { en: 'Capacity', id: 'Kapasitas', th: 'ฐานะ' },
  authority: { en: 'Authority', id: 'Dasar kewenangan', th: 'อำนาจ' },
  authoritySaid: {
    en: '{{document}}, No. {{number}}, {{date}}',
    id: '{{document}} Nomor {{number}} tanggal {{date}}',
    th: '{{document}} เลขที่ {{number}} ลงวันที่ {{date}}',
  },
  placeDate: { en: 'Place and date', id: 'Tempat dan tanggal', th: 'สถานที่และวันที่' },
  placeAndDate: { en: '{{place}}, {{date}}', id: '{{place}}, {{date}}', th: '{{place}} {{date}}' },
  medium: { en: 'How', id: 'Cara penyampaian', th: 'วิธีดำเนินการ' },
  'medium_in-person': { en: 'In person', id: 'Secara langsung', th: 'ด้วยตนเอง' },
  medium_electronic: { en: 'Electronically', id: 'Secara elektronik', th: 'ทางอิเล็กทรอนิกส์' },
  'medium_on-paper': { en: 'On paper', id: 'Dengan surat', th: 'เป็นเอกสาร' },
  reason: { en: 'Reason', id: 'Alasan', th: 'เหตุผล' },
  prepared: { en: 'Prepared by', id: 'Disiapkan oleh', th: 'จัดเตรียมโดย' },
  confirmed: { en: 'Confirmed by', id: 'Dikonfirmasi oleh', th: 'ยืนยันโดย' },
  fingerprint: { en: 'Text fingerprint', id: 'Sidik naskah digital', th: 'รหัสยืนยันตัวบท' },
  logNumber: { en: 'In the log of acts', id: 'Dalam catatan tindakan', th: 'ในบันทึกการดำเนินการ' },
  seq: { en: 'No. {{seq}}', id: 'Nomor {{seq}}', th: 'ลำดับที่ {{seq}}' },
  counts: { en: 'Counts', id: 'Diperhitungkan', th: 'ยังมีผล' },
  countsFor: {
    en: 'Counts for version {{number}} only, not for the current one',
    id: 'Hanya diperhitungkan untuk versi {{number}}, bukan versi terbaru',
    th: 'มีผลเฉพาะฉบับที่ {{number}} ไม่นับกับฉบับล่าสุด',
  },
  withdrawnSince: {
    en: 'Does not count: withdrawn on {{date}}',
    id: 'Tidak lagi diperhitungkan: ditarik kembali pada {{date}}',
    th: 'ไม่มีผลแล้ว: ถอนเมื่อ {{date}}',
  },
  setAside: {
    en: 'Does not count: set aside when the Parties reopened the text',
    id: 'Tidak lagi diperhitungkan: dikesampingkan saat Para Pihak membuka kembali naskah',
    th: 'ไม่มีผลแล้ว: ทุกฝ่ายเปิดร่างขึ้นพิจารณาใหม่',
  },
  replaced: {
    en: 'Replaced by a later act of the same Party on this version',
    id: 'Digantikan oleh tindakan selanjutnya dari Pihak yang sama atas versi ini',
    th: 'มีการดำเนินการครั้งหลังของฝ่ายเดียวกันต่อฉบับนี้แทนแล้ว',
  },
  takesBack: {
    en: 'Takes back an earlier act',
    id: 'Menarik kembali tindakan sebelumnya',
    th: 'เป็นการถอนการดำเนินการก่อนหน้า',
  },
})
