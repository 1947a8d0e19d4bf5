// Hidden and missing take one path: same status, same body, same stores opened, same statements run.
import t from 'tap'
import { beginObserved, beginSop, good, KEYS } from './sop.ts'
import { openWorld, settleBase, type World } from './world.ts'

const MISSING = '0'.repeat(32)
const any = { 'if-match': '*' }
type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'

t.setTimeout(180_000)
t.test('what is hidden can not be told from what is missing', async (t) => {
  const world = await openWorld(t, await settleBase(t), 'timing')
  await world.fresh('timing')
  const sop = await beginObserved(world)
  const hidden = await hide(world, sop)

  t.test('an SOP of others', async (t) => {
    for (const [method, path, body] of atSop()) {
      const url = (id: string) => `/sops/${id}${path}`
      for (const viewer of ['MYS/head', 'MYS/admin', 'IOM/head']) {
        const label = `${viewer} ${method} ${path}`
        await alike(t, world, viewer, method, url(hidden.sop), url(MISSING), body, label)
      }
    }
  })

  t.test('what stands in another side’s room', async (t) => {
    const member = '/delegations/THA/members'
    const requests: [Method, (id: string) => string, object | undefined, string][] = [
      ['GET', (id) => `/sops/${sop}/threads/${id}?zone=table`, undefined, hidden.thread],
      ['GET', (id) => `/sops/${sop}/threads/${id}?zone=room`, undefined, hidden.thread],
      ['GET', (id) => `/sops/${sop}/threads?zone=table&cursor=${cursor(id)}`, undefined, hidden.thread],
      ['GET', (id) => `/sops/${sop}/threads?zone=room&cursor=${cursor(id)}`, undefined, hidden.thread],
      ['POST', (id) => `/sops/${sop}/threads/${id}/comments?zone=table`, { body: 'There?' }, hidden.thread],
      ['POST', (id) => `/sops/${sop}/threads/${id}/comments?zone=room`, { body: 'There?' }, hidden.thread],
      ['PATCH', (id) => `/sops/${sop}/threads/${id}`, { zone: 'table', state: 'resolved' }, hidden.thread],
      ['PATCH', (id) => `/sops/${sop}/threads/${id}`, { zone: 'room', state: 'resolved' }, hidden.thread],
      ['PATCH', (id) => `${member}/${id}`, { seat: 'There?' }, hidden.member],
      ['POST', (id) => `${member}/${id}/invitation`, undefined, hidden.member],
      ['DELETE', (id) => `/me/tokens/${id}`, undefined, hidden.token],
      ['DELETE', (id) => `/me/sessions/${id}`, undefined, hidden.session],
      ['GET', (id) => `/sops/${sop}/decisions/${id}`, undefined, hidden.decision],
      ['POST', (id) => `/sops/${sop}/decisions/${id}/answers`, { answer: 'yes' }, hidden.decision],
      ['GET', (id) => `/sops/${sop}/threads/${id}?zone=table`, undefined, hidden.tableThread],
      ['GET', (id) => `/sops?cursor=${cursor(id)}`, undefined, hidden.sop],
    ]
    for (const [method, url, body, id] of requests) {
      const viewer = url('').startsWith(member) ? 'THA/admin' : 'THA/head'
      await alike(t, world, viewer, method, url(id), url(MISSING), body, `${method} ${url('…')}`)
    }
  })

  t.test('a delegation that is there and one that is not', async (t) => {
    for (const path of ['members', 'record']) {
      const url = (code: string) => `/delegations/${code}/${path}`
      await alike(t, world, 'THA/head', 'GET', url('IDN'), url('XXX'), undefined, path)
    }
    const member = { name: 'One', login: 'one', language: 'en', roles: [] }
    const url = (code: string) => `/delegations/${code}/members`
    await alike(t, world, 'THA/admin', 'POST', url('IDN'), url('XXX'), member, 'addMember')
  })

  t.test('a login that is there and one that is not, with a wrong password', async (t) => {
    const wrong = (login: string) => ({ delegation: 'IDN', login, password: 'not the password' })
    const known = await asked(world, undefined, 'POST', '/sessions', wrong('head'))
    const unknown = await asked(world, undefined, 'POST', '/sessions', wrong('nobody'))
    t.same(known, unknown)
    t.equal(known.status, 401)
  })

  t.test('a withheld clause and one that is not there', async (t) => {
    const mark = (key: string) => ({
      zone: 'table',
      anchor: { version: 2, key, language: 'en', part: 'text', quote: 'the' },
      comment: { body: 'A guess' },
    })
    const url = `/sops/${sop}/threads`
    await asked(world, 'UNODC/head', 'POST', url, mark(KEYS.withheldParagraph))
    const withheld = await asked(world, 'UNODC/head', 'POST', url, mark(KEYS.withheldParagraph))
    const missing = await asked(world, 'UNODC/head', 'POST', url, mark('zzzzzzzzzzzzzzzz'))
    const named = (text: string) =>
      text.replaceAll(KEYS.withheldParagraph, 'key').replaceAll('zzzzzzzzzzzzzzzz', 'key')
    t.equal(named(JSON.stringify(withheld)), named(JSON.stringify(missing)))
    const history = (key: string) => `/sops/${sop}/clauses/${key}/history`
    for (const path of [history, (key: string) => `/sops/${sop}/versions/2?clause=${key}`]) {
      const [a, b] = [path(KEYS.withheldParagraph), path('zzzzzzzzzzzzzzzz')]
      await alike(t, world, 'UNODC/head', 'GET', a, b, undefined, path('…'))
    }
  })
})

const cursor = (id: string) => Buffer.from(JSON.stringify(id)).toString('base64url')

/** Every operation at an SOP, each valid. */
function atSop(): [Method, string, object | undefined][] {
  const passage = { version: 1, key: 'sop', language: 'en', part: 'heading', quote: 'Return' }
  const said = { capacity: 'Head', place: 'Bangkok', date: '2026-11-24', medium: 'in-person' }
  const edits = [{ op: 'setText', key: 'sop', language: 'en', part: 'heading', value: 'Return' }]
  const save = { base: 'f'.repeat(64), message: 'x', edits }
  const reads = [
    '',
    '/versions',
    '/versions/1',
    '/versions/1/readiness',
    '/clauses/sop/history',
    '/diffs/1/1',
  ]
  const lists = [
    '/threads?zone=table',
    '/threads?zone=room',
    '/approvals',
    '/decisions',
    '/record',
    '/export',
  ]
  const one = [`/threads/${MISSING}?zone=table`, `/decisions/${MISSING}`]
  return [
    ...[...reads, ...lists, ...one].map((path): [Method, string, undefined] => ['GET', path, undefined]),
    ['POST', '/visits', { version: 1 }],
    ['POST', '/versions', save],
    ['POST', '/versions?dryRun=true', save],
    ['POST', '/threads', { zone: 'table', anchor: passage, comment: { body: 'x' } }],
    ['POST', '/threads', { zone: 'room', anchor: passage, comment: { body: 'x' } }],
    ['POST', '/approvals', { ...said, act: 'text-agreed', version: 'f'.repeat(64) }],
    ['POST', '/decisions', { kind: 'archive' }],
    ['POST', `/decisions/${MISSING}/answers`, { answer: 'yes' }],
  ]
}

interface Answered {
  readonly status: number
  readonly headers: object
  readonly body: unknown
  readonly trail: readonly string[]
}

/** Asks, and gives what came back and what of the stores was touched. */
async function asked(
  world: World,
  viewer: string | undefined,
  method: Method,
  url: string,
  body?: object,
): Promise<Answered> {
  world.resetChance()
  world.trail()
  const answer = await world.as(viewer)(method, url, body, any)
  const trail = world.trail()
  const { date: _, ...headers } = answer.headers
  return { status: answer.statusCode, headers, body: answer.body, trail }
}

interface Compare {
  same: (found: unknown, wanted: unknown, message: string) => unknown
  notOk: (value: unknown, message: string) => unknown
}

async function alike(
  t: Compare,
  world: World,
  viewer: string,
  method: Method,
  hidden: string,
  missing: string,
  body: object | undefined,
  label: string,
): Promise<void> {
  await asked(world, viewer, 'GET', '/sops') // whoever asks, and what he has access to, is known already
  if (method === 'GET') await asked(world, viewer, method, missing) // so is the version
  const [a, b] = [
    await asked(world, viewer, method, hidden, body),
    await asked(world, viewer, method, missing, body),
  ]
  t.same(a, b, label)
  const own = viewer.slice(0, viewer.indexOf('/'))
  t.notOk(
    a.trail.some((step) => /^room /.test(step) && !step.startsWith(`room ${own}`)),
    'no other room is opened',
  )
}

/** What others may not know of: in Indonesia's room, and at a table of two others. */
async function hide(world: World, sop: string) {
  const ask = world.as('IDN/head')
  const anchor = { version: 2, key: KEYS.article, language: 'en', part: 'heading', quote: 'Purpose' }
  const body = { zone: 'room', anchor, comment: { body: 'Among us' } }
  const { id: thread } = good<{ id: string }>(await ask('POST', `/sops/${sop}/threads`, body))
  const token = { name: 'A token', scopes: ['read'], until: '2027-01-31T00:00:00.000Z' }
  const { id: tokenId } = good<{ id: string }>(await ask('POST', '/me/tokens', token))
  const { items } = good<{ items: { id: string }[] }>(await ask('GET', '/me/sessions'))
  const other = await beginSop(world, ['IDN', 'VNM'])
  const { items: decisions } = good<{ items: { id: string }[] }>(await ask('GET', `/sops/${other}/decisions`))
  const there = { ...body, zone: 'table', anchor: { ...anchor, version: 1, key: 'sop', quote: 'Return' } }
  const { id: tableThread } = good<{ id: string }>(await ask('POST', `/sops/${other}/threads`, there))
  return {
    ...{ sop: other, thread, tableThread, token: tokenId, session: items[0]!.id },
    ...{ member: world.member('IDN/legal').id, decision: decisions[0]!.id },
  }
}
