// A service whose stores, time and chance change between runs, so that one built server serves many worlds.
import { cp, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { buildApp, buildHouse } from '../../src/app.ts'
import type { Chance, House } from '../../src/commands/house.ts'
import { DIRECTORY } from '../../src/commands/known-facts.ts'
import { openSession } from '../../src/commands/sign-in.ts'
import type { Config } from '../../src/config.ts'
import { isFailure } from '../../src/errors.ts'
import type { Db, Sql } from '../../src/store/db.ts'
import { listMembers } from '../../src/store/members.ts'
import { openStores, type Stores } from '../../src/store/pool.ts'
import { type Ask, CONFIG, seeded, settle, shippedLists, type Test } from '../helpers/start.ts'

/** The delegations: two parties, an outsider, a state that others negotiate with, three observers. */
export const DELEGATIONS = {
  IDN: 'party',
  THA: 'party',
  MYS: 'party',
  VNM: 'party',
  IOM: 'observer',
  RSO: 'observer',
  UNODC: 'observer',
} as const
export type Code = keyof typeof DELEGATIONS
export const CODES = Object.keys(DELEGATIONS) as Code[]
export const START = Date.parse('2026-11-24T03:00:00.000Z')

export interface Member {
  readonly id: string
  readonly secret: string
}

/** A data folder with delegations, members and their sessions, and no SOP; closed, to be copied. */
export interface Base {
  readonly folder: string
  readonly members: ReadonlyMap<string, Member>
}

/** What was asked of the stores: `room IDN`, `table <id>`, and each statement. */
export type Trail = string[]

export interface World {
  readonly app: FastifyInstance
  readonly house: House
  readonly folder: () => string
  readonly member: (name: string) => Member
  /** asks as a member, `IDN/head`, or as nobody */
  readonly as: (name?: string) => Ask
  readonly bearing: (secret: string) => Ask
  /** stands still until it is set again: no act takes time that another could see */
  readonly setClock: (time: number) => void
  /** begins again with a copy of the base, or of a frozen folder, and other chance */
  readonly fresh: (seed: string, from?: string) => Promise<void>
  /** ends the use of its folder, which can then be copied, and gives it */
  readonly freeze: () => Promise<string>
  /** what only the answers draw (ids of requests, nonces, keys of a dry run) starts anew */
  readonly resetChance: () => void
  /** what of the stores is touched from now on, until asked again */
  readonly trail: () => Trail
}

/** Settles every delegation with a member of each role, once for all worlds of a test. */
export async function settleBase(t: Test): Promise<Base> {
  const folder = join(t.testdir(), 'base')
  const stores = await openStores({ folder })
  const clock = () => new Date(START - 3_600_000).toISOString()
  const house = buildHouse({ stores, clock, chance: seeded('base') }, shippedLists(), 1_000_000)
  const members = new Map<string, Member>()
  for (const code of CODES) {
    await settle(house, code, DELEGATIONS[code])
    const room = (await stores.room(code))!
    for (const { id, login } of await room.read((sql) => listMembers(sql))) {
      const opened = await openSession(house, { delegation: code, agent: 'test' }, { id, login })
      if (isFailure(opened)) throw new Error(opened.failure)
      members.set(`${code}/${login}`, { id, secret: opened.secret })
    }
  }
  await stores.close()
  return { folder, members }
}

/** A server over swappable stores; worlds with the same seed and the same acts are equal to the byte. */
export async function openWorld(
  t: Test,
  base: Base,
  name: string,
  config: Partial<Config> = {},
): Promise<World> {
  const root = join(base.folder, '..', name)
  let stores: Stores | undefined
  let folder = ''
  let runs = 0
  let now = START
  let source = seeded(name)
  let passing = seeded(name)
  let trail: Trail | undefined
  const chance = (store: string): Chance => {
    const drawn = () => (VOLATILE.test(store) ? passing : source)(store)
    return {
      id: () => drawn().id(),
      salt: () => drawn().salt(),
      key: () => drawn().key(),
      secret: () => drawn().secret(),
    }
  }
  const ground = {
    stores: watched(
      () => stores!,
      () => trail,
    ),
    clock: () => new Date(now).toISOString(),
    chance,
  }
  // Building a server holds the event loop for seconds, which another one would take for pressure.
  const settings = { ...CONFIG, lag: 0, ...config, data: root }
  const { app, house } = await buildApp(ground, shippedLists(), settings, {
    version: '0.0.0-test',
    icu: process.versions.icu ?? '',
    web: WORKSPACE,
  })
  await app.ready()
  t.teardown(async () => {
    await app.close()
    await stores?.close()
  })
  const bearing = (secret?: string) => asking(app, secret)
  const member = (of: string) => {
    const found = base.members.get(of)
    if (!found) throw new Error(`there is no ${of}`)
    return found
  }
  return {
    ...{ app, house, member, bearing },
    folder: () => folder,
    as: (of) => bearing(of === undefined ? undefined : member(of).secret),
    setClock: (time) => {
      now = time
    },
    fresh: async (seed, from = base.folder) => {
      await stores?.close()
      folder = join(root, String((runs += 1)))
      await mkdir(folder, { recursive: true })
      await cp(from, folder, { recursive: true, filter: (path) => !/lock\.db/.test(path) })
      stores = await openStores({ folder })
      source = seeded(seed)
      passing = seeded(seed)
      now = START
      const { tables } = await stores.list()
      for (const store of [DIRECTORY, ...CODES, ...tables]) house.watch.announce(store)
      for (let table = 0; table < KEPT_TREES; table += 1) house.trees(`none ${table}`)
    },
    freeze: async () => {
      await stores?.close()
      stores = undefined
      return folder
    },
    resetChance: () => {
      passing = seeded('passing')
    },
    trail: () => {
      const walked = trail ?? []
      trail = []
      return walked
    },
  }
}

/** A workspace of one page and one file. */
const WORKSPACE = new Map([
  ['index.html', Buffer.from('<script nonce="__NONCE__" src="/assets/main-B3kd02xq.js"></script>')],
  ['assets/main-B3kd02xq.js', Buffer.from('export {}')],
])

// Tables whose trees a house keeps in memory: asking for as many others forgets all of them.
const KEPT_TREES = 16

/** Chance of which nothing is kept: what B's answers draw may not depend on how often others asked. */
const VOLATILE = /^(requests|nonces)$|\/preview$/

function asking(app: FastifyInstance, secret?: string): Ask {
  return async (method, url, body, headers = {}): Promise<LightMyRequestResponse> => {
    const whole = /^(?:\/api|\/metrics|http:)/.test(url) ? url : `/api/v1${url}`
    const json = body === undefined ? {} : { 'content-type': 'application/json' }
    return app.inject({
      method,
      url: whole,
      headers: { ...(secret && { authorization: `Bearer ${secret}` }), ...json, ...headers },
      ...(body !== undefined && { payload: JSON.stringify(body) }),
    })
  }
}

/** The stores of the moment, with a trail of which were opened and what they were asked. */
function watched(stores: () => Stores, trail: () => Trail | undefined): Stores {
  const noted = async (name: string, db: Promise<Db | undefined> | Db): Promise<Db | undefined> => {
    trail()?.push(name)
    const found = await db
    return found && follow(() => found, name, trail)
  }
  return {
    directory: follow(() => stores().directory, 'directory', trail),
    table: (sop) => noted(`table ${sop}`, stores().table(sop)),
    room: (code) => noted(`room ${code}`, stores().room(code)),
    createTable: async (sop) => (await noted(`table ${sop}`, stores().createTable(sop)))!,
    createRoom: async (code) => (await noted(`room ${code}`, stores().createRoom(code)))!,
    removeTable: (sop) => stores().removeTable(sop),
    list: () => stores().list(),
    listen: () => Promise.resolve(), // a world's stores change, and no other process has them
    figures: () => stores().figures(),
    close: () => stores().close(),
  }
}

function follow(db: () => Db, name: string, trail: () => Trail | undefined): Db {
  const noted = <S extends Sql>(sql: S): S => {
    const steps = trail()
    if (!steps) return sql
    return new Proxy(sql, {
      get: (target, method) => {
        const value: unknown = Reflect.get(target, method)
        if (typeof value !== 'function') return value
        return (text: string, ...values: unknown[]) => {
          steps.push(`${name}: ${text}`)
          return (value as (...all: unknown[]) => unknown).call(target, text, ...values)
        }
      },
    })
  }
  return {
    read: (work) => db().read((sql) => work(noted(sql))),
    write: (work) => db().write((tx) => work(noted(tx))),
    changes: () => db().changes(),
    scrub: () => db().scrub(),
    copy: (file) => db().copy(file),
    check: () => db().check(),
    close: () => db().close(),
  }
}
