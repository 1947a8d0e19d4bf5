// The API fuzz: whatever is asked, the answer is a documented one, nobody falls over, and a refusal changes nothing.
import fc from 'fast-check'
import type { InjectOptions } from 'fastify'
import t from 'tap'
import { openSession } from '../../src/commands/sign-in.ts'
import { isFailure } from '../../src/errors.ts'
import { listMembers, setRoles, updateMember } from '../../src/store/members.ts'
import { judging } from '../helpers/conform.ts'
import { start } from '../helpers/start.ts'
import { good, KEYS, openTable } from '../helpers/table.ts'
import { createMemory, noting } from './fuzz-memory.ts'
import { operationsOf, type Plan, plans, requestOf, type Sent } from './fuzz-requests.ts'
import type { Schemas } from './fuzz-schema.ts'
import { again, FULL, report, tries } from './rows.ts'

const REQUESTS = Number(process.env['SANDHI_REQUESTS'] ?? tries(2_500, 50_000))
const SEED = Number(process.env['SANDHI_SEED'] ?? 20_261_124)
const BATCH = 250
const ROLES = [
  'IDN/head',
  'THA/head',
  'IDN/admin',
  'IDN/legal',
  'THA/drafter',
  'THA/signatory',
  'IDN/reader',
  'IOM/head',
]

/** What a refusal leaves: who tried, before the table is asked, and how often a sign-in failed; streams come and go. */
const HARMLESS = new Set(['room.author', 'room.sign_in', 'room.presence'])
/** It would ask another host. */
const ELSEWHERE = new Set(['pingWebhook'])

t.setTimeout(FULL ? 3_600_000 : 180_000)
t.test('whatever is asked, the answer is documented and a refusal changes nothing', async (t) => {
  t.setTimeout(FULL ? 3_600_000 : 180_000)
  const service = await start(t)
  const { app, house, stores } = service
  const changes = noting(stores)
  const wrongOf = judging(app)
  const memory = createMemory()
  const credentials = new Map<string, string>()
  const file = app.swagger() as unknown as Parameters<typeof operationsOf>[0] & {
    components: { schemas: Schemas }
  }
  const operations = operationsOf(file).filter(({ id }) => !ELSEWHERE.has(id))
  const planned = plans(operations, file.components.schemas)

  /** Every role can ask again, whatever was done to it. */
  async function heal(): Promise<void> {
    for (const name of ROLES) {
      const [delegation, login] = name.split('/') as [string, string]
      const room = (await stores.room(delegation))!
      const member = (await room.read((sql) => listMembers(sql))).find((one) => one.login === login)!
      await room.write(async (tx) => {
        await updateMember(tx, member.id, { active: true, until: null })
        await setRoles(tx, member.id, [
          { role: login === 'admin' ? 'administrator' : (login as 'head'), sop: '*' },
        ])
      })
      house.watch.announce(delegation)
      const opened = await openSession(house, { delegation, agent: 'test' }, { id: member.id, login })
      if (isFailure(opened)) throw new Error(opened.failure)
      credentials.set(name, opened.secret)
    }
  }

  /** There is an SOP whose text is not settled. */
  async function begin(): Promise<void> {
    await heal()
    const ask = (secret: string) => async (method: string, url: string, body?: unknown) =>
      app.inject({
        ...{ method: method as 'GET', url: `/api/v1${url}`, payload: JSON.stringify(body ?? {}) },
        headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
      })
    const as = async (code: string) => ask(credentials.get(`${code}/head`)!)
    const table = await openTable({ ...service, as })
    memory.keep('sop', table.sop)
    memory.learn('', await table.head())
    memory.keep('head', (await table.head()).version)
    const anchor = {
      version: 2,
      key: KEYS.paragraph,
      language: 'en',
      part: 'text',
      quote: 'safe and voluntary',
    }
    for (const zone of ['room', 'table']) {
      const opened = good(
        await table.idn('POST', `${table.at}/threads`, { zone, anchor, comment: { body: 'Is it?' } }),
      )
      memory.learn(`/api/v1${table.at}/threads`, opened)
    }
    for (const key of Object.values(KEYS)) memory.keep('key', key)
    const asked = good(
      await table.idn('POST', `${table.at}/decisions`, { kind: 'stage', stage: 'legal-scrub' }),
    )
    memory.learn(`/api/v1${table.at}/decisions`, asked)
  }

  const failures: string[] = []
  const statuses = new Map<number, number>()
  const before = process.memoryUsage().rss
  let done = 0
  while (done < REQUESTS && failures.length < 20) {
    await begin()
    for (const plan of fc.sample(planned, { numRuns: BATCH, seed: SEED + done })) {
      if (done % 25 === 0) await heal()
      changes()
      const sent = requestOf(plan, memory.known)
      const secret = credentialOf(plan, credentials, memory.known)
      const answer = await ask(sent, secret)
      const changed = [...changes()].filter((table) => !HARMLESS.has(table))
      const wrong = wrongIn(sent, answer, changed)
      done += 1
      statuses.set(answer.statusCode, (statuses.get(answer.statusCode) ?? 0) + 1)
      if (wrong !== undefined)
        failures.push(`${done} ${plan.operation.id} ${plan.way}: ${wrong}\n${told(sent, answer.body)}`)
      if (answer.statusCode < 300) learn(plan, sent, answer)
    }
  }

  async function ask(sent: Sent, secret: string | undefined) {
    const { method, url, headers, payload } = sent
    const authorization = secret === undefined ? {} : { authorization: `Bearer ${secret}` }
    const asked: InjectOptions = { method: method, url, headers: { ...authorization, ...headers } }
    if (payload) asked.payload = payload
    if (!/^\/api\/v1\/events(\?|$)/.test(url)) return app.inject(asked)
    // A stream has no end: its head is looked at, and a refusal's body.
    const answer = await app.inject({ ...asked, payloadAsStream: true })
    const body = answer.statusCode === 200 ? ': beat' : (await answer.stream().toArray()).join('')
    answer.stream().destroy()
    const { statusCode, headers: got } = answer
    return { statusCode, headers: got, body, rawPayload: Buffer.from(body), json: () => JSON.parse(body) }
  }

  function wrongIn(
    { method, url }: Sent,
    answer: Awaited<ReturnType<typeof ask>>,
    changed: readonly string[],
  ): string | undefined {
    const { statusCode } = answer
    if (statusCode >= 500) return `answered ${statusCode}`
    if (statusCode >= 400 && changed.length > 0)
      return `refused with ${statusCode} and changed ${changed.join(', ')}`
    if (method === 'GET' && changed.length > 0) return `reading changed ${changed.join(', ')}`
    if (method === 'HEAD') return undefined
    return wrongOf(method, new URL(url, 'http://x').pathname, answer)
  }

  function learn({ operation }: Plan, { url }: Sent, answer: Awaited<ReturnType<typeof ask>>): void {
    const { etag } = answer.headers
    if (typeof etag === 'string') memory.keep('etag', etag)
    if (!String(answer.headers['content-type']).startsWith('application/json') || answer.body === '') return
    const body = answer.json()
    if (operation.id !== 'getTemplate') memory.learn(url, body)
    if (operation.id === 'saveVersion' && typeof body.version === 'string') memory.keep('head', body.version)
    if (operation.id === 'getSop' && body.head) memory.keep('head', body.head.version)
  }

  const sums = [...statuses].sort(([a], [b]) => a - b).map(([status, count]) => `${status}: ${count}`)
  t.comment(`seed ${SEED}, ${done} requests, ${sums.join(', ')}`)
  t.same(failures, [], `seed ${SEED}`)
  t.equal((await app.inject('/api/v1/health/ready')).statusCode, 200, 'and it serves on')
  const grown = Math.round((process.memoryUsage().rss - before) / 1_000_000)
  t.ok(grown < 600, `grown by ${grown} MB`)
  const carried = [...statuses].reduce((sum, [status, count]) => sum + (status < 400 ? count : 0), 0)
  t.ok(carried > done / 8, `${carried} of ${done} were carried out`)
  report({
    what: 'API fuzz from the OpenAPI file: 5xx, undocumented status, body against its schema, change on a refusal',
    engine: 'SQLite',
    tries: done,
    lost: failures.length,
    note: `seed ${SEED}; ${carried} carried out, ${done - carried} refused; memory grown by ${grown} MB`,
    again: again(import.meta.url),
  })
})

/** A member's session, one that may have ended, a token made on the way, nonsense, or nobody. */
function credentialOf(
  { way, who, nth }: Plan,
  credentials: ReadonlyMap<string, string>,
  known: (kind: string, nth: number) => string | number,
): string | undefined {
  if (way === 'credential') return ['', 'IDN_', 'x'.repeat(3_000), 'IDN_nothing', '__proto___x'][nth % 5]
  if (who < 4) return undefined
  if (who < 8) return String(known('secret', nth))
  return credentials.get(ROLES[who % 3 === 0 ? who % ROLES.length : who % 2]!)
}

const told = ({ method, url, headers, payload }: Sent, body: string) =>
  `${method} ${url.slice(0, 300)} ${JSON.stringify(headers).slice(0, 300)} ${payload?.toString().slice(0, 500) ?? ''}\n${body.slice(0, 400)}`
