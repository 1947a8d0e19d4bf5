// What PostgreSQL itself can do: the rows of a save put in by pgbench, and by the driver, in the same server.
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { asked, type Cluster, programs } from '../test/helpers/postgres.ts'

export interface Speed {
  /** transactions a second */
  readonly rate: number
  /** milliseconds within which 95 of 100 ended */
  readonly p95: number
}

const SHAPE = `create table content (row bigserial primary key, id bytea not null unique, bytes bytea not null);
create table node (row bigserial primary key, id bytea not null unique, content bigint, children bytea not null);
create table version (number bigserial primary key, id bytea not null unique, root bigint, parents bytea,
  by text, time text, message text);
create table entry (seq bigserial primary key, type text, hash bytea, bytes text);`

/** Rows of the sizes that a save of one clause of an SOP of 500 has. */
const ID = "decode(md5(random()::text) || md5(random()::text), 'hex')"
const INSERTS = [
  `insert into content (id, bytes) values (${ID}, decode(repeat('5a', 860), 'hex'))`,
  `insert into node (id, content, children) values (${ID}, 1, decode(repeat('5a', 240), 'hex'))`,
  `insert into version (id, root, parents, by, time, message)
   values (${ID}, 1, ${ID}, 'IDN', '2026-11-24T03:00:00.000Z', 'A change')`,
  `insert into entry (type, hash, bytes) values ('version.saved', ${ID}, repeat('x', 330))`,
]

let made = 0

/** A fresh database with the raw tables alone, of the server's own superuser; its address. */
export async function rawDatabase({ admin }: Cluster): Promise<string> {
  const name = `raw${(made += 1)}`
  await asked(admin, `create database ${name}`)
  const url = new URL(admin)
  url.pathname = `/${name}`
  await asked(url.href, SHAPE)
  return url.href
}

/** The same transaction over one connection of the driver that the product uses. */
export async function rawConnection(url: string) {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined) // told by the next query
  await client.connect()
  return {
    four: async () => {
      await client.query('begin')
      for (const [place, text] of INSERTS.entries()) await client.query({ name: `raw-${place}`, text })
      await client.query('commit')
    },
    close: () => client.end(),
  }
}

/** Where pgbench is; undefined where it isn't installed. */
export function pgbench(): string | undefined {
  const beside = join(programs() ?? '', 'pgbench')
  return [beside, '/usr/bin/pgbench'].find((file) => existsSync(file))
}

/** Runs the transaction from so many connections for some seconds. */
export async function runPgbench(
  program: string,
  url: string,
  clients: number,
  seconds: number,
): Promise<Speed> {
  const folder = mkdtempSync(join(tmpdir(), 'sandhi-pgbench-'))
  try {
    const file = join(folder, 'save.sql')
    const lines = ['begin', ...INSERTS.map((text) => text.replaceAll(/\s+/g, ' ')), 'commit']
    writeFileSync(file, lines.map((line) => `${line};\n`).join(''))
    const options = ['-n', '-M', 'prepared', '-c', `${clients}`, '-j', `${Math.min(clients, 2)}`]
    const args = [
      ...options,
      '-T',
      `${seconds}`,
      '-f',
      file,
      '-l',
      `--log-prefix=${join(folder, 'log')}`,
      url,
    ]
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] })
    let told = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => (told += bytes))
    const code = await new Promise((end) => child.once('close', end))
    const rate = Number(/^tps = ([\d.]+)/m.exec(told)?.[1] ?? NaN)
    if (code !== 0 || Number.isNaN(rate)) throw new Error(`pgbench: ${told.slice(-300)}`)
    const times = readdirSync(folder)
      .filter((name) => name.startsWith('log'))
      .flatMap((name) => readFileSync(join(folder, name), 'utf8').trim().split('\n'))
      .map((line) => Number(line.split(' ')[2]) / 1000)
    return { rate, p95: percentile(times, 0.95) }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, two) => one - two)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN
}
