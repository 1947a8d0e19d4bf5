// Two nodes on one PostgreSQL: what one commits is heard at the other, what one revokes ends there, and one delivers.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import t from 'tap'
import { buildApp, type Built } from '../../src/app.ts'
import { openPostgresStores } from '../../src/store/postgres-stores.ts'
import { type Ask, CONFIG, PASSWORD, seeded, settle, shippedLists, ticking } from '../helpers/start.ts'
import { dropDatabase, endShared, freshDatabase, programs } from '../helpers/postgres.ts'
import { beginning, good, setText } from '../helpers/table.ts'

const skip = programs() === undefined && 'there is no PostgreSQL server here'

interface Node extends Built {
  readonly ask: (secret?: string) => Ask
}

t.test('two nodes are one service', { skip }, async (t) => {
  const url = await freshDatabase()
  const { clock } = ticking()
  const nodes: Node[] = []
  const ends: (() => Promise<void>)[] = []
  t.teardown(async () => {
    for (const end of ends) await end()
    await dropDatabase(url)
    await endShared()
  })
  for (const name of ['one', 'two']) {
    const stores = await openPostgresStores({ url })
    const config = { ...CONFIG, database: url, privateWebhooks: true }
    const edition = { version: '0.0.0-test', icu: '' }
    const built = await buildApp({ stores, clock, chance: seeded(name) }, shippedLists(), config, edition)
    if (name === 'one') for (const code of ['IDN', 'THA']) await settle(built.house, code, 'party')
    await built.app.ready()
    ends.push(async () => {
      await built.app.close()
      await stores.close()
    })
    const ask =
      (secret?: string): Ask =>
      (method, path, body, headers = {}) =>
        built.app.inject({
          ...{ method, url: `/api/v1${path}` },
          headers: {
            ...(secret !== undefined && { authorization: `Bearer ${secret}` }),
            ...(body !== undefined && { 'content-type': 'application/json' }),
            ...headers,
          },
          ...(body !== undefined && { payload: JSON.stringify(body) }),
        })
    nodes.push({ ...built, ask })
  }
  const [one, two] = nodes as [Node, Node]
  const signIn = async (node: Node, delegation: string, login: string) => {
    const answer = await node.ask()('POST', '/sessions', { delegation, login, password: PASSWORD })
    good(answer)
    return answer.cookies[0]!.value
  }
  const listen = async (node: Node, secret: string, query = '') => {
    const headers = { authorization: `Bearer ${secret}` }
    const answer = await node.app.inject({ url: `/api/v1/events${query}`, headers, payloadAsStream: true })
    let text = ''
    let closed = false
    answer.stream().on('data', (chunk: Buffer) => (text += chunk.toString()))
    answer.stream().on('close', () => (closed = true))
    const wait = async (ready: () => boolean) => {
      const began = performance.now()
      while (!ready() && performance.now() - began < 5_000) await new Promise((done) => setTimeout(done, 5))
      return ready() ? performance.now() - began : Infinity
    }
    const until = (words: string) => wait(() => text.includes(words))
    t.teardown(() => answer.raw.res.destroy())
    return { until, closed: () => wait(() => closed), text: () => text }
  }

  const [idn, tha] = [await signIn(one, 'IDN', 'head'), await signIn(two, 'THA', 'head')]
  const there = await listen(two, tha)
  await there.until(': beat')
  const made = good(await one.ask(idn)('POST', '/sops', beginning()))
  const sop = `/sops/${made.id}`
  t.ok((await there.until('sop.created')) < 1_000, 'a new SOP is heard of at the other node')
  const { items } = good(await two.ask(tha)('GET', `${sop}/decisions`))
  good(await two.ask(tha)('POST', `${sop}/decisions/${items[0].id}/answers`, { answer: 'yes' }))
  const { head } = good(await one.ask(idn)('GET', sop))
  const clause = { kind: 'paragraph', texts: { en: { text: 'Return is safe.' } } }
  const edits = [{ op: 'insert', parent: 'sop', clause }]
  const save = good(
    await one.ask(idn)('POST', `${sop}/versions`, { base: head.version, message: 'A change', edits }),
  )
  const took = await there.until('version.saved')
  t.ok(took < 1_000, `a save in ${Math.round(took)} ms`)
  t.equal(good(await two.ask(tha)('GET', `${sop}/versions/latest`)).version, save.version)

  const drafter = await signIn(two, 'THA', 'drafter')
  const own = await listen(two, drafter, `?sop=${made.id}`)
  await own.until(': beat')
  await there.until('"presence"')
  await new Promise((done) => setTimeout(done, 1_100))
  const present = good(await one.ask(tha)('GET', '/delegations/THA/presence'))
  t.strictSame(
    present.items.map((item: { name: string; sop?: string }) => [item.name, item.sop]),
    [
      ['The head', undefined],
      ['The drafter', made.id],
    ],
    'who is connected to the one is known at the other',
  )
  const admin = await signIn(one, 'THA', 'admin')
  const members = good(await one.ask(admin)('GET', '/delegations/THA/members')).items
  const { id, tag } = members.find(({ login }: { login: string }) => login === 'drafter')
  const change = one.ask(admin)(
    'PATCH',
    `/delegations/THA/members/${id}`,
    { active: false },
    { 'if-match': tag },
  )
  good(await change)
  const ended = await own.closed()
  t.ok(ended < 1_000, `a stream ends ${Math.round(ended)} ms after its member was made inactive elsewhere`)

  const posts: string[] = []
  const receiver = createServer((request, response) => {
    request.on('data', (chunk: Buffer) => posts.push(chunk.toString()))
    request.on('end', () => response.writeHead(204).end())
  })
  await new Promise<void>((done) => receiver.listen(0, '127.0.0.1', done))
  t.teardown(() => receiver.close())
  const address = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`
  const webhook = { name: 'A receiver', url: address, zones: ['table'] }
  good(await one.ask(admin)('POST', '/delegations/THA/webhooks', webhook))
  let base = save.version
  const key = good(await one.ask(idn)('GET', `${sop}/versions/latest`)).clause.children[0].key as string
  for (let again = 0; again < 5; again += 1) {
    const words = [setText(key, 'en', 'text', `Return is safe, ${again}.`)]
    const body = { base, message: 'A change', edits: words }
    base = good(await nodes[again % 2]!.ask(again % 2 ? tha : idn)('POST', `${sop}/versions`, body)).version
  }
  await Promise.all([one, two, one, two].map((node) => node.rounds.webhooks()))
  for (const node of nodes) await node.rounds.webhooks()
  t.equal(posts.length, 5, 'each event is delivered by one of them')
})
