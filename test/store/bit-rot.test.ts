// Bit rot: whatever bytes of a file are ruined, a version is read as it was saved, or not at all.
import Database from 'better-sqlite3'
import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { canonical } from '../../src/document/ids.ts'
import { Refused } from '../../src/errors.ts'
import { openReadOnly } from '../../src/store/sqlite.ts'
import { createTreeCache } from '../../src/store/tree-cache.ts'
import { getTree } from '../../src/store/trees.ts'
import { findVersion } from '../../src/store/versions.ts'
import { clause, counting, sop } from '../helpers/clauses.ts'
import { beginSop, engines, saveVersion, SOP } from '../helpers/stores.ts'

const CASES = Number(process.env['SANDHI_ROT'] ?? 200)

const articles = (version: number) =>
  Array.from({ length: 12 }, (_, n) =>
    clause(`a${n}`, 'article', `${n === version ? 'new' : 'old'} ผู้เสียหาย ${n} `.repeat(5)),
  )

t.test('no ruined byte is served', async (t) => {
  const { stores, folder } = await engines[0]!.open(t)
  const trees = [0, 1, 2].map((version) =>
    sop([clause('c', 'chapter', 'one', articles(version))], {}, counting(1)),
  )
  const db = await beginSop(stores, trees[0]!)
  for (const tree of trees.slice(1)) await saveVersion(db, tree)
  await stores.close()
  const [file, ruined] = [join(folder, 'sops', `${SOP}.db`), join(folder, 'ruined.db')]
  const sound = readFileSync(file)
  let seed = 7
  const random = (below: number) => (seed = (Math.imul(seed, 48_271) >>> 0) % 2_147_483_647) % below
  let served = 0
  for (let turn = 0; turn < CASES; turn += 1) {
    for (const end of ['-wal', '-shm']) rmSync(ruined + end, { force: true })
    const bytes = Buffer.from(sound)
    const start = random(bytes.length)
    bytes.fill(
      turn % 3 ? 1 + random(254) : 0,
      start,
      Math.min(bytes.length, start + 1 + random(turn % 2 ? 3 : 400)),
    )
    writeFileSync(ruined, turn % 7 ? bytes : bytes.subarray(0, start))
    for (const [place, tree] of trees.entries()) {
      const got = await readVersion(ruined, place + 1)
      if (got === undefined) continue
      served += 1
      if (canonical(got) !== canonical(tree)) t.fail(`turn ${turn}, version ${place + 1}`)
    }
  }
  t.ok(served > CASES && served < 3 * CASES, `${served} of ${3 * CASES} still read`)
  copyFileSync(file, ruined)
  t.same(await readVersion(ruined, 3), trees[2])
})

async function readVersion(file: string, number: number): Promise<unknown> {
  try {
    const db = openReadOnly(file)
    return await db
      .read(async (sql) => {
        const version = await findVersion(sql, number)
        return version && (await getTree(sql, version.rootRow, createTreeCache(1e6)))
      })
      .finally(() => db.close())
  } catch (error) {
    if (error instanceof Refused && error.failure.failure.startsWith('storage-')) return undefined
    if (error instanceof Database.SqliteError) return undefined // its schema is ruined
    throw error
  }
}
