// What can't be read as HTTP: refused as a problem like all others, in its turn on the connection, which then ends.
import { type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import { fail, type Failure } from '../errors.ts'
import { problemOf } from './problem.ts'

export interface Unreadable {
  readonly requestId: () => string
  /** headers of every answer */
  readonly headers: Readonly<Record<string, string>>
}

const PATIENCE = 10_000 // milliseconds for the answers that are under way
const LINGER = 1_000 // milliseconds in which the other side may read why

/** Refuses what the parser gives up, once whatever was asked before it on that connection has its answer. */
export function refuseUnreadable(server: Server, { requestId, headers }: Unreadable): void {
  const open = new WeakMap<Socket, Exchange[]>()
  const broken = new WeakSet<Socket>()
  const take = (request: IncomingMessage, response: ServerResponse): void => {
    const exchanges = (open.get(request.socket) ?? []).filter(({ answered }) => !answered)
    const exchange: Exchange = { request, response, answered: false }
    open.set(request.socket, [...exchanges, exchange])
    response.once('close', () => (exchange.answered = true))
  }
  server.prependListener('request', take)
  // An expectation may be passed over (RFC 9110, 10.1.1).
  server.on('checkExpectation', (request, response) => server.emit('request', request, response))
  server.on('clientError', (error: NodeJS.ErrnoException, stream) => {
    const socket = stream as Socket
    if (broken.has(socket)) return
    broken.add(socket)
    if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
    const exchanges = open.get(socket) ?? []
    const last = exchanges.at(-1)
    // Whose body broke off: its answer is this refusal, unless it has one.
    const torn = last?.request.complete === false ? last : undefined
    const before = exchanges.filter((exchange) => exchange !== torn && !exchange.answered)
    const refuse = () => {
      if (!socket.writable) return void socket.destroy()
      if (torn?.response.headersSent) socket.end()
      else socket.end(messageOf(failureOf(error), requestId(), headers))
      setTimeout(() => socket.destroy(), LINGER).unref()
    }
    const latest = before.at(-1)
    if (!latest) return refuse()
    const late = setTimeout(() => socket.destroy(), PATIENCE).unref()
    latest.response.once('close', () => {
      clearTimeout(late)
      refuse()
    })
  })
}

interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  answered: boolean
}

function failureOf({ code }: NodeJS.ErrnoException): Failure {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return fail('request-timeout')
  if (code === 'HPE_HEADER_OVERFLOW') return fail('headers-too-large')
  return fail('invalid-request', { part: 'http' })
}

/** The bytes of an answer. Its language is English: what language is wanted could not be read. */
function messageOf(failure: Failure, id: string, headers: Unreadable['headers']): string {
  const problem = problemOf(failure, 'en', id)
  const body = JSON.stringify(problem)
  const told = {
    ...headers,
    'content-type': 'application/problem+json; charset=utf-8',
    'content-language': 'en',
    'cache-control': 'no-store',
    'content-length': String(Buffer.byteLength(body)),
    date: new Date().toUTCString(),
    connection: 'close',
  }
  const lines = Object.entries(told).map(([name, value]) => `${name}: ${value}\r\n`)
  return `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}\r\n${lines.join('')}\r\n${body}`
}
