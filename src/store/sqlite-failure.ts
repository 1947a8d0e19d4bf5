// What SQLite reports as broken storage, as the failures that an operator can act on.
import Database from 'better-sqlite3'
import { accessSync, constants } from 'node:fs'
import { dirname } from 'node:path'
import { fail, Refused } from '../errors.ts'
import type { Code } from '../problems.ts'

const CODES: readonly (readonly [prefix: string, code: Code])[] = [
  ['SQLITE_FULL', 'storage-full'],
  ['SQLITE_READONLY', 'storage-read-only'],
  ['SQLITE_IOERR', 'storage-failed'],
  ['SQLITE_CANTOPEN', 'storage-failed'],
  ['SQLITE_CORRUPT', 'storage-damaged'],
  ['SQLITE_NOTADB', 'storage-damaged'],
  ['SQLITE_BUSY', 'data-in-use'],
]

export function storageFailure(code: Code, reason: string, file: string): Refused {
  return new Refused(fail(code, { reason, store: storeName(file) }))
}

export function isStorageFailure(error: unknown): error is Refused {
  return error instanceof Refused && error.failure.failure.startsWith('storage-')
}

/** Runs calls of the driver; broken storage comes out as `Refused`, anything else as it is. */
export function guarded<T>(file: string, run: () => T): T {
  try {
    return run()
  } catch (error) {
    throw translated(error, file)
  }
}

/** An error of the driver's as the failure it means, or as it is. */
export function translated(error: unknown, file: string): unknown {
  if (!(error instanceof Database.SqliteError)) return error
  const code = CODES.find(([prefix]) => error.code.startsWith(prefix))?.[1]
  if (!code) return error
  const readOnly = error.code === 'SQLITE_CANTOPEN' && !writable(dirname(file))
  return storageFailure(readOnly ? 'storage-read-only' : code, error.code, file)
}

/** A store's name in messages: its place in the data folder, never the folder's own path. */
function storeName(file: string): string {
  return file.split(/[\\/]/).slice(-2).join('/')
}

function writable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}
