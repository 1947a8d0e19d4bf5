// Load on one address: wrk if the machine has it, else autocannon; sixteen connections, a second or two.
import { spawn, spawnSync } from 'node:child_process'
import autocannon from 'autocannon'
import type { Running } from './processes.ts'

const CONNECTIONS = 16

export const GENERATOR = spawnSync('wrk', ['-v']).error ? 'autocannon' : 'wrk'

export interface Target {
  readonly server: Running
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly status: number
}

export interface Rate {
  /** requests a second */
  readonly wall: number
  /** requests a second of processor time of the server */
  readonly cpu: number
}

/** Loads a target for some seconds. Throws when an answer isn't what it should be. */
export async function load({ server, path, headers, status }: Target, seconds: number): Promise<Rate> {
  const url = server.url + path
  const probe = await fetch(url, { headers })
  await probe.arrayBuffer()
  if (probe.status !== status) throw new Error(`${path} gave ${probe.status} instead of ${status}`)
  const before = server.cpu()
  const { requests, elapsed } = await (GENERATOR === 'wrk' ? wrk : cannon)(url, headers, status, seconds)
  return { wall: requests / elapsed, cpu: requests / (server.cpu() - before) }
}

type Run = Promise<{ requests: number; elapsed: number }>

async function cannon(url: string, headers: object, status: number, seconds: number): Run {
  const done = await autocannon({ url, headers: { ...headers }, connections: CONNECTIONS, duration: seconds })
  const { statusCodeStats = {} } = done as { statusCodeStats?: Record<string, { count: number }> }
  const requests = statusCodeStats[status]?.count ?? 0
  if (done.errors > 0 || requests < done.requests.total)
    throw new Error(`${url}: not all answers are ${status}`)
  return { requests, elapsed: done.duration }
}

async function wrk(
  url: string,
  headers: Readonly<Record<string, string>>,
  status: number,
  seconds: number,
): Run {
  const given = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`])
  const child = spawn('wrk', ['-t1', `-c${CONNECTIONS}`, `-d${seconds}s`, ...given, url])
  let text = ''
  child.stdout.on('data', (bytes) => (text += bytes))
  await new Promise((resolve) => child.once('close', resolve))
  const [, requests, elapsed] = /(\d+) requests in ([\d.]+)s/.exec(text) ?? []
  const wrong = /Non-2xx or 3xx|connect [1-9]|read [1-9]|timeout [1-9]/.test(text)
  if (requests === undefined || wrong) throw new Error(`${url}: ${status} expected: ${text}`)
  return { requests: Number(requests), elapsed: Number(elapsed) }
}
