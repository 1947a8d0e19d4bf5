// Clients that are too slow, or send half a request and wait, are let go; nobody else waits for them.
import { readdirSync } from 'node:fs'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { start } from '../helpers/start.ts'
import { signIn } from './harness.ts'
import { again, FULL, report, tries } from './rows.ts'
import { build, launch, seed, withoutTemplates } from './service.ts'

const { app } = await start(t)
await app.listen({ host: '127.0.0.1', port: 0 })
const { port } = app.server.address() as AddressInfo

/** Sends a beginning, then a byte a second, until it is hung up on; gives the answer, its status and the seconds. */
function dawdle(
  t: Test,
  beginning: string,
  drip: string,
): Promise<{ status: string; answer: string; seconds: number }> {
  return new Promise((done) => {
    const began = Date.now()
    const socket = connect(port, '127.0.0.1', () => socket.write(beginning))
    const timer = setInterval(() => socket.write(drip), 1_000)
    t.teardown(() => socket.destroy())
    let answer = ''
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString()))
    socket.on('error', () => undefined)
    socket.on('close', () => {
      clearInterval(timer)
      done({ status: answer.slice(9, 12), answer, seconds: (Date.now() - began) / 1_000 })
    })
  })
}

t.test('every limit is set, and the headers have to be there before the whole request', async (t) => {
  const { server } = app
  t.equal(server.requestTimeout, 30_000)
  t.equal(server.headersTimeout, 10_000)
  t.equal(server.keepAliveTimeout, 10_000)
  t.equal(server.timeout, 60_000)
  t.equal(server.maxRequestsPerSocket, 10_000)
})

t.test('headers that drip in are cut off in time, while others are served at once', async (t) => {
  const slow = Array.from({ length: 20 }, () =>
    dawdle(t, 'GET /api/v1/service HTTP/1.1\r\nHost: x\r\n', 'X-Slow: 1\r\n'),
  )
  const began = Date.now()
  t.equal((await fetch(`http://127.0.0.1:${port}/api/v1/service`)).status, 200)
  t.ok(Date.now() - began < 2_000)
  for (const { status, answer, seconds } of await Promise.all(slow)) {
    t.equal(status, '408')
    t.match(answer, '"code":"request-timeout"')
    t.ok(seconds < 15, `${seconds} s`)
  }
})

const CROWD = tries(100, 1_000)
t.setTimeout(FULL ? 500_000 : 180_000)

t.test('a crowd of slow connections holds nobody up, and all of them are let go', async (t) => {
  t.setTimeout(FULL ? 400_000 : 120_000)
  await build()
  const place = t.testdir({})
  const folder = join(place, 'data')
  await seed(folder)
  const service = await launch(folder, ['--templates', withoutTemplates(join(place, 'templates'))])
  t.teardown(() => service.kill())
  const secret = await signIn(service.address, 'IDN', 'head')
  const authorization = `Authorization: Bearer ${secret}`
  const open = () => readdirSync(`/proc/${service.pid}/fd`).length
  const before = await settled(open)
  const { port: at } = new URL(service.address)

  const ways: readonly ((socket: Socket) => void)[] = [
    // headers that drip in
    (socket) => drip(socket, 'GET /api/v1/me HTTP/1.1\r\nHost: x\r\n', 'X-Slow: 1\r\n'),
    // a body that drips in
    (socket) =>
      drip(
        socket,
        `PATCH /api/v1/me HTTP/1.1\r\nHost: x\r\n${authorization}\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n{`,
        ' ',
      ),
    // answers that nobody reads
    (socket) => {
      socket.pause()
      socket.write(`GET /api/openapi.json HTTP/1.1\r\nHost: x\r\n\r\n`.repeat(20))
    },
    // a stream, and a half of a request, by somebody who is then gone without a word
    (socket) => socket.write(`GET /api/v1/events HTTP/1.1\r\nHost: x\r\n${authorization}\r\n\r\n`),
    (socket) => socket.write('POST /api/v1/sessions HTTP/1.1\r\n'),
  ]
  const sockets: Socket[] = []
  let closed = 0
  for (let which = 0; which < CROWD; which += 1) {
    const socket = connect(Number(at), '127.0.0.1', () => ways[which % ways.length]!(socket))
    socket.on('error', () => undefined)
    if (which % ways.length !== 2) socket.resume()
    socket.on('close', () => (closed += 1))
    sockets.push(socket)
  }
  t.teardown(() => sockets.forEach((socket) => socket.destroy()))
  await pause(1_000)
  let most = open()

  const took: number[] = []
  for (let turn = 0; turn < 60; turn += 1) {
    const began = performance.now()
    const answer = await fetch(`${service.address}/api/v1/me`, {
      headers: { authorization: `Bearer ${secret}` },
    })
    await answer.arrayBuffer()
    if (answer.status !== 200) t.fail(`a healthy user got ${answer.status}`)
    took.push(performance.now() - began)
    most = Math.max(most, open())
    await pause(50)
  }
  const p95 = Math.round(took.sort((a, b) => a - b)[Math.floor(took.length * 0.95)]!)
  t.ok(p95 < (FULL ? 500 : 1_500), `a healthy user’s p95 is ${p95} ms`)

  // The limits: 10 s for headers, 30 s for a request, which the short form does not wait for. Streams, and answers
  // that nobody reads, stay until the other side is found to be gone.
  const inTime = FULL ? [0, 1, 4] : [0, 4]
  const due = sockets.filter((_, which) => inTime.includes(which % ways.length)).length
  for (let left = FULL ? 60 : 25; closed < due && left > 0; left -= 1) await pause(1_000)
  const hungUp = closed
  t.ok(closed >= due, `${hungUp} of ${due} were hung up on`)
  for (const socket of sockets) socket.destroy()
  const after = await settled(open, before + 3)
  t.ok(most > before + CROWD / 2, `${most} open files at most`)
  t.ok(after <= before + 3, `${before} open files before, ${after} after`)
  report({
    what: `${CROWD} slow and half-open connections: headers, bodies, answers unread, streams`,
    engine: 'SQLite',
    tries: CROWD,
    lost: Math.max(0, due - hungUp),
    note: `a healthy user’s p95 ${p95} ms; ${hungUp} of the ${due} that send too slowly hung up on in time; open files ${before} before, ${most} at most, ${after} after`,
    again: again(import.meta.url),
  })
})

/** Writes a beginning, and then a piece each second for as long as it may. */
function drip(socket: Socket, beginning: string, piece: string): void {
  socket.write(beginning)
  const timer = setInterval(() => socket.write(piece), 1_000)
  socket.on('close', () => clearInterval(timer))
}

/** A count once it no longer falls, or is as low as it is to be. */
async function settled(count: () => number, goal = 0): Promise<number> {
  let last = count()
  for (let left = 20; left > 0; left -= 1) {
    await pause(500)
    const now = count()
    if (now <= goal || (now >= last && left < 16 && goal === 0)) return now
    last = now
  }
  return last
}
