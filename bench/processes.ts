// Servers to measure, each in a process of its own on the loopback, with what the system says of it.
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, openSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const ROOT = resolve(import.meta.dirname, '..')
const BIN = join(ROOT, 'dist/bin/sandhi.js')

export interface Running {
  readonly url: string
  /** Seconds of processor time used so far; NaN where the system doesn't tell. */
  readonly cpu: () => number
  /** Bytes of resident memory; NaN where the system doesn't tell. */
  readonly memory: () => number
  readonly stop: () => Promise<void>
}

/** The product as it ships, at its default settings but for the limit of requests; its log goes to a file. */
export function startProduct(
  folder: string,
  settings: Record<string, string> = {},
  options: readonly string[] = ['--empty'],
): Promise<Running> {
  if (!existsSync(BIN)) throw new Error('there is no dist/bin/sandhi.js: npm run build')
  const env = { SANDHI_RATE: '1000000000', SANDHI_HOSTED_BY: 'bench', SANDHI_PORT: '0', ...settings }
  return start([BIN, 'serve', ...options, '--data', folder], env, `${folder}.log`)
}

/** A server of `bench/server.ts`. */
export function startOwn(kind: 'bare' | 'cold', settings: Record<string, string>): Promise<Running> {
  const log = `${settings.BENCH_FOLDER}.${kind}.log`
  return start(
    ['--import=ts-blank-space/register', join(import.meta.dirname, 'server.ts'), kind],
    settings,
    log,
  )
}

async function start(args: string[], env: Record<string, string>, log: string): Promise<Running> {
  const output = openSync(log, 'w')
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', output, output],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const end = () => void child.kill('SIGKILL')
  process.once('exit', end) // nothing is left behind when a part breaks
  void ended.then(() => process.off('exit', end))
  const url = await addressOf(child, log)
  return {
    url,
    cpu: () => cpuOf(child.pid!),
    memory: () => memoryOf(child.pid!),
    stop: async () => {
      child.kill('SIGTERM')
      const late = setTimeout(() => child.kill('SIGKILL'), 12_000)
      await ended
      clearTimeout(late)
    },
  }
}

const PATIENCE = 30_000 // milliseconds

/** The address that a server prints once it listens. */
async function addressOf(child: ChildProcess, log: string): Promise<string> {
  const end = performance.now() + PATIENCE
  for (;;) {
    const text = readFileSync(log, 'utf8')
    const found = /http:\/\/127\.0\.0\.1:[1-9]\d*/.exec(text)
    if (found) return found[0]
    if (child.exitCode !== null || performance.now() > end) throw new Error(`a server did not start: ${text}`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

const TICKS = 100 // a second, on every Linux that Node runs on

function cpuOf(pid: number): number {
  const text = proc(pid, 'stat')
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) / TICKS
}

function memoryOf(pid: number): number {
  return Number(/VmRSS:\s+(\d+) kB/.exec(proc(pid, 'status'))?.[1] ?? NaN) * 1024
}

function proc(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    return ''
  }
}
