// A whole service for a test: fresh stores in the test's folder, a clock that ticks, chance that repeats; closes itself.
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import { buildApp, type Built } from '../../src/app.ts'
import type { Chance, House } from '../../src/commands/house.ts'
import { acceptInvitation } from '../../src/commands/accept-invitation.ts'
import { addMember } from '../../src/commands/add-member.ts'
import { inviteAdministrator } from '../../src/commands/invite-administrator.ts'
import { whoIs } from '../../src/commands/sign-in.ts'
import type { Config } from '../../src/config.ts'
import type { WorkspaceFiles } from '../../src/http/workspace.ts'
import { isFailure } from '../../src/errors.ts'
import type { Role } from '../../src/review/policy.ts'
import { loadShipped, type Shipped } from '../../src/shipped.ts'
import { putDelegation } from '../../src/store/directory.ts'
import { openPostgresStores } from '../../src/store/postgres-stores.ts'
import { openStores, type Stores } from '../../src/store/pool.ts'
import { dropDatabase, endShared, freshDatabase } from './postgres.ts'

/** The part of a tap test that is used here. */
export interface Test {
  testdir(): string
  teardown(end: () => unknown): void
}

export const CONFIG: Config = {
  host: '127.0.0.1',
  port: 0,
  data: '',
  database: '',
  connections: 5,
  hostedBy: 'Test host',
  origin: 'http://127.0.0.1:8080',
  proxy: false,
  rate: 1_000_000,
  lag: 600_000,
  memory: 16_000_000,
  web: '',
  metricsToken: 'metrics-token',
  privateWebhooks: false,
  smtp: '',
  mailFrom: '',
  log: 'silent',
}

let shipped: Shipped | undefined
export const shippedLists = (): Shipped =>
  (shipped ??= loadShipped(join(import.meta.dirname, '../../sop-templates')))

/** Chance that gives the same for the same seed, with a sequence of its own for each store. */
export function seeded(seed: string): (store: string) => Chance {
  const sources = new Map<string, Chance>()
  return (store) => {
    let source = sources.get(store)
    if (!source) {
      let drawn = 0
      const draw = () =>
        createHash('sha256')
          .update(`${seed}/${store}/${(drawn += 1)}`)
          .digest()
      const base32 = (bytes: Buffer) =>
        [...bytes].map((byte) => 'abcdefghijklmnopqrstuvwxyz234567'[byte & 31]).join('')
      source = {
        id: () => draw().subarray(0, 16).toString('hex'),
        salt: () => draw().subarray(0, 16).toString('hex'),
        key: () => base32(draw().subarray(0, 16)),
        secret: () => draw().toString('base64url'),
      }
      sources.set(store, source)
    }
    return source
  }
}

/** A clock that ticks a second at each look, from 2026-11-24T03:00:00Z; `advance` moves it on. */
export function ticking(): { clock: () => string; advance: (milliseconds: number) => void } {
  let now = Date.parse('2026-11-24T03:00:00.000Z')
  return {
    clock: () => new Date((now += 1000)).toISOString(),
    advance: (milliseconds) => {
      now += milliseconds
    },
  }
}

export const PASSWORD = 'a phrase for the test'
export const PARTIES = { IDN: 'Indonesia', THA: 'Thailand' } as const
const MEMBERS: Record<string, Role[]> = {
  admin: ['administrator'],
  head: ['head'],
  signatory: ['signatory'],
  drafter: ['drafter'],
  legal: ['legal'],
  linguist: ['linguist'],
  secretary: ['secretary'],
  reader: ['reader'],
}

export interface Started {
  app: FastifyInstance
  house: House
  rounds: Built['rounds']
  stores: Stores
  folder: string
  advance: (milliseconds: number) => void
  /** injects as a member of a delegation: `as('IDN', 'drafter')('GET', '/me')` */
  as: (delegation: string, login?: string) => Promise<Ask>
  anonymous: Ask
}
export type Ask = (
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
  url: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<LightMyRequestResponse>

/** Starts the service with two parties (and more if named) and an observer, each with a member of every role. */
export async function start(
  t: Test,
  options: {
    parties?: string[]
    seed?: string
    config?: Partial<Config>
    version?: string
    web?: WorkspaceFiles
  } = {},
): Promise<Started> {
  const folder = join(t.testdir(), 'data')
  const stores = await freshStores(t, folder)
  const { clock, advance } = ticking()
  const chance = seeded(options.seed ?? 'seed')
  const { app, house, rounds } = await buildApp(
    { stores, clock, chance },
    shippedLists(),
    { ...CONFIG, ...options.config, data: folder },
    {
      version: options.version ?? '0.0.0-test',
      icu: process.versions.icu ?? '',
      ...(options.web && { web: options.web }),
    },
  )
  t.teardown(async () => {
    await app.close()
    await stores.close()
  })
  const parties = options.parties ?? ['IDN', 'THA']
  for (const code of parties) await settle(house, code, 'party')
  await settle(house, 'IOM', 'observer')
  await app.ready()
  const secrets = new Map<string, string>()
  const ask =
    (secret?: string): Ask =>
    async (method, url, body, headers = {}) => {
      const request: InjectOptions = {
        method,
        url: url.startsWith('/api') || url.startsWith('/metrics') ? url : `/api/v1${url}`,
        headers: { ...(secret && { authorization: `Bearer ${secret}` }), ...headers },
      }
      if (body !== undefined) {
        request.payload = JSON.stringify(body)
        request.headers = { 'content-type': 'application/json', ...request.headers }
      }
      return app.inject(request)
    }
  return {
    app,
    house,
    rounds,
    stores,
    folder,
    advance,
    anonymous: ask(),
    async as(delegation, login = 'head') {
      const name = `${delegation}/${login}`
      const secret = secrets.get(name) ?? (await signedIn(ask(), delegation, login))
      secrets.set(name, secret)
      return ask(secret)
    },
  }
}

/** The engine that whole services run on in this process: `SANDHI_TEST_ENGINE`, else SQLite. */
export const ENGINE = process.env['SANDHI_TEST_ENGINE'] === 'postgres' ? 'postgres' : 'sqlite'

async function freshStores(t: Test, folder: string): Promise<Stores> {
  if (ENGINE === 'sqlite') return openStores({ folder })
  const url = await freshDatabase()
  t.teardown(() => dropDatabase(url))
  // Loaded only now: a measurement or a launched service that borrows from this file is no test.
  const { default: tap } = await import('tap')
  tap.teardown(endShared)
  return openPostgresStores({ url, connections: 4 })
}

async function signedIn(ask: Ask, delegation: string, login: string): Promise<string> {
  const answer = await ask('POST', '/sessions', { delegation, login, password: PASSWORD })
  if (answer.statusCode !== 201) throw new Error(answer.body)
  return answer.cookies[0]!.value
}

/** A delegation with a member of every role, each with the same password. */
export async function settle(house: House, code: string, kind: 'party' | 'observer'): Promise<void> {
  const { directory } = house.stores
  await directory.write((tx) => putDelegation(tx, { code, kind, names: { en: code, id: code, th: code } }))
  const first = await inviteAdministrator(house, code, kind, {
    name: 'Administrator',
    login: 'admin',
    language: 'en',
  })
  if (isFailure(first)) throw new Error(first.failure)
  await enter(house, first.invitation)
  const admin = (await whoIs(house, code, first.member))!
  for (const [login, roles] of Object.entries(MEMBERS)) {
    if (login === 'admin') continue
    const held = roles.map((role) => ({ role, sop: '*' }))
    const added = await addMember(house, admin, { name: `The ${login}`, login, language: 'en', roles: held })
    if (isFailure(added)) throw new Error(added.failure)
    await enter(house, added.invitation)
  }
}

async function enter(house: House, invitation: string): Promise<void> {
  const joined = await acceptInvitation(house, { invitation, password: PASSWORD, agent: 'test' })
  if (isFailure(joined)) throw new Error(joined.failure)
}
