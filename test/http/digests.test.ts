// Digests, through a mail server that really listens: in the reader's language, once a period, saying nothing of what was written.
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import t from 'tap'
import { periodOf } from '../../src/review/digest.ts'
import { SCOPES } from '../../src/review/policy.ts'
import { claimDigest, getDigest } from '../../src/store/digests.ts'
import { findLogin } from '../../src/store/members.ts'
import { startConforming } from '../helpers/conform.ts'
import type { Ask } from '../helpers/start.ts'
import { good, KEYS, openTable, setText, type Table, told } from '../helpers/table.ts'

interface Letter {
  readonly to: readonly string[]
  readonly head: string
  readonly text: string
}

/** A mail server on this machine that keeps what it takes. */
async function serveMail() {
  const letters: Letter[] = []
  const state = { takes: true }
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, session, taken) {
      let raw = ''
      stream.on('data', (chunk: Buffer) => (raw += chunk.toString()))
      stream.on('end', () => {
        if (!state.takes) return taken(Object.assign(new Error('Not now'), { responseCode: 451 }))
        const [head = '', body = ''] = raw.split('\r\n\r\n')
        const text = Buffer.from(body, 'base64').toString()
        letters.push({ to: session.envelope.rcptTo.map(({ address }) => address), head, text })
        taken()
      })
    },
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  t.teardown(() => new Promise<void>((done) => server.close(done)))
  const { port } = server.server.address() as AddressInfo
  return { letters, state, url: `smtp://127.0.0.1:${port}` }
}

const post = await serveMail()
const origin = 'https://sop.example.org'
const service = await startConforming(t, {
  config: { smtp: post.url, mailFrom: 'Sandhi <sandhi@example.org>', origin },
})
const DAY = 24 * 3600 * 1000

/** Asks with a token, which outlives a session. */
async function byToken(code: string, login: string): Promise<Ask> {
  const body = { name: 'For long', scopes: [...SCOPES], until: '2027-10-01T00:00:00.000Z' }
  const { token } = good(await (await service.as(code, login))('POST', '/me/tokens', body))
  return (method, url, sent, headers) =>
    service.anonymous(method, url, sent, { authorization: `Bearer ${token}`, ...headers })
}
const [idn, tha, reader] = [
  await byToken('IDN', 'head'),
  await byToken('THA', 'head'),
  await byToken('THA', 'reader'),
]
const admin = await byToken('THA', 'admin')
const table: Table = await openTable(service)
let counter = 0
async function save(): Promise<void> {
  const { version } = good(await idn('GET', table.at)).head
  const edits = [setText(KEYS.article, 'en', 'heading', `A secret aim ${(counter += 1)}`)]
  good(await idn('POST', `${table.at}/versions`, { base: version, message: 'A secret change', edits }))
}
/** Moves on to the beginning of the next day, and lets what is due be sent. */
async function nextDay(days = 1): Promise<Letter[]> {
  const now = Date.parse(service.house.clock())
  service.advance(Math.ceil(now / DAY) * DAY + (days - 1) * DAY - now)
  return send()
}
async function send(): Promise<Letter[]> {
  const before = post.letters.length
  await service.rounds.digests()
  return post.letters.slice(before)
}
const off = (letter: Letter | undefined) => /^(https:\S+digests\S+)$/m.exec(letter?.text ?? '')?.[1] ?? ''
const path = (address: string) => address.slice(origin.length)

t.test('a digest is off until it is chosen, and needs an address', async (t) => {
  t.match(good(await tha('GET', '/me')), { digest: 'off', mail: true })
  t.equal(told(await tha('PATCH', '/me', { digest: 'daily' })), '422 email-missing')
  for (const email of [
    'no',
    'a@b',
    'a b@example.org',
    'a@example.org\r\nBcc: x@example.org',
    '<a@example.org>',
  ])
    t.equal(told(await tha('PATCH', '/me', { email })), '400 invalid-request', email)
  good(await tha('PATCH', '/me', { email: 'head@example.org', digest: 'daily', language: 'th' }))
  t.match(good(await tha('GET', '/me')), { digest: 'daily', email: 'head@example.org' })
  t.notMatch((await admin('GET', '/delegations/THA/members')).body, 'example.org', 'the address is one’s own')
})

t.test('it says how much, in the reader’s language, and nothing of what was written', async (t) => {
  await save()
  await save()
  t.strictSame(await send(), [], 'not before the period is over')
  const letters = await nextDay()
  t.equal(letters.length, 1)
  const [letter] = letters as [Letter]
  t.strictSame(letter.to, ['head@example.org'])
  t.match(letter.text, 'การบันทึกร่าง (ครั้ง): ๒')
  t.match(letter.text, 'SOP ที่คณะผู้แทนของท่านเข้าถึงได้ จำนวน ๑ ฉบับ')
  t.match(letter.text, `${origin}/\n`)
  for (const secret of ['secret', 'Safe return', 'การส่งกลับ', table.sop, 'IDN', 'Indonesia'])
    t.notMatch(`${letter.head}${letter.text}`, secret)
  t.match(letter.head, /^Content-Type: text\/plain; charset=utf-8$/m)
  t.match(letter.head, /^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/m)
  t.match(letter.head.replace(/\r\n\s+/g, ' ').replace(/\s/g, ''), `List-Unsubscribe:<${off(letter)}>`)
  t.match(letter.head, /^From: Sandhi <sandhi@example.org>\r$/m)
  t.match(letter.head, /^Auto-Submitted: auto-generated\r$/m)
  t.match(letter.head, new Date(service.house.clock()).toUTCString().slice(0, 16))
  t.match(letter.head, /^Message-ID: <[0-9a-f]{32}@example.org>\r$/m)
})

t.test('it comes once a period, and not at all without news', async (t) => {
  t.strictSame(await send(), [])
  t.strictSame(await nextDay(), [], 'nothing happened')
  await save()
  t.strictSame(await send(), [])
  const [letter] = await nextDay()
  t.match(letter!.text, 'การบันทึกร่าง (ครั้ง): ๑')
})

t.test('a weekly one comes on Monday', async (t) => {
  good(await reader('PATCH', '/me', { email: 'reader@example.org', digest: 'weekly' }))
  good(await tha('PATCH', '/me', { digest: 'off' }))
  await save()
  const days: number[] = []
  for (let day = 0; day < 8; day += 1) {
    const letters = await nextDay()
    if (letters.length > 0) days.push(new Date(service.house.clock()).getUTCDay())
    for (const { to, text } of letters) {
      t.strictSame(to, ['reader@example.org'])
      t.match(text, 'once a week')
      t.match(text, 'Versions saved: 1')
    }
  }
  t.strictSame(days, [1])
  good(await reader('PATCH', '/me', { email: '' }))
  t.equal(good(await reader('GET', '/me')).digest, 'off', 'without an address there is none')
})

t.test('what the mail server does not take is sent later', async (t) => {
  good(await tha('PATCH', '/me', { digest: 'daily', language: 'en' }))
  await save()
  post.state.takes = false
  t.strictSame(await nextDay(), [])
  post.state.takes = true
  t.strictSame(await send(), [])
  service.advance(30 * 60_000)
  const letters = await send()
  t.equal(letters.length, 1)
  t.match(letters[0]!.text, 'Versions saved: 1')
})

t.test('after a crash while sending it is sent once more at the most, and nothing is lost', async (t) => {
  const room = (await service.stores.room('THA'))!
  const { id } = (await room.read((sql) => findLogin(sql, 'head')))!
  const crash = async () => {
    const row = (await room.read((sql) => getDigest(sql, id)))!
    const now = service.house.clock()
    const until = new Date(Date.parse(now) + 600_000).toISOString()
    t.ok(await room.write((tx) => claimDigest(tx, row, { holder: 'a node that dies', now, until })))
    t.notOk(await room.write((tx) => claimDigest(tx, row, { holder: 'another', now, until })))
  }
  await save()
  service.advance(DAY)
  await crash()
  t.strictSame(await send(), [], 'while the other may be at it')
  service.advance(600_000)
  t.equal((await send()).length, 1)
  await save()
  service.advance(DAY)
  for (let times = 0; times < 2; times += 1) {
    await crash()
    service.advance(600_000)
  }
  t.strictSame(await send(), [], 'it may have been sent twice')
  const [letter] = await nextDay()
  t.match(letter!.text, 'Versions saved: 1', 'what may not have been told is told')
  t.equal((await room.read((sql) => getDigest(sql, id)))!.period, periodOf('daily', service.house.clock()))
})

t.test('of several nodes one sends', async (t) => {
  await save()
  const now = Date.parse(service.house.clock())
  service.advance(Math.ceil(now / DAY) * DAY - now)
  const before = post.letters.length
  await Promise.all([1, 2, 3].map(() => service.rounds.digests()))
  t.equal(post.letters.length, before + 1)
})

t.test('its link turns it off, when that is confirmed, and nothing else', async (t) => {
  await save()
  const [letter] = await nextDay()
  const link = off(letter)
  const page = await service.anonymous('GET', path(link))
  t.equal(page.headers['content-type'], 'text/html; charset=utf-8')
  t.match(page.body, '<button>Stop the digest</button>')
  t.equal(good(await tha('GET', '/me')).digest, 'daily', 'looking at it does nothing')
  for (const wrong of [link.replace('THA', 'IDN'), `${link.slice(0, -1)}${link.endsWith('A') ? 'B' : 'A'}`])
    t.equal(told(await service.anonymous('POST', path(wrong))), '404 not-found')
  const click = async () =>
    service.app.inject({
      method: 'POST',
      url: path(link),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'List-Unsubscribe=One-Click',
    })
  t.equal((await click()).statusCode, 200)
  t.match(good(await tha('GET', '/me')), { digest: 'off', email: 'head@example.org' })
  t.equal((await click()).statusCode, 200, 'once more is as good as once')
  await save()
  t.strictSame(await nextDay(), [])
  await save()
  good(await tha('PATCH', '/me', { digest: 'daily' }))
  t.strictSame(await nextDay(), [], 'chosen again, it begins with what happens then')
})

t.test('who can not sign in any more gets none', async (t) => {
  await save()
  const { items } = good(await admin('GET', '/delegations/THA/members'))
  const { id } = items.find(({ login }: { login: string }) => login === 'head')
  good(await admin('PATCH', `/delegations/THA/members/${id}`, { active: false }, { 'if-match': '*' }))
  t.strictSame(await nextDay(), [])
})
