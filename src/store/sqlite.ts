// A store on SQLite: one file, one queued writer, one queued read-only handle beside it.
import type Database from 'better-sqlite3'
import type { Db, Sql, Tx, Value } from './db.ts'
import type { Kind } from './migrations.ts'
import { guarded, isStorageFailure, storageFailure, translated } from './sqlite-failure.ts'
import { call, type Handle, openReader, openWriter } from './sqlite-handle.ts'

/** Opens a store's file and brings it to the current shape; a missing one is made only when `create` is said. */
export function openSqlite(file: string, kind: Kind, options: { create?: boolean } = {}): Db {
  const writer = createLane(
    () => openWriter(file, kind, false),
    openWriter(file, kind, options.create ?? false),
  )
  const reader = createLane(() => openReader(file))
  const read: Db['read'] = (work) => reader.use((handle) => transact(handle, 'begin', reads, work))
  return {
    read,
    write: (work) => writer.use((handle) => transact(handle, 'begin immediate', writes, work)),
    changes: () => Promise.resolve(0),
    scrub: () => writer.use((handle) => reader.use(async () => scrub(handle))),
    copy: (target) => copy(file, target),
    check: () => read(findings),
    close: async () => {
      await reader.close()
      await writer.close()
    },
  }
}

/** A store opened for reading alone, beside whoever may be writing it; its shape stays as it is. */
export function openReadOnly(file: string): Db {
  const reader = createLane(() => openReader(file), openReader(file))
  const read: Db['read'] = (work) => reader.use((handle) => transact(handle, 'begin', reads, work))
  const refuse = () => Promise.reject(new Error('this store was opened for reading alone'))
  return {
    read,
    write: refuse,
    changes: () => Promise.resolve(0),
    scrub: refuse,
    copy: (target) => copy(file, target),
    check: () => read(findings),
    close: () => reader.close(),
  }
}

interface Lane {
  use<T>(job: (handle: Handle) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** One handle whose jobs run one after another. After storage failed the next job gets a new handle. */
function createLane(open: () => Handle, first?: Handle): Lane {
  let handle = first
  let closed = false
  let last: Promise<unknown> = Promise.resolve()
  const drop = () => {
    const { base } = handle ?? {}
    handle = undefined
    base?.close()
  }
  const queue = <T>(job: () => Promise<T>): Promise<T> => {
    const run = last.then(job)
    last = run.catch(() => undefined)
    return run
  }
  return {
    use: (job) =>
      queue(async () => {
        if (closed) throw new Error('this store is closed')
        try {
          return await job((handle ??= open()))
        } catch (error) {
          if (isStorageFailure(error)) drop()
          throw error
        }
      }),
    close: () =>
      queue(async () => {
        closed = true
        drop()
      }),
  }
}

type Use = (how: 'all' | 'get' | 'run', text: string, values: Value[]) => unknown

const reads = (use: Use): Sql => ({
  all: async <T>(text: string, ...values: Value[]) => use('all', text, values) as T[],
  get: async <T>(text: string, ...values: Value[]) => use('get', text, values) as T | undefined,
})

const writes = (use: Use): Tx => ({
  ...reads(use),
  run: async (text, ...values) => (use('run', text, values) as Database.RunResult).changes,
  writes: true,
})

/**
 * Runs `work` between `begin` and commit; when it throws, nothing of it stays. When storage fails SQLite may have
 * rolled back by itself, and a further statement would commit on its own: so that ends it even if `work` goes on.
 */
async function transact<S extends Sql, T>(
  handle: Handle,
  begin: 'begin' | 'begin immediate',
  bind: (use: Use) => S,
  work: (sql: S) => Promise<T>,
): Promise<T> {
  let over: Error | undefined
  let failed: Error | undefined
  const use: Use = (how, text, values) => {
    if (over) throw over
    try {
      return call(handle, how, text, values)
    } catch (error) {
      if (isStorageFailure(error)) over = failed = error
      throw error
    }
  }
  call(handle, 'run', begin)
  try {
    const result = await work(bind(use))
    over ??= new Error('this transaction has ended')
    if (failed) throw failed
    call(handle, 'run', 'commit')
    return result
  } catch (error) {
    over ??= new Error('this transaction has ended')
    if (handle.base.inTransaction) call(handle, 'run', 'rollback')
    throw failed ?? error
  }
}

/** With `secure_delete` the pages hold nothing old once the write-ahead log is moved into them and cut. */
function scrub({ base, file }: Handle): void {
  const [state] = guarded(file, () => base.pragma('wal_checkpoint(truncate)')) as { busy: number }[]
  if (state?.busy) throw storageFailure('storage-failed', 'another process is reading the store', file)
}

/** Copies from a snapshot of its own, a few pages at a time, so that nobody waits. */
async function copy(file: string, target: string): Promise<void> {
  const source = openReader(file)
  try {
    guarded(file, () => source.base.exec('begin; select 1 from sqlite_master'))
    await source.base.backup(target)
  } catch (error) {
    throw translated(error, target)
  } finally {
    source.base.close()
  }
}

async function findings(sql: Sql): Promise<string[]> {
  const pages = await sql.all<{ integrity_check: string }>('pragma integrity_check')
  const links = await sql.all<{ table: string; rowid: number }>('pragma foreign_key_check')
  return [
    ...pages.map((row) => row.integrity_check).filter((line) => line !== 'ok'),
    ...links.map((row) => `${row.table} row ${row.rowid} refers to a row that is not there`),
  ]
}
