// Clients that are too slow, or send half a request and wait, are let go; nobody else waits for them.
import { type AddressInfo, connect } from 'node:net'
import t, { type Test } from 'tap'
import { start } from '../helpers/start.ts'

const { app } = await start(t)
await app.listen({ host: '127.0.0.1', port: 0 })
const { port } = app.server.address() as AddressInfo

/** Sends a beginning, then a byte a second, until it is hung up on; gives the answer's code and the seconds. */
function dawdle(t: Test, beginning: string, drip: string): Promise<{ status: string; seconds: number }> {
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
      done({ status: answer.slice(9, 12), seconds: (Date.now() - began) / 1_000 })
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
  for (const { status, seconds } of await Promise.all(slow)) {
    t.equal(status, '408')
    t.ok(seconds < 15, `${seconds} s`)
  }
})
