// Sums of rows: what was changed below the service is refused, whatever the service itself changes is not.
import { join } from 'node:path'
import Database from 'better-sqlite3'
import t from 'tap'
import { insertAnswer, insertDecision, listDecisions, setDecisionState } from '../../src/store/decisions.ts'
import { fsck } from '../../src/store/fsck.ts'
import { getSop, listParties, putParty, updateSop } from '../../src/store/sops.ts'
import {
  insertComment,
  insertThread,
  listThreads,
  readThread,
  updateComment,
  updateThreadState,
} from '../../src/store/threads.ts'
import type { Db, Sql } from '../../src/store/db.ts'
import { openStores } from '../../src/store/pool.ts'
import { named, sumOf } from '../../src/store/sums.ts'
import { findVersion } from '../../src/store/versions.ts'
import { sop } from '../helpers/clauses.ts'
import { beginSop, engines, id, refusal, SOP, tamper, time } from '../helpers/stores.ts'

/** Puts a row of each kind, and changes each in every way that there is. */
async function fill(db: Db): Promise<void> {
  const anchor = {
    version: 1,
    key: 'a1',
    language: 'th',
    part: 'text' as const,
    text: 'f',
    start: 0,
    end: 3,
  }
  const comment = {
    thread: id(1),
    by: 'THA',
    time: time(1),
    salt: 's',
    body: 'ถ้อยคำเดิม',
    earlier: [],
    mentions: [],
    withdrawn: false,
  }
  const decision = { kind: 'stage' as const, payload: { stage: 'final' }, by: 'IDN', time: time(2) }
  await db.write(async (tx) => {
    await insertThread(tx, { id: id(1), sop: SOP, anchor, state: 'open', by: 'THA', time: time(1) })
    await updateThreadState(tx, id(1), 'resolved')
    await insertComment(tx, { ...comment, id: id(2) })
    await insertComment(tx, { ...comment, id: id(3), mentions: ['m'] })
    await updateComment(tx, id(3), { body: 'ถ้อยคำใหม่', earlier: [{ body: comment.body, time: time(1) }] })
    await insertDecision(tx, { ...decision, id: id(4), state: 'asked' })
    await setDecisionState(tx, id(4), 'agreed', 'asked')
    await insertAnswer(tx, id(4), { delegation: 'THA', answer: 'yes', reason: 'เห็นชอบ', time: time(3) })
    await putParty(tx, {
      delegation: 'IOM',
      kind: 'observer',
      state: 'member',
      preset: 'clean-text',
      comments: false,
      withheld: ['b2', 'a1', 'a1'],
    })
    await updateSop(tx, { stage: 'legal-scrub', archived: false })
  })
}

const thread = (sql: Sql) => readThread(sql, id(1))
const threads = (sql: Sql) => listThreads(sql, { sop: SOP, limit: 9 })

const CHANGES: [change: string, reader: (sql: Sql) => Promise<unknown>, row: string][] = [
  [`update comment set body = 'ถ้อยคำเดิน' where id = '${id(2)}'`, thread, `comment ${id(2)}`],
  [`update comment set withdrawn = 1 where id = '${id(3)}'`, thread, `comment ${id(3)}`],
  [`update comment set earlier = '[]' where id = '${id(3)}'`, thread, `comment ${id(3)}`],
  [`delete from comment where id = '${id(2)}'`, thread, id(1)],
  [`update thread set anchor = replace(anchor, '"end":3', '"end":2')`, threads, `thread ${id(1)}`],
  [`update decision set payload = '{"stage":"negotiation"}'`, listDecisions, `decision ${id(4)}`],
  [`update decision set state = 'declined'`, listDecisions, `decision ${id(4)}`],
  [`update answer set answer = 'no'`, listDecisions, `answer ${id(4)} THA`],
  [`update party set kind = 'perty' where delegation = 'IDN'`, listParties, 'party IDN'],
  [`delete from withheld where key = 'b2'`, listParties, 'party IOM'],
  [`update sop set stage = 'final'`, getSop, `sop ${SOP}`],
]

for (const engine of engines) {
  t.test(engine.name, async (t) => {
    t.test('what the service writes and changes reads as it was written', async (t) => {
      const { stores } = await engine.open(t)
      const db = await beginSop(stores, sop([]))
      await fill(db)
      t.same(await fsck(stores), [])
      t.match(await db.read(thread), {
        row: { state: 'resolved' },
        comments: [{ body: 'ถ้อยคำเดิม' }, { body: 'ถ้อยคำใหม่', earlier: [{ body: 'ถ้อยคำเดิม' }] }],
      })
      t.match(await db.read(listDecisions), [{ state: 'agreed', answers: [{ reason: 'เห็นชอบ' }] }])
      t.match((await db.read(listParties)).at(1), { delegation: 'IOM', withheld: ['a1', 'b2'] })
      t.notOk('sum' in (await db.read(getSop)))
    })

    t.test('what was changed below the service is refused, and found', async (t) => {
      for (const [change, reader, row] of CHANGES) {
        const { stores } = await engine.open(t)
        const db = await beginSop(stores, sop([]))
        await fill(db)
        await db.write((tx) => tx.run(change))
        t.equal(await refusal(db.read(reader)), 'storage-damaged', change)
        const what = row === id(1) ? 'thread-incomplete' : 'row-differs'
        t.same(await fsck(stores), [{ store: `sops/${SOP}`, what, where: row }], change)
      }
    })

    t.test('a row from before there were sums is read as it is', async (t) => {
      const { stores } = await engine.open(t)
      const db = await beginSop(stores, sop([]))
      await fill(db)
      await db.write((tx) => tx.run(`update comment set sum = null, body = 'x' where id = '${id(2)}'`))
      t.match(await db.read(thread), { comments: [{ body: 'x' }, {}] })
      t.same(await fsck(stores), [])
    })
  })
}

t.test('of which act a version is can not be turned unseen', async (t) => {
  const folder = join(t.testdir({}), 'data')
  const stores = await openStores({ folder })
  await beginSop(stores, sop([]))
  await stores.close()
  t.equal(tamper(join(folder, 'sops', `${SOP}.db`), `update version set act = '${id(77)}'`), 1)
  const again = await openStores({ folder })
  const db = (await again.table(SOP))!
  t.equal(await refusal(db.read((sql) => findVersion(sql, 1))), 'storage-damaged')
  await again.close()
})

t.test('a row that an index should not have led to is not taken for the one asked for', async (t) => {
  t.same(named({ id: 'a', body: 'x' }, { id: 'a' }), { id: 'a', body: 'x' })
  t.throws(() => named({ id: 'b', body: 'x' }, { id: 'a' }), { message: 'storage-damaged' })

  const folder = join(t.testdir({}), 'data')
  const stores = await openStores({ folder })
  await fill(await beginSop(stores, sop([])))
  await stores.close()
  const file = join(folder, 'sops', `${SOP}.db`)
  /** Does something to the rows that an index doesn't learn of. */
  const behind = (index: string, change: (base: Database.Database) => void) => {
    const open = () => new Database(file).unsafeMode(true)
    let base = open()
    const schema = base.prepare('select * from sqlite_master where name = ?').get(index)
    base.pragma('writable_schema = on')
    base.prepare('delete from sqlite_master where name = ?').run(index)
    base.close()
    base = open()
    change(base)
    base.pragma('writable_schema = on')
    base.prepare('insert into sqlite_master values (@type, @name, @tbl_name, @rootpage, @sql)').run(schema)
    base.close()
  }
  behind('comment_by_thread', (base) => {
    base.pragma('foreign_keys = off')
    const row = base.prepare('select * from comment where id = ?').get(id(2)) as Parameters<
      typeof sumOf<'comment'>
    >[1]
    const moved = { ...row, thread: id(9) }
    base
      .prepare('update comment set thread = ?, sum = ? where id = ?')
      .run(moved.thread, sumOf('comment', moved), id(2))
  })
  const again = await openStores({ folder })
  const db = (await again.table(SOP))!
  t.equal(await refusal(db.read(thread)), 'storage-damaged')
  await again.close()
})
