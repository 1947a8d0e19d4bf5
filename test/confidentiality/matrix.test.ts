// The declared matrix holds: each route is in it, and each kind of caller gets from each route what it says.
import t from 'tap'
import { openSession } from '../../src/commands/sign-in.ts'
import { isFailure } from '../../src/errors.ts'
import { offToken } from '../../src/review/digest.ts'
import { getDigest } from '../../src/store/digests.ts'
import type { Ask } from '../helpers/start.ts'
import { rest } from './crawl.ts'
import { type Caller, CALLERS, MATRIX, type Outcome, STATUS } from './matrix.ts'
import { beginObserved, decide, good, KEYS, save } from './sop.ts'
import { openWorld, settleBase, type World } from './world.ts'

/** The member behind each kind of caller. */
const MEMBERS: Readonly<Record<Caller, string>> = {
  anonymous: 'IDN/head',
  'ended session': 'IDN/head',
  'token with scope read': 'IDN/head',
  administrator: 'IDN/admin',
  head: 'IDN/head',
  signatory: 'IDN/signatory',
  drafter: 'IDN/drafter',
  legal: 'IDN/legal',
  linguist: 'IDN/linguist',
  secretary: 'IDN/secretary',
  reader: 'IDN/reader',
  'invited state': 'VNM/head',
  'observer clean-text': 'IOM/head',
  'observer bracketed-text': 'RSO/head',
  'observer joint-workspace': 'UNODC/head',
  'other delegation': 'MYS/head',
}

/** A mail server that nothing is sent to. */
const MAIL = { smtp: 'smtp://127.0.0.1:9', mailFrom: 'sandhi@example.org' }

t.setTimeout(180_000)
t.test('every route gives every kind of caller what the matrix declares', async (t) => {
  const world = await openWorld(t, await settleBase(t), 'matrix', MAIL)
  await world.fresh('matrix')
  const sop = await beginObserved(world)
  good(await world.as('IDN/head')('POST', `/sops/${sop}/decisions`, { kind: 'party', delegation: 'VNM' }))
  const routes = routesOf(world)

  t.test('each route of the server is in the matrix, and no other', (t) => {
    t.same(routes, Object.keys(MATRIX).sort())
    t.same(Object.keys(REQUESTS).sort(), Object.keys(MATRIX).sort())
    for (const [route, row] of Object.entries(MATRIX)) {
      const cells = row.split(/ +/)
      t.ok(cells.length === CALLERS.length && cells.every((cell) => cell in STATUS), route)
    }
    t.end()
  })

  for (const [route, row] of Object.entries(MATRIX)) {
    t.test(route, async (t) => {
      const cells = row.split(/ +/) as Outcome[]
      for (const [at, caller] of CALLERS.entries()) {
        const status = await cell(world, sop, route, caller)
        t.ok(STATUS[cells[at]!](status), `${caller}: ${cells[at]}, got ${status}`)
      }
    })
  }
})

/** Every route that is registered, read from the router itself; the HEAD beside a GET is that GET. */
function routesOf({ app }: World): string[] {
  const routes: string[] = []
  const parents: string[] = []
  for (const line of app.printRoutes().split('\n')) {
    const found = /^((?:│ {3}| {4})*)(?:├── |└── )(\S*)(?: \(([A-Z, ]+)\))?$/.exec(line)
    if (!found) continue
    const depth = found[1]!.length / 4
    parents.length = depth
    const path = parents.join('') + found[2]!
    parents.push(found[2]!)
    for (const method of found[3]?.split(', ') ?? []) if (method !== 'HEAD') routes.push(`${method} ${path}`)
  }
  return routes.sort()
}

interface Wanted {
  readonly url: string
  readonly body?: object
  readonly headers?: Record<string, string>
}
interface Given {
  readonly world: World
  readonly sop: string
  /** who asks: his delegation, and a session of his own made for this request */
  readonly member: string
  readonly secret: string
}

/** Asks one route as one kind of caller, validly, and gives the status. */
async function cell(world: World, sop: string, route: string, caller: Caller): Promise<number> {
  const [method, path] = route.split(' ') as ['GET' | 'POST' | 'PATCH' | 'DELETE', string]
  const member = MEMBERS[caller]
  const secret = await credential(world, member, caller)
  const given = { world, sop, member, secret: secret ?? world.member(member).secret }
  const { url, body, headers } = await REQUESTS[route]!(given)
  if (path === '/api/v1/events') return statusOfStream(world, secret)
  const ask: Ask = secret === undefined ? world.as() : world.bearing(secret)
  const { statusCode } = await ask(method, url, body, headers)
  return statusCode
}

/** A session, or token, of the member's own for one request: some requests end it. */
async function credential(world: World, member: string, caller: Caller): Promise<string | undefined> {
  if (caller === 'anonymous') return undefined
  if (caller === 'token with scope read') return (await token(world.as(member), ['read'])).token
  const [delegation = ''] = member.split('/')
  const { id } = world.member(member)
  const opened = await openSession(world.house, { delegation, agent: 'test' }, { id, login: member })
  if (isFailure(opened)) throw new Error(opened.failure)
  if (caller === 'ended session') good(await world.bearing(opened.secret)('DELETE', '/sessions/current'))
  return opened.secret
}

async function token(ask: Ask, scopes: string[]): Promise<{ id: string; token: string }> {
  const body = { name: 'For this request', scopes, until: '2027-01-31T00:00:00.000Z' }
  return good(await ask('POST', '/me/tokens', body))
}

async function statusOfStream({ app }: World, secret: string | undefined): Promise<number> {
  const headers = secret === undefined ? {} : { authorization: `Bearer ${secret}` }
  const answer = await app.inject({ url: '/api/v1/events', headers, payloadAsStream: true })
  answer.stream().destroy()
  answer.raw.res.destroy()
  await rest()
  return answer.statusCode
}

let counter = 0
const next = () => (counter += 1)
const any = { 'if-match': '*' }
const passage = {
  anchor: { version: 2, key: KEYS.article, language: 'en', part: 'heading', quote: 'Purpose' },
  comment: { body: 'Is this the word?' },
}
const get = (url: string) => () => Promise.resolve({ url })
const atRoot = (path: string) => get(`http://localhost${path}`)
const atSop =
  (end: string) =>
  ({ sop }: Given) =>
    Promise.resolve({ url: `/sops/${sop}${end}` })

async function thread(
  { world, sop }: Given,
  by: string,
): Promise<{ id: string; comments: { id: string }[] }> {
  return good(await world.as(by)('POST', `/sops/${sop}/threads`, { zone: 'table', ...passage }))
}

async function changed({ world, sop }: Given): Promise<string> {
  await save(world, sop, [
    { op: 'setText', key: KEYS.last, language: 'en', part: 'heading', value: `Entry into force ${next()}` },
  ])
  return good<{ head: { version: string } }>(await world.as('THA/head')('GET', `/sops/${sop}`)).head.version
}

/** A question that nobody asked yet. */
const question = () => ({
  ...{ kind: 'observer', delegation: 'IOM', preset: 'clean-text', comments: true, withheld: [KEYS.withheld] },
  until: new Date(Date.UTC(2027, 10, 24, 0, 0, next())).toISOString(),
})

/** A member of Indonesia to be changed or invited, made for the request. */
async function seat({ world }: Given): Promise<string> {
  const body = { name: 'A seat', login: `seat${next()}`, language: 'id', roles: [] }
  const admin = world.as('IDN/admin')
  return good<{ member: string }>(await admin('POST', '/delegations/IDN/members', body)).member
}

// Its name leads to this machine, where nothing may be sent: that is refused without leaving it.
const receiver = { name: 'A receiver', url: 'https://localhost/', zones: ['table'] }

async function removeWebhooks({ world }: Given): Promise<void> {
  const admin = world.as('IDN/admin')
  const { items } = good<{ items: { id: string }[] }>(await admin('GET', '/delegations/IDN/webhooks'))
  for (const { id } of items) good(await admin('DELETE', `/delegations/IDN/webhooks/${id}`))
}

/** A webhook of Indonesia's, made for the request. */
async function webhook(given: Given): Promise<string> {
  await removeWebhooks(given)
  const made = await given.world.as('IDN/admin')('POST', '/delegations/IDN/webhooks', receiver)
  return `/delegations/IDN/webhooks/${good<{ id: string }>(made).id}`
}

/** The link in a digest of an Indonesian reader's. */
async function linkOff({ world }: Given): Promise<string> {
  const { id } = world.member('IDN/reader')
  good(await world.as('IDN/reader')('PATCH', '/me', { email: 'reader@example.org', digest: 'daily' }))
  const room = (await world.house.stores.room('IDN'))!
  const digest = await room.read((sql) => getDigest(sql, id))
  return `/digests/${offToken(digest!.secret, 'IDN', id)}`
}

/** A valid request for each route, whoever asks; what it names is made for it by others. */
const REQUESTS: Readonly<Record<string, (given: Given) => Promise<Wanted>>> = {
  'GET /api/openapi.json': get('/api/openapi.json'),
  'GET /api/docs': get('/api/docs'),
  'GET /api/docs/': get('/api/docs/'),
  'GET /api/docs/static/*': get('/api/docs/static/index.css'),
  'GET /api/docs/static/index.html': get('/api/docs/static/index.html'),
  'GET /api/docs/static/swagger-initializer.js': get('/api/docs/static/swagger-initializer.js'),
  'GET /api/docs/json': get('/api/docs/json'),
  'GET /api/docs/yaml': get('/api/docs/yaml'),
  'GET /metrics': get('/metrics'),
  'GET /': atRoot('/'),
  'GET /sign-in': atRoot('/sign-in'),
  'GET /invitation': atRoot('/invitation'),
  'GET /sops/*': ({ sop }) => atRoot(`/sops/${sop}/versions/latest`)(),
  'GET /our/*': atRoot('/our/account'),
  'GET /assets/main-B3kd02xq.js': atRoot('/assets/main-B3kd02xq.js'),
  'GET /api/v1/service': get('/service'),
  'GET /api/v1/health/live': get('/health/live'),
  'GET /api/v1/health/ready': get('/health/ready'),
  'GET /api/v1/problems': get('/problems'),
  'GET /api/v1/problems/:code': get('/problems/not-found'),
  'POST /api/v1/sessions': async ({ member }) => {
    const [delegation, login] = member.split('/')
    return { url: '/sessions', body: { delegation, login, password: 'a phrase for the test' } }
  },
  'POST /api/v1/invitations': async (given) => {
    const admin = given.world.as('IDN/admin')
    const url = `/delegations/IDN/members/${await seat(given)}/invitation`
    const { invitation } = good<{ invitation: string }>(await admin('POST', url))
    return { url: '/invitations', body: { invitation, password: 'a phrase for the test' } }
  },
  'DELETE /api/v1/sessions/current': get('/sessions/current'),
  'GET /api/v1/me': get('/me'),
  'PATCH /api/v1/me': async () => ({ url: '/me', body: { language: 'id' } }),
  'GET /api/v1/me/sessions': get('/me/sessions'),
  'DELETE /api/v1/me/sessions/:session': async ({ world, member }) => {
    const [delegation, login] = member.split('/')
    const body = { delegation, login, password: 'a phrase for the test' }
    const { id } = good<{ id: string }>(await world.as()('POST', '/sessions', body))
    return { url: `/me/sessions/${id}` }
  },
  'GET /api/v1/me/tokens': get('/me/tokens'),
  'POST /api/v1/me/tokens': async () => ({
    url: '/me/tokens',
    body: { name: 'weekly comparison', scopes: ['read'], until: '2027-01-31T00:00:00.000Z' },
  }),
  'DELETE /api/v1/me/tokens/:token': async ({ world, member }) => ({
    url: `/me/tokens/${(await token(world.as(member), ['read'])).id}`,
  }),
  'GET /api/v1/events': get('/events'),
  'GET /api/v1/digests/:token': async (given) => ({ url: await linkOff(given) }),
  'POST /api/v1/digests/:token': async (given) => ({ url: await linkOff(given) }),
  'GET /api/v1/delegations': get('/delegations'),
  'GET /api/v1/delegations/:code': get('/delegations/THA'),
  'GET /api/v1/delegations/:code/members': get('/delegations/IDN/members'),
  'POST /api/v1/delegations/:code/members': async () => ({
    url: '/delegations/IDN/members',
    body: { name: 'Legal adviser', login: `adviser${next()}`, language: 'id', roles: [] },
  }),
  'PATCH /api/v1/delegations/:code/members/:member': async (given) => ({
    ...{
      url: `/delegations/IDN/members/${await seat(given)}`,
      body: { seat: 'Second secretary' },
      headers: any,
    },
  }),
  'POST /api/v1/delegations/:code/members/:member/invitation': async (given) => ({
    url: `/delegations/IDN/members/${await seat(given)}/invitation`,
  }),
  'GET /api/v1/delegations/:code/record': get('/delegations/IDN/record'),
  'GET /api/v1/delegations/:code/presence': get('/delegations/IDN/presence'),
  'GET /api/v1/delegations/:code/webhooks': get('/delegations/IDN/webhooks'),
  'POST /api/v1/delegations/:code/webhooks': async (given) => {
    // No delegation may have more than ten.
    await removeWebhooks(given)
    return { url: '/delegations/IDN/webhooks', body: receiver }
  },
  'PATCH /api/v1/delegations/:code/webhooks/:webhook': async (given) => ({
    ...{ url: await webhook(given), body: { active: false }, headers: any },
  }),
  'DELETE /api/v1/delegations/:code/webhooks/:webhook': async (given) => ({ url: await webhook(given) }),
  'POST /api/v1/delegations/:code/webhooks/:webhook/ping': async (given) => ({
    url: `${await webhook(given)}/ping`,
  }),
  'GET /api/v1/templates': get('/templates'),
  'GET /api/v1/templates/:name': get('/templates/safe-voluntary-repatriation-reintegration'),
  'GET /api/v1/reference/glossary': get('/reference/glossary'),
  'GET /api/v1/reference/agencies': get('/reference/agencies'),
  'GET /api/v1/reference/instruments': get('/reference/instruments'),
  'GET /api/v1/reference/elements': get('/reference/elements'),
  'GET /api/v1/sops': get('/sops'),
  'POST /api/v1/sops': async ({ member }) => {
    const own = member.split('/')[0]!
    const languages = ['en']
    const parties = [own, own === 'VNM' ? 'IDN' : 'VNM']
    const body = { title: { en: 'Another' }, parties, languages, authentic: languages, prevailing: 'none' }
    return { url: '/sops', body }
  },
  'GET /api/v1/sops/:sop': atSop(''),
  'POST /api/v1/sops/:sop/visits': async ({ sop }) => ({ url: `/sops/${sop}/visits`, body: { version: 1 } }),
  'GET /api/v1/sops/:sop/versions': atSop('/versions'),
  'POST /api/v1/sops/:sop/versions': async (given) => {
    const base = await changed(given)
    const value = `General ${next()}`
    const edits = [{ op: 'setText', key: KEYS.open, language: 'en', part: 'heading', value }]
    return { url: `/sops/${given.sop}/versions`, body: { base, message: 'A change', edits } }
  },
  'GET /api/v1/sops/:sop/versions/:version': atSop('/versions/2'),
  'GET /api/v1/sops/:sop/versions/:version/readiness': atSop('/versions/2/readiness'),
  'GET /api/v1/sops/:sop/clauses/:key/history': atSop(`/clauses/${KEYS.article}/history`),
  'GET /api/v1/sops/:sop/diffs/:from/:to': atSop('/diffs/1/2'),
  'GET /api/v1/sops/:sop/threads': atSop('/threads?zone=table'),
  'POST /api/v1/sops/:sop/threads': async ({ sop }) => ({
    ...{ url: `/sops/${sop}/threads`, body: { zone: 'table', ...passage } },
  }),
  'GET /api/v1/sops/:sop/threads/:thread': async (given) => ({
    url: `/sops/${given.sop}/threads/${(await thread(given, 'THA/head')).id}?zone=table`,
  }),
  'PATCH /api/v1/sops/:sop/threads/:thread': async (given) => ({
    url: `/sops/${given.sop}/threads/${(await thread(given, 'THA/head')).id}`,
    body: { zone: 'table', state: 'resolved' },
    headers: any,
  }),
  'POST /api/v1/sops/:sop/threads/:thread/comments': async (given) => ({
    url: `/sops/${given.sop}/threads/${(await thread(given, 'THA/head')).id}/comments?zone=table`,
    body: { body: 'It is.' },
  }),
  'PATCH /api/v1/sops/:sop/threads/:thread/comments/:comment': async (given) => {
    const { id, comments } = await thread(given, 'IDN/head')
    const url = `/sops/${given.sop}/threads/${id}/comments/${comments[0]!.id}`
    return { url, body: { zone: 'table', body: 'Is that the word?' }, headers: any }
  },
  'GET /api/v1/sops/:sop/approvals': atSop('/approvals'),
  'POST /api/v1/sops/:sop/approvals': async (given) => {
    const said = { capacity: 'Head of delegation', place: 'Bangkok', date: '2026-11-24', medium: 'in-person' }
    return {
      url: `/sops/${given.sop}/approvals`,
      body: { act: 'rejected', version: await changed(given), ...said },
    }
  },
  'GET /api/v1/sops/:sop/decisions': atSop('/decisions'),
  'POST /api/v1/sops/:sop/decisions': async ({ sop }) => ({
    url: `/sops/${sop}/decisions`,
    body: question(),
  }),
  'GET /api/v1/sops/:sop/decisions/:decision': async ({ world, sop }) => ({
    url: `/sops/${sop}/decisions/${await decide(world, sop, question())}`,
  }),
  'POST /api/v1/sops/:sop/decisions/:decision/answers': async ({ world, sop }) => {
    const asked = await world.as('THA/head')('POST', `/sops/${sop}/decisions`, question())
    const { id } = good<{ id: string }>(asked)
    return { url: `/sops/${sop}/decisions/${id}/answers`, body: { answer: 'yes' } }
  },
  'GET /api/v1/sops/:sop/record': atSop('/record'),
  'GET /api/v1/sops/:sop/export': atSop('/export'),
}
