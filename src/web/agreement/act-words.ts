// The names of the formal acts, and what each means.
import { defineWords } from '../words/words.ts'

export const words = defineWords('acts', {
  'act_text-agreed': {
    en: 'Agreement to the text',
    id: 'Pernyataan sepakat atas naskah',
    th: 'ยืนยันเห็นพ้องกับร่าง',
  },
  'act_agreed-ad-referendum': {
    en: 'Agreed ad referendum',
    id: 'Disepakati ad referendum',
    th: 'ตกลงแบบรอการยืนยัน (ad referendum)',
  },
  'act_ad-referendum-confirmed': {
    en: 'Ad referendum agreement confirmed',
    id: 'Kesepakatan ad referendum dikonfirmasi',
    th: 'ยืนยันการตกลงแบบรอการยืนยัน (ad referendum) แล้ว',
  },
  act_initialled: { en: 'Initialled', id: 'Diparaf', th: 'ลงนามย่อแล้ว' },
  'act_signed-ad-referendum': {
    en: 'Signed ad referendum',
    id: 'Ditandatangani ad referendum',
    th: 'ลงนามแบบต้องได้รับการยืนยัน (ad referendum)',
  },
  act_signed: { en: 'Signed', id: 'Ditandatangani', th: 'ลงนามแล้ว' },
  'act_internal-procedures-completed': {
    en: 'Internal procedures completed',
    id: 'Prosedur internal selesai',
    th: 'ดำเนินกระบวนการภายในเสร็จสิ้นแล้ว',
  },
  act_rejected: { en: 'Not accepted', id: 'Tidak dapat diterima', th: 'ไม่เห็นด้วย' },
  act_withdrawn: { en: 'Act withdrawn', id: 'Tindakan ditarik kembali', th: 'ถอนการดำเนินการแล้ว' },
  'means_text-agreed': {
    en: 'The words of this exact version are settled for us. It is not a signature and does not bring the text into effect.',
    id: 'Rumusan versi ini telah final bagi kami. Pernyataan ini bukan penandatanganan dan tidak memberlakukan naskah.',
    th: 'ถ้อยคำของฉบับนี้เป็นที่ยุติสำหรับฝ่ายเรา ทั้งนี้ มิใช่การลงนามและไม่ทำให้ร่างมีผล',
  },
  'means_agreed-ad-referendum': {
    en: 'Agreed at the table, subject to confirmation by the capital.',
    id: 'Disepakati di meja perundingan, menunggu konfirmasi pemerintah.',
    th: 'ตกลงในที่ประชุม โดยรอการยืนยันจากรัฐบาล',
  },
  'means_ad-referendum-confirmed': {
    en: 'The capital has confirmed: our agreement ad referendum becomes agreement to the text.',
    id: 'Pemerintah telah mengonfirmasi: kesepakatan ad referendum kami menjadi pernyataan sepakat atas naskah.',
    th: 'รัฐบาลยืนยันแล้ว การตกลงแบบรอการยืนยัน (ad referendum) ของฝ่ายเราจึงถือเป็นการยืนยันเห็นพ้องกับร่าง',
  },
  means_initialled: {
    en: 'Authenticates the pages as the text that was negotiated. It does not bind.',
    id: 'Menegaskan bahwa inilah naskah hasil perundingan. Tidak mengikat.',
    th: 'รับรองว่าเป็นตัวบทที่ได้เจรจากัน ไม่มีผลผูกพัน',
  },
  'means_signed-ad-referendum': {
    en: 'A signature that becomes full once the Government confirms it.',
    id: 'Penandatanganan yang menjadi penuh setelah dikonfirmasi oleh pemerintah.',
    th: 'การลงนามที่จะสมบูรณ์เมื่อรัฐบาลยืนยันแล้ว',
  },
  means_signed: {
    en: 'The text agreed by all Parties has been signed for us.',
    id: 'Naskah yang telah diterima semua Pihak sudah ditandatangani atas nama kami.',
    th: 'มีการลงนามในนามฝ่ายเราในร่างที่ทุกฝ่ายเห็นพ้องแล้ว',
  },
  'means_internal-procedures-completed': {
    en: 'What our law asks for before the text can come into effect is done.',
    id: 'Prosedur yang disyaratkan hukum nasional kami agar naskah dapat berlaku telah selesai.',
    th: 'ฝ่ายเราดำเนินกระบวนการตามกฎหมายภายในที่จำเป็นต่อการมีผลของตัวบทเสร็จสิ้นแล้ว',
  },
  means_rejected: {
    en: 'We do not accept this version as it stands. Nothing in the text changes by it.',
    id: 'Kami tidak dapat menerima versi ini. Naskah tidak berubah karenanya.',
    th: 'ฝ่ายเราไม่เห็นด้วยกับฉบับนี้ตามถ้อยคำปัจจุบัน การแจ้งนี้ไม่ทำให้ตัวบทเปลี่ยนแปลง',
  },
  means_withdrawn: {
    en: 'Takes back one of our acts on this version. Both acts stay on record.',
    id: 'Menarik kembali salah satu tindakan kami atas versi ini. Keduanya tetap tercatat.',
    th: 'ถอนการดำเนินการของฝ่ายเราต่อฉบับนี้หนึ่งรายการ ทั้งสองรายการยังคงอยู่ในบันทึกการดำเนินการ',
  },
  do_any: {
    en: 'Confirm on behalf of {{delegation}}',
    id: 'Konfirmasikan atas nama Delegasi {{delegation}}',
    th: 'ยืนยันในนามคณะผู้แทน{{delegation}}',
  },
  'do_text-agreed': {
    en: 'Agree on behalf of {{delegation}}',
    id: 'Nyatakan sepakat atas nama Delegasi {{delegation}}',
    th: 'ยืนยันเห็นพ้องในนามคณะผู้แทน{{delegation}}',
  },
  'do_agreed-ad-referendum': {
    en: 'Agree ad referendum on behalf of {{delegation}}',
    id: 'Sepakati ad referendum atas nama Delegasi {{delegation}}',
    th: 'ตกลงแบบรอการยืนยันในนามคณะผู้แทน{{delegation}}',
  },
  'do_ad-referendum-confirmed': {
    en: 'Confirm on behalf of {{delegation}}',
    id: 'Konfirmasikan atas nama Delegasi {{delegation}}',
    th: 'ยืนยันการตกลงในนามคณะผู้แทน{{delegation}}',
  },
  do_initialled: {
    en: 'Record the initialling on behalf of {{delegation}}',
    id: 'Catat pemarafan atas nama Delegasi {{delegation}}',
    th: 'บันทึกการลงนามย่อในนามคณะผู้แทน{{delegation}}',
  },
  'do_signed-ad-referendum': {
    en: 'Record the signature ad referendum on behalf of {{delegation}}',
    id: 'Catat penandatanganan ad referendum atas nama {{delegation}}',
    th: 'บันทึกการลงนามแบบต้องได้รับการยืนยันในนามฝ่าย{{delegation}}',
  },
  do_signed: {
    en: 'Record the signature on behalf of {{delegation}}',
    id: 'Catat penandatanganan atas nama {{delegation}}',
    th: 'บันทึกการลงนามในนามฝ่าย{{delegation}}',
  },
  'do_internal-procedures-completed': {
    en: 'Give notice on behalf of {{delegation}}',
    id: 'Beritahukan atas nama {{delegation}}',
    th: 'แจ้งในนามฝ่าย{{delegation}}',
  },
  do_rejected: {
    en: 'Do not accept, on behalf of {{delegation}}',
    id: 'Nyatakan tidak dapat menerima atas nama Delegasi {{delegation}}',
    th: 'แจ้งไม่เห็นด้วยในนามคณะผู้แทน{{delegation}}',
  },
  do_withdrawn: {
    en: 'Withdraw the act on behalf of {{delegation}}',
    id: 'Tarik kembali atas nama Delegasi {{delegation}}',
    th: 'ถอนการดำเนินการในนามคณะผู้แทน{{delegation}}',
  },
  role_head: { en: 'Head of delegation', id: 'Ketua delegasi', th: 'หัวหน้าคณะผู้แทน' },
  role_signatory: { en: 'Signatory', id: 'Penanda tangan', th: 'ผู้ลงนาม' },
  chapters_one: { en: '{{count}} chapter', id: '{{count}} bab', th: '{{count}} หมวด' },
  chapters_other: { en: '{{count}} chapters', id: '{{count}} bab', th: '{{count}} หมวด' },
  articles_one: { en: '{{count}} article', id: '{{count}} pasal', th: '{{count}} ข้อ' },
  articles_other: { en: '{{count}} articles', id: '{{count}} pasal', th: '{{count}} ข้อ' },
  annexes_one: { en: '{{count}} annex', id: '{{count}} lampiran', th: 'ภาคผนวก {{count}}' },
  annexes_other: { en: '{{count}} annexes', id: '{{count}} lampiran', th: 'ภาคผนวก {{count}}' },
})
