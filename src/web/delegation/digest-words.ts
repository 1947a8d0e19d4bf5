// Words of the digest by e-mail.
import { defineWords } from '../words/words.ts'

export const words = defineWords('digest', {
  title: { en: 'Digest by e-mail', id: 'Ringkasan lewat surel', th: 'สรุปทางอีเมล' },
  explained: {
    en: 'It says in your language how many versions, discussions and acts are new, and not a word of what was written. Every digest has a link that turns it off.',
    id: 'Ringkasan menyebutkan dalam bahasa Anda berapa versi, pembahasan, dan tindakan yang baru, tanpa satu pun kata yang ditulis. Setiap ringkasan memuat tautan untuk menghentikannya.',
    th: 'แจ้งเป็นภาษาของท่านว่ามีฉบับร่าง ประเด็นหารือ และการดำเนินการใหม่เท่าใด โดยไม่แจ้งถ้อยคำที่เขียน สรุปทุกฉบับมีลิงก์สำหรับยกเลิก',
  },
  often: { en: 'How often', id: 'Seberapa sering', th: 'ความถี่' },
  off: { en: 'Never', id: 'Tidak pernah', th: 'ไม่รับ' },
  daily: { en: 'Every day when there is news', id: 'Setiap hari bila ada yang baru', th: 'ทุกวันเมื่อมีเรื่องใหม่' },
  weekly: {
    en: 'Every week when there is news',
    id: 'Setiap minggu bila ada yang baru',
    th: 'ทุกสัปดาห์เมื่อมีเรื่องใหม่',
  },
  email: { en: 'E-mail address', id: 'Alamat surel', th: 'ที่อยู่อีเมล' },
  emailHint: {
    en: 'Only this server uses it, and only for the digest.',
    id: 'Hanya digunakan peladen ini, dan hanya untuk ringkasan.',
    th: 'ใช้เฉพาะในเครื่องแม่ข่ายนี้ และใช้เพื่อส่งสรุปเท่านั้น',
  },
  keep: { en: 'Keep for myself', id: 'Simpan untuk saya', th: 'บันทึกสำหรับตนเอง' },
  kept: { en: 'Kept.', id: 'Tersimpan.', th: 'บันทึกแล้ว' },
})
