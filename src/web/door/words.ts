// Words of the door: signing in, an invitation, what holds behind it.
import { defineWords } from '../words/words.ts'

export const words = defineWords('door', {
  purpose: {
    en: 'Writing one SOP together, in Indonesian, Thai and English',
    id: 'Menyusun satu naskah SOP bersama, dalam bahasa Indonesia, Thai, dan Inggris',
    th: 'จัดทำ SOP ฉบับเดียวกันร่วมกัน ทั้งภาษาไทย อินโดนีเซีย และอังกฤษ',
  },
  signIn: { en: 'Sign in', id: 'Masuk', th: 'เข้าสู่ระบบ' },
  delegation: { en: 'Delegation', id: 'Delegasi', th: 'คณะผู้แทน' },
  delegationHint: {
    en: 'Its code, such as IDN or THA',
    id: 'Kodenya, misalnya IDN atau THA',
    th: 'รหัสคณะผู้แทน เช่น IDN หรือ THA',
  },
  login: { en: 'User name', id: 'Nama pengguna', th: 'ชื่อผู้ใช้' },
  password: { en: 'Password', id: 'Kata sandi', th: 'รหัสผ่าน' },
  internalSafe: {
    en: 'What your delegation writes internally is not shown to the other Parties,',
    id: 'Naskah internal delegasi Anda tidak terlihat oleh Pihak lain,',
    th: 'ข้อความภายในคณะผู้แทนของท่าน ฝ่ายอื่นไม่เห็น',
  },
  internalHost: {
    en: 'but it is kept on the host’s server. Enter no classified matter.',
    id: 'tetapi tersimpan di peladen pengelola. Jangan memuat informasi rahasia.',
    th: 'แต่เก็บอยู่ในเครื่องแม่ข่ายของผู้ดูแลระบบ โปรดอย่าใส่ข้อมูลชั้นความลับ',
  },
  textsOnly: {
    en: 'Texts and blank forms only.',
    id: 'Hanya naskah dan formulir kosong.',
    th: 'เฉพาะตัวบทและแบบฟอร์มเปล่าเท่านั้น',
  },
  noVictims: {
    en: 'Never write a name, an identity number or the story of a victim.',
    id: 'Jangan menulis nama, nomor identitas, atau cerita korban.',
    th: 'ห้ามใส่ชื่อ เลขประจำตัว หรือเรื่องราวของผู้เสียหาย',
  },
  hostedBy: { en: 'Host:', id: 'Pengelola:', th: 'ผู้ดูแลระบบ:' },
  helpTitle: {
    en: 'Can’t sign in? Ask the administrator of your own delegation. The host opens no accounts.',
    id: 'Belum dapat masuk? Hubungi pengurus akun delegasi Anda sendiri. Pengelola peladen tidak membuka akun.',
    th: 'หากเข้าสู่ระบบไม่ได้ โปรดติดต่อผู้ดูแลบัญชีของคณะผู้แทนของท่าน ผู้ดูแลระบบไม่ได้เป็นผู้เปิดบัญชี',
  },
  signingIn: { en: 'Signing in…', id: 'Sedang masuk…', th: 'กำลังเข้าสู่ระบบ…' },
  haveInvitation: {
    en: 'I have an invitation',
    id: 'Saya mempunyai undangan',
    th: 'มีคำเชิญแล้ว',
  },
  haveAccount: { en: 'Sign in with a password', id: 'Masuk dengan kata sandi', th: 'เข้าสู่ระบบด้วยรหัสผ่าน' },
  useInvitation: { en: 'Use an invitation', id: 'Gunakan undangan', th: 'ใช้คำเชิญ' },
  invitation: { en: 'Invitation', id: 'Undangan', th: 'คำเชิญ' },
  invitationHint: {
    en: 'The line that the administrator of your delegation gave you',
    id: 'Satu baris teks yang diberikan pengurus akun delegasi Anda',
    th: 'ข้อความหนึ่งบรรทัดที่ได้รับจากผู้ดูแลบัญชีของคณะผู้แทน',
  },
  invitedBy: {
    en: 'From the delegation {{code}}',
    id: 'Dari delegasi {{code}}',
    th: 'จากคณะผู้แทน {{code}}',
  },
  newPassword: { en: 'Your new password', id: 'Kata sandi baru Anda', th: 'รหัสผ่านใหม่ของท่าน' },
  passwordHint: {
    en: 'At least 12 characters: several words are easier to remember than signs.',
    id: 'Paling sedikit 12 karakter; beberapa kata lebih mudah diingat daripada tanda baca.',
    th: 'อย่างน้อย ๑๒ อักขระ การใช้หลายคำต่อกันจำง่ายกว่าการใช้เครื่องหมาย',
  },
  showPassword: { en: 'Show the password', id: 'Tampilkan kata sandi', th: 'แสดงรหัสผ่าน' },
  setAndEnter: {
    en: 'Set password and sign in',
    id: 'Simpan kata sandi dan masuk',
    th: 'ตั้งรหัสผ่านและเข้าสู่ระบบ',
  },
  invitationOnce: {
    en: 'An invitation can be used once, within seven days. It ends all earlier sessions and tokens.',
    id: 'Undangan hanya dapat digunakan satu kali, dalam tujuh hari. Dengan menggunakannya, semua sesi dan token terdahulu berakhir.',
    th: 'คำเชิญใช้ได้ครั้งเดียวภายใน ๗ วัน เมื่อใช้แล้ว การเข้าสู่ระบบและโทเคนเดิมทั้งหมดจะสิ้นสุดลง',
  },
})
