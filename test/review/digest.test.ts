// The digest by its rules: when, what it counts, its words in three languages, and the link that turns it off.
import t from 'tap'
import {
  countNews,
  digestLetter,
  isOffToken,
  letterId,
  OFF_PAGE,
  offToken,
  periodOf,
  readOffToken,
  speechOf,
} from '../../src/review/digest.ts'

t.test('a day begins at midnight UTC, a week on Monday', async (t) => {
  t.equal(periodOf('daily', '2026-11-24T23:59:59.999Z'), '2026-11-24')
  t.equal(periodOf('daily', '2026-11-25T00:00:00.000Z'), '2026-11-25')
  const week = ['2026-11-23T00:00:00.000Z', '2026-11-24T10:00:00.000Z', '2026-11-29T23:59:59.999Z']
  t.strictSame(
    week.map((now) => periodOf('weekly', now)),
    ['2026-11-23', '2026-11-23', '2026-11-23'],
  )
  t.equal(periodOf('weekly', '2026-11-22T12:00:00.000Z'), '2026-11-16')
  t.equal(periodOf('weekly', '2027-01-01T12:00:00.000Z'), '2026-12-28')
})

t.test('news is counted by kind, and an SOP without any is not', async (t) => {
  const sops = [
    ['version.saved', 'version.saved', 'thread.opened', 'comment.added'],
    [],
    ['approval.given', 'decision.asked'],
  ]
  t.strictSame(countNews(sops), { sops: 2, versions: 2, discussions: 2, acts: 2 })
  t.strictSame(countNews([]), { sops: 0, versions: 0, discussions: 0, acts: 0 })
})

const counts = { sops: 2, versions: 12, discussions: 0, acts: 3 }
const of = {
  language: 'en',
  thaiDigits: true,
  digest: 'daily',
  hostedBy: 'The host',
  origin: 'https://sop.example',
  off: 'https://sop.example/off',
} as const

t.test('a digest says how much, where and how to stop it, in the language of its reader', async (t) => {
  t.strictSame(digestLetter(counts, of), {
    subject: 'Sandhi: news in 2 SOPs',
    text: `There is news in 2 SOPs that your delegation has access to.

Versions saved: 12
Formal acts and decisions: 3

This message holds nothing of what was written. Sign in to read it:
https://sop.example/

You receive this message once a day, as you chose. To stop it:
https://sop.example/off

This service is run by The host.
`,
  })
  t.match(digestLetter({ ...counts, sops: 1 }, of).subject, /one SOP$/)
  t.match(digestLetter({ ...counts, sops: 1 }, of).text, /in one SOP that/)
  const id = digestLetter(counts, { ...of, language: 'id', digest: 'weekly' })
  t.match(id.subject, 'perkembangan pada 2 SOP')
  t.match(id.text, 'Versi yang disimpan: 12')
  t.match(id.text, 'sekali seminggu')
  const th = digestLetter(counts, { ...of, language: 'th' })
  t.match(th.subject, 'SOP จำนวน ๒ ฉบับ')
  t.match(th.text, 'การบันทึกร่าง (ครั้ง): ๑๒')
  t.match(digestLetter(counts, { ...of, language: 'th', thaiDigits: false }).text, ': 12')
  for (const language of ['en', 'id', 'th']) {
    const { text } = digestLetter({ ...counts, discussions: 1 }, { ...of, language, digest: 'weekly' })
    for (const part of [of.origin, of.off, of.hostedBy]) t.ok(text.includes(part), `${language} ${part}`)
  }
  t.equal(speechOf('ms'), 'en')
  t.equal(speechOf('th'), 'th')
})

t.test('no English is left in the words of the page, in Indonesian and Thai', async (t) => {
  for (const words of Object.values(OFF_PAGE.th)) t.notMatch(words, /[A-Za-z]{2}/)
  for (const words of Object.values(OFF_PAGE.id)) t.notMatch(words, /\b(?:the|is|of|you)\b/)
})

t.test('a link turns off the digest of one member, and of no other', async (t) => {
  const [member, other] = ['a'.repeat(32), 'b'.repeat(32)]
  const token = offToken('key', 'IDN', member)
  t.strictSame(readOffToken(token), { delegation: 'IDN', member })
  t.ok(isOffToken(token, 'key', 'IDN', member))
  for (const [secret, delegation, id] of [
    ['yek', 'IDN', member],
    ['key', 'THA', member],
    ['key', 'IDN', other],
  ] as const)
    t.notOk(isOffToken(token, secret, delegation, id))
  t.notOk(isOffToken(`${token}x`, 'key', 'IDN', member))
  for (const wrong of ['', 'IDN', `IDN.${member}`, token.toLowerCase(), `${token}=`])
    t.equal(readOffToken(wrong), undefined)
})

t.test('a message has one name for a member and a period', async (t) => {
  const all = [
    letterId('IDN', 'a', '1'),
    letterId('IDN', 'a', '2'),
    letterId('IDN', 'b', '1'),
    letterId('THA', 'a', '1'),
  ]
  t.equal(new Set(all).size, 4)
  t.equal(letterId('IDN', 'a', '1'), all[0])
})
