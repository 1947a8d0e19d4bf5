// Every word of the workspace stands in English, Indonesian and Thai, and each of them is used.
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import t from 'tap'

const ROOT = resolve(import.meta.dirname, '../../src/web')
const LANGUAGES = ['en', 'id', 'th'] as const
type Table = Record<string, Record<string, string>>

const files = readdirSync(ROOT, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
  .map((entry) => join(entry.parentPath, entry.name))
const sources = new Map(files.map((path) => [relative(ROOT, path), readFileSync(path, 'utf8')]))
const rooms = [...sources].filter(
  ([path, text]) => path !== 'words/words.ts' && text.includes('defineWords('),
)

const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort()
/** What is written alike in all languages: names, codes, signs. */
const alike = (text: string) =>
  !/\p{L}{4,}/u.test(text.replace(/\{\{\w+\}\}|SOP|IDN|THA|IOM|Sandhi|PDF/g, ''))

t.ok(rooms.length >= 10, 'the rooms have words')

for (const [path] of rooms) {
  t.test(`${path} says everything in three languages`, async (t) => {
    t.match(path, /words\.ts$/, 'words stand in a file of their own')
    const module = (await import(join(ROOT, path))) as Record<string, { table?: Table } | undefined>
    for (const { table } of Object.values(module).filter((each) => each?.table !== undefined) as {
      table: Table
    }[]) {
      for (const [key, entry] of Object.entries(table)) {
        for (const language of LANGUAGES) {
          const said = entry[language] ?? ''
          t.not(said.trim(), '', `${key} in ${language}`)
          // "one version" needs no figure where "{{count}} versions" does.
          const values = (text: string) =>
            placeholders(text).filter((name) => name !== 'count' || !key.endsWith('_one'))
          t.same(values(said), values(entry.en!), `${key} in ${language} says the same values`)
        }
        if (!alike(entry.th!)) t.match(entry.th, /[\u0e00-\u0e7f]/, `${key} is Thai in Thai: ${entry.th}`)
      }
    }
  })
}

t.test('no word is left over', async (t) => {
  const all = [...sources.values()].join('\n')
  const named = names()
  for (const [path] of rooms) {
    const module = (await import(join(ROOT, path))) as Record<string, { table?: Table } | undefined>
    for (const { table } of Object.values(module).filter((each) => each?.table !== undefined) as {
      table: Table
    }[]) {
      for (const key of Object.keys(table)) {
        const base = key.replace(/_(one|other)$/, '')
        const elsewhere = all.replace(new RegExp(`^ +['"]?${key}['"]?: .*$`, 'gm'), '')
        const used =
          new RegExp(`['"\`.]${base}\\b`).test(elsewhere) ||
          named.has(base) ||
          [...all.matchAll(/`([\w-]*)\$\{[^`}]*\}([\w-]*)`/g)].some(
            ([, before, after]) =>
              before! + after! !== '' && base.startsWith(before!) && base.endsWith(after!),
          )
        if (!used) t.fail(`${path}: ${key} is used nowhere`)
      }
    }
  }
  t.pass('all are used')
})

/** Names that the API and the reference lists give, by which words are found. */
function names(): Set<string> {
  const lists = readdirSync(resolve(ROOT, '../../sop-templates'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
  const api = readFileSync(resolve(ROOT, '../../openapi/sandhi.json'), 'utf8')
  const entries = readFileSync(resolve(ROOT, '../../test/helpers/record-examples.ts'), 'utf8')
  return new Set([api, entries, ...lists].flatMap((text) => text.match(/[a-z][a-z0-9-]+/gi) ?? []))
}

t.test('no visible word stands in a component itself', async (t) => {
  for (const [path, text] of sources) {
    if (!path.endsWith('.tsx')) continue
    const found = [...text.matchAll(/>\s*([A-Z][a-z]{3,}[^<>{}()=]*)\s*<\//g)].map(([, words]) =>
      words!.trim(),
    )
    const labels = [...text.matchAll(/(?:aria-label|title|placeholder|alt)="([^"]*[a-z]{3,}[^"]*)"/g)].map(
      ([, words]) => words!,
    )
    const loose = [...found, ...labels].filter((words) => !['Sandhi'].includes(words))
    if (loose.length > 0) t.fail(`${path}: ${loose.join(' · ')}`)
  }
  t.pass('none')
})
