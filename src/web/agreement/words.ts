// Words of the page on which a formal act is given.
import { defineWords } from '../words/words.ts'

export const words = defineWords('agreement', {
  title: {
    en: 'Formal act on joint text, version {{number}}',
    id: 'Tindakan resmi atas naskah bersama versi {{number}}',
    th: 'การดำเนินการต่อร่างร่วม ฉบับที่ {{number}}',
  },
  titleShort: { en: 'Agreement', id: 'Kesepakatan', th: 'การเห็นพ้อง' },
  loading: { en: 'Loading the joint text…', id: 'Memuat naskah bersama…', th: 'กำลังเปิดร่างร่วม…' },
  untilConfirmed: {
    en: 'Only the words in the frame of step 4 leave this page, and only when you confirm',
    id: 'Yang keluar dari halaman ini hanya kalimat dalam bingkai langkah 4, dan hanya bila Anda mengonfirmasi',
    th: 'สิ่งที่ส่งออกมีเฉพาะข้อความในกรอบของขั้นที่ ๔ เมื่อท่านกดยืนยัน',
  },
  notSignature: {
    en: 'Agreement to the text is not a signature and does not bring the text into effect',
    id: 'Pernyataan sepakat atas naskah bukan penandatanganan dan tidak memberlakukan naskah',
    th: 'การยืนยันเห็นพ้องไม่ใช่การลงนาม และไม่ทำให้ร่างมีผล',
  },
  notParty: {
    en: 'Formal acts are given by the Parties. Your organisation reads them under “Agreement”.',
    id: 'Tindakan resmi dilakukan oleh Para Pihak. Organisasi Anda dapat membacanya pada “Kesepakatan”.',
    th: 'การดำเนินการอย่างเป็นทางการเป็นของฝ่ายต่าง ๆ องค์การของท่านอ่านได้ที่ “การเห็นพ้อง”',
  },
  whoAgreed: { en: 'Who agreed to what', id: 'Daftar tindakan Para Pihak', th: 'ฝ่ายใดเห็นพ้องกับฉบับใด' },

  sinceAct: {
    en: 'What changed since our last act',
    id: 'Yang berubah sejak tindakan terakhir kami',
    th: 'สิ่งที่เปลี่ยนไป นับจากการดำเนินการครั้งล่าสุดของฝ่ายเรา',
  },
  sinceFirst: {
    en: 'What changed since version 1',
    id: 'Yang berubah sejak versi 1',
    th: 'สิ่งที่เปลี่ยนไป นับจากฉบับที่ ๑',
  },
  ourLastAct: {
    en: 'Version {{number}}: {{act}}, {{date}}',
    id: 'Versi {{number}}: {{act}}, {{date}}',
    th: 'ฉบับที่ {{number}}: {{act}} {{date}}',
  },
  neverActed: {
    en: 'Our delegation has given no act on an earlier version',
    id: 'Delegasi kami belum pernah melakukan tindakan atas versi terdahulu',
    th: 'คณะผู้แทนของเรายังไม่เคยดำเนินการต่อฉบับก่อน',
  },
  placesChanged_one: {
    en: '{{count}} provision changed',
    id: '{{count}} ketentuan berubah',
    th: 'เปลี่ยน {{count}} แห่ง',
  },
  placesChanged_other: {
    en: '{{count}} provisions changed',
    id: '{{count}} ketentuan berubah',
    th: 'เปลี่ยน {{count}} แห่ง',
  },
  readComparison: {
    en: 'Read the whole comparison',
    id: 'Baca sandingan lengkap',
    th: 'อ่านเทียบทั้งฉบับ',
  },
  sameVersion: {
    en: 'Our last act was on this very version. Nothing has changed since.',
    id: 'Tindakan terakhir kami adalah atas versi ini. Tidak ada yang berubah sejak itu.',
    th: 'การดำเนินการครั้งล่าสุดของฝ่ายเราเป็นการดำเนินการต่อฉบับนี้ ไม่มีสิ่งใดเปลี่ยนไป',
  },
  firstVersion: {
    en: 'This is the first version; there is none before it to compare with.',
    id: 'Ini versi pertama; belum ada versi sebelumnya untuk disandingkan.',
    th: 'ฉบับนี้เป็นฉบับแรก ไม่มีฉบับก่อนให้เปรียบเทียบ',
  },
  wordForWord: {
    en: 'Word for word the same.',
    id: 'Sama kata demi kata.',
    th: 'ตรงกันทุกถ้อยคำ',
  },
  comparing: { en: 'Comparing…', id: 'Menyandingkan…', th: 'กำลังเปรียบเทียบ…' },
  provision: { en: 'Provision', id: 'Ketentuan', th: 'ข้อบท' },
  change: { en: 'Change', id: 'Perubahan', th: 'ความเปลี่ยนแปลง' },
  kind: { en: 'Kind', id: 'Jenis', th: 'ประเภท' },
  renumberedOnly_one: {
    en: '{{count}} provision renumbered only, words unchanged',
    id: '{{count}} ketentuan hanya berubah nomornya, kata-katanya tidak berubah',
    th: 'เปลี่ยนเฉพาะเลขลำดับ {{count}} แห่ง ถ้อยคำไม่เปลี่ยน',
  },
  renumberedOnly_other: {
    en: '{{count}} provisions renumbered only, words unchanged',
    id: '{{count}} ketentuan hanya berubah nomornya, kata-katanya tidak berubah',
    th: 'เปลี่ยนเฉพาะเลขลำดับ {{count}} แห่ง ถ้อยคำไม่เปลี่ยน',
  },
  showAll_one: { en: 'Show {{count}} more', id: 'Tampilkan {{count}} lagi', th: 'แสดงอีก {{count}} แห่ง' },
  showAll_other: { en: 'Show {{count}} more', id: 'Tampilkan {{count}} lagi', th: 'แสดงอีก {{count}} แห่ง' },
  unchangedWords: { en: 'Words unchanged', id: 'Kata tidak berubah', th: 'ถ้อยคำไม่เปลี่ยน' },

  kindSaid: {
    en: 'The kind of act',
    id: 'Jenis tindakan',
    th: 'ประเภทการดำเนินการ',
  },
  actAndAuthority: {
    en: 'The act, capacity and authority',
    id: 'Tindakan, kapasitas, dan kewenangan',
    th: 'การดำเนินการ ฐานะ และอำนาจ',
  },
  givenBy: {
    en: 'Given by: {{who}}',
    id: 'Dilakukan oleh: {{who}}',
    th: 'ผู้ดำเนินการ: {{who}}',
  },
  eitherOf: { en: '{{one}} or {{other}}', id: '{{one}} atau {{other}}', th: '{{one}}หรือ{{other}}' },
  noActs: {
    en: 'There is no act to give on this version now.',
    id: 'Saat ini tidak ada tindakan yang dapat dilakukan atas versi ini.',
    th: 'ขณะนี้ไม่มีการดำเนินการใดที่ทำได้ต่อฉบับนี้',
  },
  whichAct: { en: 'Which act', id: 'Tindakan yang mana', th: 'การดำเนินการใด' },
  choose: { en: 'Choose', id: 'Pilih', th: 'เลือก' },
  capacity: { en: 'In the capacity of', id: 'Selaku', th: 'ในฐานะ' },
  capacity_head: {
    en: 'Head of the Delegation of {{delegation}}',
    id: 'Ketua Delegasi {{delegation}}',
    th: 'หัวหน้าคณะผู้แทน{{delegation}}',
  },
  capacity_signatory: {
    en: 'Signatory for {{delegation}}',
    id: 'Penanda tangan untuk {{delegation}}',
    th: 'ผู้ลงนามของฝ่าย{{delegation}}',
  },
  document: { en: 'On the authority of', id: 'Berdasarkan', th: 'อาศัยอำนาจตาม' },
  letter: { en: 'The letter', id: 'Surat', th: 'หนังสือ' },
  documentHint: {
    en: 'document, for example an instruction or a resolution',
    id: 'dokumen, misalnya instruksi atau keputusan',
    th: 'เอกสาร เช่น มติหรือคำสั่ง',
  },
  documentNumber: { en: 'Its number', id: 'Nomor', th: 'เลขที่' },
  documentDate: { en: 'Its date', id: 'Tanggal dokumen', th: 'ลงวันที่' },
  place: { en: 'Place', id: 'Tempat', th: 'สถานที่' },
  date: { en: 'Date', id: 'Tanggal', th: 'วันที่' },
  medium: { en: 'How', id: 'Cara penyampaian', th: 'วิธีดำเนินการ' },
  'medium_in-person': { en: 'In person', id: 'Secara langsung', th: 'ด้วยตนเอง' },
  medium_electronic: { en: 'Electronically', id: 'Secara elektronik', th: 'ทางอิเล็กทรอนิกส์' },
  'medium_on-paper': {
    en: 'On paper, by letter',
    id: 'Dengan surat',
    th: 'เป็นเอกสาร โดยหนังสือ',
  },
  preparedBy: { en: 'Prepared by', id: 'Disiapkan oleh', th: 'จัดเตรียมโดย' },
  reason: { en: 'Reason', id: 'Alasan', th: 'เหตุผล' },
  optional: { en: '(if any)', id: '(bila ada)', th: '(ถ้ามี)' },

  typeIt: {
    en: 'Type the text fingerprint from the foot of the paper that you have read',
    id: 'Ketik sidik naskah dari bagian bawah naskah cetak yang telah Anda baca',
    th: 'พิมพ์รหัสยืนยันตัวบท จากท้ายกระดาษฉบับที่ท่านได้อ่าน',
  },
  typeHint: {
    en: 'If your paper is another version, the fingerprint does not match and nothing can be confirmed.',
    id: 'Jika naskah cetak Anda versi lain, sidiknya tidak cocok dan tindakan tidak dapat dikonfirmasi.',
    th: 'หากกระดาษของท่านเป็นฉบับอื่น รหัสจะไม่ตรง และจะยืนยันไม่ได้',
  },
  boxes: {
    en: 'Text fingerprint, 8 characters',
    id: 'Sidik naskah, 8 karakter',
    th: 'รหัสยืนยันตัวบท ๘ ตัว',
  },
  matches: {
    en: 'Matches joint version {{number}}',
    id: 'Cocok dengan naskah bersama versi {{number}}',
    th: 'ตรงกับร่างร่วม ฉบับที่ {{number}}',
  },
  otherVersion: {
    en: 'This is the fingerprint of version {{other}}, not of version {{number}}. Your paper is another text.',
    id: 'Ini sidik versi {{other}}, bukan versi {{number}}. Naskah cetak Anda adalah naskah lain.',
    th: 'รหัสนี้เป็นของฉบับที่ {{other}} ไม่ใช่ฉบับที่ {{number}} กระดาษของท่านเป็นตัวบทอื่น',
  },
  seeDifference: { en: 'See what differs', id: 'Lihat perbedaannya', th: 'ดูส่วนที่ต่างกัน' },
  languageAlone: {
    en: 'This is the fingerprint of one language alone ({{language}}). Type that of the whole text.',
    id: 'Ini sidik naskah satu bahasa saja ({{language}}). Ketik sidik seluruh naskah.',
    th: 'รหัสนี้เป็นของ{{language}}เท่านั้น โปรดพิมพ์รหัสของตัวบททั้งฉบับ',
  },
  noVersion: {
    en: 'No version of this SOP has this fingerprint. Compare it with your paper, character by character.',
    id: 'Tidak ada versi SOP ini dengan sidik tersebut. Cocokkan dengan naskah cetak Anda, karakter demi karakter.',
    th: 'ไม่มีฉบับใดของ SOP นี้ที่ใช้รหัสนี้ โปรดเทียบกับกระดาษของท่านทีละตัว',
  },
  othersSee: {
    en: '{{readers}} will see these words',
    id: '{{readers}} akan melihat kalimat ini',
    th: '{{readers}} จะเห็นข้อความนี้',
  },
  othersNowSee: {
    en: '{{readers}} now see these words',
    id: '{{readers}} kini melihat kalimat ini',
    th: '{{readers}} เห็นข้อความนี้แล้ว',
  },
  chooseFirst: {
    en: 'Choose the kind of act in step 3; its words then stand here.',
    id: 'Pilih jenis tindakan pada langkah 3; kalimatnya akan tampil di sini.',
    th: 'โปรดเลือกประเภทการดำเนินการในขั้นที่ ๓ ข้อความจะปรากฏที่นี่',
  },
  inOtherLanguages: {
    en: 'As read in the other languages',
    id: 'Kalimat yang sama dalam bahasa lain',
    th: 'ข้อความเดียวกันในภาษาอื่น',
  },
  notYet: { en: 'Not now', id: 'Tunda dahulu', th: 'ยังไม่ยืนยัน' },
  recordedAtOnce: {
    en: 'It is entered in the log of acts at once and cannot be deleted. To take it back, a further act is recorded that all Parties see. If the text changes, that is another version, to be confirmed anew.',
    id: 'Tindakan langsung dicatat dalam catatan tindakan dan tidak dapat dihapus. Penarikannya dicatat sebagai tindakan tersendiri yang terlihat oleh semua Pihak. Jika naskah berubah, naskah itu menjadi versi lain yang harus dikonfirmasi kembali.',
    th: 'ลงบันทึกการดำเนินการทันทีและลบไม่ได้ หากจะถอน ต้องบันทึกเป็นการดำเนินการอีกรายการที่ทุกฝ่ายเห็น หากร่างเปลี่ยน ถือเป็นอีกฉบับที่ต้องยืนยันใหม่',
  },
  sending: { en: 'Recording the act…', id: 'Mencatat tindakan…', th: 'กำลังบันทึกการดำเนินการ…' },

  stillTo: {
    en: 'Before it can be confirmed:',
    id: 'Sebelum dapat dikonfirmasi:',
    th: 'ก่อนจะยืนยันได้:',
  },
  off_offline: {
    en: 'There is no connection. An act counts only once the server has recorded it, so it waits until the connection is back.',
    id: 'Tidak ada koneksi. Tindakan baru diperhitungkan setelah dicatat oleh peladen, sehingga harus menunggu sampai koneksi pulih.',
    th: 'ไม่มีการเชื่อมต่อ การดำเนินการมีผลเมื่อเครื่องแม่ข่ายบันทึกแล้วเท่านั้น จึงต้องรอให้เชื่อมต่อได้อีกครั้ง',
  },
  off_newer: {
    en: 'Version {{number}} is now the current one; this version can no longer be agreed to.',
    id: 'Versi {{number}} kini versi terbaru; versi ini tidak dapat disepakati lagi.',
    th: 'ขณะนี้ฉบับล่าสุดคือฉบับที่ {{number}} จึงยืนยันเห็นพ้องกับฉบับนี้ไม่ได้อีก',
  },
  off_archived: {
    en: 'This SOP is archived: it can be read, and no act can be given.',
    id: 'SOP ini telah diarsipkan: dapat dibaca, tetapi tindakan tidak dapat dilakukan.',
    th: 'SOP นี้จัดเก็บเป็นการถาวรแล้ว อ่านได้ แต่ดำเนินการไม่ได้',
  },
  off_role: {
    en: 'Your seat prepares this page; the act is given by: {{who}}.',
    id: 'Dengan jabatan Anda, halaman ini dapat disiapkan; tindakan dilakukan oleh: {{who}}.',
    th: 'ตำแหน่งของท่านใช้จัดเตรียมหน้านี้ ผู้ดำเนินการคือ {{who}}',
  },
  off_ready: {
    en: 'The checks in step 2 are not in order yet.',
    id: 'Hasil pemeriksaan pada langkah 2 belum memenuhi syarat.',
    th: 'การตรวจในขั้นที่ ๒ ยังไม่เรียบร้อย',
  },
  off_unchecked: {
    en: 'The result of the checks in step 2 is not here yet.',
    id: 'Hasil pemeriksaan pada langkah 2 belum tersedia.',
    th: 'ยังไม่ได้ผลการตรวจในขั้นที่ ๒',
  },
  off_act: { en: 'Choose the kind of act.', id: 'Pilih jenis tindakan.', th: 'เลือกประเภทการดำเนินการ' },
  off_withdraws: {
    en: 'Choose the act to be withdrawn.',
    id: 'Pilih tindakan yang akan ditarik kembali.',
    th: 'เลือกการดำเนินการที่จะถอน',
  },
  off_capacity: { en: 'Fill in the capacity.', id: 'Isi kapasitas.', th: 'ระบุฐานะ' },
  off_place: { en: 'Fill in the place.', id: 'Isi tempat.', th: 'ระบุสถานที่' },
  off_date: { en: 'Fill in the date.', id: 'Isi tanggal.', th: 'ระบุวันที่' },
  off_authority: {
    en: 'Name the document of authority whole: document, number and date; or leave all three empty.',
    id: 'Sebutkan dokumen kewenangan secara lengkap: dokumen, nomor, dan tanggal; atau kosongkan ketiganya.',
    th: 'ระบุเอกสารให้อำนาจให้ครบ ทั้งชื่อเอกสาร เลขที่ และวันที่ หรือเว้นว่างทั้งสามช่อง',
  },
  off_letter: {
    en: 'On paper, name the letter: document, number and date.',
    id: 'Untuk penyampaian dengan surat, sebutkan surat, nomor, dan tanggalnya.',
    th: 'หากดำเนินการเป็นเอกสาร โปรดระบุหนังสือ เลขที่ และวันที่',
  },
  off_fingerprint: {
    en: 'Type the fingerprint from the paper.',
    id: 'Ketik sidik naskah dari naskah cetak.',
    th: 'พิมพ์รหัสยืนยันตัวบทจากกระดาษ',
  },

  newer: {
    en: '{{party}} saved version {{number}}. Acts up to agreement are given on the current version only.',
    id: '{{party}} menyimpan versi {{number}}. Tindakan hingga penerimaan naskah hanya dapat dilakukan atas versi terbaru.',
    th: '{{party}}บันทึกฉบับที่ {{number}} แล้ว การดำเนินการจนถึงขั้นยืนยันเห็นพ้องทำได้ต่อฉบับล่าสุดเท่านั้น',
  },
  openNewer: {
    en: 'Go to version {{number}}',
    id: 'Buka versi {{number}}',
    th: 'ไปยังฉบับที่ {{number}}',
  },
  adoptedOther: {
    en: 'The Parties have agreed to another version. Acts now go to that one.',
    id: 'Para Pihak telah menerima versi lain. Tindakan selanjutnya dilakukan atas versi tersebut.',
    th: 'ทุกฝ่ายเห็นพ้องกับฉบับอื่นแล้ว การดำเนินการต่อจากนี้ให้ทำต่อฉบับนั้น',
  },
  adoptedHere: {
    en: 'All Parties have agreed to this version. It is not signed and not in effect by that.',
    id: 'Semua Pihak telah menerima versi ini. Penerimaan naskah bukan penandatanganan dan tidak memberlakukan naskah.',
    th: 'ทุกฝ่ายเห็นพ้องกับฉบับนี้แล้ว ทั้งนี้ ยังไม่ถือว่าลงนามหรือมีผล',
  },

  lostAnswer: {
    en: 'The answer did not arrive, so it is not known here whether the act was recorded. Trying again is safe: the act is recorded once only.',
    id: 'Jawaban peladen tidak diterima, sehingga belum diketahui apakah tindakan telah tercatat. Anda dapat mencoba lagi: tindakan hanya dicatat satu kali.',
    th: 'ยังไม่ได้รับคำตอบ จึงยังไม่ทราบว่าบันทึกแล้วหรือไม่ ลองอีกครั้งได้ ระบบจะบันทึกเพียงครั้งเดียว',
  },
  todo_superseded: {
    en: 'Read what changed, then give the act on the current version.',
    id: 'Baca perubahannya, lalu lakukan tindakan atas versi terbaru.',
    th: 'โปรดอ่านสิ่งที่เปลี่ยนไป แล้วดำเนินการต่อฉบับล่าสุด',
  },
  'todo_not-ready': {
    en: 'Step 2 has been checked again; it shows what stands in the way, and where.',
    id: 'Langkah 2 telah diperiksa ulang dan menunjukkan hal yang menghalangi beserta letaknya.',
    th: 'ขั้นที่ ๒ ตรวจใหม่แล้ว และแสดงสิ่งที่ยังค้างพร้อมตำแหน่ง',
  },
  'todo_act-given-already': {
    en: 'It stands in the log of acts already; look at it there.',
    id: 'Tindakan itu sudah tercatat; lihat dalam catatan tindakan.',
    th: 'มีอยู่ในบันทึกการดำเนินการแล้ว โปรดดูที่นั่น',
  },

  recorded: {
    en: 'Recorded: {{act}}',
    id: 'Tercatat: {{act}}',
    th: 'บันทึกแล้ว: {{act}}',
  },
  recordedAs: {
    en: 'No. {{seq}} in the log of acts of this SOP',
    id: 'Nomor {{seq}} dalam catatan tindakan SOP ini',
    th: 'ลำดับที่ {{seq}} ในบันทึกการดำเนินการของ SOP นี้',
  },
  nowAdopted: {
    en: 'With this, all Parties have agreed to the text. It is not signed and not in effect.',
    id: 'Dengan ini naskah diterima oleh semua Pihak. Naskah belum ditandatangani dan belum berlaku.',
    th: 'บัดนี้ทุกฝ่ายเห็นพ้องกับร่างแล้ว ร่างยังไม่ลงนามและยังไม่มีผล',
  },
  printActs: {
    en: 'Open and print who agreed to what',
    id: 'Buka dan cetak daftar tindakan Para Pihak',
    th: 'เปิดและพิมพ์รายการว่าฝ่ายใดเห็นพ้องกับฉบับใด',
  },
  furtherAct: { en: 'Give another act', id: 'Lakukan tindakan lain', th: 'ดำเนินการรายการอื่น' },

  exactText: { en: 'The exact text', id: 'Naskah yang dimaksud', th: 'ตัวบทที่จะยืนยัน' },
  version: {
    en: 'Joint text, version {{number}}',
    id: 'Naskah bersama versi {{number}}',
    th: 'ร่างร่วม ฉบับที่ {{number}}',
  },
  fingerprint: { en: 'Text fingerprint', id: 'Sidik naskah digital', th: 'รหัสยืนยันตัวบท' },
  readWhole: { en: 'Read the whole text', id: 'Baca seluruh naskah', th: 'อ่านทั้งฉบับ' },
  print: { en: 'Print', id: 'Cetak', th: 'พิมพ์' },
  eachParty: { en: 'Each Party', id: 'Masing-masing Pihak', th: 'แต่ละฝ่าย' },
  noActYet: { en: 'No act yet', id: 'Belum ada tindakan', th: 'ยังไม่ดำเนินการ' },
  placeAndDate: { en: '{{place}}, {{date}}', id: '{{place}}, {{date}}', th: '{{place}} {{date}}' },
  before: {
    en: 'Before: {{act}}, version {{number}}. It does not count for this version.',
    id: 'Sebelumnya: {{act}}, versi {{number}}. Tidak diperhitungkan untuk versi ini.',
    th: 'ครั้งก่อน: {{act}} ฉบับที่ {{number}} ไม่นับกับฉบับนี้',
  },
})
