// The built service as an operator runs it: in a process of its own, on loopback, on a folder of the test's.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { buildHouse } from '../../src/app.ts'
import { openStores, type Stores } from '../../src/store/pool.ts'
import { openPostgresStores } from '../../src/store/postgres-stores.ts'
import { seeded, settle, shippedLists } from '../helpers/start.ts'

export const ROOT = resolve(import.meta.dirname, '../..')
const SANDHI = join(ROOT, 'dist/bin/sandhi.js')

const changed = (file: string) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0

const stale = () => {
  const names = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  const server = names.filter((name) => !name.startsWith('web'))
  return server.some((name) => changed(join(ROOT, 'src', name)) > changed(SANDHI))
}

/** Builds what is missing or older than its source; test files that run at once wait for one another. */
export async function build(): Promise<void> {
  const lock = join(ROOT, 'node_modules/.sandhi-build')
  for (let left = 600; stale(); left -= 1) {
    if (left === 0 || Date.now() - changed(lock) > 120_000) rmSync(lock, { recursive: true, force: true })
    try {
      mkdirSync(lock)
    } catch {
      await pause(200)
      continue
    }
    const tsc = join(ROOT, 'node_modules/typescript/bin/tsc')
    const { stdout } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { cwd: ROOT })
    rmSync(lock, { recursive: true })
    if (stale()) throw new Error(`not built: ${String(stdout)}`)
  }
}

type Env = Readonly<Record<string, string>>

/** Nothing of the surroundings but what a process needs, so that no setting of theirs is the test's. */
const environment = (more: Env): Env => ({
  PATH: process.env['PATH'] ?? '',
  SANDHI_HOSTED_BY: 'Test host',
  SANDHI_LOG: 'silent',
  SANDHI_RATE: '1000000',
  SANDHI_LAG_MS: '60000',
  ...more,
})

/**
 * Node as an operator starts it. A test runner adds hooks of its own to every child through NODE_OPTIONS, and some of
 * them end the process at signals that Node itself passes over.
 */
const PLAIN = ['-u', 'NODE_OPTIONS', '-u', 'NODE_V8_COVERAGE', process.execPath]

export interface Ran {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** A command of `sandhi` as an operator types it, run to its end within a minute. */
export async function sandhi(args: readonly string[], env: Env = {}): Promise<Ran> {
  const child = spawn('env', [...PLAIN, SANDHI, ...args], { env: environment(env), timeout: 60_000 })
  let [out, err] = ['', '']
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()))
  const code = await new Promise<number | null>((done) => child.on('close', done))
  return { code, out, err }
}

export interface Service {
  readonly address: string
  readonly pid: number
  /** what it printed when it was up */
  readonly said: string
  /** Ends it as a crash does, and waits until it is gone. */
  kill(): Promise<void>
  /** Asks it to end, and gives its exit code. */
  stop(): Promise<number | null>
}

/** Loads the modules, after a hook of a control if there is one, and then waits for a word. */
const HOLD = `data:text/javascript,${encodeURIComponent(`
  import { once } from 'node:events'
  const { SANDHI_TEST_HOOK: hook } = process.env
  if (hook) await import(hook)
  await import('${pathToFileURL(join(ROOT, 'dist/app.js')).href}')
  await once(process.stdin, 'data')
  process.stdin.destroy()
`)}`

/** A process in which all modules are loaded, and that serves a folder as soon as it is told to. */
export interface Warm {
  start(): Promise<Service>
  end(): Promise<void>
}

export function warm(folder: string, args: readonly string[] = [], env: Env = {}, first = ['--empty']): Warm {
  const command = ['serve', ...first, '--data', folder, '--port', '0', ...args]
  const child = spawn('env', [...PLAIN, '--import', HOLD, SANDHI, ...command], {
    env: environment(env),
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  child.stdin.on('error', () => undefined)
  const left = () => child.kill('SIGKILL')
  process.once('exit', left)
  child.once('exit', () => process.off('exit', left))
  let err = ''
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()))
  const gone = new Promise<number | null>((done) => child.on('exit', done))
  return {
    start: async () => {
      child.stdin.end('go\n')
      const said = await new Promise<string>((up, failed) => {
        let out = ''
        child.stdout.on('data', (chunk: Buffer) => {
          out += chunk.toString()
          if (out.includes('Sign in')) up(out)
        })
        void gone.then((code) => failed(new Error(`the service ended with ${code}: ${err}`)))
      })
      return serviceOf(child, gone, said)
    },
    end: () => end(child, gone, 'SIGKILL').then(() => undefined),
  }
}

/** A folder with the reference lists and no template: to read those takes the longest part of a start. */
export function withoutTemplates(folder: string): string {
  cpSync(join(ROOT, 'sop-templates/reference'), join(folder, 'reference'), { recursive: true })
  return folder
}

/** Starts the service on a folder that has stores. */
export const launch = (folder: string, args: readonly string[] = [], env: Env = {}): Promise<Service> =>
  warm(folder, args, env).start()

/** Starts the service as the README does: on a folder without stores it loads the demonstration. */
export const launchDemo = (folder: string, env: Env = {}): Promise<Service> =>
  warm(folder, [], env, []).start()

/** Builds the workspace where it is missing or older than its source. */
export async function buildWorkspace(): Promise<void> {
  await build()
  const built = join(ROOT, 'dist/web/index.html')
  const names = readdirSync(join(ROOT, 'src/web'), { recursive: true, encoding: 'utf8' })
  if (!names.some((name) => changed(join(ROOT, 'src/web', name)) > changed(built))) return
  const vite = join(ROOT, 'node_modules/vite/bin/vite.js')
  const { status, stderr } = spawnSync(process.execPath, [vite, 'build'], { cwd: ROOT })
  if (status !== 0) throw new Error(`not built: ${String(stderr)}`)
}

function serviceOf(child: ChildProcess, gone: Promise<number | null>, said: string): Service {
  return {
    address: /API +(\S+)\/api\/v1/.exec(said)![1]!,
    pid: child.pid!,
    said,
    kill: () => end(child, gone, 'SIGKILL').then(() => undefined),
    stop: () => end(child, gone, 'SIGTERM'),
  }
}

function end(child: ChildProcess, gone: Promise<number | null>, signal: NodeJS.Signals) {
  child.kill(signal)
  return gone
}

/** The stores of a folder, or of a database by its URL. */
export const storesAt = (at: string): Promise<Stores> =>
  at.startsWith('postgres:') ? openPostgresStores({ url: at }) : openStores({ folder: at })

/** Stores in which both parties and the observer have a member of every role. */
export async function seed(at: string): Promise<void> {
  const stores = await storesAt(at)
  const clock = () => new Date().toISOString()
  const house = buildHouse({ stores, clock, chance: seeded('faults') }, shippedLists(), 1_000_000)
  for (const code of ['IDN', 'THA']) await settle(house, code, 'party')
  await stores.close()
}
