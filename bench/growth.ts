// Measures what a long history costs: G7 bytes a version against git, G8 reading the last version against an early one.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type Clause, walk } from '../src/document/clause.ts'
import type { Db } from '../src/store/db.ts'
import { openSqlite } from '../src/store/sqlite.ts'
import { createTreeCache } from '../src/store/tree-cache.ts'
import { getTree } from '../src/store/trees.ts'
import { findVersion } from '../src/store/versions.ts'
import { longSop } from '../test/helpers/real-texts.ts'
import { type History, sameChanges } from './history.ts'
import { CLAUSES } from './house.ts'
import { clockAsync, context, median, type Result, result, unmeasured } from './result.ts'

const ROUNDS = 9

/** `before` is the size of the table's file when the history began. */
export async function benchGrowth(history: History, before: number): Promise<Result[]> {
  const { seeded, saves } = history
  const file = tableFile(seeded.folder, seeded.sop)
  const after = await settledSize(file)
  const each = (after - before) / saves
  const git = gitBytes(`${seeded.folder}.git`, seeded.keys, saves)
  const what = `bytes a version, one text of one of ${CLAUSES} clauses changed in each, ${saves} saves over HTTP`
  return [
    result('G7', `${what}: plain rows, with record and indices`, each / 1000, 'KB', 'at most', 1.8),
    Number.isNaN(git)
      ? unmeasured('G7', `${what}: against git after gc`, 'x', '<= 1.9 x', 'git is not installed')
      : result(
          'G7',
          `${what}: against git after gc`,
          each / git,
          'x',
          'at most',
          1.9,
          `a file for each clause, fast-import, gc: ${(git / 1000).toFixed(2)} KB`,
        ),
    unmeasured(
      'G7',
      `${what}: with SANDHI_COMPRESS, against git`,
      'x',
      '<= 1.2 x',
      'the product has no such setting',
    ),
    ...(await readings(file, saves)),
  ]
}

export const tableFile = (folder: string, sop: string) => join(folder, 'sops', `${sop}.db`)

/** Bytes of a table once its write-ahead log is moved into it. */
export async function settledSize(file: string): Promise<number> {
  const db = openSqlite(file, 'table')
  await db.scrub()
  await db.close()
  return statSync(file).size
}

/** Each reading is from rows, with nothing kept, every id verified; the two versions take turns. */
async function readings(file: string, saves: number): Promise<Result[]> {
  const db = openSqlite(file, 'table')
  const times = { first: [] as number[], last: [] as number[] }
  for (let round = -3; round < ROUNDS; round++) {
    const first = await clockAsync(() => readVersion(db, 2))
    const last = await clockAsync(() => readVersion(db, saves + 2))
    if (round < 0) continue
    times.first.push(first)
    times.last.push(last)
  }
  const cache = createTreeCache(32_000_000)
  await readVersion(db, saves + 2, cache)
  const kept = await clockAsync(() => readVersion(db, saves + 2, cache))
  await db.close()
  const ratio = median(times.last.map((time, round) => time / times.first[round]!))
  return [
    result(
      'G8',
      `read the version after ${saves} saves against the first full one`,
      ratio,
      '',
      'at most',
      1.1,
    ),
    result(
      'G8',
      `read a version of ${CLAUSES} clauses, 3 languages, from rows, every id verified`,
      median(times.last),
      'ms',
      'at most',
      2,
    ),
    context('G8', 'the same with the clauses kept in memory', kept, 'ms'),
  ]
}

async function readVersion(db: Db, number: number, cache = createTreeCache(32_000_000)): Promise<Clause> {
  return db.read(async (sql) => getTree(sql, (await findVersion(sql, number))!.rootRow, cache))
}

/** Bytes a commit in a repository with a file for each clause, packed as `git gc` does; NaN without git. */
function gitBytes(folder: string, keys: readonly string[], saves: number): number {
  mkdirSync(folder, { recursive: true })
  const git = (args: string[], input?: string) => spawnSync('git', ['-C', folder, ...args], { input })
  if (git(['init', '--quiet', '--bare']).status !== 0) return NaN
  const texts = startingTexts()
  const where = new Map([...texts.keys()].map((key, at) => [key, `${Math.floor(at / 10)}/${key}.md`]))
  const file = (key: string) => data(Object.values(texts.get(key)!).join('\n\n'))
  const first = [...texts.keys()].map((key) => `M 100644 inline ${where.get(key)}\n${file(key)}`)
  git(['fast-import', '--quiet'], `${commit(0)}${first.join('')}\n`)
  git(['gc', '--quiet', '--prune=now'])
  const before = bytesIn(folder)
  const lines: string[] = []
  let n = 0
  for (const { key, language, value } of sameChanges({ keys }, saves)) {
    texts.get(key)![language] = value
    const from = n === 0 ? 'from refs/heads/main^0\n' : ''
    lines.push(`${commit((n += 1))}${from}M 100644 inline ${where.get(key)}\n${file(key)}\n`)
  }
  git(['fast-import', '--quiet'], lines.join(''))
  git(['gc', '--quiet', '--prune=now'])
  return (bytesIn(folder) - before) / saves
}

function startingTexts(): Map<string, Record<string, string>> {
  const articles = [...walk(longSop(CLAUSES))].filter(({ kind }) => kind === 'article')
  return new Map(
    articles.map(({ key, texts }) => [
      key,
      Object.fromEntries(Object.entries(texts).map(([language, { text = '' }]) => [language, text])),
    ]),
  )
}

const data = (text: string) => `data ${Buffer.byteLength(text)}\n${text}\n`
const commit = (n: number) =>
  `commit refs/heads/main\ncommitter IDN <idn@example.org> ${1_790_000_000 + n} +0000\n${data('One clause')}`

function bytesIn(folder: string): number {
  return readdirSync(join(folder, 'objects'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0)
}
