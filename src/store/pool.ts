// The data folder: which stores there are, opened when they are needed, and one process alone in it.
import Database from 'better-sqlite3'
import { chmod, mkdir, readdir, rm } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Db } from './db.ts'
import { knownSops } from './directory.ts'
import { type Figures, folderFigures } from './figures.ts'
import type { Kind } from './migrations.ts'
import { createOpenStores, type OpenStores } from './open-stores.ts'
import { guarded, storageFailure } from './sqlite-failure.ts'
import { openReadOnly, openSqlite } from './sqlite.ts'

export interface Stores {
  readonly directory: Db
  /** An SOP's table; undefined, and nothing made, when there is none. */
  table(sop: string): Promise<Db | undefined>
  /** A delegation's room; undefined, and nothing made, when there is none. */
  room(delegation: string): Promise<Db | undefined>
  /** Makes an empty table. Until the directory knows the SOP, the next start sweeps it away. */
  createTable(sop: string): Promise<Db>
  createRoom(code: string): Promise<Db>
  /** Deletes a table that came to nothing. */
  removeTable(sop: string): Promise<void>
  /** Every table and room there is, by name. */
  list(): Promise<{ tables: string[]; rooms: string[] }>
  /** Tells of what other processes commit, until the stores are closed; where there are none, of nothing. */
  listen(ear: Ear): Promise<void>
  /** How many stores there are, how large, and how busy the engine. */
  figures(): Promise<Figures>
  close(): Promise<void>
}

/** Who wants to hear what other processes commit. */
export interface Ear {
  /** A table's SOP, a room's delegation, or `directory`. */
  readonly changed: (store: string) => void
  /** From now on nothing is heard, or all is again, after anything may have happened. */
  readonly silent: (silent: boolean) => void
}

export const SOP_ID = /^[a-z0-9][a-z0-9-]{0,63}$/
export const CODE = /^[A-Z][A-Z0-9-]{1,31}$/

/**
 * Opens a data folder, making it if need be, and holds it until closed: a second process gets `data-in-use`.
 * At most `open` stores have open files at a time, not counting those in use. A `guest` neither holds the folder
 * nor sweeps it: for a short act of the operator's beside the running service, whose transactions it queues behind.
 */
export async function openStores({
  folder,
  open = 64,
  guest = false,
}: {
  folder: string
  open?: number
  guest?: boolean
}): Promise<Stores> {
  const sops = join(folder, 'sops')
  const rooms = join(folder, 'rooms')
  const unlock = await holdFolder(folder, guest)
  try {
    const directory = await openDirectory(folder, guest ? undefined : sops)
    const pool = createOpenStores(open)
    const tableFile = (sop: string) => join(sops, `${checked(SOP_ID, sop)}.db`)
    const roomFile = (code: string) => join(rooms, `${checked(CODE, code)}.db`)
    const existing = async (file: string, kind: Kind) =>
      pool.has(file) || existsSync(file) ? pool.get(file, kind) : undefined
    return {
      directory,
      table: async (sop) => (SOP_ID.test(sop) ? existing(tableFile(sop), 'table') : undefined),
      room: async (code) => (CODE.test(code) ? existing(roomFile(code), 'room') : undefined),
      createTable: async (sop) => create(pool, tableFile(sop), 'table'),
      createRoom: async (code) => create(pool, roomFile(code), 'room'),
      removeTable: async (sop) => {
        await pool.forget(tableFile(sop))
        await removeFiles(tableFile(sop))
      },
      list: async () => ({ tables: await names(sops), rooms: await names(rooms) }),
      listen: () => Promise.resolve(),
      figures: () => folderFigures(folder),
      close: async () => {
        await pool.close()
        await directory.close()
        unlock()
      },
    }
  } catch (error) {
    unlock()
    throw error
  }
}

/** Makes a data folder if need be, and holds it for this process alone, but for a guest; gives the end of that. */
export async function holdFolder(folder: string, guest = false): Promise<() => void> {
  for (const each of [folder, join(folder, 'sops'), join(folder, 'rooms')]) await makePrivate(each)
  return guest ? () => undefined : lock(join(folder, 'lock.db'))
}

/** Only the service reads its folder. */
async function makePrivate(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await chmod(folder, 0o700)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const readOnly = code === 'EROFS' || code === 'EACCES' || code === 'EPERM'
    throw storageFailure(readOnly ? 'storage-read-only' : 'storage-failed', String(code), folder)
  }
}

/** Holds the folder by a lock of the file system's, which ends with the process however that dies. */
function lock(file: string): () => void {
  return guarded(file, () => {
    const base = new Database(file, { timeout: 0 })
    try {
      base.exec('begin exclusive')
    } catch (error) {
      base.close()
      throw error
    }
    return () => base.close()
  })
}

/** Opens the directory and sweeps what an unfinished creation left beside it. */
async function openDirectory(folder: string, sops: string | undefined): Promise<Db> {
  const file = join(folder, 'directory.db')
  const found = sops === undefined ? [] : await names(sops)
  // Without its directory every SOP would look unfinished.
  if (found.length && !existsSync(file))
    throw storageFailure('storage-damaged', 'the directory is missing', file)
  const directory = openSqlite(file, 'directory', { create: true })
  try {
    const known = new Set(await directory.read(knownSops))
    for (const sop of found) if (!known.has(sop)) await sweep(join(folder, 'sops', `${sop}.db`))
    return directory
  } catch (error) {
    await directory.close()
    throw error
  }
}

/** Deletes a table that the directory doesn't know. One that was worked on was known once: that is damage. */
async function sweep(file: string): Promise<void> {
  const db = openReadOnly(file)
  const worked = await db
    .read(async (sql) => {
      const shaped = await sql.get("select 1 from sqlite_master where name = 'version'")
      return shaped && (await sql.get('select 1 from version where number > 1'))
    })
    .finally(() => db.close())
  if (worked) throw storageFailure('storage-damaged', 'the directory does not know this SOP', file)
  await removeFiles(file)
}

async function create(pool: OpenStores, file: string, kind: Kind): Promise<Db> {
  if (existsSync(file)) throw new Error(`this ${kind} exists`)
  await openSqlite(file, kind, { create: true }).close()
  return pool.get(file, kind)
}

/** Deletes a store's files. */
export async function removeFiles(file: string): Promise<void> {
  for (const end of ['', '-wal', '-shm', '-journal']) await rm(file + end, { force: true })
}

async function names(folder: string): Promise<string[]> {
  const files = await readdir(folder)
  return files
    .filter((file) => file.endsWith('.db'))
    .map((file) => file.slice(0, -3))
    .sort()
}

function checked(pattern: RegExp, id: string): string {
  if (!pattern.test(id)) throw new Error('this id can not name a store')
  return id
}
