// Two nodes as processes of their own on one database, and what one does at them through a proxy.
import type { IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Test } from 'tap'
import { build, launch, seed, type Service, withoutTemplates } from '../faults/service.ts'
import { dropDatabase, freshDatabase } from '../helpers/postgres.ts'
import { PASSWORD } from '../helpers/start.ts'
import { type Front, NAME, whole } from './nginx.ts'

const TOKEN = 'metrics-token'

export type Ask = Front['ask']
interface Answer {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly body: any
}

/** Two processes on one database; each can be killed, and started again where it was. */
export interface Nodes {
  readonly ports: readonly number[]
  readonly services: Service[]
  readonly again: (which: number) => Promise<void>
  /** a metric of each of them; 0 of one that is away */
  readonly figures: (name: string) => Promise<number[]>
}

export async function twoNodes(t: Test): Promise<Nodes> {
  await build()
  const url = await freshDatabase()
  await seed(url)
  const place = t.testdir({})
  const args = ['--templates', withoutTemplates(join(place, 'templates'))]
  const env = {
    ...{ SANDHI_DATABASE: url, SANDHI_ORIGIN: `https://${NAME}`, SANDHI_BEHIND_PROXY: 'true' },
    SANDHI_METRICS_TOKEN: TOKEN,
  }
  const start = (more: readonly string[] = []) => launch(join(place, 'data'), [...args, ...more], env)
  const services = await Promise.all([start(), start()])
  t.teardown(async () => {
    await Promise.all(services.map((service) => service.kill()))
    await dropDatabase(url)
  })
  const ports = services.map(({ address }) => Number(new URL(address).port))
  const figure = async ({ address }: Service, name: string): Promise<number> => {
    const answer = await fetch(`${address}/metrics`, { headers: { authorization: `Bearer ${TOKEN}` } })
    const lines = (await answer.text()).split('\n').filter((line) => new RegExp(`^${name}[ {]`).test(line))
    return lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0)
  }
  return {
    ...{ ports, services },
    again: async (which) => {
      services[which] = await start(['--port', String(ports[which])])
    },
    figures: (name) => Promise.all(services.map((service) => figure(service, name).catch(() => 0))),
  }
}

/** Calls of one member through the proxy. */
export const calls =
  (ask: Ask, secret?: string) =>
  async (
    method: string,
    path: string,
    body?: object,
    key?: string,
    more: Readonly<Record<string, string>> = {},
  ): Promise<Answer> => {
    const answer = await ask(`/api/v1${path}`, {
      method,
      headers: {
        ...(secret !== undefined && { authorization: `Bearer ${secret}` }),
        ...(body && { 'content-type': 'application/json' }),
        ...(key !== undefined && { 'idempotency-key': key }),
        ...more,
      },
      ...(body && { body: JSON.stringify(body) }),
    })
    const said = await whole(answer)
    const told = /json/.test(answer.headers['content-type'] ?? '')
    return {
      ...{ status: answer.statusCode!, headers: answer.headers },
      body: told && said !== '' ? JSON.parse(said) : said,
    }
  }

export async function signIn(ask: Ask, delegation: string, login: string): Promise<string> {
  const { status, headers } = await calls(ask)('POST', '/sessions', { delegation, login, password: PASSWORD })
  if (status !== 201) throw new Error(`signing in: ${status}`)
  return /sandhi=([^;]+)/.exec(headers['set-cookie']![0]!)![1]!
}

interface Told {
  readonly sop: string
  readonly zone: string
  readonly seq: number
  readonly type: string
}

/** Listens through the proxy, from an event on; what was cut off in the midst is not taken. */
export async function listen(ask: Ask, secret: string, after?: string) {
  const answer = await ask('/api/v1/events', {
    headers: { authorization: `Bearer ${secret}`, ...(after !== undefined && { 'last-event-id': after }) },
  })
  let text = ''
  let closed = false
  answer.on('data', (chunk: Buffer) => (text += chunk.toString()))
  answer.on('error', () => undefined)
  answer.on('close', () => (closed = true))
  const entire = () => text.slice(0, text.lastIndexOf('\n\n') + 2)
  const wait = async (ready: () => boolean) => {
    const began = performance.now()
    while (!ready() && performance.now() - began < 5_000) await pause(5)
    return ready() ? performance.now() - began : Infinity
  }
  const stream = {
    events: () => [...entire().matchAll(/^data: (.*)$/gm)].map((found) => JSON.parse(found[1]!) as Told),
    last: () => [...entire().matchAll(/^id: (.*)$/gm)].at(-1)?.[1],
    until: (ready: (events: Told[]) => boolean) => wait(() => ready(stream.events())),
    closed: () => wait(() => closed),
    end: () => answer.destroy(),
  }
  await wait(() => text.includes(': beat'))
  return stream
}
