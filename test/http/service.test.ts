// The service itself: host, health, metrics, the explanation of problems, the documentation, limits.
import t from 'tap'
import { PROBLEMS } from '../../src/problems.ts'
import { startConforming } from '../helpers/conform.ts'
import { PASSWORD } from '../helpers/start.ts'
import { good, openTable, told } from '../helpers/table.ts'

const service = await startConforming(t)
const { anonymous, app, as } = service

t.test('who runs it, and whether it is well, is said to everyone', async (t) => {
  t.strictSame(good(await anonymous('GET', '/service')), {
    name: 'Sandhi',
    version: '0.0.0-test',
    hostedBy: 'Test host',
  })
  t.strictSame(good(await anonymous('GET', '/health/live')), { status: 'ok' })
  t.strictSame(good(await anonymous('GET', '/health/ready')), { status: 'ok' })
})

t.test('every problem is explained, in each language', async (t) => {
  const { items } = good(await anonymous('GET', '/problems'))
  t.strictSame(
    items.map((one: any) => one.code),
    Object.keys(PROBLEMS).sort(),
  )
  const titles = new Set<string>()
  for (const language of ['en', 'id', 'th']) {
    const headers = { 'accept-language': language }
    titles.add(good(await anonymous('GET', '/problems/conflict', undefined, headers)).title)
  }
  t.equal(titles.size, 3)
  t.equal(told(await anonymous('GET', '/problems/nothing')), '404 not-found')
  t.equal(told(await anonymous('GET', '/problems/toString')), '404 not-found')
})

t.test('metrics count by operation and status, and are for who has their secret', async (t) => {
  await openTable(service)
  t.equal(told(await anonymous('GET', '/metrics')), '404 not-found')
  const wrong = await app.inject({ url: '/metrics', headers: { authorization: 'Bearer another' } })
  t.equal(wrong.statusCode, 404)
  const answer = await app.inject({ url: '/metrics', headers: { authorization: 'Bearer metrics-token' } })
  t.equal(answer.statusCode, 200)
  t.match(answer.body, /sandhi_requests_total\{operation="createSop",status="201"\} 1/)
  t.match(answer.body, /sandhi_request_seconds_bucket/)
  t.notMatch(answer.body, /IDN|THA|[0-9a-f]{32}/, 'of no delegation, SOP or member')
})

t.test('the documentation is the API’s own', async (t) => {
  const file = (await app.inject('/api/openapi.json')).json()
  t.equal(file.openapi, '3.1.0')
  t.ok(Object.keys(file.paths).length > 30)
  t.equal((await app.inject('/api/docs')).statusCode < 400, true)
})

t.test('an address that is none, or a method that it does not take', async (t) => {
  for (const url of ['/nothing', '/api/v2/sops', '/%E0%A4%A'])
    t.equal(told(await anonymous('GET', url)), '404 not-found', url)
  t.equal(told(await anonymous('DELETE', '/sops')), '405 method-not-allowed')
  t.equal(told(await anonymous('PATCH', `/sops/${'0'.repeat(32)}/versions`, {})), '405 method-not-allowed')
})

t.test('a browser on another site changes nothing', async (t) => {
  const signed = await anonymous('POST', '/sessions', {
    delegation: 'IDN',
    login: 'head',
    password: PASSWORD,
  })
  const cookie = `sandhi=${signed.cookies[0]!.value}`
  const patch = (origin?: string) =>
    anonymous('PATCH', '/me', { language: 'id' }, { cookie, ...(origin !== undefined && { origin }) })
  t.equal(told(await patch('https://elsewhere.example')), '403 origin-refused')
  t.equal(told(await patch('null')), '403 origin-refused')
  t.equal((await patch('http://127.0.0.1:8080')).statusCode, 204)
  t.equal((await patch()).statusCode, 204, 'programs send none')
})

t.test('too many requests have to wait', async (t) => {
  const few = await startConforming(t, { parties: ['IDN'], config: { rate: 12 } })
  const idn = await few.as('IDN')
  const seen: string[] = []
  for (let tries = 0; tries < 14; tries += 1) {
    const answer = await idn('GET', '/me')
    seen.push(told(answer))
    if (answer.statusCode === 429) t.ok(Number(answer.headers['retry-after']) > 0)
  }
  t.equal(seen[0], '200')
  t.equal(seen.at(-1), '429 rate-limited')
  t.equal((await (await few.as('IDN', 'legal'))('GET', '/me')).statusCode, 200, 'a caller for himself')
})

t.test('the host’s policy holds for every answer', async (t) => {
  for (const answer of [await anonymous('GET', '/service'), await (await as('IDN'))('GET', '/sops')]) {
    t.match(answer.headers['content-security-policy'], "default-src 'none'")
    t.equal(answer.headers['x-content-type-options'], 'nosniff')
    t.equal(answer.headers['referrer-policy'], 'no-referrer')
    t.notOk(answer.headers['x-powered-by'])
  }
})
