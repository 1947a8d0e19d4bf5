// Words of the programs of one's own delegation that are told when something happens.
import { defineWords } from '../words/words.ts'

export const words = defineWords('webhooks', {
  title: { en: 'Programs that are told', id: 'Program yang diberi tahu', th: 'โปรแกรมที่ได้รับแจ้ง' },
  explained: {
    en: 'When something happens, the server calls the address of a program of ours (a webhook). It says what kind of act it was and in which SOP, and not a word of what was written.',
    id: 'Bila terjadi sesuatu, peladen memanggil alamat program kami (webhook). Yang disampaikan hanya jenis tindakan dan SOP-nya, tanpa satu pun kata yang ditulis.',
    th: 'เมื่อมีความเคลื่อนไหว เครื่องแม่ข่ายจะเรียกที่อยู่ของโปรแกรมของเรา (เว็บฮุก) โดยแจ้งเฉพาะประเภทการดำเนินการและ SOP ที่เกี่ยวข้อง ไม่แจ้งถ้อยคำที่เขียน',
  },
  none: { en: 'No program is told.', id: 'Belum ada program yang diberi tahu.', th: 'ยังไม่มีโปรแกรมที่ได้รับแจ้ง' },
  add: { en: 'Add an address', id: 'Tambah alamat', th: 'เพิ่มที่อยู่' },
  addIt: {
    en: 'Add to our delegation',
    id: 'Tambahkan ke delegasi kami',
    th: 'เพิ่มในคณะผู้แทนของเรา',
  },
  name: { en: 'What it is for', id: 'Kegunaannya', th: 'วัตถุประสงค์' },
  nameHint: {
    en: 'For example: reminder to the secretariat',
    id: 'Misalnya: pengingat untuk sekretariat',
    th: 'เช่น แจ้งเตือนฝ่ายเลขานุการ',
  },
  url: { en: 'Address', id: 'Alamat', th: 'ที่อยู่' },
  urlHint: {
    en: 'Begins with https:// and can be reached from the internet',
    id: 'Diawali https:// dan dapat dijangkau dari internet',
    th: 'ขึ้นต้นด้วย https:// และเข้าถึงได้จากอินเทอร์เน็ต',
  },
  zones: { en: 'What it is told of', id: 'Yang diberitahukan', th: 'เรื่องที่แจ้ง' },
  table: {
    en: 'What happens in the joint part',
    id: 'Yang terjadi di bagian bersama',
    th: 'ความเคลื่อนไหวในส่วนร่วม',
  },
  room: {
    en: 'What happens within our delegation',
    id: 'Yang terjadi di dalam delegasi kami',
    th: 'ความเคลื่อนไหวภายในคณะผู้แทนของเรา',
  },
  cancel: { en: 'Cancel', id: 'Batal', th: 'ยกเลิก' },
  secretOf: { en: 'Secret of “{{name}}”', id: 'Kunci rahasia “{{name}}”', th: 'รหัสลับของ “{{name}}”' },
  once: {
    en: 'It is shown this once. With it the program checks that a call comes from this server.',
    id: 'Kunci hanya ditampilkan sekali ini. Dengan kunci ini program memeriksa bahwa panggilan berasal dari peladen ini.',
    th: 'แสดงเพียงครั้งนี้ โปรแกรมใช้รหัสนี้ตรวจสอบว่าการเรียกมาจากเครื่องแม่ข่ายนี้',
  },
  copy: { en: 'Copy the secret', id: 'Salin kunci rahasia', th: 'คัดลอกรหัสลับ' },
  close: { en: 'I have it: close', id: 'Sudah saya simpan: tutup', th: 'เก็บไว้แล้ว: ปิด' },
  active: { en: 'is told', id: 'aktif', th: 'ได้รับแจ้งอยู่' },
  paused: { en: 'paused by us', id: 'dijeda oleh kami', th: 'เราพักไว้' },
  disabled: {
    en: 'ended by the server: no call was taken for a day',
    id: 'dihentikan peladen: tidak ada panggilan yang diterima selama satu hari',
    th: 'เครื่องแม่ข่ายหยุดแจ้ง เนื่องจากไม่มีการรับแจ้งตลอดหนึ่งวัน',
  },
  gone: { en: 'ended by the server', id: 'dihentikan peladen', th: 'เครื่องแม่ข่ายหยุดแจ้ง' },
  howOn: {
    en: 'When the program takes calls again, “{{resume}}” brings it back; it is then told of all that it missed.',
    id: 'Bila program sudah menerima panggilan lagi, “{{resume}}” mengaktifkannya kembali; semua yang terlewat akan diberitahukan.',
    th: 'เมื่อโปรแกรมรับแจ้งได้อีก กด “{{resume}}” เพื่อกลับมาแจ้ง แล้วจะแจ้งทุกเรื่องที่ตกค้าง',
  },
  failing: {
    en: 'calls fail since {{date}}, {{time}}',
    id: 'panggilan gagal sejak {{date}} pukul {{time}}',
    th: 'แจ้งไม่สำเร็จตั้งแต่ {{date}} เวลา {{time}}',
  },
  next: {
    en: 'next try {{date}}, {{time}}',
    id: 'dicoba lagi {{date}} pukul {{time}}',
    th: 'จะแจ้งอีกครั้ง {{date}} เวลา {{time}}',
  },
  last: {
    en: 'last taken {{date}}, {{time}}',
    id: 'terakhir diterima {{date}} pukul {{time}}',
    th: 'รับแจ้งล่าสุด {{date}} เวลา {{time}}',
  },
  never: { en: 'nothing taken yet', id: 'belum ada yang diterima', th: 'ยังไม่เคยรับแจ้ง' },
  test: { en: 'Test', id: 'Uji', th: 'ทดสอบ' },
  pause: { en: 'Pause', id: 'Jeda', th: 'พัก' },
  resume: { en: 'Resume', id: 'Lanjutkan', th: 'แจ้งต่อ' },
  remove: { en: 'Remove', id: 'Hapus', th: 'ลบ' },
  removed: { en: 'Removed: {{name}}.', id: 'Dihapus: {{name}}.', th: 'ลบแล้ว: {{name}}' },
  pausedNow: { en: 'Paused: {{name}}.', id: 'Dijeda: {{name}}.', th: 'พักแล้ว: {{name}}' },
  resumedNow: { en: 'Resumed: {{name}}.', id: 'Dilanjutkan: {{name}}.', th: 'แจ้งต่อแล้ว: {{name}}' },
  outcome_delivered: {
    en: 'The call was taken.',
    id: 'Panggilan diterima.',
    th: 'รับแจ้งแล้ว',
  },
  'outcome_status-refused': {
    en: 'The program refused the call (answer {{status}}).',
    id: 'Program menolak panggilan (jawaban {{status}}).',
    th: 'โปรแกรมไม่รับแจ้ง (ตอบ {{status}})',
  },
  outcome_gone: {
    en: 'The program says that the address is no longer there.',
    id: 'Program menyatakan alamat itu sudah tidak ada.',
    th: 'โปรแกรมแจ้งว่าไม่มีที่อยู่นี้แล้ว',
  },
  outcome_unreachable: {
    en: 'The address could not be reached.',
    id: 'Alamat tidak dapat dijangkau.',
    th: 'ติดต่อที่อยู่นี้ไม่ได้',
  },
  'outcome_timed-out': {
    en: 'The program did not answer in time.',
    id: 'Program tidak menjawab pada waktunya.',
    th: 'โปรแกรมไม่ตอบภายในเวลาที่กำหนด',
  },
  'outcome_address-refused': {
    en: 'This server does not call such an address.',
    id: 'Peladen ini tidak memanggil alamat semacam itu.',
    th: 'เครื่องแม่ข่ายนี้ไม่เรียกที่อยู่ลักษณะดังกล่าว',
  },
})
