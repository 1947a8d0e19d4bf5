// The documentation says what is: codes, settings, commands, words, dependencies and paths are those of the source.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import t from 'tap'
import { DEMO_PASSWORD } from '../src/bin/demo.ts'
import { PROBLEMS } from '../src/problems.ts'
import { ACTS } from '../src/review/approvals.ts'
import { PROCEDURES, STAGES } from '../src/review/decisions.ts'
import { PRESETS, ROLES } from '../src/review/policy.ts'

const ROOT = resolve(import.meta.dirname, '..')
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8')
const markdown = (folder: string): string[] =>
  readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name))
const PAGES = [...markdown('.'), ...markdown('docs'), ...markdown('docs/decisions')]

/** The rows of all tables of a page, as their cells. */
const rows = (page: string): string[][] =>
  [...read(page).matchAll(/^\| (.*) \|$/gm)].map(([, row]) => row!.split(' | ').map((cell) => cell.trim()))
const blocks = (language: string): string[] =>
  [...read('README.md').matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, 'gm'))].map(
    ([, code]) => code!,
  )
const unique = (found: Iterable<string>) => [...new Set(found)].sort()

t.test('docs/errors.md lists every problem there is, and no other', async (t) => {
  const listed = rows('docs/errors.md').slice(1)
  const wanted = Object.entries(PROBLEMS).map(([code, { status, title, remedy }]) => [
    `\`${code}\``,
    String(status),
    title,
    remedy,
  ])
  t.same(listed, wanted)
})

t.test('README has one session with curl and one with the client, each complete in itself', async (t) => {
  const [sh, ts] = [blocks('sh'), blocks('ts')]
  t.equal(sh.length, 1)
  t.equal(ts.length, 1)
  t.match(ts[0], /from 'sandhi\/client'/)
  for (const session of [sh[0]!, ts[0]!]) {
    t.match(session, /SANDHI/)
    t.match(session, new RegExp(DEMO_PASSWORD), 'signs in with the password of the demonstration')
  }
})

t.test('README lists every setting and every command, and no other', async (t) => {
  const first = rows('README.md').map(([cell]) => cell!)
  const settings = [...read('src/config.ts').matchAll(/^ +(SANDHI_[A-Z_]+): \{/gm)].map(([, name]) => name!)
  t.ok(settings.length > 0)
  t.same(
    first.flatMap((cell) => /^`(SANDHI_[A-Z_]+)`$/.exec(cell)?.[1] ?? []),
    settings,
  )
  const commands = [...read('src/bin/sandhi.ts').matchAll(/\.command\('([a-z]+)'\)/g)].map(
    ([, name]) => name!,
  )
  t.ok(commands.length > 0)
  t.same(
    first.flatMap((cell) => /^`([a-z]+)(?: [A-Z]+)*`$/.exec(cell)?.[1] ?? []),
    commands,
  )
})

t.test('every npm script that the documentation names exists', async (t) => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
  for (const page of PAGES) {
    for (const [, run, short] of read(page).matchAll(/npm (?:run ([a-z:]+)|(start|test)\b)/g)) {
      t.ok(scripts[(run ?? short)!], `${page}: npm run ${run ?? short}`)
    }
  }
})

t.test('every act, role, stage, procedure and seat has its word', async (t) => {
  const words = read('docs/words.md')
  const acts = rows('docs/words.md').flatMap(([cell]) => /^`([a-z-]+)`$/.exec(cell!)?.[1] ?? [])
  t.same(acts, ACTS)
  const asWord = (name: string) => new RegExp(`\`${name}\`|^\\| ${name} \\|`, 'm')
  for (const name of [...ROLES, ...STAGES, ...PROCEDURES, ...PRESETS]) t.match(words, asWord(name), name)
})

t.test('every dependency has a line that says what it is for, and no other has', async (t) => {
  const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<
    'dependencies' | 'devDependencies',
    Record<string, string>
  >
  const listed = rows('docs/decisions/0010-dependencies.md').flatMap(([cell]) =>
    [...cell!.matchAll(/`([^`]+)`/g)].map(([, name]) => name!),
  )
  t.same(listed.length, new Set(listed).size, 'none twice')
  t.same(unique(listed), unique([...Object.keys(dependencies), ...Object.keys(devDependencies)]))
})

t.test('every decision is in the list, with context, decision and price of change', async (t) => {
  const list = read('docs/decisions/README.md')
  for (const page of markdown('docs/decisions').filter((path) => /\/\d{4}-/.test(path))) {
    const text = read(page)
    const [, number, title] = /^# (\d+) (.+)$/m.exec(text) ?? []
    t.ok(list.includes(`${number}. [${title}](${relative('docs/decisions', page)})`), `${page} is listed`)
    for (const part of ['Context', 'Decision', 'Price of change']) t.match(text, `**${part}.**`, page)
  }
})

t.test('what a page links to or names by its path is there', async (t) => {
  for (const page of PAGES) {
    const text = read(page)
    for (const [, link] of text.matchAll(/\]\((?!https?:)([^)#]+)[^)]*\)/g)) {
      t.ok(existsSync(join(ROOT, dirname(page), link!)), `${page} links to ${link}`)
    }
    for (const [, path] of text.matchAll(/`((?:src|test|docs|openapi|sop-templates|bench)\/[\w./-]+)`/g)) {
      t.ok(existsSync(join(ROOT, path!)), `${page} names ${path}`)
    }
  }
})

t.test('pages name no path of a machine', async (t) => {
  for (const page of PAGES) t.notMatch(read(page), /(?:^|[\s`'"(])\/(?:home|root|tmp|work|Users)\//, page)
})
