// What only a process can give: the clock, chance, the folder of what ships, and one line for an error.
import { randomBytes, randomFillSync } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Chance } from '../commands/house.ts'
import { type Config, readConfig } from '../config.ts'
import { type Failure, isFailure, Refused } from '../errors.ts'
import { PROBLEMS } from '../problems.ts'
import { openStores, type Stores } from '../store/pool.ts'
import { openPostgresStores } from '../store/postgres-stores.ts'
import { loadShipped, loadWorkspace, type Shipped } from '../shipped.ts'

const PACKAGE = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

export const VERSION = (
  JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8')) as { version: string }
).version

export const EDITION = { version: VERSION, icu: process.versions.icu ?? '' }

export const clock = (): string => new Date().toISOString()

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567'
const source: Chance = {
  id: () => draw(16).toString('hex'),
  salt: () => draw(16).toString('hex'),
  key: () => [...draw(16)].map((byte) => BASE32[byte & 31]).join(''),
  secret: () => randomBytes(32).toString('base64url'),
}

const pool = { bytes: Buffer.alloc(4096), used: 4096 }

/** Fresh random bytes, to be used at once: fetched by the page, since each fetch costs more than what it gives. */
function draw(count: number): Buffer {
  if (pool.used + count > pool.bytes.length) {
    randomFillSync(pool.bytes)
    pool.used = 0
  }
  return pool.bytes.subarray(pool.used, (pool.used += count))
}
export const chance = (): Chance => source

/** What ships with the product, or a folder of the same shape in its place. */
export const shipped = (folder = join(PACKAGE, 'sop-templates')): Shipped => loadShipped(folder)

/** The stores that a configuration names: in its database, or else in its folder. */
export function storesOf(
  { database, connections, data }: Pick<Config, 'database' | 'connections' | 'data'>,
  guest = false,
): Promise<Stores> {
  if (database !== '') return openPostgresStores({ url: database, connections: guest ? 2 : connections })
  return openStores({ folder: data, guest })
}

/** The workspace as it was built: beside the code, or in a folder of the operator's. */
export const workspace = (folder: string) => loadWorkspace(folder || join(PACKAGE, 'dist', 'web'))

/** The names of a state or organisation, as the newest reference lists have them. */
export function namesOf({ lists }: Shipped, code: string): Readonly<Record<string, string>> | undefined {
  const { states } = [...lists.values()].at(-1)!
  return states.find(({ id }) => id === code)?.names as Readonly<Record<string, string>> | undefined
}

export function configuration(more: Readonly<Record<string, string>> = {}): Config {
  const config = readConfig({ ...process.env, ...more })
  if (isFailure(config)) throw new Refused(config)
  return config
}

/** An expected failure in one line: what, where, and what to do. */
export function oneLine(failure: Failure): string {
  const { title, remedy } = PROBLEMS[failure.failure]
  const facts = Object.entries(failure.facts).map(
    ([name, value]) => `${name} ${typeof value === 'string' ? value : JSON.stringify(value)}`,
  )
  const first = failure.faults[0]
  const what = first?.facts?.what
  if (typeof what === 'string') facts.push(`${first!.pointer} ${what.split('\n', 1)[0]}`.trim())
  return `sandhi: ${title}${facts.length > 0 ? ` (${facts.join(', ')})` : ''}. ${remedy} [${failure.failure}]`
}

/** Runs a command: an expected failure is one line and exit 1, a bug its stack and exit 70. */
export async function run(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    const expected = error instanceof Refused ? oneLine(error.failure) : refusedBySystem(error)
    process.stderr.write(
      `${expected ?? `sandhi: a bug: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`}\n`,
    )
    process.exitCode = expected === undefined ? 70 : 1
  }
}

/** What the system says of a file or address that the operator named: missing, not allowed, full. */
function refusedBySystem(error: unknown): string | undefined {
  const { syscall, code, message } = error as NodeJS.ErrnoException
  return syscall !== undefined && code !== undefined ? `sandhi: ${message}` : undefined
}
