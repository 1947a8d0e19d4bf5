// The stores of an installation in one PostgreSQL database: a schema each, made and brought to shape by their owner.
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { fail, Refused } from '../errors.ts'
import type { Db } from './db.ts'
import { knownSops } from './directory.ts'
import type { Figures } from './figures.ts'
import { type Kind, STEPS } from './migrations.ts'
import { type Place, type StoreName } from './place.ts'
import { CODE, type Ear, SOP_ID, type Stores } from './pool.ts'
import { CHANNEL, openPostgres } from './postgres.ts'
import { connect, type Connections } from './postgres-connections.ts'
import { translated } from './postgres-failure.ts'
import { quoted, stepsFrom } from './postgres-shape.ts'

/**
 * Opens the stores in a database; any number of processes may at a time. Refuses one whose server or role is not as
 * it must be (`configuration-invalid`) and one that holds tables without a directory (`storage-damaged`).
 */
export async function openPostgresStores({
  url,
  connections: most = 10,
}: {
  url: string
  connections?: number
}): Promise<Stores> {
  const schemas = await openSchemas(url, most)
  try {
    const { tables } = await schemas.list()
    if (tables.length > 0 && !(await schemas.stands(DIRECTORY)))
      throw new Refused(fail('storage-damaged', { reason: 'the directory is missing', store: DIRECTORY }))
    const directory = (await schemas.open(DIRECTORY)) ?? (await schemas.create(DIRECTORY, true))
    await sweep(schemas, directory)
    let deafen: (() => Promise<void>) | undefined
    let closed: Promise<void> | undefined
    const named = (pattern: RegExp, id: string, schema: string) => {
      if (!pattern.test(id) || schema.length > 63) throw new Error('this id can not name a store')
      return schema
    }
    return {
      directory,
      table: async (sop) => (SOP_ID.test(sop) ? schemas.open(tableOf(sop)) : undefined),
      room: async (code) => (CODE.test(code) ? schemas.open(roomOf(code)) : undefined),
      createTable: async (sop) => schemas.create(named(SOP_ID, sop, tableOf(sop))),
      createRoom: async (code) => schemas.create(named(CODE, code, roomOf(code))),
      removeTable: (sop) => schemas.remove(tableOf(sop)),
      list: () => schemas.list(),
      listen: async (ear) => {
        deafen = await listen(schemas.connections, ear)
      },
      figures: () => schemas.figures(),
      close: () => (closed ??= Promise.resolve(deafen?.()).then(() => schemas.close())),
    }
  } catch (error) {
    await schemas.close()
    throw error
  }
}

/** The stores in a database as they are carried from one installation to another. */
export async function postgresPlace(url: string): Promise<Place> {
  const schemas = await openSchemas(url, 4)
  const schemaOf = (store: StoreName) => {
    const [kind, name = ''] = store.split('/')
    return kind === 'sops' ? tableOf(name) : kind === 'rooms' ? roomOf(name) : DIRECTORY
  }
  return {
    list: async () => {
      const { tables, rooms } = await schemas.list()
      const directory = (await schemas.stands(DIRECTORY)) ? (['directory'] as const) : []
      return [
        ...rooms.map((name): StoreName => `rooms/${name}`),
        ...tables.map((name): StoreName => `sops/${name}`),
        ...directory,
      ]
    },
    open: (store) => schemas.open(schemaOf(store)),
    create: (store) => schemas.create(schemaOf(store)),
    remove: (store) => schemas.remove(schemaOf(store)),
    close: () => schemas.close(),
  }
}

const DIRECTORY = 'directory'
const tableOf = (sop: string): string => `sop_${sop}`
const roomOf = (code: string): string => `room_${code}`
const kindOf = (schema: string): Kind =>
  schema === DIRECTORY ? 'directory' : schema.startsWith('room_') ? 'room' : 'table'
/** A schema as the rest of the house names the store. */
const storeIn = (schema: string): string => schema.replace(/^(sop|room)_/, '')

interface Schemas {
  readonly connections: Connections
  /** The store in a schema, brought to its shape; undefined when there is none. */
  open(schema: string): Promise<Db | undefined>
  /** Makes a store; one that stands is a bug, unless it may (`unless`), since another process was first. */
  create(schema: string, unless?: boolean): Promise<Db>
  remove(schema: string): Promise<void>
  stands(schema: string): Promise<boolean>
  list(): Promise<{ tables: string[]; rooms: string[] }>
  figures(): Promise<Figures>
  close(): Promise<void>
}

async function openSchemas(url: string, most: number): Promise<Schemas> {
  const connections = await connect(url, most).catch((error: unknown) => {
    throw translated(error, 'database')
  })
  const { service } = connections
  const known = new Map<string, Promise<Db | undefined>>()
  const ask = <T extends object>(text: string, ...values: unknown[]): Promise<T[]> =>
    connections
      .use('read', async (client) => (await client.query<T>(text, values)).rows)
      .catch((error: unknown) => {
        throw translated(error, 'database')
      })
  const asOwner = <T>(schema: string, job: (client: pg.ClientBase) => Promise<T>): Promise<T> =>
    connections.asOwner(job).catch((error: unknown) => {
      throw translated(error, schema)
    })
  const stands = async (schema: string) =>
    (await ask('select 1 from pg_namespace where nspname = $1', schema)).length > 0

  /** Takes the steps that a store lacks, or all in a new one, in one transaction that no other process takes part in. */
  const shape = (schema: string, fresh: boolean, unless = false) =>
    asOwner(schema, async (client) => {
      const kind = kindOf(schema)
      await client.query(
        `begin; select pg_advisory_xact_lock(hashtext('sandhi shape'), hashtext('${schema}'))`,
      )
      try {
        const there =
          (await client.query('select 1 from pg_namespace where nspname = $1', [schema])).rows.length > 0
        if (fresh && there && !unless) throw new Error(`this ${kind} exists`)
        if (!there) await client.query(`create schema ${quoted(schema)}`)
        await client.query(`set local search_path to ${quoted(schema)}`)
        const taken = there ? await takenOf(client, kind, schema) : 0
        if (taken < STEPS[kind].length) await client.query(stepsFrom(kind, taken, schema, service))
        await client.query('commit')
      } catch (error) {
        await client.query('rollback').catch(() => undefined)
        throw error
      }
    })

  const opened = async (schema: string): Promise<Db | undefined> => {
    if (!(await stands(schema))) return undefined
    const kind = kindOf(schema)
    const [row] = await ask<{ kind: string; shape: number }>(
      `select kind, shape from ${quoted(schema)}.store`,
    )
    assertShape(row, kind, schema)
    if (row!.shape < STEPS[kind].length) await shape(schema, false)
    return openPostgres(connections, schema, kind)
  }
  const open = (schema: string) => {
    const found = known.get(schema)
    if (found) return found
    const fresh = opened(schema)
    known.set(schema, fresh)
    const forget = () => known.delete(schema)
    fresh.then((db) => db ?? forget(), forget)
    return fresh
  }
  const names = async (prefix: string) => {
    const rows = await ask<{ name: string }>(
      `select nspname as name from pg_namespace where left(nspname, $1) = $2 order by nspname collate "C"`,
      prefix.length,
      prefix,
    )
    return rows.map(({ name }) => name.slice(prefix.length))
  }
  return {
    connections,
    open,
    create: async (schema, unless = false) => {
      await shape(schema, true, unless)
      known.delete(schema)
      return (await open(schema))!
    },
    remove: async (schema) => {
      known.delete(schema)
      await asOwner(schema, (client) => client.query(`drop schema if exists ${quoted(schema)} cascade`))
    },
    stands,
    list: async () => ({ tables: await names('sop_'), rooms: await names('room_') }),
    figures: async () => {
      const [table, room] = [await names('sop_'), await names('room_')]
      const [size] = await ask<{ bytes: number }>('select pg_database_size(current_database()) as bytes')
      return {
        engine: 'postgres',
        stores: { table: table.length, room: room.length, directory: 1 },
        bytes: size!.bytes,
        connections: connections.busy(),
      }
    },
    close: () => connections.close(),
  }
}

async function takenOf(client: pg.ClientBase, kind: Kind, schema: string): Promise<number> {
  const { rows } = await client.query<{ kind: string; shape: number }>('select kind, shape from store')
  assertShape(rows[0], kind, schema)
  return rows[0]!.shape
}

function assertShape(row: { kind: string; shape: number } | undefined, kind: Kind, store: string): void {
  if (row?.kind !== kind) throw new Refused(fail('storage-damaged', { reason: 'not such a store', store }))
  if (row.shape > STEPS[kind].length)
    throw new Refused(fail('storage-failed', { reason: 'written by a newer release', store }))
}

/**
 * Drops tables that the directory has not heard of for an hour: what an unfinished creation left, and not what
 * another process is making. One that was worked on was known once: that is damage.
 */
async function sweep(schemas: Schemas, directory: Db): Promise<void> {
  const known = new Set(await directory.read(knownSops))
  for (const sop of (await schemas.list()).tables) {
    if (known.has(sop)) continue
    const table = await schemas.open(tableOf(sop))
    if (!table) continue
    const found = await table.read(async (sql) => ({
      old: await sql.get("select 1 from store where created < now() - interval '1 hour'"),
      worked: await sql.get('select 1 from version where number > 1'),
    }))
    if (!found.old || (await directory.read(knownSops)).includes(sop)) continue
    if (found.worked)
      throw new Refused(
        fail('storage-damaged', { reason: 'the directory does not know this SOP', store: sop }),
      )
    await schemas.remove(tableOf(sop))
  }
}

const BEAT = 2_000 // milliseconds between two looks whether the server is still there

/** Hears what other processes commit, over a connection that is made anew when it breaks; gives the end of it. */
async function listen(connections: Connections, ear: Ear): Promise<() => Promise<void>> {
  let ended = false
  let client: pg.Client | undefined
  const begin = async () => {
    const fresh = await connections.own()
    fresh.on('notification', ({ payload }) => payload && ear.changed(storeIn(payload)))
    await fresh.query(`listen ${CHANNEL}`)
    client = fresh
  }
  const tend = async () => {
    while (!ended) {
      await sleep(BEAT, undefined, { ref: false })
      try {
        if (client) await client.query('select 1')
        else {
          await begin()
          ear.silent(false)
        }
      } catch {
        if (client) ear.silent(true)
        void client?.end().catch(() => undefined)
        client = undefined
      }
    }
  }
  await begin()
  client!.on('end', () => {
    if (ended || !client) return
    client = undefined
    ear.silent(true)
  })
  void tend()
  return async () => {
    ended = true
    await client?.end().catch(() => undefined)
  }
}
