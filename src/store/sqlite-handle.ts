// One connection to an SQLite file: opened durable or not at all, brought to shape, statements prepared once.
import Database from 'better-sqlite3'
import type { Value } from './db.ts'
import { type Kind, MARKS, MIGRATIONS } from './migrations.ts'
import { guarded, storageFailure, translated } from './sqlite-failure.ts'

/** How long a statement waits for a lock of another process, in milliseconds. */
const WAIT = 5_000

/** After how many pages the write-ahead log is moved into the file: it stays within some 16 MB. */
const CHECKPOINT = 4_000

export interface Handle {
  readonly file: string
  readonly base: Database.Database
  readonly prepared: Map<string, Prepared>
}

interface Prepared {
  readonly statement: Database.Statement<Value[]>
  /** Which value stands at each `?`, where that isn't simply the order of the values. */
  readonly order: readonly number[] | undefined
}

/** Opens a file to write. Throws `Refused` for a foreign, newer or damaged file and for broken storage. */
export function openWriter(file: string, kind: Kind, create: boolean): Handle {
  return opened(file, { fileMustExist: !create }, (base) => {
    base.pragma('journal_mode = wal')
    base.pragma('synchronous = full')
    base.pragma('secure_delete = on')
    base.pragma(`wal_autocheckpoint = ${CHECKPOINT}`)
    base.pragma('foreign_keys = on')
    assertPragmas(base, { journal_mode: 'wal', synchronous: 2, secure_delete: 1, foreign_keys: 1 })
    migrate(base, kind, file)
  })
}

/** Opens an existing file to read; its shape stays as it is. */
export function openReader(file: string): Handle {
  return opened(file, { readonly: true, fileMustExist: true }, (base) => assertPragmas(base, {}))
}

function opened(file: string, options: Database.Options, prepare: (base: Database.Database) => void): Handle {
  return guarded(file, () => {
    const base = new Database(file, { ...options, timeout: WAIT })
    try {
      base.pragma('temp_store = memory') // nothing spills into a file that `scrub` doesn't know
      prepare(base)
      return { file, base, prepared: new Map<string, Prepared>() }
    } catch (error) {
      base.close()
      throw error
    }
  })
}

/** What SQLite was asked for it may silently not do, and a store that may lose a save must not open. */
function assertPragmas(base: Database.Database, wanted: Record<string, string | number>): void {
  for (const [name, value] of Object.entries({ ...wanted, busy_timeout: WAIT })) {
    const found = base.pragma(name, { simple: true })
    if (found !== value) throw new Error(`SQLite has ${name} = ${String(found)}, needed is ${value}`)
  }
}

function migrate(base: Database.Database, kind: Kind, file: string): void {
  const steps = MIGRATIONS[kind]
  const mark = base.pragma('application_id', { simple: true })
  const taken = base.pragma('user_version', { simple: true }) as number
  const empty = taken === 0 && !base.prepare('select 1 from sqlite_master').get()
  if (mark !== MARKS[kind] && !empty) throw storageFailure('storage-damaged', 'not such a store', file)
  if (taken > steps.length) throw storageFailure('storage-failed', 'written by a newer release', file)
  steps.slice(taken).forEach((step, position) => {
    base.exec('begin immediate')
    try {
      base.exec(step)
      base.pragma(`application_id = ${MARKS[kind]}`)
      base.pragma(`user_version = ${taken + position + 1}`)
      base.exec('commit')
    } catch (error) {
      if (base.inTransaction) base.exec('rollback')
      throw error
    }
  })
}

/** Runs one statement; broken storage is thrown as `Refused`. */
export function call(
  handle: Handle,
  how: 'all' | 'get' | 'run',
  text: string,
  values: Value[] = [],
): unknown {
  try {
    const { statement, order } = handle.prepared.get(text) ?? prepare(handle, text)
    return statement[how](...(order ? order.map((place) => values[place]!) : values))
  } catch (error) {
    throw translated(error, handle.file)
  }
}

/** SQLite knows `$1` only as a name; as `?` in the order of the text it binds faster. */
function prepare(handle: Handle, text: string): Prepared {
  const order: number[] = []
  const anonymous = text.replace(/\$(\d+)/g, (_, number: string) => {
    order.push(Number(number) - 1)
    return '?'
  })
  const prepared = {
    statement: handle.base.prepare<Value[]>(anonymous),
    order: order.every((place, position) => place === position) ? undefined : order,
  }
  handle.prepared.set(text, prepared)
  return prepared
}
