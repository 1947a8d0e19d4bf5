// The few words of the commands for people, in three languages; the service says the rest in the same language.

export const LANGUAGES = ['en', 'id', 'th'] as const
export type Language = (typeof LANGUAGES)[number]

const WORDS = {
  delegation: { en: 'Delegation', id: 'Delegasi', th: 'คณะผู้แทน' },
  login: { en: 'User name', id: 'Nama pengguna', th: 'ชื่อผู้ใช้' },
  password: { en: 'Password', id: 'Kata sandi', th: 'รหัสผ่าน' },
  token: { en: 'Token', id: 'Token', th: 'โทเคน' },
  signedIn: {
    en: 'Signed in to {server} as {who}, until {until}.',
    id: 'Masuk ke {server} sebagai {who}, sampai {until}.',
    th: 'ลงชื่อเข้าใช้ {server} ในชื่อ {who} ถึง {until}',
  },
  signedOut: {
    en: 'Signed out of {server}.',
    id: 'Keluar dari {server}.',
    th: 'ลงชื่อออกจาก {server} แล้ว',
  },
  notSignedIn: {
    en: 'You are not signed in to {server}. Sign in with: sandhi login --server {server}',
    id: 'Anda belum masuk ke {server}. Masuklah dengan: sandhi login --server {server}',
    th: 'ท่านยังไม่ได้ลงชื่อเข้าใช้ {server} ลงชื่อเข้าใช้ด้วยคำสั่ง sandhi login --server {server}',
  },
  unreachable: {
    en: '{server} can not be reached ({reason}). Nothing is known to have been changed; try again.',
    id: '{server} tidak dapat dihubungi ({reason}). Tidak ada perubahan yang diketahui; silakan coba lagi.',
    th: 'ติดต่อ {server} ไม่ได้ ({reason}) ไม่ทราบว่ามีการเปลี่ยนแปลงใด โปรดลองอีกครั้ง',
  },
  noServer: {
    en: 'Say which server: --server https://…, or SANDHI_SERVER.',
    id: 'Sebutkan servernya: --server https://…, atau SANDHI_SERVER.',
    th: 'โปรดระบุเซิร์ฟเวอร์ด้วย --server https://… หรือ SANDHI_SERVER',
  },
  noSops: { en: 'No SOP.', id: 'Tidak ada SOP.', th: 'ไม่มี SOP' },
  version: { en: 'version {number}', id: 'versi {number}', th: 'ฉบับที่ {number}' },
  same: {
    en: 'The two versions are the same.',
    id: 'Kedua versi sama.',
    th: 'ทั้งสองฉบับเหมือนกัน',
  },
  marks: {
    en: '[-deleted-] {+inserted+}',
    id: '[-dihapus-] {+disisipkan+}',
    th: '[-ตัดออก-] {+เพิ่มเข้า+}',
  },
  nothing: { en: '(nothing)', id: '(tidak ada)', th: '(ไม่มี)' },
  figure: { en: 'figure', id: 'angka', th: 'ตัวเลข' },
  saved: {
    en: 'Version {number} is saved: {version}',
    id: 'Versi {number} telah disimpan: {version}',
    th: 'บันทึกฉบับที่ {number} แล้ว: {version}',
  },
  wouldSave: {
    en: 'The edits can be made on version {number}. Nothing was saved.',
    id: 'Perubahan dapat dilakukan pada versi {number}. Tidak ada yang disimpan.',
    th: 'แก้ไขบนฉบับที่ {number} ได้ ยังไม่มีการบันทึก',
  },
  unchanged: {
    en: 'The edits change nothing. Version {number} stays the current one.',
    id: 'Tidak ada yang berubah. Versi {number} tetap berlaku sebagai versi terkini.',
    th: 'ไม่มีสิ่งใดเปลี่ยนแปลง ฉบับที่ {number} ยังเป็นฉบับปัจจุบัน',
  },
  base: { en: 'base', id: 'dasar', th: 'ฐาน' },
  theirs: { en: 'theirs', id: 'pihak lain', th: 'อีกฝ่าย' },
  mine: { en: 'mine', id: 'saya', th: 'ของเรา' },
  commented: {
    en: 'The comment stands in thread {thread}.',
    id: 'Komentar tercatat dalam utas {thread}.',
    th: 'ความเห็นอยู่ในกระทู้ {thread}',
  },
  typeFingerprint: {
    en: '{act} on version {number}. Read the text, then type the first 8 characters of its fingerprint {fingerprint}',
    id: '{act} atas versi {number}. Bacalah naskahnya, lalu ketik 8 karakter pertama sidik naskah {fingerprint}',
    th: '{act} ต่อฉบับที่ {number} โปรดอ่านตัวบท แล้วพิมพ์อักขระ 8 ตัวแรกของรหัสยืนยันตัวบท {fingerprint}',
  },
  otherFingerprint: {
    en: 'This is not the fingerprint of version {number}. Nothing was recorded.',
    id: 'Ini bukan sidik naskah versi {number}. Tidak ada yang dicatat.',
    th: 'ไม่ใช่รหัสยืนยันตัวบทของฉบับที่ {number} ไม่มีการบันทึกใด',
  },
  given: {
    en: 'Recorded: {act} by {party} on version {number}, act {id}.',
    id: 'Tercatat: {act} oleh {party} atas versi {number}, tindakan {id}.',
    th: 'บันทึกแล้ว: {act} โดย {party} ต่อฉบับที่ {number} รหัสการกระทำ {id}',
  },
  written: { en: 'Written to {file}.', id: 'Ditulis ke {file}.', th: 'เขียนลง {file} แล้ว' },
} as const
export type Word = keyof typeof WORDS

export type Say = (word: Word, facts?: Readonly<Record<string, string | number>>) => string

/** Says a word with its facts in one language. */
export const sayIn =
  (language: Language): Say =>
  (word, facts = {}) =>
    WORDS[word][language].replace(/\{(\w+)\}/g, (place, name: string) => String(facts[name] ?? place))

/** The language that was asked for, else the first that the environment names. */
export function languageOf(
  asked: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
): Language {
  const named = asked ?? (env.LC_ALL || env.LC_MESSAGES || env.LANG || 'en')
  return LANGUAGES.find((language) => named.toLowerCase().startsWith(language)) ?? 'en'
}
