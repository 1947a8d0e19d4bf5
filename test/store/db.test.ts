// Transactions: what one sees of another, what stays of one that fails, and what may not be changed at all.
import Database from 'better-sqlite3'
import { join } from 'node:path'
import t from 'tap'
import type { Sql, Tx } from '../../src/store/db.ts'
import { getMember, updateMember } from '../../src/store/members.ts'
import { MARKS, MIGRATIONS } from '../../src/store/migrations.ts'
import { openReadOnly, openSqlite } from '../../src/store/sqlite.ts'
import { sop } from '../helpers/clauses.ts'
import { beginSop, engines, refusal, saveVersion } from '../helpers/stores.ts'

const count = async (sql: Sql) => (await sql.get<{ n: number }>('select count(*) as n from used_key'))!.n
const add = (tx: Tx, key: string) => tx.run('insert into used_key (key) values ($1)', key)
const turn = () => new Promise((resolve) => setImmediate(resolve))

for (const engine of engines) {
  t.test(engine.name, async (t) => {
    const { stores } = await engine.open(t)
    const db = await stores.createTable('x')

    t.test('what a transaction wrote stays when it ends, and nothing when it throws', async (t) => {
      await db.write((tx) => add(tx, 'kept'))
      await t.rejects(
        db.write(async (tx) => {
          await add(tx, 'lost')
          throw new Error('no')
        }),
        { message: 'no' },
      )
      t.equal(await db.read(count), 1)
    })

    t.test('a reader sees one state from its first statement to its last', async (t) => {
      const before = await db.read(count)
      await db.read(async (sql) => {
        t.equal(await count(sql), before)
        await db.write((tx) => add(tx, 'meanwhile'))
        t.equal(await count(sql), before)
      })
      t.equal(await db.read(count), before + 1)
    })

    t.test('nobody sees what is not committed', async (t) => {
      const before = await db.read(count)
      const writing = db.write(async (tx) => {
        await add(tx, 'under way')
        await turn()
        return count(tx)
      })
      await turn()
      t.equal(await db.read(count), before)
      t.equal(await writing, before + 1)
    })

    t.test('writers wait for each other, and each sees what the one before left', async (t) => {
      const before = await db.read(count)
      const seen = await Promise.all(
        ['w1', 'w2', 'w3'].map((key) =>
          db.write(async (tx) => {
            const found = await count(tx)
            await turn()
            await add(tx, key)
            return found
          }),
        ),
      )
      t.same(seen, [before, before + 1, before + 2])
    })

    t.test('a handle is dead after its transaction', async (t) => {
      let leaked: Tx | undefined
      await db.write(async (tx) => void (leaked = tx))
      await t.rejects(leaked!.run('delete from used_key'), { message: 'this transaction has ended' })
      const read = await db.read(async (sql) => sql)
      await t.rejects(read.all('select 1'), { message: 'this transaction has ended' })
      t.notOk('writes' in read)
    })

    t.test('parameters stand in any order, and more than once', async (t) => {
      const row = await db.read((sql) => sql.get('select $2 as b, $1 as a, $2 as c', 'x', 'y'))
      t.same(row, { a: 'x', b: 'y', c: 'y' })
    })

    t.test('acts, versions, texts and the record can not be changed or deleted', async (t) => {
      const table = await beginSop(stores, sop([{ kind: 'article', texts: { en: { text: 'one' } } }]))
      for (const name of ['text', 'content', 'node', 'version', 'entry']) {
        await t.rejects(
          table.write((tx) => tx.run(`delete from ${name}`)),
          { message: 'append-only' },
        )
      }
      for (const change of [
        'text set bytes = id',
        'content set bytes = id',
        'node set content = 1',
        "version set act = 'x'",
        'version set message_salt = null, message_text = null',
        'entry set bytes = hash',
      ]) {
        await t.rejects(
          table.write((tx) => tx.run(`update ${change}`)),
          { message: 'append-only' },
          change,
        )
      }
    })
  })
}

t.test('a file of another kind, of a newer release or no database at all is refused', async (t) => {
  const folder = t.testdir({ 'junk.db': 'not a database, but long enough to look at '.repeat(30) })
  const file = join(folder, 'x.db')
  await openSqlite(file, 'table', { create: true }).close()
  t.throws(() => openSqlite(file, 'room'), { message: 'storage-damaged' })
  t.throws(() => openSqlite(join(folder, 'junk.db'), 'room'), { message: 'storage-damaged' })
  t.throws(() => openSqlite(join(folder, 'none.db'), 'room'), { message: 'storage-failed' })
  const base = new Database(file)
  base.pragma('user_version = 99')
  base.close()
  t.throws(() => openSqlite(file, 'table'), { message: 'storage-failed' })
})

t.test('a room of the release before takes the steps that it lacks, and keeps what it holds', async (t) => {
  const file = join(t.testdir({}), 'IDN.db')
  const base = new Database(file)
  base.exec(MIGRATIONS.room[0]!)
  base.pragma(`application_id = ${MARKS.room}`)
  base.pragma('user_version = 1')
  base.exec(`insert into member (id, name, login, active, language) values ('m', 'Head', 'head', 1, 'th')`)
  base.close()
  const room = openSqlite(file, 'room')
  const head = { id: 'm', name: 'Head', login: 'head', active: true, language: 'th' }
  t.strictSame(await room.read((sql) => getMember(sql, 'm')), head)
  await room.write((tx) => updateMember(tx, 'm', { digits: 'arabic' }))
  t.strictSame(await room.read((sql) => getMember(sql, 'm')), { ...head, digits: 'arabic' })
  await room.close()
})

t.test('a store opened for reading writes nothing', async (t) => {
  const file = join(t.testdir({}), 'x.db')
  await openSqlite(file, 'table', { create: true }).close()
  const db = openReadOnly(file)
  t.equal(await db.read(count), 0)
  await t.rejects(db.write((tx) => add(tx, 'x')))
  await t.rejects(db.scrub())
  await db.close()
  await t.rejects(db.read(count), { message: 'this store is closed' })
})

t.test(
  'a full disk refuses the save, keeps what was saved, and is left behind once there is room',
  async (t) => {
    const { stores } = await engines[0]!.open(t)
    const db = await beginSop(stores, sop([]))
    const big = sop(
      Array.from({ length: 99 }, () => ({ kind: 'article', texts: { en: { text: 'x'.repeat(3000) } } })),
    )
    const full = db.write(async (tx) => {
      await tx.get('pragma max_page_count = 60')
      const swallowed = await tx
        .run('insert into text (id, bytes) values ($1, $2)', new Uint8Array(32), new Uint8Array(1_000_000))
        .catch(() => 'swallowed')
      t.equal(swallowed, 'swallowed')
    })
    t.equal(await refusal(full), 'storage-full')
    t.equal(await db.read(async (sql) => (await sql.all('select * from text')).length), 2 - 1)
    t.equal((await saveVersion(db, big)).number, 2)
  },
)
