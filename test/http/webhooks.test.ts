// Webhooks, with receivers that really listen: signed, in order, none lost, tried again, given up, and never led astray.
import { spawnSync } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import t from 'tap'
import { createSend } from '../../src/http/send-event.ts'
import { SCOPES } from '../../src/review/policy.ts'
import { signed } from '../../src/review/webhooks.ts'
import { claimWebhook } from '../../src/store/webhooks.ts'
import { startConforming } from '../helpers/conform.ts'
import type { Ask } from '../helpers/start.ts'
import { good, KEYS, openTable, setText, told } from '../helpers/table.ts'

const service = await startConforming(t, {
  parties: ['IDN', 'THA', 'MYS'],
  config: { privateWebhooks: true },
})
const guarded = await startConforming({
  testdir: () => join(t.testdirName, 'guarded'),
  teardown: (end) => t.teardown(() => end() as Promise<void>),
})
const DAY = 24 * 3600 * 1000

interface Post {
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

/** A receiver on this machine that keeps what it is sent and answers as it is told. */
async function receive(
  answer: (response: ServerResponse, post: Post) => void = (response) => void response.writeHead(204).end(),
) {
  const posts: Post[] = []
  const state = { answer }
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      posts.push({ headers: request.headers, body })
      state.answer(response, posts.at(-1)!)
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  t.teardown(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return {
    posts,
    state,
    url: `http://127.0.0.1:${port}/events`,
    port,
    events: () => posts.map(({ body }) => JSON.parse(body) as Record<string, unknown>),
  }
}

async function add(code: string, url: string, zones = ['table'], by?: Ask) {
  const admin = by ?? (await service.as(code, 'admin'))
  const at = `/delegations/${code}/webhooks`
  const made = good<{ id: string; secret: string }>(
    await admin('POST', at, { name: 'A receiver', url, zones }),
  )
  const view = async () =>
    good(await admin('GET', at)).items.find(({ id }: { id: string }) => id === made.id) as Record<string, any>
  return {
    ...made,
    view,
    change: async (body: object) =>
      admin('PATCH', `${at}/${made.id}`, body, { 'if-match': (await view()).tag }),
    ping: async (): Promise<object> => good(await admin('POST', `${at}/${made.id}/ping`)),
    remove: () => admin('DELETE', `${at}/${made.id}`),
  }
}

t.test('what happens at the table is posted, signed, and says nothing of what was written', async (t) => {
  const table = await openTable(service)
  const receiver = await receive()
  const webhook = await add('THA', receiver.url)
  await table.save([setText(KEYS.article, 'en', 'heading', 'A secret aim')])
  const anchor = { version: 2, key: KEYS.paragraph, language: 'en', part: 'text', quote: 'safe' }
  good(
    await table.tha('POST', `${table.at}/threads`, { zone: 'room', anchor, comment: { body: 'Between us' } }),
  )
  await service.rounds.webhooks()
  t.equal(receiver.posts.length, 1, 'of one’s own room only where that was asked for')
  const [{ headers, body }] = receiver.posts as [Post]
  const event = JSON.parse(body) as Record<string, string>
  const { id, time } = event
  t.strictSame(event, { id, sop: table.sop, zone: 'table', seq: 4, type: 'version.saved', time })
  t.equal(headers['webhook-id'], id)
  const key = Buffer.from(webhook.secret.slice('whsec_'.length), 'base64')
  t.equal(key.length, 32)
  const mac = createHmac('sha256', key).update(`${id}.${headers['webhook-timestamp'] as string}.${body}`)
  t.equal(headers['webhook-signature'], `v1,${mac.digest('base64')}`)
  t.ok(Math.abs(Number(headers['webhook-timestamp']) * 1000 - Date.parse(service.house.clock())) < 120_000)
  await service.rounds.webhooks()
  t.equal(receiver.posts.length, 1, 'and not again')
  const { state, failures, outcome, status, delivered } = await webhook.view()
  t.strictSame([state, failures, outcome, status], ['active', 0, 'delivered', 204])
  t.ok(delivered)
  t.notMatch(JSON.stringify(await webhook.view()), 'whsec')
  good(await webhook.remove())
  await table.save([setText(KEYS.article, 'en', 'heading', 'Aim')])
  await service.rounds.webhooks()
  t.equal(receiver.posts.length, 1)
})

t.test('one’s own room is heard of where that is asked for, and an observer counts for itself', async (t) => {
  const table = await openTable(service)
  const until = '2027-06-01T00:00:00Z'
  await table.decide({
    kind: 'observer',
    delegation: 'IOM',
    preset: 'clean-text',
    until,
    comments: false,
    withheld: [],
  })
  const [own, observing] = [await receive(), await receive()]
  const [first, second] = [await add('IDN', own.url, ['room']), await add('IOM', observing.url)]
  const anchor = { version: 2, key: KEYS.paragraph, language: 'en', part: 'text', quote: 'safe' }
  for (const zone of ['room', 'table'])
    good(await table.idn('POST', `${table.at}/threads`, { zone, anchor, comment: { body: 'A word' } }))
  await table.save([setText(KEYS.article, 'en', 'heading', 'Aim')])
  await service.rounds.webhooks()
  t.strictSame(
    own.events().map(({ zone, type, sop }) => [zone, type, sop]),
    [['room', 'thread.opened', undefined]],
  )
  t.strictSame(
    observing.events().map(({ sop, seq, type }) => [sop, seq, type]),
    [[table.sop, 3, 'version.saved']],
  )
  for (const webhook of [first, second]) good(await webhook.remove())
})

t.test('a receiver that is down misses nothing, hears of it in order, and of nothing twice', async (t) => {
  const table = await openTable(service)
  const receiver = await receive((response) => void response.writeHead(503).end())
  const webhook = await add('THA', receiver.url)
  for (const value of ['One', 'Two', 'Three'])
    await table.save([setText(KEYS.article, 'en', 'heading', value)])
  await service.rounds.webhooks()
  t.equal(receiver.posts.length, 1, 'after a failure the rest waits')
  const failing = await webhook.view()
  t.strictSame(
    [failing.state, failing.failures, failing.outcome, failing.status],
    ['active', 1, 'status-refused', 503],
  )
  await service.rounds.webhooks()
  t.equal(receiver.posts.length, 1, 'and it is not tried before its time')
  service.advance(60_000)
  await service.rounds.webhooks()
  t.equal(receiver.posts.length, 2)
  t.equal(
    receiver.posts[0]!.headers['webhook-id'],
    receiver.posts[1]!.headers['webhook-id'],
    'by the same id',
  )
  t.not(receiver.posts[0]!.headers['webhook-timestamp'], receiver.posts[1]!.headers['webhook-timestamp'])
  receiver.state.answer = (response) => void response.writeHead(200).end('thank you')
  service.advance(2 * 60_000)
  await service.rounds.webhooks()
  t.strictSame(
    receiver.events().map(({ seq }) => seq),
    [4, 4, 4, 5, 6],
  )
  t.equal((await webhook.view()).failures, 0)
  good(await webhook.remove())
})

t.test('a paused one is sent nothing, and all of it when it goes on', async (t) => {
  const table = await openTable(service)
  const receiver = await receive()
  const webhook = await add('THA', receiver.url)
  t.equal(good(await webhook.change({ active: false })).state, 'paused')
  await table.save([setText(KEYS.article, 'en', 'heading', 'Aim')])
  await service.rounds.webhooks()
  t.equal(receiver.posts.length, 0)
  good(await webhook.change({ active: true, zones: ['table', 'room'] }))
  await service.rounds.webhooks()
  t.strictSame(
    receiver.events().map(({ type }) => type),
    ['version.saved'],
    'of what is new to it, from now on',
  )
  good(await webhook.remove())
})

t.test('of several nodes one delivers, and another takes over when that one is no more', async (t) => {
  const table = await openTable(service)
  const receiver = await receive((response) => void setTimeout(() => response.writeHead(204).end(), 20))
  const webhook = await add('THA', receiver.url)
  for (const value of ['One', 'Two', 'Three'])
    await table.save([setText(KEYS.article, 'en', 'heading', value)])
  await Promise.all([1, 2, 3].map(() => service.rounds.webhooks()))
  t.strictSame(
    receiver.events().map(({ seq }) => seq),
    [4, 5, 6],
  )
  const room = (await service.stores.room('THA'))!
  const now = service.house.clock()
  const until = new Date(Date.parse(now) + 600_000).toISOString()
  t.ok(await room.write((tx) => claimWebhook(tx, webhook.id, { holder: 'a node that dies', now, until })))
  t.notOk(await room.write((tx) => claimWebhook(tx, webhook.id, { holder: 'another', now, until })))
  await table.save([setText(KEYS.article, 'en', 'heading', 'Four')])
  await service.rounds.webhooks()
  t.equal(receiver.posts.length, 3)
  service.advance(600_000)
  await service.rounds.webhooks()
  t.equal(receiver.events().at(-1)!.seq, 7)
  good(await webhook.remove())
})

t.test('much is delivered in turns, so that others are not kept waiting', async (t) => {
  const table = await openTable(service)
  const receiver = await receive()
  const webhook = await add('THA', receiver.url)
  for (let one = 0; one < 60; one += 1)
    await table.save([setText(KEYS.article, 'en', 'heading', `Aim ${one}`)])
  let rounds = 0
  for (let more = true; more; rounds += 1)
    more = (await service.rounds.webhooks(new Set(['THA']))).more.has('THA')
  t.ok(rounds > 1, `${rounds} turns`)
  t.strictSame(
    receiver.events().map(({ seq }) => seq),
    Array.from({ length: 60 }, (_, one) => one + 4),
  )
  good(await webhook.remove())
})

t.test('a try says at once what became of it', async (t) => {
  const receiver = await receive()
  const webhook = await add('THA', receiver.url)
  t.strictSame(await webhook.ping(), { outcome: 'delivered', status: 204 })
  t.match(receiver.events()[0], { type: 'webhook.ping', seq: 0, zone: 'room' })
  receiver.state.answer = (response) =>
    void response.writeHead(302, { location: 'http://127.0.0.1:9/' }).end()
  t.strictSame(await webhook.ping(), { outcome: 'status-refused', status: 302 }, 'no redirect is followed')
  receiver.state.answer = (response) => void response.destroy()
  t.strictSame(await webhook.ping(), { outcome: 'unreachable' })
  t.equal(receiver.posts.length, 3)
  good(await webhook.remove())
})

t.test('a receiver that does not answer, or not to an end, holds nobody up', async (t) => {
  const send = createSend({ privately: true, agent: 'test', patience: 200 })
  const silent = await receive(() => undefined)
  t.strictSame(await send(silent.url, {}, '{}'), { outcome: 'timed-out' })
  const endless = await receive((response) => {
    response.writeHead(200)
    const timer = setInterval(() => response.write('x'.repeat(10_000)), 5)
    response.on('close', () => clearInterval(timer))
  })
  t.strictSame(await send(endless.url, {}, '{}'), { outcome: 'delivered', status: 200 })
})

t.test('nothing is sent into the own network, by whatever name that is called', async (t) => {
  const receiver = await receive()
  const admin = await guarded.as('IDN', 'admin')
  const at = '/delegations/IDN/webhooks'
  const body = (url: string) => ({ name: 'A receiver', url, zones: ['table'] })
  for (const url of [
    receiver.url,
    `https://127.0.0.1:${receiver.port}/`,
    'https://[::1]/',
    'https://10.0.0.1/',
    'no',
  ])
    t.equal(told(await admin('POST', at, body(url))), '422 address-refused', url)
  const made = good(await admin('POST', at, body(`https://localhost:${receiver.port}/`)))
  t.strictSame(good(await admin('POST', `${at}/${made.id}/ping`)), { outcome: 'address-refused' })
  const send = createSend({ privately: false, agent: 'test' })
  for (const url of [receiver.url, 'https://127.0.0.1/', `https://localhost:${receiver.port}/`])
    t.strictSame(await send(url, {}, '{}'), { outcome: 'address-refused' }, url)
  t.equal(receiver.posts.length, 0)
})

t.test('an administrator alone manages them, ten at the most', async (t) => {
  const [admin, head] = [await service.as('MYS', 'admin'), await service.as('MYS', 'head')]
  const at = '/delegations/MYS/webhooks'
  const body = { name: 'A receiver', url: 'https://example.org/', zones: ['table'] }
  t.equal(told(await head('POST', at, body)), '403 role-missing')
  t.equal(told(await head('GET', at)), '403 role-missing')
  t.equal(told(await (await service.as('THA', 'admin'))('GET', at)), '404 not-found')
  t.equal(told(await admin('POST', at, { ...body, name: 'NIK 3175094501850001' })), '422 case-data')
  t.equal(told(await admin('POST', at, { ...body, zones: ['table', 'table'] })), '400 invalid-request')
  const ids: string[] = []
  for (let one = 0; one < 10; one += 1) ids.push(good(await admin('POST', at, body)).id)
  t.equal(told(await admin('POST', at, body)), '422 limit-exceeded')
  t.equal(told(await admin('PATCH', `${at}/${ids[0]}`, { active: false })), '428 base-missing')
  t.equal(
    told(await admin('PATCH', `${at}/${ids[0]}`, { active: false }, { 'if-match': '"x"' })),
    '412 precondition-failed',
  )
  t.equal(told(await admin('PATCH', `${at}/${'0'.repeat(32)}`, {}, { 'if-match': '*' })), '404 not-found')
  t.equal(
    told(await admin('PATCH', `${at}/${ids[0]}`, { url: 'ftp://x' }, { 'if-match': '*' })),
    '422 address-refused',
  )
  t.equal(told(await admin('POST', `${at}/${'0'.repeat(32)}/ping`)), '404 not-found')
  for (const id of ids) good(await admin('DELETE', `${at}/${id}`))
  t.equal(told(await admin('DELETE', `${at}/${ids[0]}`)), '404 not-found')
})

/** Asks with a token, which outlives a session. */
async function byToken(code: string, login: string): Promise<Ask> {
  const body = { name: 'For long', scopes: [...SCOPES], until: '2027-06-01T00:00:00.000Z' }
  const { token } = good(await (await service.as(code, login))('POST', '/me/tokens', body))
  return (method, url, sent, headers) =>
    service.anonymous(method, url, sent, { authorization: `Bearer ${token}`, ...headers })
}

t.test(
  'after a day of failures it is given up with a reason, and brought back with what it missed',
  async (t) => {
    const [admin, head] = [await byToken('MYS', 'admin'), await byToken('MYS', 'head')]
    const receiver = await receive((response) => void response.writeHead(500).end())
    const webhook = await add('MYS', receiver.url, ['room'], admin)
    const change = async (language: string) => good(await head('PATCH', '/me', { language }))
    await change('th')
    for (let tries = 0; tries < 7; tries += 1) {
      await service.rounds.webhooks()
      service.advance(DAY / 6)
    }
    t.equal((await webhook.view()).state, 'active')
    await service.rounds.webhooks()
    const given = await webhook.view()
    t.strictSame([given.state, given.failures, given.status, given.next], ['disabled', 8, 500, undefined])
    service.advance(DAY)
    await change('en')
    await service.rounds.webhooks()
    t.equal(receiver.posts.length, 8)
    receiver.state.answer = (response) => void response.writeHead(204).end()
    t.equal(good(await webhook.change({ active: true })).state, 'active')
    await service.rounds.webhooks()
    const after = receiver.events().slice(8)
    t.strictSame(
      after.map(({ type }) => type),
      ['member.changed', 'member.changed', 'webhook.changed'],
    )
    t.equal(after[0]!.id, receiver.events()[0]!.id)
    receiver.state.answer = (response) => void response.writeHead(410).end()
    await change('th')
    await service.rounds.webhooks()
    const { state, outcome } = await webhook.view()
    t.strictSame([state, outcome], ['disabled', 'gone'], 'who says that it is gone is believed at once')
  },
)

t.test('the examples of the documentation tell a good delivery from any other', async (t) => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/events.md'), 'utf8')
  const [, ts = ''] = /```ts\n([^]*?)```/.exec(page) ?? []
  const [, python = ''] = /```python\n([^]*?)```/.exec(page) ?? []
  const folder = join(t.testdirName, '..', 'examples')
  mkdirSync(folder, { recursive: true })
  t.teardown(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, 'verify.ts'), ts)
  const { verify } = (await import(join(folder, 'verify.ts'))) as {
    verify: (secret: string, headers: object, body: string) => boolean
  }
  const secret = `whsec_${Buffer.from('the bytes of a secret').toString('base64')}`
  const body = '{"type":"version.saved"}'
  const now = Math.floor(Date.now() / 1000)
  const at = (seconds: number) => signed(secret, { id: 'one', seconds, body })
  const cases: [object, string, boolean][] = [
    [at(now), body, true],
    [at(now), `${body} `, false],
    [at(now - 400), body, false],
    [{ ...at(now), 'webhook-id': 'two' }, body, false],
    [{ ...at(now), 'webhook-signature': `v1,x ${at(now)['webhook-signature']}` }, body, true],
  ]
  t.strictSame(
    cases.map(([headers, text]) => verify(secret, headers, text)),
    cases.map(([, , right]) => right),
  )
  const program = `${python}\nimport json, sys\nprint(json.dumps([verify(${JSON.stringify(secret)}, h, b.encode()) for h, b, _ in json.load(sys.stdin)]))`
  const ran = spawnSync('python3', ['-c', program], { input: JSON.stringify(cases), encoding: 'utf8' })
  if (ran.error) return t.comment('skipped in Python: there is no python3 here')
  t.equal(ran.status, 0, ran.stderr)
  t.strictSame(
    JSON.parse(ran.stdout),
    cases.map(([, , right]) => right),
  )
})
