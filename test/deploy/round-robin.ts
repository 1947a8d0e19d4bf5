// The smallest proxy before several nodes: each request goes to the next of them, whoever asks, and none is sent twice.
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Test } from '../helpers/start.ts'
import { type Front, NAME } from './nginx.ts'

/** Starts it before nodes of these ports; it ends with the test. */
export async function roundRobin(t: Test, nodes: readonly number[]): Promise<Front['ask']> {
  const agent = new Agent({ keepAlive: false })
  let turn = 0
  /** Passes a request on; a node that does not take the connection is passed over. */
  const pass = (
    asked: IncomingMessage,
    body: Buffer,
    answered: ServerResponse,
    [port, ...others]: readonly number[],
  ): void => {
    const { method, url, headers } = asked
    const on = request({ ...{ host: '127.0.0.1', port, path: url, method, agent }, headers }, (answer) => {
      answered.writeHead(answer.statusCode!, answer.headers)
      answered.flushHeaders()
      answer.on('error', () => answered.destroy())
      answer.pipe(answered)
    })
    on.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNREFUSED' && others.length > 0) pass(asked, body, answered, others)
      else if (answered.headersSent) answered.destroy()
      else answered.writeHead(502).end()
    })
    answered.on('close', () => on.destroy())
    on.end(body)
  }
  const server = createServer((asked, answered) => {
    void asked.toArray().then((chunks: Buffer[]) => {
      Object.assign(asked.headers, { 'x-forwarded-proto': 'https', 'x-forwarded-host': NAME })
      turn = (turn + 1) % nodes.length
      pass(asked, Buffer.concat(chunks), answered, [...nodes.slice(turn), ...nodes.slice(0, turn)])
    })
  })
  await new Promise<void>((up) => server.listen(0, '127.0.0.1', up))
  t.teardown(() => {
    server.close()
    server.closeAllConnections()
  })
  const { port } = server.address() as AddressInfo
  return (path, { body, ...options } = {}) =>
    new Promise((done, failed) => {
      const asked = request({ ...{ host: '127.0.0.1', port, path, agent: false }, ...options }, done)
      asked.on('error', failed)
      asked.end(body)
    })
}
