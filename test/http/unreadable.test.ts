// What can't be read as HTTP: told as every refusal is, in its turn, and without undoing what was asked before it.
import { connect, type AddressInfo } from 'node:net'
import t from 'tap'
import { PASSWORD, start } from '../helpers/start.ts'
import { KEYS, openTable, setText } from '../helpers/table.ts'

const service = await start(t)
await service.app.listen({ host: '127.0.0.1', port: 0 })
const { port } = service.app.server.address() as AddressInfo
const table = await openTable(service)
const signed = await service.anonymous('POST', '/sessions', {
  ...{ delegation: 'IDN', login: 'head', password: PASSWORD },
})
const bearing = `Host: x\r\nAuthorization: Bearer ${signed.cookies[0]!.value}\r\n`

/** Sends bytes on a connection of their own, and gives all that comes until it is closed. */
const send = (...pieces: string[]): Promise<string> =>
  new Promise((done) => {
    let answer = ''
    const socket = connect(port, '127.0.0.1', () => {
      for (const [at, piece] of pieces.entries()) setTimeout(() => socket.write(piece), 30 * at)
    })
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString()))
    socket.on('error', () => undefined)
    socket.on('close', () => done(answer))
  })
const statuses = (answer: string) => [...answer.matchAll(/HTTP\/1\.1 (\d+) /g)].map((found) => found[1])
const problem = (answer: string) => JSON.parse(answer.slice(answer.lastIndexOf('\r\n\r\n')))

async function post(words: string): Promise<string> {
  const { version: base } = await table.head()
  const body = { base, message: 'A change', edits: [setText(KEYS.article, 'en', 'heading', words)] }
  const text = JSON.stringify(body)
  return `POST /api/v1${table.at}/versions HTTP/1.1\r\n${bearing}Content-Type: application/json\r\nContent-Length: ${text.length}\r\n\r\n${text}`
}

t.test('a broken message is answered by a problem, and the connection closed', async (t) => {
  const cases = [
    'rubbish\r\n\r\n',
    'GET /api/v1/service HTTP/1.1\r\nno colon\r\n\r\n',
    `POST /api/v1/sessions HTTP/1.1\r\n${bearing}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    `POST /api/v1/sessions HTTP/1.1\r\n${bearing}Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n`,
  ]
  for (const bytes of cases) {
    const answer = await send(bytes)
    t.match(answer, /^HTTP\/1\.1 400 Bad Request\r\n/)
    t.match(answer, /\r\nContent-Type: application\/problem\+json; charset=utf-8\r\n/i)
    for (const header of ['content-security-policy', 'x-content-type-options', 'cache-control: no-store'])
      t.match(answer.toLowerCase(), `\r\n${header}`)
    const { instance, ...told } = problem(answer)
    t.match(instance, /^[0-9a-f]{32}$/)
    t.strictSame(told, {
      type: '/api/v1/problems/invalid-request',
      title: 'The request is not of the documented form',
      status: 400,
      code: 'invalid-request',
      detail: 'Correct the fields listed in errors and send it again.',
      errors: [],
      facts: { part: 'http' },
    })
  }
})

t.test('headers that are too large are named so', async (t) => {
  const answer = await send(
    `GET /api/v1/service HTTP/1.1\r\nHost: x\r\nX-Large: ${'x'.repeat(300_000)}\r\n\r\n`,
  )
  t.same(statuses(answer), ['431'])
  t.equal(problem(answer).code, 'headers-too-large')
})

t.test('a request names one host, and a version of HTTP that is spoken here', async (t) => {
  for (const head of ['HTTP/1.1', 'HTTP/1.1\r\nHost: x\r\nHost: y', 'HTTP/2.0\r\nHost: x']) {
    const answer = await send(`GET /api/v1/service ${head}\r\nConnection: close\r\n\r\n`)
    t.same(statuses(answer), ['400'], head)
    t.equal(problem(answer).code, 'invalid-request')
  }
  const old = await send('GET /api/v1/service HTTP/1.0\r\n\r\n')
  t.same(statuses(old), ['200'])
})

t.test('a method that the parser knows and this service does not is refused as such', async (t) => {
  for (const method of ['QUERY', 'PROPFIND', 'PUT']) {
    const answer = await send(`${method} /api/v1/service HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)
    t.match(answer, /"code":"(method-not-allowed|not-found)"/, method)
  }
})

t.test('an expectation that is unknown here does not change the answer', async (t) => {
  const answer = await send(
    'GET /api/v1/service HTTP/1.1\r\nHost: x\r\nExpect: tea\r\nConnection: close\r\n\r\n',
  )
  t.same(statuses(answer), ['200'])
})

t.test('a save with rubbish behind it is acknowledged, and then the rubbish is refused', async (t) => {
  const ways: ((save: string) => string[])[] = [
    (save) => [`${save}rubbish\r\n\r\n`],
    (save) => [save, 'rubbish\r\n\r\n', 'and more\r\n\r\n'],
  ]
  for (const [turn, way] of ways.entries()) {
    const pieces = way(await post(turn === 0 ? 'Aim' : 'Goal'))
    const { number } = await table.head()
    const answer = await send(...pieces)
    t.same(statuses(answer), ['201', '400'])
    t.equal((await table.head()).number, number + 1)
  }
})

t.test('a refusal on the way is not followed by a second for the same request', async (t) => {
  const answer = await send(
    'POST /api/v1/sops HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Type: text/plain\r\n\r\n',
    'xyz\r\n',
  )
  t.equal(statuses(answer).length, 1)
  t.equal(statuses(answer)[0]?.[0], '4')
})
