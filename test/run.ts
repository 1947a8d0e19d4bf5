// The whole check, as the README's test command runs it: format, lint, types, build, tests, coverage; one plain line last.
import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { startCluster } from './helpers/postgres.ts'

const ROOT = resolve(import.meta.dirname, '..')
const BIN = join(ROOT, 'node_modules', '.bin')

/** Rooms whose every line a test must reach. */
const WHOLE = ['src/document/', 'src/review/', 'src/record/']

/** Where whole services are tested: on SQLite, and then once more on PostgreSQL. */
const ON_BOTH = ['test/http/', 'test/stories/']

/** These take longest and begin first, so that none of them runs alone at the end. */
const LONG = [
  'test/bin/sandhi',
  'test/clients/story',
  'test/web/screens',
  'test/web/hostile',
  'test/web/',
  'test/confidentiality/',
  'test/readme',
  'test/faults/',
  'test/bin/',
  'test/clients/',
  'test/client/',
  'test/http/',
  'test/store/',
  'test/openapi',
]

/** One more than the machine has cores: a test of a browser or a disk waits much of its time. */
const AT_ONCE = availableParallelism() + 1

const MINUTES = 10 // that a test file may take

type Env = Readonly<Record<string, string>>
interface Outcome {
  readonly code: number
  readonly output: string
}

function run(command: string, args: readonly string[], more: Env = {}): Promise<Outcome> {
  return new Promise((done) => {
    const quiet = { CI: 'true', REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' }
    const child = spawn(command, args, {
      cwd: ROOT,
      env: { ...process.env, ...quiet, ...more },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: (MINUTES + 1) * 60_000,
      killSignal: 'SIGKILL',
    })
    let output = ''
    const take = (chunk: Buffer) => (output += chunk.toString())
    child.stdout.on('data', take)
    child.stderr.on('data', take)
    child.on('close', (code) => done({ code: code ?? 1, output }))
  })
}

const failures: string[] = []
let passed = 0
let failed = 0

function tell(name: string, began: number, right: boolean, output: string): void {
  const seconds = Math.round((Date.now() - began) / 1000)
  process.stdout.write(`${right ? '' : output}${right ? 'ok' : 'FAILED'}  ${name}, ${seconds} s\n`)
}

/** A program that is right when it ends with 0. */
async function step(name: string, command: string, ...args: string[]): Promise<void> {
  const began = Date.now()
  const { code, output } = await run(join(BIN, command), args)
  if (code === 0) passed += 1
  else failed += 1
  tell(name, began, code === 0, output)
}

/** Counts the assertions of a run of tests; one that ended badly, or said nothing, counts as a failed one at least. */
function count(name: string, { code, output }: Outcome): boolean {
  const summary = [...output.matchAll(/^# \{ ([^}]*) \}$/gm)].at(-1)?.[1] ?? ''
  const number = (name: string) => Number(new RegExp(`${name}: (\\d+)`).exec(summary)?.[1] ?? 0)
  const wrong = failuresOf(output)
  const right = code === 0 && number('fail') === 0 && summary !== '' && wrong.length === 0
  passed += number('pass')
  failed += right ? 0 : Math.max(1, number('fail'))
  if (!right) failures.push(`not ok - ${name} ended with ${code}`, ...wrong)
  return right
}

/** Each failed assertion with the tests it stands in and what it says, to stand last, where a reader looks first. */
function failuresOf(output: string): string[] {
  const lines = output.split('\n')
  const indent = (line: string) => line.length - line.trimStart().length
  return lines.flatMap((line, at) => {
    if (!/^\s*not ok/.test(line) || /# (skip|todo)/i.test(line)) return []
    const end = lines.findIndex((later, place) => place > at && later.trim() === '...')
    const told = lines[at + 1]?.trim() === '---' ? lines.slice(at + 1, Math.min(end + 1, at + 40)) : []
    return [line, ...told.map((each) => each.slice(Math.min(indent(line), indent(each))))]
  })
}

/** A test file, on the one engine and then on the other where both are to be tested. */
async function test(file: string, server: Env): Promise<void> {
  for (const engine of enginesOf(file)) {
    const began = Date.now()
    const env = { ...server, SANDHI_TEST_ENGINE: engine, TAP_TIMEOUT: String(MINUTES * 60) }
    const outcome = await run(process.execPath, ['--import=./test/loader.js', file], env)
    const name = engine === 'sqlite' ? file : `${file} on PostgreSQL`
    tell(name, began, count(name, outcome), outcome.output)
  }
}

function enginesOf(file: string): ('sqlite' | 'postgres')[] {
  const whole = /from '\.\.\/helpers\/(start|listen)\.ts'/.test(readFileSync(join(ROOT, file), 'utf8'))
  return whole && ON_BOTH.some((room) => file.startsWith(room)) ? ['sqlite', 'postgres'] : ['sqlite']
}

interface Coverage {
  readonly [metric: string]: { readonly pct: number }
}

/** Files of the pure rooms that some line, branch or function of was never reached. */
function uncovered(): string[] {
  const report = JSON.parse(readFileSync(join(ROOT, '.tap/report/coverage-summary.json'), 'utf8')) as Record<
    string,
    Coverage
  >
  return Object.entries(report).flatMap(([path, coverage]) => {
    const file = relative(ROOT, path)
    const lacking = Object.entries(coverage).filter(([, { pct }]) => pct < 100)
    const matters = WHOLE.some((room) => file.startsWith(room)) && lacking.length > 0
    return matters
      ? [`${file}: ${lacking.map(([metric, { pct }]) => `${metric} ${pct} %`).join(', ')}\n`]
      : []
  })
}

const build = async () => {
  await step('build', 'tsc', '-p', 'tsconfig.build.json')
  await step('build of the workspace', 'vite', 'build')
  await step('types', 'tsc', '-p', 'tsconfig.json')
  await step('types of the workspace', 'tsc', '-p', 'tsconfig.web.json')
  await step('format', 'prettier', '--check', '.')
}
await Promise.all([step('lint', 'eslint', '.'), build()])

const files = readdirSync(join(ROOT, 'test'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.test.ts'))
  .map((name) => `test/${name}`)
const pure = files.filter((file) => WHOLE.some((room) => file.startsWith(room.replace('src', 'test'))))
const place = (file: string): number => {
  const at = LONG.findIndex((begin) => file.startsWith(begin))
  return at < 0 ? LONG.length : at
}

// One server for the whole run, with a fresh database for each test that needs one.
const given = process.env['SANDHI_TEST_POSTGRES_URL']
const cluster = given === undefined ? await startCluster() : undefined
const server: Env = cluster
  ? { SANDHI_TEST_POSTGRES_URL: cluster.admin, SANDHI_TEST_POSTGRES_DATA: cluster.data }
  : {}
const waiting = files
  .filter((file) => !pure.includes(file))
  .sort((a, b) => place(a) - place(b))
  .values()
const takeTurns = async () => {
  for (const file of waiting) await test(file, server)
}
await Promise.all(Array.from({ length: AT_ONCE }, takeTurns))
await cluster?.end()

// The pure rooms by their own tests alone: what another room happens to call is not shown by that to be right.
const began = Date.now()
const outcome = await run(join(BIN, 'tap'), ['--reporter=tap', '--coverage-report=json-summary', ...pure])
const right = count('the pure rooms', outcome)
const lacking = uncovered()
if (lacking.length === 0) passed += 1
else failed += 1
tell(
  'the pure rooms, and what of them was reached',
  began,
  right && lacking.length === 0,
  right ? lacking.join('') : outcome.output,
)

for (const line of failures) process.stdout.write(`${line}\n`)
process.stdout.write(`\n${passed} passed, ${failed} failed\n`)
process.exitCode = failed > 0 ? 1 : 0
