// Requests of a wrong form, on every operation: refused with a clear problem, and nothing half-written.
import type { InjectOptions } from 'fastify'
import t from 'tap'
import { startConforming } from '../helpers/conform.ts'
import { good, KEYS, openTable, setText, told } from '../helpers/table.ts'

const service = await startConforming(t)
const { app, as, anonymous } = service
const table = await openTable(service)
const { version: base } = await table.head()
const until = '2026-12-24T00:00:00.000Z'
const scopes = ['read', 'write', 'approve', 'administer']
const { token } = good(await table.idn('POST', '/me/tokens', { name: 'raw', scopes, until }))
const url = `/api/v1${table.at}/versions`
const body = { base, message: 'x', edits: [setText(KEYS.article, 'en', 'heading', 'Aim')] }

const raw = (payload: string | Buffer, more: Partial<InjectOptions> = {}) =>
  app.inject({
    method: 'POST',
    url,
    payload,
    ...more,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...more.headers },
  })

t.afterEach(async () => {
  if ((await table.head()).number !== 2) throw new Error('something was written')
})

t.test('a body that is not JSON, not UTF-8, or cut off', async (t) => {
  const cases: (string | Buffer)[] = [
    '{',
    '{"base": "',
    '{"base": x}',
    "{'base': 1}",
    '[1,]',
    '{} {}',
    'NaN',
    '',
    Buffer.from([0xff, 0xfe, 0x7b]),
    Buffer.concat([Buffer.from('{"message":"'), Buffer.from([0xc3, 0x28]), Buffer.from('"}')]),
  ]
  for (const payload of cases) {
    const answer = await raw(payload)
    t.match(
      told(answer),
      /^400 (json-malformed|invalid-request)|^428 base-missing/,
      String(payload).slice(0, 20),
    )
    t.match(answer.headers['content-type'], 'application/problem+json')
  }
})

t.test('a field named twice, however it is written', async (t) => {
  const twice = JSON.stringify(body).slice(0, -1)
  for (const again of ['"message":"y"', '"\\u006dessage":"y"', '"message" : "x"']) {
    const answer = await raw(`${twice},${again}}`)
    t.equal(told(answer), '400 json-duplicate-key')
    t.strictSame(answer.json().facts, { name: 'message' })
  }
  const deep = JSON.stringify(body).replace('"op":"setText"', '"op":"setText","op":"setText"')
  t.equal(told(await raw(deep)), '400 json-duplicate-key')
  t.equal(
    told(await raw('{"edits":[{"a":1},{"a":2}]}')),
    '428 base-missing',
    'the same name in two objects is none',
  )
})

t.test('nesting of 10,000', async (t) => {
  for (const [open, close] of [
    ['[', ']'],
    ['{"a":', '}'],
  ]) {
    const answer = await raw(`{"edits":${open!.repeat(10_000)}1${close!.repeat(10_000)}}`)
    t.equal(told(answer), '400 json-too-deep')
  }
})

t.test('clauses within clauses, deeper than a text can be', async (t) => {
  let clause: object = { kind: 'paragraph', texts: { en: { text: 'x' } } }
  for (let depth = 0; depth < 20; depth += 1)
    clause = { kind: 'paragraph', texts: { en: { text: 'x' } }, children: [clause] }
  const answer = await raw(JSON.stringify({ ...body, edits: [{ op: 'insert', clause, parent: 'sop' }] }))
  t.match(told(answer), /^422 edit-too-deep|^400 json-too-deep/)
})

t.test('a body over the limit, whether or not it says its length', async (t) => {
  const large = JSON.stringify({ ...body, message: 'x'.repeat(20_000_000) })
  t.equal(told(await raw(large)), '413 body-too-large')
  t.equal(
    told(await raw(large, { url: '/api/v1/sessions', headers: { authorization: '' } })),
    '413 body-too-large',
  )
})

t.test('another content type, or none', async (t) => {
  for (const type of [
    'text/plain',
    'application/xml',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
  ]) {
    const answer = await raw(JSON.stringify(body), { headers: { 'content-type': type } })
    t.equal(told(answer), '415 media-type-unsupported', type)
  }
  t.equal(
    told(await raw(JSON.stringify(body), { headers: { 'content-type': '' } })),
    '415 media-type-unsupported',
  )
})

t.test('unknown fields, wrong types and missing fields are named, all at once', async (t) => {
  const answer = await raw(JSON.stringify({ ...body, message: 7, edits: 'none', force: true }))
  t.equal(told(answer), '400 invalid-request')
  const pointers = answer.json().errors.map((one: { pointer: string }) => one.pointer)
  t.strictSame(new Set(pointers), new Set(['/message', '/edits', '/force']))
  t.equal(answer.json().facts.part, 'body')
  for (const value of [null, [], 'x', 1, true]) {
    t.match(told(await raw(JSON.stringify(value))), /^400 invalid-request|^428/, JSON.stringify(value))
  }
  for (const name of ['__proto__', 'constructor', 'prototype']) {
    const odd = `${JSON.stringify(body).slice(0, -1)},"${name}":{"admin":true}}`
    t.equal(told(await raw(odd)), '400 invalid-request', name)
  }
})

t.test('nothing is coerced in a body, and numbers are whole', async (t) => {
  const edit = (version: unknown) => ({ ...body, edits: [{ op: 'restore', key: KEYS.note, version }] })
  for (const version of ['1', 1.5, -1, null, true, 1e400])
    t.equal(told(await raw(JSON.stringify(edit(version)))), '400 invalid-request', String(version))
})

t.test('NUL and half a character, in a body, a query and an address', async (t) => {
  t.equal(told(await raw(JSON.stringify({ ...body, message: 'a\u0000' }))), '422 text-refused')
  t.equal(told(await raw(JSON.stringify({ ...body, message: 'a\ud800' }))), '422 text-refused')
  const login = { delegation: 'IDN', login: 'head\u0000', password: 'x\ud800' }
  t.equal(told(await anonymous('POST', '/sessions', login)), '401 sign-in-failed')
  t.equal(told(await table.idn('GET', `${table.at}/record?type=%00`)), '200')
  t.equal(told(await table.idn('GET', `${table.at}/threads?zone=table%00`)), '400 invalid-request')
  t.equal(told(await table.idn('GET', `${table.at}/versions/%00`)), '400 invalid-request')
  t.equal(told(await table.idn('GET', `${table.at}/clauses/%00/history`)), '200')
})

t.test('ids of a wrong form, of another kind, and of another zone', async (t) => {
  const anchor = { version: 2, key: KEYS.note, language: 'en', part: 'text', quote: 'Offices' }
  const thread = { zone: 'room', anchor, comment: { body: 'x' } }
  const room = good(await table.tha('POST', `${table.at}/threads`, thread))
  for (const id of [
    '1',
    'x'.repeat(32),
    room.id.toUpperCase(),
    `${room.id}0`,
    '..%2f..%2fetc',
    "'%20or%201=1",
  ])
    t.equal(told(await table.idn('GET', `${table.at}/threads/${id}?zone=room`)), '400 invalid-request', id)
  for (const zone of ['table', 'room'])
    t.equal(told(await table.idn('GET', `${table.at}/threads/${room.id}?zone=${zone}`)), '404 not-found')
  t.equal(
    told(await table.idn('GET', `${table.at}/decisions/${room.id}`)),
    '404 not-found',
    'of another kind',
  )
  t.equal(told(await table.idn('GET', `/sops/${room.id}`)), '404 not-found')
})

t.test('a problem comes in the caller’s language, with the same code', async (t) => {
  const seen = new Map<string, any>()
  for (const language of ['en', 'id-ID', 'th;q=0.9, fr', 'fr', '*']) {
    const headers = { 'accept-language': language }
    const answer = await table.idn('GET', `/sops/${'0'.repeat(32)}`, undefined, headers)
    seen.set(language, { spoken: answer.headers['content-language'], ...answer.json() })
  }
  t.strictSame(
    [...seen.values()].map((one) => one.spoken),
    ['en', 'id', 'th', 'en', 'en'],
  )
  t.equal(new Set([...seen.values()].map((one) => one.title)).size, 3)
  t.equal(new Set([...seen.values()].map((one) => one.code)).size, 1)
  t.match(seen.get('en'), { type: '/api/v1/problems/not-found', status: 404, instance: /^[0-9a-f]{32}$/ })
})

t.test('the errors of a body are said in the caller’s language too', async (t) => {
  const details: string[] = []
  for (const language of ['en', 'id', 'th']) {
    const answer = await raw(JSON.stringify({ ...body, message: 7 }), {
      headers: { 'accept-language': language },
    })
    details.push(answer.json().errors[0].detail)
  }
  t.equal(new Set(details).size, 3)
})

t.test('every operation with a body refuses an unknown field', async (t) => {
  const { paths } = app.swagger() as unknown as { paths: Record<string, Record<string, any>> }
  const admin = await as('IDN', 'admin')
  for (const [path, methods] of Object.entries(paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      const example = operation.requestBody?.content['application/json']?.example
      if (!example) continue
      const address = path
        .replace('{sop}', table.sop)
        .replace('{code}', 'IDN')
        .replace(/\{[^}]+\}/g, '0'.repeat(32))
      const query = path.includes('{thread}/comments') && method === 'post' ? '?zone=table' : ''
      const sent = { ...example, unheardOf: true }
      const answer = await admin(method.toUpperCase() as 'POST', `${address}${query}`, sent)
      t.equal(told(answer), '400 invalid-request', operation.operationId)
      t.match(
        answer.json().errors.map((one: any) => one.pointer),
        ['/unheardOf'],
        operation.operationId,
      )
    }
  }
})

t.test('a time is one that a clock can show and that sorts as it is written', async (t) => {
  const make = (when: string) => table.idn('POST', '/me/tokens', { name: 'x', scopes: ['read'], until: when })
  for (const when of [
    '2026-11-24T23:59:60Z', // a leap second
    '9999-12-31T23:59:59-23:59', // in the year 10000
    '2026-12-24\u00a000:00:00Z',
    '2026-02-30T00:00:00Z',
  ]) {
    t.equal(told(await make(when)), '400 invalid-request', when)
    const change = { login: 'nobody', name: 'Nobody', language: 'en', roles: [], until: when }
    const admin = await as('IDN', 'admin')
    t.equal(told(await admin('POST', '/delegations/IDN/members', change)), '400 invalid-request', when)
  }
  t.equal(told(await make('2026-12-24T00:00:00.5+07:00')), '201')
})
