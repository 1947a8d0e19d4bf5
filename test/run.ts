// The whole check, as the README's test command runs it: format, lint, types, build, tests, coverage; one plain line last.
import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { startCluster } from './helpers/postgres.ts'

const ROOT = resolve(import.meta.dirname, '..')
const BIN = join(ROOT, 'node_modules', '.bin')

/** Rooms whose every line a test must reach. */
const WHOLE = ['src/document/', 'src/review/', 'src/record/']

interface Outcome {
  readonly code: number
  readonly output: string
}

function run(
  command: string,
  args: readonly string[],
  quiet = false,
  more: Readonly<Record<string, string>> = {},
): Promise<Outcome> {
  return new Promise((done) => {
    const child = spawn(join(BIN, command), args, {
      cwd: ROOT,
      env: {
        ...process.env,
        CI: 'true',
        REDOCLY_TELEMETRY: 'off',
        REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true',
        ...more,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    const take = (chunk: Buffer) => {
      output += chunk.toString()
      if (!quiet) process.stdout.write(chunk)
    }
    child.stdout.on('data', take)
    child.stderr.on('data', take)
    child.on('close', (code) => done({ code: code ?? 1, output }))
  })
}

/** What tap counted; a file that could not be run counts as failed. */
function counted(output: string): { passed: number; failed: number } {
  const summaries = [...output.matchAll(/^# \{ ([^}]*) \}$/gm)]
  const last = summaries.at(-1)?.[1] ?? ''
  const number = (name: string) => Number(new RegExp(`${name}: (\\d+)`).exec(last)?.[1] ?? 0)
  return { passed: number('pass'), failed: number('fail') }
}

interface Coverage {
  readonly [metric: string]: { readonly pct: number }
}

const testsOf = (folder: string): string[] =>
  readdirSync(join(ROOT, folder)).flatMap((name) => (name.endsWith('.test.ts') ? [`${folder}${name}`] : []))

/** Where whole services are tested: on SQLite with all the rest, and then once more on PostgreSQL. */
const ON_BOTH = ['test/http/', 'test/stories/']
const usesService = (file: string): boolean =>
  /from '\.\.\/helpers\/(start|listen)\.ts'/.test(readFileSync(join(ROOT, file), 'utf8'))

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
    return matters ? [`${file}: ${lacking.map(([metric, { pct }]) => `${metric} ${pct} %`).join(', ')}`] : []
  })
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

const failures: string[] = []
let passed = 0
let failed = 0
async function step(name: string, work: () => Promise<boolean>): Promise<void> {
  process.stdout.write(`\n== ${name}\n`)
  const began = Date.now()
  const right = await work()
  if (right) passed += 1
  else failed += 1
  process.stdout.write(
    `== ${name}: ${right ? 'ok' : 'FAILED'} in ${Math.round((Date.now() - began) / 1000)} s\n`,
  )
}
const succeeds =
  (command: string, ...args: string[]) =>
  async () =>
    (await run(command, args)).code === 0

await step('format', succeeds('prettier', '--check', '.'))
await step('lint', succeeds('eslint', '.'))
await step('types', succeeds('tsc', '-p', 'tsconfig.json'))
await step('types of the workspace', succeeds('tsc', '-p', 'tsconfig.web.json'))
await step('build', succeeds('tsc', '-p', 'tsconfig.build.json'))
await step('build of the workspace', succeeds('vite', 'build'))
async function tests(files: readonly string[], more: Readonly<Record<string, string>>): Promise<boolean> {
  const args = ['--reporter=tap', '--disable-coverage', ...files]
  const { code, output } = await run('tap', args, true, more)
  const sums = counted(output)
  passed += sums.passed
  failed += sums.failed
  const wrong = output.split('\n').filter((line) => /^\s*not ok/.test(line) && !/# (skip|todo)/i.test(line))
  if (code !== 0 || wrong.length > 0) {
    process.stdout.write(`${output}\n`)
    failures.push(...failuresOf(output))
  }
  return code === 0 && sums.passed > 0 && sums.failed === 0
}

// One server for the whole run, with a fresh database for each test that needs one.
const given = process.env['SANDHI_TEST_POSTGRES_URL']
const cluster = given === undefined ? await startCluster() : undefined
const server = cluster
  ? { SANDHI_TEST_POSTGRES_URL: cluster.admin, SANDHI_TEST_POSTGRES_DATA: cluster.data }
  : {}
await step('tests', () => tests([], server))
await step('services and stories on PostgreSQL', () =>
  tests(
    ON_BOTH.flatMap((folder) => testsOf(folder).filter((file) => usesService(file))),
    { ...server, SANDHI_TEST_ENGINE: 'postgres' },
  ),
)
await cluster?.end()
// The pure rooms by their own tests alone: what another room happens to call is not shown by that to be right.
await step('coverage', async () => {
  const own = WHOLE.flatMap((room) => testsOf(room.replace('src', 'test')))
  const { code } = await run('tap', ['--reporter=tap', '--coverage-report=json-summary', ...own], true)
  const lacking = uncovered()
  for (const line of lacking) process.stdout.write(`${line}\n`)
  return code === 0 && lacking.length === 0
})

for (const line of failures) process.stdout.write(`${line}\n`)
process.stdout.write(`\n${passed} passed, ${failed} failed\n`)
process.exitCode = failed > 0 ? 1 : 0
