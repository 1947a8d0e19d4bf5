// A client on a bad line: the answer is lost, the request is sent again, and what was asked for stands once.
import { createServer, connect, type AddressInfo, type Socket } from 'node:net'
import t from 'tap'
import { createSandhiClient, type SandhiClient, unwrap } from '../../src/client/client.ts'
import { at, listen, refusal } from '../helpers/listen.ts'

t.setTimeout(300_000)

const service = await listen(t)
const line = await badLine(Number(new URL(service.baseUrl).port))
t.teardown(line.close)

const indonesia = await service.client('IDN')
const thailand = await service.client('THA')
const { token } = await unwrap(
  indonesia.POST('/api/v1/me/tokens', {
    body: { name: 'bad line', scopes: ['read', 'write', 'approve'], until: '2026-12-01T00:00:00.000Z' },
  }),
)
/** The same member, over the line that drops answers. */
const far = createSandhiClient({ baseUrl: line.baseUrl, token })

/** Sends again, under the same key, until an answer comes back. */
async function insist<T>(
  send: (header: { 'idempotency-key': string }) => Promise<T>,
  key: string,
): Promise<T> {
  for (let left = 5; ; left -= 1) {
    try {
      return await send({ 'idempotency-key': key })
    } catch (error) {
      if (left === 0) throw error
    }
  }
}

const input = {
  title: { en: 'A short SOP', id: 'SOP singkat', th: 'ขั้นตอนฉบับย่อ' },
  parties: ['IDN', 'THA'],
  languages: ['en', 'id', 'th'],
  authentic: ['en', 'id', 'th'],
  prevailing: 'none',
  procedure: 'open' as const,
}
const count = async (who: SandhiClient) => (await unwrap(who.GET('/api/v1/sops'))).items.length

t.test('an SOP is created once, however often its creation is sent', async (t) => {
  line.dropAnswers(2)
  const made = unwrap(
    await insist((header) => far.POST('/api/v1/sops', { params: { header }, body: input }), 'create-the-sop'),
  )
  t.equal(line.dropped(), 2, 'two answers were lost on the way')
  t.equal(await count(indonesia), 1)
  await at(made.id).answer(thailand)
  t.equal((await at(made.id).sop(indonesia)).head.number, 1)
})

t.test('a save, a comment and a joint decision stand once', async (t) => {
  const { items } = await unwrap(indonesia.GET('/api/v1/sops'))
  const { id: sop, head } = items[0]!
  const path = { sop }
  const { clause } = await at(sop).version(indonesia)
  const edits = [
    {
      op: 'insert',
      parent: clause.key,
      clause: { kind: 'article', texts: { en: { heading: 'Purpose' } } },
    } as const,
  ]
  const body = { base: head.version, message: 'A first article', edits }
  const save = (header: { 'idempotency-key': string }) =>
    far.POST('/api/v1/sops/{sop}/versions', { params: { path, header }, body })
  line.dropAnswers(1)
  const saved = unwrap(await insist(save, 'save-the-article'))
  t.match(saved, { number: 2, saved: true })
  t.strictSame(unwrap(await save({ 'idempotency-key': 'save-the-article' })), saved, 'the very same answer')
  const { clause: now } = await at(sop).version(thailand)
  t.equal(now.children.length, 1)

  const [key] = saved.inserted
  const thread = {
    zone: 'table' as const,
    anchor: { version: 2, key: key!, language: 'en', part: 'heading' as const, quote: 'Purpose' },
    comment: { body: 'Enough?' },
  }
  line.dropAnswers(1)
  await insist(
    async (header) =>
      unwrap(await far.POST('/api/v1/sops/{sop}/threads', { params: { path, header }, body: thread })),
    'open-the-thread',
  )
  const threads = await unwrap(
    thailand.GET('/api/v1/sops/{sop}/threads', { params: { path, query: { zone: 'table' } } }),
  )
  t.equal(threads.items.length, 1)

  line.dropAnswers(1)
  const question = { kind: 'stage', stage: 'legal-scrub' } as const
  await insist(
    async (header) =>
      unwrap(await far.POST('/api/v1/sops/{sop}/decisions', { params: { path, header }, body: question })),
    'ask-for-the-stage',
  )
  t.equal(await at(sop).answer(thailand), 1)
  const types = (await at(sop).record(thailand)).map(({ type }) => type)
  for (const once of ['sop.created', 'version.saved', 'thread.opened', 'decision.asked']) {
    t.equal(types.filter((type) => type === once).length, 1, once)
  }
})

t.test('a key belongs to one request and one member', async (t) => {
  const again = (key: string, who: SandhiClient, title = input.title) =>
    who.POST('/api/v1/sops', { params: { header: { 'idempotency-key': key } }, body: { ...input, title } })
  const other = await refusal(again('create-the-sop', indonesia, { ...input.title, en: 'Another' }))
  t.match(other, { code: 'idempotency-mismatch', status: 422 })
  t.equal((await again('create-the-sop', thailand)).response.status, 201)
  t.equal(await count(thailand), 2)
})

/** A relay that hands every request on and, when told so, hangs up where the answer should come. */
async function badLine(port: number) {
  const sockets = new Set<Socket>()
  let todo = 0
  let done = 0
  const relay = createServer((near) => {
    const onward = connect(port, '127.0.0.1')
    for (const socket of [near, onward]) {
      sockets.add(socket)
      socket.on('error', () => undefined)
      socket.on('close', () => sockets.delete(socket))
    }
    near.pipe(onward)
    onward.on('data', (chunk: Buffer) => {
      if (todo === 0) return void near.write(chunk)
      todo -= 1
      done += 1
      near.destroy()
      onward.destroy()
    })
    onward.on('close', () => near.destroy())
    near.on('close', () => onward.destroy())
  })
  await new Promise<void>((listening) => relay.listen(0, '127.0.0.1', listening))
  return {
    baseUrl: `http://127.0.0.1:${(relay.address() as AddressInfo).port}`,
    dropAnswers: (count: number) => void (todo = count),
    dropped: () => done,
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((closed) => relay.close(closed))
    },
  }
}
