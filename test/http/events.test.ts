// The stream of events: that something happened where the caller may see it, in order, without a word of it.
import t from 'tap'
import { findLogin } from '../../src/store/members.ts'
import { putPresence } from '../../src/store/presence.ts'
import { listEntries, logHead } from '../../src/store/record.ts'
import { endSessions } from '../../src/store/sessions.ts'
import { startConforming } from '../helpers/conform.ts'
import { PASSWORD } from '../helpers/start.ts'
import { good, KEYS, openTable, setText, told } from '../helpers/table.ts'

const service = await startConforming(t, { parties: ['IDN', 'THA', 'MYS'] })
const { anonymous, app } = service

async function signedIn(delegation: string, login = 'reader'): Promise<string> {
  const answer = await anonymous('POST', '/sessions', { delegation, login, password: PASSWORD })
  return answer.cookies[0]!.value
}
const bearing = (secret: string) => ({ authorization: `Bearer ${secret}` })

/** Listens as somebody; `until` waits for words in the stream, `end` hangs up. */
async function listen(secret: string, lastEventId?: string, query = '') {
  const headers = { ...bearing(secret), ...(lastEventId !== undefined && { 'last-event-id': lastEventId }) }
  const answer = await app.inject({ url: `/api/v1/events${query}`, payloadAsStream: true, headers })
  const stream = answer.stream()
  let text = ''
  let closed = false
  stream.on('data', (chunk: Buffer) => (text += chunk.toString()))
  stream.on('close', () => (closed = true))
  const wait = async (ready: () => boolean) => {
    for (let tries = 0; tries < 2000 && !ready(); tries += 1) await new Promise((done) => setTimeout(done, 5))
    return ready()
  }
  return {
    answer,
    text: () => text,
    until: (words: string) => wait(() => text.includes(words)),
    closed: () => wait(() => closed),
    end: () => {
      stream.destroy()
      answer.raw.res.destroy()
    },
    events: () => [...text.matchAll(/^data: (.*)$/gm)].map((found) => JSON.parse(found[1]!)),
    last: () => [...text.matchAll(/^id: (.*)$/gm)].at(-1)?.[1],
  }
}

t.test('both sides hear of a save, and of nothing it says', async (t) => {
  const table = await openTable(service)
  const stream = await listen(await signedIn('THA'))
  t.equal(stream.answer.headers['content-type'], 'text/event-stream; charset=utf-8')
  t.equal(stream.answer.headers['cache-control'], 'no-store')
  t.ok(await stream.until(': beat'))
  t.strictSame(stream.events(), [], 'what was before is not told anew')
  await table.save([setText(KEYS.article, 'en', 'heading', 'Aim')])
  t.ok(await stream.until('version.saved'))
  t.strictSame(stream.events(), [{ sop: table.sop, zone: 'table', seq: 4, type: 'version.saved' }])
  t.notMatch(stream.text(), 'Aim')
  stream.end()
})

t.test('a stream goes on where it ended, and none is lost', async (t) => {
  const table = await openTable(service)
  const secret = await signedIn('THA')
  const first = await listen(secret)
  await first.until(': beat')
  await table.save([setText(KEYS.article, 'en', 'heading', 'Aim')])
  await first.until('version.saved')
  first.end()
  await table.save([setText(KEYS.article, 'en', 'heading', 'Goal')])
  await table.save([setText(KEYS.article, 'en', 'heading', 'Purpose')])
  const second = await listen(secret, first.last())
  t.ok(await second.until('"seq":6'))
  const own = second.events().filter(({ sop }) => sop === table.sop)
  t.strictSame(
    own.map(({ seq }) => seq),
    [5, 6],
  )
  second.end()
  const odd = await listen(secret, 'not one of ours')
  t.ok(await odd.until(': beat'))
  odd.end()
})

t.test('what happens in a room is heard in that room alone', async (t) => {
  const table = await openTable(service)
  const [own, other] = [await listen(await signedIn('IDN')), await listen(await signedIn('THA'))]
  for (const stream of [own, other]) await stream.until(': beat')
  const anchor = { version: 2, key: KEYS.paragraph, language: 'en', part: 'text', quote: 'safe' }
  good(
    await table.idn('POST', `${table.at}/threads`, { zone: 'room', anchor, comment: { body: 'Between us' } }),
  )
  t.ok(await own.until('thread.opened'))
  await table.save([setText(KEYS.article, 'en', 'heading', 'Aim')])
  t.ok(await other.until('version.saved'))
  t.notMatch(other.text(), 'thread.opened')
  for (const stream of [own, other]) stream.end()
})

t.test(
  'an outsider hears nothing, and an observer of what its seat shows, with a counter of its own',
  async (t) => {
    const table = await openTable(service)
    const outsider = await listen(await signedIn('MYS'))
    await outsider.until(': beat')
    const seat = {
      kind: 'observer',
      preset: 'clean-text',
      until: '2027-01-01T00:00:00Z',
      comments: false,
      withheld: [],
    }
    await table.decide({ ...seat, delegation: 'IOM' })
    const observer = await listen(await signedIn('IOM'))
    await observer.until(': beat')
    const anchor = { version: 2, key: KEYS.paragraph, language: 'en', part: 'text', quote: 'safe' }
    good(
      await table.idn('POST', `${table.at}/threads`, {
        zone: 'table',
        anchor,
        comment: { body: 'Seen by both' },
      }),
    )
    await table.save([setText(KEYS.article, 'en', 'heading', 'Aim')])
    t.ok(await observer.until('version.saved'))
    t.strictSame(observer.events(), [{ sop: table.sop, zone: 'table', seq: 3, type: 'version.saved' }])
    t.strictSame(outsider.events(), [])
    for (const stream of [outsider, observer]) stream.end()
  },
)

t.test('a new SOP is heard of without a new stream', async (t) => {
  const stream = await listen(await signedIn('THA'))
  await stream.until(': beat')
  const { sop } = await openTable(service)
  t.ok((await stream.until('sop.created')) || (await stream.until('decision.answered')))
  t.match(stream.text(), sop)
  stream.end()
})

t.test('a stream ends with its session', async (t) => {
  const secret = await signedIn('THA', 'secretary')
  const stream = await listen(secret)
  await stream.until(': beat')
  t.equal((await anonymous('DELETE', '/sessions/current', undefined, bearing(secret))).statusCode, 204)
  t.ok(await stream.closed())
})

const inASecond = async (ready: () => Promise<boolean>) => {
  const began = performance.now()
  const ended = await ready()
  return ended && performance.now() - began < 2_000
}

t.test('a stream ends with its token, and with the member', async (t) => {
  const admin = await service.as('THA', 'admin')
  const { items } = good(await admin('GET', '/delegations/THA/members'))
  const { id, tag } = items.find(({ login }: { login: string }) => login === 'linguist')
  const ask = await service.as('THA', 'linguist')
  const until = '2027-01-31T00:00:00.000Z'
  const made = good(await ask('POST', '/me/tokens', { name: 'A program', scopes: ['read'], until }))
  const [byToken, bySession] = [await listen(made.token), await listen(await signedIn('THA', 'linguist'))]
  for (const stream of [byToken, bySession]) t.ok(await stream.until(': beat'))
  good(await ask('DELETE', `/me/tokens/${made.id}`))
  t.ok(await inASecond(byToken.closed))
  const change = { active: false }
  good(await admin('PATCH', `/delegations/THA/members/${id}`, change, { 'if-match': tag }))
  t.ok(await inASecond(bySession.closed))
})

t.test(
  'an observer hears nothing more when its seat ends, and all again when it is given back',
  async (t) => {
    const table = await openTable(service)
    const seat = { preset: 'clean-text', until: '2027-01-01T00:00:00Z', comments: false, withheld: [] }
    await table.decide({ kind: 'observer', delegation: 'IOM', ...seat })
    const observer = await listen(await signedIn('IOM'))
    await observer.until(': beat')
    await table.decide({ kind: 'observer-ended', delegation: 'IOM' })
    const party = await listen(await signedIn('IDN'))
    await party.until(': beat')
    await table.save([setText(KEYS.article, 'en', 'heading', 'Aim')])
    t.ok(await party.until('version.saved'))
    t.strictSame(observer.events(), [])
    // A wider seat counts otherwise; what was not heard meanwhile is told.
    await table.decide({ kind: 'observer', delegation: 'IOM', ...seat, preset: 'joint-workspace' })
    t.ok(await observer.until('version.saved'))
    t.strictSame(observer.events(), [{ sop: table.sop, zone: 'table', seq: 3, type: 'version.saved' }])
    for (const stream of [observer, party]) stream.end()
  },
)

t.test('a place to go on from can stand in the address', async (t) => {
  const table = await openTable(service)
  const secret = await signedIn('THA')
  const first = await listen(secret)
  await first.until(': beat')
  await table.save([setText(KEYS.article, 'en', 'heading', 'Aim')])
  await first.until('version.saved')
  first.end()
  await table.save([setText(KEYS.article, 'en', 'heading', 'Goal')])
  const second = await listen(secret, undefined, `?after=${first.last()}`)
  t.ok(await second.until(': beat'))
  t.strictSame(
    second.events().filter(({ sop }) => sop === table.sop),
    [{ sop: table.sop, zone: 'table', seq: 5, type: 'version.saved' }],
  )
  second.end()
})

t.test('one’s own side knows who is connected and where, and no other side does', async (t) => {
  const table = await openTable(service)
  const [head, reader] = [await service.as('IDN'), await signedIn('IDN')]
  const own = await listen(reader)
  const foreign = await listen(await signedIn('THA'))
  for (const stream of [own, foreign]) await stream.until(': beat')
  const room = (await service.stores.room('IDN'))!
  const before = await room.read(logHead)
  const there = await listen(await signedIn('IDN', 'legal'), undefined, `?sop=${table.sop}`)
  const unknown = await listen(await signedIn('IDN', 'signatory'), undefined, `?sop=${'0'.repeat(32)}`)
  t.ok(await own.until('"presence"'))
  t.strictSame(own.events().at(-1), { zone: 'room', type: 'presence' })
  const shown = async () =>
    good(await head('GET', '/delegations/IDN/presence')).items.map(
      ({ name, sop }: Record<string, string>) => [name, sop],
    )
  t.strictSame(await shown(), [
    ['The signatory', undefined],
    ['The legal', table.sop],
    ['The reader', undefined],
  ])
  const [now, until] = [service.house.clock(), '2027-06-01T00:00:00.000Z']
  const { id: member } = (await room.read((sql) => findLogin(sql, 'head')))!
  await room.write((tx) => putPresence(tx, 'another node', [{ member, sop: table.sop }], { now, until }))
  t.strictSame((await shown())[0], ['The head', table.sop], 'those on another node too')
  await room.write((tx) => putPresence(tx, 'another node', [], { now, until }))
  t.equal(told(await (await service.as('THA'))('GET', '/delegations/IDN/presence')), '404 not-found')
  t.notMatch(foreign.text(), 'presence')
  t.strictSame(
    (await room.read((sql) => listEntries(sql, { after: before.seq, limit: 9 }))).map(({ type }) => type),
    ['session.opened', 'session.opened'],
    'nothing of it is on record',
  )
  for (const stream of [own, foreign, there, unknown]) stream.end()
})

t.test('nobody listens without a session', async (t) => {
  t.equal(told(await anonymous('GET', '/events')), '401 unauthenticated')
  t.equal(told(await anonymous('GET', '/events', undefined, bearing('IDN_nothing'))), '401 unauthenticated')
})

t.test('what ended on another node, or by time, ends its stream within a second as well', async (t) => {
  const [first, second] = [await signedIn('THA', 'drafter'), await signedIn('MYS', 'drafter')]
  const [ended, expired] = [await listen(first), await listen(second)]
  for (const stream of [ended, expired]) t.ok(await stream.until(': beat'))
  const room = (await service.stores.room('THA'))!
  await room.write(async (tx) => {
    const drafter = (await findLogin(tx, 'drafter'))!
    await endSessions(tx, drafter.id)
  })
  t.ok(await inASecond(ended.closed))
  service.advance(12 * 3600 * 1000)
  t.ok(await inASecond(expired.closed))
})
