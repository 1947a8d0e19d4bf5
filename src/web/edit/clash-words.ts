// Words for what was refused: a conflict with the other side, characters, data about a person.
import { defineWords } from '../words/words.ts'

export const words = defineWords('clash', {
  title: {
    en: '{{party}} saved {{name}} as joint version {{number}} while you were writing. Nothing you typed is lost; nothing is joined without you.',
    id: '{{party}} menyimpan {{name}} sebagai naskah bersama versi {{number}} saat Anda menulis. Tulisan Anda tidak hilang; tidak ada yang digabungkan tanpa persetujuan Anda.',
    th: '{{party}}บันทึก{{name}} เป็นร่างร่วม ฉบับที่ {{number}} ขณะที่ท่านกำลังเขียน ถ้อยคำของท่านไม่สูญหาย และจะไม่มีการรวมถ้อยคำโดยที่ท่านไม่ทราบ',
  },
  theirs: {
    en: 'Joint text, version {{number}}, by {{party}}',
    id: 'Naskah bersama versi {{number}}, oleh {{party}}',
    th: 'ร่างร่วม ฉบับที่ {{number}} โดย{{party}}',
  },
  mine: { en: 'Yours, not saved', id: 'Tulisan Anda, belum disimpan', th: 'ของท่าน ยังไม่ได้บันทึก' },
  suggestion: {
    en: 'Suggestion, to be read before use',
    id: 'Saran; baca dahulu sebelum digunakan',
    th: 'ข้อเสนอแนะ โปรดอ่านก่อนใช้',
  },
  noSuggestion: {
    en: 'The same words were changed on both sides, so there is no suggestion. Choose one, or write a third.',
    id: 'Kata-kata yang sama diubah pada kedua versi, sehingga tidak ada saran. Pilih salah satu, atau tulis rumusan ketiga.',
    th: 'ทั้งสองฝ่ายแก้ไขถ้อยคำเดียวกัน จึงไม่มีข้อเสนอแนะ โปรดเลือกแบบใดแบบหนึ่ง หรือเขียนแบบที่สาม',
  },
  each: {
    en: 'Each choice is shown as a redline before it is saved.',
    id: 'Setiap pilihan ditampilkan dengan tanda perubahan sebelum disimpan.',
    th: 'ทุกทางเลือกแสดงร่องรอยการแก้ไขก่อนบันทึก',
  },
  take: { en: 'Take version {{number}}', id: 'Gunakan versi {{number}}', th: 'ใช้ฉบับที่ {{number}}' },
  keepMine: { en: 'Keep mine', id: 'Pertahankan tulisan saya', th: 'ใช้ถ้อยคำของฉัน' },
  both: { en: 'Write on from both', id: 'Lanjutkan dari keduanya', th: 'เขียนต่อจากทั้งสองแบบ' },
  chosen_theirs: {
    en: 'You chose version {{number}}',
    id: 'Anda memilih versi {{number}}',
    th: 'ท่านเลือกฉบับที่ {{number}}',
  },
  chosen_mine: { en: 'You chose yours', id: 'Anda memilih tulisan Anda', th: 'ท่านเลือกถ้อยคำของท่าน' },
  chosen_both: {
    en: 'You write on from both',
    id: 'Anda melanjutkan dari keduanya',
    th: 'ท่านเขียนต่อจากทั้งสองแบบ',
  },
  again: { en: 'Choose again', id: 'Pilih ulang', th: 'เลือกใหม่' },
  settle: {
    en: 'Go on with what I chose',
    id: 'Lanjutkan dengan pilihan saya',
    th: 'ดำเนินการตามที่เลือก',
  },
  left_one: {
    en: '{{count}} place still to choose',
    id: '{{count}} bagian belum dipilih',
    th: 'ยังต้องเลือก {{count}} แห่ง',
  },
  left_other: {
    en: '{{count}} places still to choose',
    id: '{{count}} bagian belum dipilih',
    th: 'ยังต้องเลือก {{count}} แห่ง',
  },
  removedThere: { en: 'Removed', id: 'Dihapus', th: 'ตัดออกแล้ว' },
  changedThere: { en: 'Changed', id: 'Diubah', th: 'แก้ไขแล้ว' },
  movedThere: { en: 'Under {{name}}', id: 'Di bawah {{name}}', th: 'อยู่ใต้{{name}}' },
  nothing: { en: 'Nothing', id: 'Tidak ada', th: 'ไม่มี' },
  unit_kind: { en: 'Kind of provision', id: 'Jenis ketentuan', th: 'ประเภทข้อบท' },
  unit_place: { en: 'Place', id: 'Letak', th: 'ตำแหน่ง' },
  unit_existence: { en: 'Whether it stands', id: 'Ada atau tidaknya', th: 'คงไว้หรือตัดออก' },
  unit_elements: {
    en: 'Safeguards it fulfils',
    id: 'Jaminan perlindungan yang dipenuhi',
    th: 'มาตรการคุ้มครองที่ครอบคลุม',
  },
  unit_instruments: { en: 'Instruments', id: 'Instrumen', th: 'ตราสารทางกฎหมาย' },
  unit_duties: { en: 'Who acts', id: 'Instansi dan tugasnya', th: 'หน่วยงานและหน้าที่' },
  unit_limit: { en: 'Time limit', id: 'Batas waktu', th: 'กำหนดเวลา' },
  unit_forms: { en: 'Forms', id: 'Formulir', th: 'แบบฟอร์ม' },
  unit_sop: { en: 'Basic facts of the SOP', id: 'Data pokok SOP', th: 'ข้อมูลหลักของ SOP' },
  unit_parameter: { en: 'Figure {{name}}', id: 'Angka {{name}}', th: 'ตัวเลข {{name}}' },
  notSaved: { en: 'Not saved: {{what}}', id: 'Tidak tersimpan: {{what}}', th: 'ไม่ได้บันทึก: {{what}}' },
  personTitle: {
    en: 'Not saved: {{place}} holds what looks like data about a person',
    id: 'Tidak tersimpan: {{place}} tampaknya memuat data pribadi seseorang',
    th: 'ไม่ได้บันทึก: {{place}} มีข้อความที่อาจเป็นข้อมูลส่วนบุคคล',
  },
  personWhat: {
    en: 'Sandhi keeps texts and blank forms, never data about victims. Take it out, or say what it is; your statement goes into the log.',
    id: 'Sandhi hanya menyimpan naskah dan formulir kosong, bukan data korban. Hapus bagian itu, atau jelaskan isinya; pernyataan Anda dicatat dalam catatan tindakan.',
    th: 'Sandhi เก็บเฉพาะตัวบทและแบบฟอร์มเปล่า ไม่เก็บข้อมูลผู้เสียหาย โปรดนำข้อความนั้นออก หรือระบุว่าเป็นข้อมูลใด คำชี้แจงของท่านจะลงไว้ในบันทึกการดำเนินการ',
  },
  showPlace: { en: 'Show me the place', id: 'Tunjukkan letaknya', th: 'แสดงตำแหน่ง' },
  notPersonal: {
    en: 'It is not personal data…',
    id: 'Ini bukan data pribadi…',
    th: 'ไม่ใช่ข้อมูลส่วนบุคคล…',
  },
  itIs: {
    en: 'It is not personal data: it is',
    id: 'Ini bukan data pribadi, melainkan',
    th: 'ไม่ใช่ข้อมูลส่วนบุคคล แต่เป็น',
  },
  claimDo: { en: 'Put this on record', id: 'Catat pernyataan ini', th: 'บันทึกคำชี้แจงนี้' },
  theMessage: { en: 'What the change is about', id: 'Perihal perubahan', th: 'คำอธิบายการแก้ไข' },
})
