// Trees: what is put is got again, shared between versions, verified when read, and never from a cache gone stale.
import fc from 'fast-check'
import { join } from 'node:path'
import t from 'tap'
import { type Clause, walk } from '../../src/document/clause.ts'
import { nodeId, sealText } from '../../src/document/ids.ts'
import type { Refused } from '../../src/errors.ts'
import type { Sql } from '../../src/store/db.ts'
import { eraseText } from '../../src/store/erasure.ts'
import { openStores } from '../../src/store/pool.ts'
import { createTreeCache } from '../../src/store/tree-cache.ts'
import { getTree, holdTree, putTree } from '../../src/store/trees.ts'
import { arbitrarySop, clause, counting, sop } from '../helpers/clauses.ts'
import { beginSop, engines, saveVersion, SOP, tamper } from '../helpers/stores.ts'

const fresh = () => createTreeCache(1e6)
const article = (key: string, text: string) =>
  clause(key, 'article', { en: { text }, th: { text: `${text} ไทย` } })
const book = () => sop([clause('c1', 'chapter', 'one', [article('a1', 'first'), article('a2', 'second')])])

/** The tree with one clause's words replaced. */
function reword(tree: Clause, key: string, text: string): Clause {
  const texts = tree.key === key ? { ...tree.texts, en: sealText('f'.repeat(32), { text }) } : tree.texts
  return { ...tree, texts, children: tree.children.map((child) => reword(child, key, text)) }
}

for (const engine of engines) {
  t.test(engine.name, async (t) => {
    t.test('every tree is got as it was put, with or without a known one beside it', async (t) => {
      const { stores } = await engine.open(t)
      const db = await stores.createTable('x')
      const cache = createTreeCache(50_000)
      await fc.assert(
        fc.asyncProperty(arbitrarySop, arbitrarySop, async (a, b) => {
          const rows = await db.write(async (tx) => [
            await putTree(tx, a),
            await putTree(tx, b, a),
            await putTree(tx, b),
            await putTree(tx, a, b),
          ])
          t.equal(rows[0], rows[3])
          t.equal(rows[1], rows[2])
          for (const kept of [cache, fresh()]) {
            const [first, second] = await db.read(async (sql) => [
              await getTree(sql, rows[0]!, kept),
              await getTree(sql, rows[1]!, kept),
            ])
            t.same(first, a)
            t.same(second, b)
            t.equal(nodeId(second), nodeId(b))
          }
        }),
        { numRuns: 60 },
      )
      t.ok(cache.bytes <= 50_000)
    })

    t.test('a version writes only what is new, and shares the clauses that are not', async (t) => {
      const { stores } = await engine.open(t)
      const tree = book()
      const db = await beginSop(stores, tree)
      const rows = () =>
        db.read(async (sql) =>
          Promise.all(
            ['text', 'content', 'node'].map(
              async (name) => (await sql.all(`select row from ${name}`)).length,
            ),
          ),
        )
      const before = await rows()
      const changed = reword(tree, 'a2', 'changed')
      const saved = await saveVersion(db, changed, tree)
      t.same(await rows(), [before[0]! + 1, before[1]! + 1, before[2]! + 2])
      const again = await saveVersion(db, tree, changed)
      t.same(await rows(), [before[0]! + 1, before[1]! + 1, before[2]! + 2])
      const cache = fresh()
      const [now, then] = await db.read(async (sql) => [
        await getTree(sql, saved.rootRow, cache),
        await getTree(sql, again.rootRow, cache),
      ])
      t.equal(now.children[0]!.children[0], then.children[0]!.children[0])
      t.not(now.children[0]!.children[1], then.children[0]!.children[1])
    })

    t.test('what a transaction read of its own unfinished work does not stay in the cache', async (t) => {
      const { stores } = await engine.open(t)
      const tree = book()
      const db = await beginSop(stores, tree)
      const cache = fresh()
      const other = reword(tree, 'a1', 'never saved')
      const undone = db.write(async (tx) => {
        const row = await putTree(tx, other, tree)
        t.same(await getTree(tx, row, cache), other)
        throw new Error('undone')
      })
      await t.rejects(undone)
      const saved = await saveVersion(db, reword(tree, 'a2', 'saved'), tree)
      const got = await db.read((sql) => getTree(sql, saved.rootRow, cache))
      t.same(got, reword(tree, 'a2', 'saved'))
    })

    t.test(
      'a tree just made is held: to read it needs none of its rows, until a text is erased',
      async (t) => {
        const { stores } = await engine.open(t)
        const tree = book()
        const db = await beginSop(stores, tree)
        const cache = fresh()
        const next = reword(tree, 'a1', 'next')
        const { rootRow } = await saveVersion(db, next, tree)
        await db.write((tx) => holdTree(tx, next, cache))
        const read = (sql: Sql) => getTree(sql, rootRow, cache, nodeId(next))
        const rowless = (sql: Sql): Sql => ({
          ...sql,
          all: () => {
            throw new Error('a row was asked for')
          },
        })
        t.equal(await db.read((sql) => read(rowless(sql))), next)
        const { id } = [...walk(tree)].find(({ key }) => key === 'a2')!.texts['en']!
        await db.write((tx) => eraseText(tx, id, '2026-01-01T00:00:00.000Z'))
        await t.rejects(db.read((sql) => read(rowless(sql))))
        t.same((await db.read(read)).children[0]!.children[1]!.texts['en'], { id, salt: '' })
      },
    )

    t.test('an erased text comes without words and salt, also from a cache that had them', async (t) => {
      const { stores } = await engine.open(t)
      const tree = book()
      const db = await beginSop(stores, tree)
      const cache = fresh()
      await db.read((sql) => getTree(sql, 1, cache)).catch(() => undefined)
      const { rootRow } = await saveVersion(db, reword(tree, 'a1', 'next'), tree)
      await db.read((sql) => getTree(sql, rootRow, cache))
      const { id } = [...walk(tree)].find(({ key }) => key === 'a2')!.texts['en']!
      await t.rejects(
        db.write(async (tx) => {
          await eraseText(tx, id, '2026-01-01T00:00:00.000Z')
          const inside = await getTree(tx, rootRow, cache)
          t.same(inside.children[0]!.children[1]!.texts['en'], { id, salt: '' })
          throw new Error('undone')
        }),
      )
      const text = async () => {
        const got = await db.read((sql) => getTree(sql, rootRow, cache))
        t.equal(nodeId(got), nodeId(reword(tree, 'a1', 'next')))
        return got.children[0]!.children[1]!.texts['en']
      }
      t.match(await text(), { text: 'second' })
      await db.write((tx) => eraseText(tx, id, '2026-01-01T00:00:00.000Z'))
      t.same(await text(), { id, salt: '' })
      const saved = await saveVersion(
        db,
        reword(await db.read((sql) => getTree(sql, rootRow, cache)), 'a1', 'more'),
      )
      t.equal(saved.number, 3)
    })
  })
}

const has = (words: string) => `where cast(bytes as text) like '%${words}%'`
const replace = (from: string, to: string) => `cast(replace(cast(bytes as text), '${from}', '${to}') as blob)`

const DAMAGES: [what: string, sql: string, key: string][] = [
  ['a word', `update text set bytes = ${replace('second', 'zweite')} ${has('second"')}`, 'a2'],
  [
    'a text that names itself by its old id',
    `update text set bytes = cast(replace(replace(cast(bytes as text), 'second', 'zweite'), '{"', '{"id":"' || lower(hex(id)) || '","') as blob) ${has('second"')}`,
    'a2',
  ],
  ['words gone, but not erased', `update text set bytes = x'' ${has('second"')}`, 'a2'],
  ['a text that is no JSON', `update text set bytes = x'7b' ${has('second"')}`, 'a2'],
  ['half a character', `update text set bytes = ${replace('second', '\\ud800')} ${has('second"')}`, 'a2'],
  ['a text that is lost', `delete from text ${has('second"')}`, 'a2'],
  ['a kind', `update content set bytes = ${replace('article', 'chapter')} ${has('"a1"')}`, 'a1'],
  [
    'an order',
    `update node set children = cast(substr(children, 5) || substr(children, 1, 4) as blob) where length(children) = 8`,
    'c1',
  ],
  [
    'a clause that is lost',
    `update node set children = substr(children, 5) where length(children) = 8`,
    'c1',
  ],
]

t.test('a clause that is not what was kept is named, and never served', async (t) => {
  for (const [what, sql, key] of DAMAGES) {
    const folder = join(t.testdir({}), what.replaceAll(' ', '-'))
    const stores = await openStores({ folder })
    await beginSop(stores, book())
    await stores.close()
    t.equal(tamper(join(folder, 'sops', `${SOP}.db`), sql), 1, what)
    const again = await openStores({ folder })
    const db = (await again.table(SOP))!
    const read = db.read(async (sql) => {
      const { root } = (await sql.get<{ root: number }>('select root from version'))!
      return getTree(sql, root, fresh())
    })
    const error = await read.catch((thrown: unknown) => thrown)
    t.match((error as Refused).failure, { failure: 'storage-damaged', facts: { key } }, what)
    await again.close()
  }
})

t.test('the cache stays within its bytes however many versions are read', async (t) => {
  const { stores } = await engines[0]!.open(t)
  let tree = sop([clause('c1', 'chapter', 'one', [article('a1', 'x'.repeat(500))])], {}, counting(1))
  const db = await beginSop(stores, tree)
  const cache = createTreeCache(40_000)
  for (let version = 2; version < 60; version += 1) {
    const next = reword(tree, 'a1', `${version}`.repeat(300))
    const { rootRow } = await saveVersion(db, next, tree)
    tree = next
    await db.read((sql) => getTree(sql, rootRow, cache))
    await db.read((sql) => getTree(sql, rootRow, cache, nodeId(next)))
    t.ok(cache.bytes <= 40_000)
    t.ok(cache.young.size + cache.old.size < 40)
  }
})
