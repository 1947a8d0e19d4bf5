// The house as it is drawn: rooms, arrows, purity, sizes. A broken arrow fails here.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import t from 'tap'

const ROOT = resolve(import.meta.dirname, '..')
const SRC = join(ROOT, 'src')

/** What each room may import. Files at the top of `src` are rooms of their own. */
const ARROWS: Record<string, readonly string[]> = {
  document: ['errors.ts'],
  review: ['document', 'errors.ts'],
  record: ['document', 'errors.ts'],
  formats: ['document', 'errors.ts'],
  store: ['document', 'record', 'review', 'errors.ts', 'problems.ts'],
  commands: ['store', 'review', 'record', 'document', 'errors.ts'],
  http: [
    'commands',
    'store',
    'review',
    'record',
    'document',
    'formats',
    'errors.ts',
    'problems.ts',
    'problems.id.ts',
    'problems.th.ts',
    'faults.ts',
  ],
  bin: [
    'app.ts',
    'shipped.ts',
    'config.ts',
    'commands',
    'store',
    'review',
    'document',
    'errors.ts',
    'problems.ts',
    'client',
  ],
  client: [],
  web: ['client'],
  'app.ts': ['http', 'commands', 'store', 'config.ts', 'shipped.ts'],
  'shipped.ts': ['formats', 'http', 'commands', 'review', 'document', 'errors.ts'],
  'config.ts': ['errors.ts'],
  'errors.ts': ['problems.ts'],
  'problems.ts': [],
  'problems.id.ts': ['problems.ts'],
  'problems.th.ts': ['problems.ts'],
  'faults.ts': [],
}
const PURE = ['document', 'review', 'record', 'formats']
const GENERATED = ['client/schema.ts']

function files(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    return entry.isDirectory() ? files(path) : /\.tsx?$/.test(entry.name) ? [path] : []
  })
}

const sources = files(SRC).map((path) => ({
  path: relative(SRC, path),
  text: readFileSync(path, 'utf8'),
}))
const written = sources.filter(({ path }) => !GENERATED.includes(path))
const room = (path: string) => path.split('/')[0]!
const imports = (text: string): string[] =>
  [
    ...text.matchAll(/(?:import|export)\s[^'"]*?from\s+'([^']+)'|import\s+'([^']+)'|import\('([^']+)'\)/g),
  ].map((match) => (match[1] ?? match[2] ?? match[3])!)
const inner = ({ path, text }: { path: string; text: string }) =>
  imports(text)
    .filter((name) => name.startsWith('.'))
    .map((name) => relative(SRC, resolve(join(SRC, dirname(path)), name)))

t.test('every import follows an arrow of the house', async (t) => {
  for (const source of written) {
    const from = room(source.path)
    const allowed = ARROWS[from]
    if (!allowed) {
      t.fail(`${source.path} stands in no room`)
      continue
    }
    const wrong = inner(source).filter((to) => room(to) !== from && !allowed.includes(room(to)))
    if (wrong.length > 0) t.fail(`${source.path} imports ${wrong.join(', ')}`)
  }
  t.pass('all arrows hold')
})

t.test('no file is in a circle of imports, types included', async (t) => {
  const graph = new Map(written.map((source) => [source.path, inner(source)]))
  const done = new Set<string>()
  const visit = (path: string, above: string[]): void => {
    if (above.includes(path)) {
      t.fail(`circle: ${[...above.slice(above.indexOf(path)), path].join(' → ')}`)
      return
    }
    if (done.has(path)) return
    for (const to of graph.get(path) ?? []) visit(to, [...above, path])
    done.add(path)
  }
  for (const path of graph.keys()) visit(path, [])
  t.pass('no circle')
})

t.test('the pure rooms touch neither files, network, clock nor chance', async (t) => {
  for (const { path, text } of written.filter((source) => PURE.includes(room(source.path)))) {
    const node = imports(text).filter((name) => name.startsWith('node:') && name !== 'node:crypto')
    if (node.length > 0) t.fail(`${path} imports ${node.join(', ')}`)
    const impure =
      /\bDate\.now\b|new Date\(\)|Math\.random|randomBytes|randomUUID|process\.|await |async /.exec(text)
    if (impure) t.fail(`${path} uses ${impure[0]}`)
  }
  t.pass('pure')
})

t.test('drivers, the web framework and the process each stay in their room', async (t) => {
  const only: [RegExp, (path: string) => boolean][] = [
    [/'better-sqlite3'/, (path) => room(path) === 'store'],
    [/from 'fastify'|@fastify\//, (path) => room(path) === 'http' || path === 'app.ts'],
    [/\bprocess\./, (path) => room(path) === 'bin'],
    [
      /\b(?:select|insert into|update|delete from) [a-z_]+ (?:from|set|where|\()/,
      (path) => room(path) === 'store',
    ],
  ]
  for (const { path, text } of written) {
    for (const [pattern, allowed] of only) {
      if (!allowed(path) && pattern.test(text)) t.fail(`${path} matches ${pattern.source}`)
    }
  }
  t.pass('each in its room')
})

t.test('every file says first what it is for, stays small, and exports by name', async (t) => {
  for (const { path, text } of written) {
    const first = text.split('\n').find((line) => !line.startsWith('#!'))
    if (!first?.startsWith('// ')) t.fail(`${path} does not open with a sentence`)
    const lines = text.split('\n').length
    if (lines > 400) t.fail(`${path} has ${lines} lines`)
    if (/export default|export \* from/.test(text)) t.fail(`${path} has a default export or a barrel`)
    if (/(^|\/)(utils?|helpers?|common|index)\.tsx?$/.test(path)) t.fail(`${path} is a drawer`)
  }
  t.pass('all files')
})
