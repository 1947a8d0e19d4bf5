// npm run test:faults: every fault test in its full form, or those named, and what they found as docs/reliability.md has it.
import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import type { Row } from './rows.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const PAGE = join(ROOT, 'docs/reliability.md')
const [BEGIN, END] = ['<!-- written by npm run test:faults -->', '<!-- end -->']

const named = process.argv.slice(2)
const here = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.test.ts'))
/** Beside the tests of this folder: what nobody else may learn. */
const all = [...here, '../confidentiality/two-worlds.test.ts', '../confidentiality/log.test.ts']
const chosen = all.filter((name) => named.length === 0 || named.includes(basename(name, '.test.ts')))
const place = mkdtempSync(join(tmpdir(), 'sandhi-faults-'))
const collected = join(place, 'rows')
writeFileSync(collected, '')

const failed: string[] = []
for (const name of chosen) {
  const began = Date.now()
  const child = spawn(process.execPath, ['--import=./test/loader.js', join(import.meta.dirname, name)], {
    cwd: ROOT,
    env: { ...process.env, SANDHI_FAULTS: 'full', SANDHI_FAULTS_ROWS: collected, TAP_TIMEOUT: '3600' },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const code = await new Promise<number | null>((done) => child.on('close', done))
  if (code !== 0) failed.push(name)
  process.stdout.write(
    `== ${name}: ${code === 0 ? 'ok' : 'FAILED'} in ${Math.round((Date.now() - began) / 1000)} s\n`,
  )
}

const found = readFileSync(collected, 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line) as Row)
rmSync(place, { recursive: true })
writeTable(found)
process.stdout.write(`${chosen.length - failed.length} passed, ${failed.length} failed\n`)
process.exitCode = failed.length > 0 || chosen.length === 0 ? 1 : 0

/** Puts rows in the table, in place of those of the same fault and engine; what was not run again stays. */
function writeTable(rows: readonly Row[]): void {
  const page = readFileSync(PAGE, 'utf8')
  const [from, to] = [page.indexOf(BEGIN), page.indexOf(END)]
  if (from < 0 || to < from) throw new Error('docs/reliability.md has no place for the table')
  const lines = new Map<string, string>()
  for (const line of page.slice(from, to).split('\n')) {
    const [, what, engine] = line.split('|').map((cell) => cell.trim())
    const head = what === undefined || what === 'What' || /^-*$/.test(what)
    if (!head) lines.set(`${what}|${engine}`, line)
  }
  for (const { what, engine, tries, lost, note, again } of rows) {
    const cells = [what, engine, tries.toLocaleString('en'), lost.toLocaleString('en'), note, `\`${again}\``]
    lines.set(`${what}|${engine}`, `| ${cells.map((cell) => cell.replaceAll('|', '/')).join(' | ')} |`)
  }
  const head = ['| What | Engine | Tries | Lost | | How to run it again |', '|---|---|---|---|---|---|']
  const table = [BEGIN, '', ...head, ...lines.values(), '', ''].join('\n')
  writeFileSync(PAGE, page.slice(0, from) + table + page.slice(to))
}
