// Two nodes on one PostgreSQL behind a proxy without sticky sessions: whichever answers, it is one service.
import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import t, { type Test } from 'tap'
import {
  type Acknowledged,
  type Call,
  caller,
  follow,
  good,
  lost,
  openTable,
  sha256,
} from '../faults/harness.ts'
import { endShared, programs } from '../helpers/postgres.ts'
import { setText } from '../helpers/table.ts'
import { front, without } from './nginx.ts'
import { roundRobin } from './round-robin.ts'
import { type Ask, calls, listen, type Nodes, signIn, twoNodes } from './two-nodes.ts'

/** A clause that all write in, and one of each writer. */
const SHARED = 'e'.repeat(16)
const OWN = ['a', 'b', 'c', 'd'].map((letter) => letter.repeat(16))
const WRITERS = [
  ['IDN', 'head'],
  ['THA', 'head'],
  ['IDN', 'drafter'],
  ['THA', 'drafter'],
] as const
const edit = (base: string, key: string, language: string, value: string) => ({
  ...{ base, message: 'A save' },
  edits: [setText(key, language, 'text', value)],
})
/** Words of a turn, in letters alone: a number could look like somebody's. */
const words = (...turn: number[]) =>
  `Words ${turn.map((number) => [...String(number)].map((digit) => 'abcdefghij'[Number(digit)]).join('')).join(' ')}.`

const acknowledgedAt = (sop: string, key: string, value: string, { number, version }: any): Acknowledged => ({
  ...{ kind: 'version', key, id: version, sha256: sha256(value) },
  path: `/sops/${sop}/versions/${number}?clause=${key}`,
})

const skip = programs() === undefined && 'there is no PostgreSQL server here'
t.setTimeout(240_000)
t.teardown(endShared)

t.test('two nodes and no sticky sessions', { skip }, async (t) => {
  const nodes = await twoNodes(t)
  await t.test('behind a proxy that sends each request to the next', async (t) => {
    await story(t, nodes, await roundRobin(t, nodes.ports))
  })
  await t.test(
    'behind nginx as deploy/nginx.conf has it',
    { skip: without('nginx', 'openssl') },
    async (t) => {
      await story(t, nodes, (await front(t, nodes.ports)).ask)
    },
  )
})

/** All that two delegations do at one table, with any request answered by any node. */
async function story(t: Test, nodes: Nodes, ask: Ask): Promise<void> {
  const before = await nodes.figures('sandhi_requests_total')
  const secrets: string[] = []
  for (const [delegation, login] of WRITERS) secrets.push(await signIn(ask, delegation, login))
  const people = secrets.map((secret) => calls(ask, secret))
  const [idn, tha] = people as [ReturnType<typeof calls>, ReturnType<typeof calls>]
  const sop = await openTable(idn, tha, [SHARED, ...OWN])
  const at = `/sops/${sop}`
  const ledger: Acknowledged[] = []
  let newest = 0
  const head = async (call: ReturnType<typeof calls>) => good(await call('GET', at)).head
  const keep = (key: string, value: string, saved: any) => {
    if (!ledger.some(({ id }) => id === saved.version)) ledger.push(acknowledgedAt(sop, key, value, saved))
    newest = Math.max(newest, saved.number)
  }

  await t.test('a session is known wherever it is shown, and ended everywhere within a second', async (t) => {
    const secret = await signIn(ask, 'IDN', 'legal')
    const direct = nodes.services.map(({ address }) => caller(address, secret))
    for (const call of direct) t.equal((await call('GET', '/me')).status, 200)
    const stream = await listen(ask, secret)
    const out = await calls(ask, secret)('DELETE', '/sessions/current')
    t.ok(out.status < 300, String(out.status))
    const began = performance.now()
    const refused = async (call: Call) => {
      while ((await call('GET', '/me')).status !== 401 && performance.now() - began < 5_000) await pause(10)
    }
    await Promise.all([...direct.map(refused), stream.closed()])
    const took = Math.round(performance.now() - began)
    t.ok(took < 1_100, `${took} ms`)
  })

  await t.test('a save is read at once at any node', async (t) => {
    for (let turn = 0; turn < 4; turn += 1) {
      const [writer, reader] = [people[turn % 4]!, people[(turn + 1) % 4]!]
      const value = words(turn)
      const saved = good(
        await writer('POST', `${at}/versions`, edit((await head(writer)).version, SHARED, 'en', value)),
      )
      keep(SHARED, value, saved)
      for (const again of [reader, writer]) {
        const latest = good(await again('GET', `${at}/versions/latest?clause=${SHARED}`))
        t.equal(latest.version, saved.version)
        t.equal(latest.clause.texts.en.text, value)
      }
      for (const { address } of nodes.services) {
        const call = caller(address, secrets[(turn + 1) % 4]!)
        t.equal(good(await call('GET', at)).head.version, saved.version)
      }
    }
  })

  await t.test('who comes second on one head gets base, theirs and his own words back', async (t) => {
    const base = (await head(idn)).version
    const [first, second] = await Promise.all([
      idn('POST', `${at}/versions`, edit(base, SHARED, 'id', 'Kata Indonesia.')),
      tha('POST', `${at}/versions`, edit(base, SHARED, 'id', 'Kata Thailand.')),
    ])
    const [won, refused] = first.status === 201 ? [first, second] : [second, first]
    t.equal(won.status, 201)
    t.match(refused, { status: 409, body: { code: 'conflict' } })
    const [theirs, mine] = won === first ? ['Indonesia', 'Thailand'] : ['Thailand', 'Indonesia']
    const place = JSON.stringify(refused.body.facts)
    t.match(place, /"base":.*Kata\./)
    t.match(place, new RegExp(`"theirs":[^}]*Kata ${theirs}\\.`))
    t.match(place, new RegExp(`"mine":[^}]*Kata ${mine}\\.`))
  })

  await t.test('one key sent to both nodes is carried out once', async (t) => {
    for (const together of [false, true]) {
      const key = randomUUID()
      const value = words(together ? 1 : 0, 77)
      const body = edit((await head(idn)).version, SHARED, 'en', value)
      const send = (which: number) =>
        caller(nodes.services[which]!.address, secrets[0]!)('POST', `${at}/versions`, body, key)
      const answers = together ? await Promise.all([send(0), send(1)]) : [await send(0), await send(1)]
      const busy = answers.filter(({ status, body }) => status === 409 && body.code === 'idempotency-busy')
      const saved = answers.filter(({ status }) => status === 201)
      t.equal(saved.length + busy.length, 2)
      t.equal(new Set(saved.map(({ body }) => body.version)).size, 1)
      keep(SHARED, value, saved[0]!.body)
      const { items } = good(await tha('GET', `${at}/versions?limit=100`))
      t.equal(items.length, saved[0]!.body.number, 'and is one version')
    }
  })

  await t.test('a tag read at one node holds at the other', async (t) => {
    const read = await idn('GET', `${at}/versions/latest?clause=${SHARED}`)
    const { etag } = read.headers
    for (let turn = 0; turn < 2; turn += 1) {
      const same = await idn('GET', `${at}/versions/latest?clause=${SHARED}`, undefined, undefined, {
        'if-none-match': String(etag),
      })
      t.equal(same.status, 304)
    }
    const value = words(5, 5)
    keep(
      SHARED,
      value,
      good(await tha('POST', `${at}/versions`, edit(read.body.version, SHARED, 'th', value))),
    )
    ledger.pop() // Its words are Thai, the ledger reads English.
    for (let turn = 0; turn < 2; turn += 1) {
      const changed = await idn('GET', `${at}/versions/latest?clause=${SHARED}`, undefined, undefined, {
        'if-none-match': String(etag),
      })
      t.equal(changed.status, 200)
      t.not(changed.headers.etag, etag)
    }
    const admin = calls(ask, await signIn(ask, 'THA', 'admin'))
    const { items } = good(await admin('GET', '/delegations/THA/members'))
    const { id, tag } = items.find(({ login }: { login: string }) => login === 'reader')
    const change = (name: string) =>
      admin('PATCH', `/delegations/THA/members/${id}`, { name }, undefined, { 'if-match': tag })
    t.equal((await change(`The reader, ${sop}`)).status, 200)
    for (let turn = 0; turn < 2; turn += 1)
      t.match(await change('The reader, twice'), { status: 412, body: { code: 'precondition-failed' } })
  })

  await t.test('clients of both sides save at once, and there is one path of versions', async (t) => {
    const wrong: string[] = []
    let given = 0
    const client = async (which: number) => {
      const call = people[which]!
      for (let turn = 0; turn < 4; turn += 1) {
        const known = newest
        const { version: base, number } = await head(call)
        if (number < known) wrong.push(`read ${number} after ${known}`)
        const key = turn % 2 ? SHARED : OWN[which]!
        const value = words(which, turn)
        const once = randomUUID()
        const send = () => call('POST', `${at}/versions`, edit(base, key, 'en', value), once)
        const answers = turn % 3 === 1 ? await Promise.all([send(), send()]) : [await send()]
        const saved = answers.filter(({ status }) => status === 201)
        if (new Set(saved.map(({ body }) => body.version)).size > 1) wrong.push('one key saved twice')
        if (saved[0]) keep(key, value, saved[0].body)
        const refused = answers.filter(({ status }) => status !== 201)
        for (const { status, body } of refused) {
          if (status === 409 && body.code === 'idempotency-busy') continue
          if (status !== 409 || body.code !== 'conflict' || !JSON.stringify(body.facts).includes(value))
            wrong.push(`${status} ${JSON.stringify(body)}`)
          given += 1
        }
      }
    }
    await Promise.all(people.map((_, which) => client(which)))
    t.same(wrong, [])
    t.comment(`${ledger.length} acknowledged, ${given} given back`)
    await standsWhole(t)
  })

  await t.test('a stream goes on at the other node when its own is killed, and misses nothing', async (t) => {
    const first = await listen(ask, secrets[1]!)
    const began = good(await idn('GET', at)).head.number
    const streams = await nodes.figures('sandhi_open_streams')
    const serving = streams.indexOf(1)
    t.same([...streams].sort(), [0, 1], 'it is open at one of them')
    const other = caller(nodes.services[1 - serving]!.address, secrets[0]!)
    const heard = performance.now()
    const value = words(9, 9)
    const base = (await head(idn)).version
    keep(OWN[0]!, value, good(await other('POST', `${at}/versions`, edit(base, OWN[0]!, 'en', value))))
    t.ok((await first.until((events) => events.length > 0)) < 1_000, 'what the other node saved is heard')
    t.comment(`heard ${Math.round(performance.now() - heard)} ms after it was sent`)

    let over = false
    const odd: string[] = []
    const writer = async (which: number) => {
      for (let turn = 0; !over || turn < 3; turn += 1) {
        const value = words(which, turn, 3)
        const once = randomUUID()
        for (;;) {
          const answer = await sendOnce(people[which]!, OWN[which]!, value, once)
          if (answer?.status === 201) {
            keep(OWN[which]!, value, answer.body)
            break
          }
          if (answer && ![502, 503, 504].includes(answer.status))
            odd.push(`${answer.status} ${JSON.stringify(answer.body)}`)
          await pause(20)
        }
      }
    }
    const bases = new Map<string, string>()
    /** The same request for one key, however often; undefined when the connection broke. */
    const sendOnce = async (call: ReturnType<typeof calls>, key: string, value: string, once: string) => {
      try {
        const read = bases.has(once) ? undefined : await call('GET', at)
        if (read && read.status !== 200) return read
        const base = bases.get(once) ?? read!.body.head.version
        bases.set(once, base)
        return await call('POST', `${at}/versions`, edit(base, key, 'en', value), once)
      } catch {
        return undefined
      }
    }
    const writing = [0, 1, 2, 3].map(writer)
    await first.until((events) => events.length > 4)
    await nodes.services[serving]!.kill()
    t.ok((await first.closed()) < 2_000, 'the stream breaks')
    const second = await listen(ask, secrets[1]!, first.last())
    await pause(300)
    over = true
    await Promise.all(writing)
    t.same(odd, [], 'whoever is sent to a dead node comes to the other, or is told that it failed')
    const table = () => [...first.events(), ...second.events()].filter((event) => event.sop === sop)
    const saved = () => table().filter(({ type }) => type === 'version.saved').length
    const last = good(await idn('GET', at)).head.number
    await second.until(() => saved() >= last - began)
    await pause(100)
    t.equal(saved(), last - began, 'one event for each version')
    const seqs = table().map(({ seq }) => seq)
    t.same(
      seqs,
      seqs.map((_, index) => seqs[0]! + index),
      'none is missing, none comes twice, and they come in order',
    )
    t.comment(`${first.events().length} heard before the kill, ${second.events().length} after`)
    second.end()
    await standsWhole(t)
    await nodes.again(serving)
  })

  await t.test(
    'the node that was killed serves again, and knows all that was saved without it',
    async (t) => {
      for (const { address } of nodes.services) {
        const call = caller(address, secrets[0]!)
        t.same(good(await call('GET', at)).head, await head(tha))
        t.same(await lost(call, ledger), [])
      }
    },
  )

  const served = await nodes.figures('sandhi_requests_total')
  t.comment(`requests served by each node: ${before.join(' and ')} before, ${served.join(' and ')} after`)
  for (const count of served) t.ok(count > 20, 'each node had its part of the requests')

  /** All versions follow one another, everything acknowledged is there byte for byte, and the record is one chain. */
  async function standsWhole(t: Test): Promise<void> {
    const versions: any[] = []
    for (let cursor = ''; ;) {
      const { items, next } = good(await tha('GET', `${at}/versions?limit=100${cursor}`))
      versions.push(...items)
      if (next === undefined) break
      cursor = `&cursor=${next}`
    }
    versions.sort((a, b) => a.number - b.number)
    t.same(
      versions.map(({ number }) => number),
      versions.map((_, index) => index + 1),
    )
    const stray = versions.filter(({ parents }, index) => {
      const before = versions[index - 1]
      return before !== undefined && !parents.includes(before.version)
    })
    t.same(stray, [], 'each follows the one before')
    t.same(await lost(idn, ledger), [], 'what was acknowledged is there')
    t.equal(await follow(tha as Call, sop, { hashes: [], versions: new Set() }), undefined)
  }
}
