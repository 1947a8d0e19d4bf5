// A digest by e-mail: when one is due, what it counts, its words, and the link that turns it off. It names nothing.
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

export const DIGESTS = ['off', 'daily', 'weekly'] as const
export type Digest = Exclude<(typeof DIGESTS)[number], 'off'>
export type Speech = 'en' | 'id' | 'th'

const DAY = 24 * 3600 * 1000

/**
 * The period that a moment is in, by the date it began: a day, or a week from Monday. It changes at midnight UTC,
 * which is seven in the morning in Jakarta and Bangkok.
 */
export function periodOf(digest: Digest, now: string): string {
  const day = now.slice(0, 10)
  if (digest === 'daily') return day
  const date = new Date(`${day}T00:00:00.000Z`)
  return new Date(date.getTime() - ((date.getUTCDay() + 6) % 7) * DAY).toISOString().slice(0, 10)
}

export interface Counts {
  readonly sops: number
  readonly versions: number
  readonly discussions: number
  readonly acts: number
}

/** Counts the types of entries of several SOPs; an SOP without any is not counted. */
export function countNews(sops: readonly (readonly string[])[]): Counts {
  const of = (pattern: RegExp) => sops.flat().filter((type) => pattern.test(type)).length
  const [versions, discussions] = [of(/^version\./), of(/^(thread|comment)\./)]
  return {
    sops: sops.filter((types) => types.length > 0).length,
    versions,
    discussions,
    acts: sops.flat().length - versions - discussions,
  }
}

export interface Letter {
  readonly subject: string
  readonly text: string
}

interface Said {
  readonly subject: (sops: string) => string
  readonly news: (sops: string) => string
  readonly versions: string
  readonly discussions: string
  readonly acts: string
  readonly nothing: string
  readonly why: Readonly<Record<Digest, string>>
  readonly hosted: (host: string) => string
}

const SAID: Readonly<Record<Speech, Said>> = {
  en: {
    subject: (sops) => `Sandhi: news in ${sops === '1' ? 'one SOP' : `${sops} SOPs`}`,
    news: (sops) =>
      `There is news in ${sops === '1' ? 'one SOP' : `${sops} SOPs`} that your delegation has access to.`,
    versions: 'Versions saved',
    discussions: 'Entries in discussions',
    acts: 'Formal acts and decisions',
    nothing: 'This message holds nothing of what was written. Sign in to read it:',
    why: {
      daily: 'You receive this message once a day, as you chose. To stop it:',
      weekly: 'You receive this message once a week, as you chose. To stop it:',
    },
    hosted: (host) => `This service is run by ${host}.`,
  },
  id: {
    subject: (sops) => `Sandhi: perkembangan pada ${sops} SOP`,
    news: (sops) => `Terdapat perkembangan pada ${sops} SOP yang dapat diakses oleh delegasi Anda.`,
    versions: 'Versi yang disimpan',
    discussions: 'Catatan dalam pembahasan',
    acts: 'Tindakan resmi dan keputusan',
    nothing: 'Pesan ini tidak memuat isi naskah ataupun pembahasan. Silakan masuk untuk membacanya:',
    why: {
      daily: 'Pesan ini dikirim sekali sehari sesuai dengan pilihan Anda. Untuk menghentikannya:',
      weekly: 'Pesan ini dikirim sekali seminggu sesuai dengan pilihan Anda. Untuk menghentikannya:',
    },
    hosted: (host) => `Layanan ini diselenggarakan oleh ${host}.`,
  },
  th: {
    subject: (sops) => `Sandhi: มีความคืบหน้าใน SOP จำนวน ${sops} ฉบับ`,
    news: (sops) => `มีความคืบหน้าใน SOP ที่คณะผู้แทนของท่านเข้าถึงได้ จำนวน ${sops} ฉบับ`,
    versions: 'การบันทึกร่าง (ครั้ง)',
    discussions: 'รายการในประเด็นหารือ',
    acts: 'การดำเนินการอย่างเป็นทางการและข้อตัดสินใจ',
    nothing: 'ข้อความนี้ไม่มีเนื้อหาของร่างหรือของการหารือ โปรดเข้าสู่ระบบเพื่ออ่าน',
    why: {
      daily: 'ท่านได้รับข้อความนี้วันละหนึ่งครั้งตามที่ท่านเลือกไว้ หากประสงค์จะยกเลิก โปรดเปิดลิงก์นี้',
      weekly: 'ท่านได้รับข้อความนี้สัปดาห์ละหนึ่งครั้งตามที่ท่านเลือกไว้ หากประสงค์จะยกเลิก โปรดเปิดลิงก์นี้',
    },
    hosted: (host) => `ผู้ให้บริการระบบ: ${host}`,
  },
}

const isSpeech = (language: string): language is Speech => language in SAID
export const speechOf = (language: string): Speech => (isSpeech(language) ? language : 'en')

/** The message in the reader's language: how much, and where to read it. */
export function digestLetter(
  { sops, ...counts }: Counts,
  of: {
    readonly language: string
    readonly thaiDigits: boolean
    readonly digest: Digest
    readonly origin: string
    readonly off: string
    readonly hostedBy: string
  },
): Letter {
  const speech = speechOf(of.language)
  const said = SAID[speech]
  const written = (count: number) =>
    speech === 'th' && of.thaiDigits
      ? String(count).replace(/\d/g, (digit) => String.fromCodePoint(0x0e50 + Number(digit)))
      : String(count)
  const lines = (['versions', 'discussions', 'acts'] as const)
    .filter((kind) => counts[kind] > 0)
    .map((kind) => `${said[kind]}: ${written(counts[kind])}`)
  const parts = [
    said.news(written(sops)),
    lines.join('\n'),
    `${said.nothing}\n${of.origin}/`,
    `${said.why[of.digest]}\n${of.off}`,
    said.hosted(of.hostedBy),
  ]
  return { subject: said.subject(written(sops)), text: `${parts.join('\n\n')}\n` }
}

/** Names a message for ever, so that one that is sent twice is seen to be the same. */
export function letterId(delegation: string, member: string, period: string): string {
  return createHash('sha256').update(`${delegation}/${member}/${period}`).digest('hex').slice(0, 32)
}

const mac = (secret: string, delegation: string, member: string): Buffer =>
  createHmac('sha256', secret).update(`digest-off/${delegation}/${member}`).digest()

/** What turns a member's digest off without signing in, and can do no more than that. */
export function offToken(secret: string, delegation: string, member: string): string {
  return `${delegation}.${member}.${mac(secret, delegation, member).toString('base64url')}`
}

const TOKEN = /^([A-Z]{3,12})\.([0-9a-f]{32})\.([A-Za-z0-9_-]{43})$/

/** Whose digest a token says it is for; whether it is a good one is shown by `isOffToken`. */
export function readOffToken(token: string): { delegation: string; member: string } | undefined {
  const [, delegation, member] = TOKEN.exec(token) ?? []
  return delegation === undefined || member === undefined ? undefined : { delegation, member }
}

export function isOffToken(token: string, secret: string, delegation: string, member: string): boolean {
  const [given, wanted] = [token, offToken(secret, delegation, member)].map((one) => Buffer.from(one))
  return given!.length === wanted!.length && timingSafeEqual(given!, wanted!)
}

/** The page that a link from a message opens: nothing is turned off before its button is pressed. */
export const OFF_PAGE: Readonly<
  Record<Speech, { title: string; ask: string; button: string; done: string }>
> = {
  en: {
    title: 'Digest by e-mail',
    ask: 'No more digests are sent to you when you confirm this.',
    button: 'Stop the digest',
    done: 'The digest is off. You can choose it again in your settings.',
  },
  id: {
    title: 'Ringkasan melalui surel',
    ask: 'Setelah dikonfirmasi, ringkasan tidak lagi dikirim kepada Anda.',
    button: 'Hentikan ringkasan',
    done: 'Ringkasan telah dihentikan. Anda dapat memilihnya kembali di pengaturan.',
  },
  th: {
    title: 'สรุปความคืบหน้าทางอีเมล',
    ask: 'เมื่อท่านยืนยัน ระบบจะไม่ส่งสรุปความคืบหน้าถึงท่านอีก',
    button: 'ยกเลิกการรับสรุปความคืบหน้า',
    done: 'ยกเลิกการรับสรุปความคืบหน้าแล้ว ท่านสามารถเลือกรับใหม่ได้ในการตั้งค่า',
  },
}
