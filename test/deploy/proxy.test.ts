// The service behind nginx as deploy/nginx.conf has it: TLS, sign-in, streams, what a client can not pretend.
import t from 'tap'
import { spawnSync } from 'node:child_process'
import { get, type IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { PROBLEMS } from '../../src/problems.ts'
import { listen, type Listening } from '../helpers/listen.ts'
import { PASSWORD } from '../helpers/start.ts'
import { KEYS, openTable, setText } from '../helpers/table.ts'
import { DEPLOY, front, heard, installed, NAME, whole, without } from './nginx.ts'

const skip = without('nginx', 'openssl')
const portOf = ({ baseUrl }: Listening) => Number(new URL(baseUrl).port)
const json = { 'content-type': 'application/json' }

t.test('behind nginx', { skip }, async (t) => {
  const service = await listen(t, { config: { origin: `https://${NAME}`, proxy: true } })
  const { ask, checked, plainPort } = await front(t, [portOf(service)])
  const signIn = (login: string) =>
    ask('/api/v1/sessions', {
      method: 'POST',
      headers: { ...json, origin: `https://${NAME}` },
      body: JSON.stringify({ delegation: 'IDN', login, password: PASSWORD }),
    })

  await t.test('the configuration is one', async (t) => {
    t.equal(checked.status, 0, checked.said)
  })

  await t.test('who comes without TLS is sent to it', async (t) => {
    const answer = await new Promise<IncomingMessage>((done) =>
      get({ host: '127.0.0.1', port: plainPort, path: '/a?b', headers: { host: NAME } }, done),
    )
    answer.resume()
    t.equal(answer.statusCode, 308)
    t.equal(answer.headers.location, `https://${NAME}/a?b`)
  })

  await t.test('one signs in, reads, saves, and hears of it at once', async (t) => {
    const signed = await signIn('legal')
    t.equal(signed.statusCode, 201, await whole(signed))
    const [cookie] = signed.headers['set-cookie']![0]!.split(';')
    t.match(signed.headers['set-cookie']![0], /^__Host-sandhi=.*Secure/)
    t.match(signed.headers['strict-transport-security'], /max-age/)
    const table = await openTable(service)
    const stream = await ask('/api/v1/events', { headers: { cookie: cookie! } })
    t.equal(stream.statusCode, 200)
    await heard(stream, /beat/)
    const events = heard(await ask('/api/v1/events', { headers: { cookie: cookie! } }), /version\.saved/)
    const began = Date.now()
    await new Promise((done) => setTimeout(done, 200))
    await table.save([setText(KEYS.article, 'en', 'heading', 'What this is for')], table.tha)
    t.match(await events, new RegExp(table.sop))
    t.ok(Date.now() - began < 5_000, 'nothing is held back by the proxy')
  })

  await t.test(
    'a text is compressed by the service where that tells nothing, and by the proxy never',
    async (t) => {
      const { sop } = await openTable(service)
      const secret = (await signIn('head')).headers['set-cookie']![0]!.split(';')[0]!
      const headers = { cookie: secret, 'accept-encoding': 'gzip, br' }
      const sops = await ask('/api/v1/sops', { headers })
      t.equal(sops.headers['content-encoding'], undefined)
      t.match(await whole(sops), sop)
    },
  )

  await t.test('too large a body is refused in the words of the service', async (t) => {
    const body = JSON.stringify({ delegation: 'IDN', login: 'a'.repeat(1_100_000), password: '' })
    const answer = await ask('/api/v1/sessions', { method: 'POST', headers: json, body })
    t.equal(answer.statusCode, 413)
    t.equal(answer.headers['content-type'], 'application/problem+json')
    const { title, remedy } = PROBLEMS['body-too-large']
    t.match(JSON.parse(await whole(answer)), { code: 'body-too-large', status: 413, title, detail: remedy })
  })

  await t.test('metrics are not for who comes through the proxy', async (t) => {
    const answer = await ask('/metrics', { headers: { authorization: 'Bearer metrics-token' } })
    t.equal(answer.statusCode, 404)
    answer.resume()
  })
})

t.test('an address that a client claims is not believed', { skip }, async (t) => {
  const service = await listen(t, { parties: [], config: { rate: 12, proxy: true } })
  const { ask } = await front(t, [portOf(service)])
  const seen: (number | undefined)[] = []
  for (let tries = 0; tries < 16; tries += 1) {
    const headers = { 'x-forwarded-for': `203.0.113.${tries}`, 'x-real-ip': '203.0.113.1' }
    const answer = await ask('/api/v1/service', { headers })
    answer.resume()
    seen.push(answer.statusCode)
  }
  t.equal(seen[0], 200)
  t.equal(seen.at(-1), 429, 'one caller, whatever he calls himself')
})

t.test('a node that goes away is passed over', { skip }, async (t) => {
  const service = await listen(t, { parties: [] })
  const away = await listen(t, { parties: [] })
  const port = portOf(away)
  await away.app.close()
  const { ask } = await front(t, [port, portOf(service)])
  for (let tries = 0; tries < 6; tries += 1) {
    const answer = await ask('/api/v1/service')
    answer.resume()
    t.equal(answer.statusCode, 200)
  }
})

t.test('the example for Caddy is one', { skip: without('caddy') }, async (t) => {
  const args = ['adapt', '--validate', '--adapter', 'caddyfile', '--config', join(DEPLOY, 'Caddyfile')]
  const { status, stderr } = spawnSync(installed('caddy')!, args, { encoding: 'utf8' })
  t.equal(status, 0, stderr)
})
