// npm run bench: every part in one go, a table on the terminal, and bench/results.json and results.md.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus, loadavg, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { benchDiff } from './diff.ts'
import { benchEngines, benchPostgresMemory } from './engines.ts'
import { benchGrowth, settledSize, tableFile } from './growth.ts'
import { programs, startCluster } from '../test/helpers/postgres.ts'
import { makeHistory } from './history.ts'
import { seedFolder } from './house.ts'
import { benchHttp } from './http.ts'
import { benchLists } from './lists.ts'
import { GENERATOR } from './load.ts'
import { benchMerge } from './merge.ts'
import type { Result } from './result.ts'
import { benchSave } from './save.ts'
import { benchStart } from './start.ts'
import { benchStatic } from './static.ts'
import { benchWaits } from './waits.ts'
import { benchWeb } from './web.ts'
import { REWRITTEN } from './worst.ts'

const folder = mkdtempSync(join(tmpdir(), 'sandhi-bench-'))
const began = performance.now()
const [loadBefore] = loadavg()
const results: Result[] = []

/** Runs a part; one that breaks is named among the results, and the others go on. */
async function part(name: string, measure: () => Promise<Result[]>): Promise<void> {
  const start = performance.now()
  try {
    results.push(...(await measure()))
  } catch (error) {
    process.exitCode = 1
    const note = error instanceof Error ? error.message : String(error)
    results.push({
      id: 'G0',
      what: `the part ${name} broke`,
      measured: NaN,
      unit: '',
      goal: '',
      holds: false,
      note,
    })
  }
  process.stderr.write(`${name}: ${((performance.now() - start) / 1000).toFixed(0)} s\n`)
}

function write(): void {
  const lines = results.map(({ note, ...line }) => ({
    ...line,
    // What could not be measured says why where it is read.
    what: Number.isNaN(line.measured) && note !== undefined ? `${line.what} (${note})` : line.what,
  }))
  writeFileSync(join(import.meta.dirname, 'results.json'), `${JSON.stringify(lines, null, 2)}\n`)
  writeFileSync(join(import.meta.dirname, 'results.md'), markdown())
  for (const { id, what, measured, unit, goal, holds } of results) {
    const sign = goal === '' ? ' ' : holds ? '+' : '-'
    const figure = `${shown(measured)} ${unit}`.trim()
    process.stdout.write(`${sign} ${id.padEnd(4)}${figure.padStart(14)}  ${goal.padEnd(14)}${what}\n`)
  }
}

function markdown(): string {
  const rows = results.map(({ id, what, measured, unit, goal, holds, note = '' }) =>
    [id, what, `${shown(measured)} ${unit}`.trim(), goal, goal === '' ? '' : holds ? 'yes' : 'no', note]
      .map((cell) => cell.replaceAll('|', '\\|'))
      .join(' | '),
  )
  return `# Measured by \`npm run bench\`

Machine: ${machine()}.
Taken on ${new Date().toISOString().slice(0, 10)}, in ${Math.round((performance.now() - began) / 60_000)} minutes.
Load of the machine in the minute before: ${loadBefore!.toFixed(1)}. Above 0.5 others shared it, and times without a peer are too long.

${METHOD}
| id | what | measured | goal | holds | note |
|---|---|---|---|---|---|
${rows.map((row) => `| ${row} |`).join('\n')}
`
}

const shown = (measured: number) => (Number.isNaN(measured) ? 'not measured' : String(measured))

function machine(): string {
  const base = new Database(':memory:')
  const { version } = base.prepare('select sqlite_version() as version').get() as { version: string }
  base.close()
  const model = cpus()[0]?.model.trim() ?? 'unknown'
  const memory = Math.round(totalmem() / 2 ** 30)
  return `${availableParallelism()} cores (${model}), ${memory} GB, Node ${process.versions.node}, SQLite ${version}`
}

const METHOD = `Every server runs in a process of its own on the loopback: the product as it ships
(\`dist/bin/sandhi.js serve\`) at its default settings, but for the limit of requests. Load comes from ${GENERATOR}
with 16 connections. A ratio is the median of at least five rounds of one run in which the two sides take turns. Over
HTTP it is the lower of two: by requests a second, and by processor time of the server for each request, since a
generator that is slower than the servers would make them look alike. Durable figures stand against raw transactions
of the same run, because a disk's time is not ours. The text is the Universal Declaration of Human Rights in Thai,
Indonesian and English, 500 clauses. What a browser does is measured in Chromium without a
window, each round as one who was never there before; the workspace and plain HTML of the same text take turns. On
PostgreSQL the service has a server of this run's own, durable as it comes; pgbench and the driver put the rows of a save
into the same server. Several clients save clauses of their own in one SOP, each on the version seen last. An
event's time is from sending the save until it is heard. A line without a goal is there for comparison. A peer that is
missing is named.
`

const built = spawnSync('npm', ['run', 'build'], { stdio: ['ignore', 'ignore', 'inherit'] })
if (built.status !== 0) throw new Error('the product does not build')

const cluster = programs() === undefined ? undefined : await startCluster()

try {
  const read = await seedFolder(join(folder, 'read'))
  await part('http', () => benchHttp(read))
  await part('static', () => benchStatic(read))
  await part('web', () => benchWeb(read, join(folder, 'web')))
  await part('diff', () => benchDiff())
  await part('waits', async () => benchWaits(await seedFolder(join(folder, 'waits'), REWRITTEN)))
  await part('lists', () => benchLists(join(folder, 'lists')))
  await part('merge', async () => benchMerge())
  const saved = await seedFolder(join(folder, 'saved'))
  await part('save', () => benchSave(saved, cluster))
  await part('engines', () => benchEngines(join(folder, 'engine'), cluster))
  const long = await seedFolder(join(folder, 'long'))
  const before = await settledSize(tableFile(long.folder, long.sop))
  const history = await makeHistory(long)
  await part('growth', () => benchGrowth(history, before))
  await part('memory', () => benchPostgresMemory(join(folder, 'memory'), cluster))
  await part('start', () => benchStart(join(folder, 'demo'), history))
} finally {
  await cluster?.end()
  rmSync(folder, { recursive: true, force: true })
}
/** G before E, each by number. */
const rank = ({ id }: Result) => (id.startsWith('G') ? 0 : 1000) + Number(id.slice(1))
results.sort((one, two) => rank(one) - rank(two))
write()
