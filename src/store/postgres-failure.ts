// What PostgreSQL and the way to it report, as the failures that an operator can act on, and what is tried again after.
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { fail, Refused } from '../errors.ts'
import type { Code } from '../problems.ts'

/** By SQLSTATE, the class alone or whole. */
const CODES: readonly (readonly [prefix: string, code: Code])[] = [
  ['53100', 'storage-full'],
  ['25006', 'storage-read-only'],
  // What can't happen, as the server puts it, happens when its files are damaged.
  ['XX', 'storage-damaged'],
  ['3D000', 'configuration-invalid'],
  ['28', 'configuration-invalid'],
  ['55P03', 'service-busy'],
  ['57014', 'service-busy'],
  ['08', 'storage-failed'],
  ['53', 'storage-failed'],
  ['57P', 'storage-failed'],
  ['58', 'storage-failed'],
  ['25P03', 'storage-failed'],
]

/** Nothing was committed, and the same may succeed when it is done again. */
const AGAIN = ['40001', '40P01', '08', '57P01', '57P02', '57P03', '53300', '25006', '25P03']

const UNREACHABLE = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'EPIPE'],
  ...['EAI_AGAIN', 'ENOENT', 'EACCES'],
])

/** The driver's own words for a connection that went away; it has no code for them. */
const GONE =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Query read timeout|The server does not support|Client was closed)/

/** An error of the driver's as the failure it means, or as it is. */
export function translated(error: unknown, store: string): unknown {
  if (!(error instanceof Error)) return error
  const { code } = error as pg.DatabaseError
  const refuse = (failure: Code, reason: string) => new Refused(fail(failure, { reason, store }))
  if (error instanceof pg.DatabaseError) {
    // The service's role may only add to such a table; on SQLite a trigger says so.
    if (code === '42501' && /^permission denied for table/.test(error.message))
      return new Error('append-only', { cause: error })
    const failure = CODES.find(([prefix]) => code?.startsWith(prefix))?.[1]
    return failure ? refuse(failure, `${code} ${error.message}`) : error
  }
  return isUnreachable(error) ? refuse('storage-failed', code ?? error.message.split('\n', 1)[0]!) : error
}

function isUnreachable(error: Error): boolean {
  const { code } = error as NodeJS.ErrnoException
  const parts = error instanceof AggregateError ? (error.errors as Error[]) : []
  return (
    (code !== undefined && UNREACHABLE.has(code)) || GONE.test(error.message) || parts.some(isUnreachable)
  )
}

/** Whether a transaction that failed so may be tried again from its beginning. */
export function mayTryAgain(error: unknown): boolean {
  if (error instanceof pg.DatabaseError) return AGAIN.some((prefix) => error.code?.startsWith(prefix))
  return error instanceof Error && isUnreachable(error)
}

/** How often, and how long after one another in milliseconds, what failed without a trace is tried again. */
export const WAITS = [20, 100, 300, 700, 1500, 2500]

/** Milliseconds after which nothing is begun again: a server that hangs on a job would get it once more each time. */
const LONGEST = 20_000

/** Does again what left no trace, until a server that restarts or hands over should be back. */
export async function patiently<T>(job: () => Promise<T>, longest = LONGEST): Promise<T> {
  const began = performance.now()
  for (const wait of WAITS) {
    try {
      return await job()
    } catch (error) {
      if (!mayTryAgain(error) || performance.now() - began > longest) throw error
      await sleep(wait)
    }
  }
  return job()
}

/** Whether the connection itself is over, so that nothing more is to be asked over it. */
export function isLost(error: unknown): boolean {
  if (error instanceof pg.DatabaseError) return /^(08|57P|25P03)/.test(error.code ?? '')
  return error instanceof Error && isUnreachable(error)
}
