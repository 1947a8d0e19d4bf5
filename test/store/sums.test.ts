// Sums of rows: what was changed below the service is refused, whatever the service itself changes is not.
import { join } from 'node:path'
import t from 'tap'
import {
  getDecision,
  insertAnswer,
  insertDecision,
  listDecisions,
  setDecisionState,
} from '../../src/store/decisions.ts'
import { fsck } from '../../src/store/fsck.ts'
import { getSop, listParties, putParty, updateSop } from '../../src/store/sops.ts'
import {
  getComment,
  getThread,
  insertComment,
  insertThread,
  listThreads,
  readThread,
  updateComment,
  updateThreadState,
} from '../../src/store/threads.ts'
import type { Db, Sql, Value } from '../../src/store/db.ts'
import { accessOf, getDelegation, hasAccess } from '../../src/store/directory.ts'
import { find, save } from '../../src/store/idempotency.ts'
import { findLogin, getMember, insertMember } from '../../src/store/members.ts'
import { findSession, findToken, insertSession, insertToken } from '../../src/store/sessions.ts'
import { openStores } from '../../src/store/pool.ts'
import { named } from '../../src/store/sums.ts'
import { findVersion } from '../../src/store/versions.ts'
import { sop } from '../helpers/clauses.ts'
import { beginSop, engines, id, refusal, saveVersion, SOP, tamper, time } from '../helpers/stores.ts'

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

t.test('a row that an index leads to is compared with what was asked for', async (t) => {
  t.same(named({ id: 'a', body: 'x' }, { id: 'a' }), { id: 'a', body: 'x' })
  t.throws(() => named({ id: 'b', body: 'x' }, { id: 'a' }), { message: 'storage-damaged' })
  const stores = await openStores({ folder: join(t.testdir({}), 'data') })
  t.teardown(() => stores.close())
  const db = await beginSop(stores, sop([]))
  await fill(db)
  await saveVersion(db, sop([{ kind: 'article' }]))
  const room = await stores.createRoom('IDN')
  const session = { member: id(1), created: time(1), until: time(9), agent: '' }
  const token = { member: id(1), name: 'a', scopes: [], created: time(1), until: time(9) }
  await room.write(async (tx) => {
    for (const n of [1, 2]) {
      const login = `m${n}`
      await insertMember(tx, { id: id(n), name: 'A member', login, active: true, language: 'th' })
      await insertSession(tx, { ...session, hash: id(n), id: id(n) })
      await insertToken(tx, { ...token, hash: id(n), id: id(n) })
      await save(tx, { keyHash: id(n), requestHash: 'r', status: 200, result: '', until: time(9) })
    }
  })
  const { directory } = stores
  const cases: [name: string, db: Db, asked: string | number, got: string | number, Reader][] = [
    ['thread', db, 'x', id(1), (sql, asked) => getThread(sql, asked)],
    ['threads', db, 'x', SOP, (sql, asked) => listThreads(sql, { sop: asked, limit: 9 })],
    ['comment', db, id(3), id(2), (sql, asked) => getComment(sql, asked)],
    ['decision', db, 'x', id(4), (sql, asked) => getDecision(sql, asked)],
    ['version', db, 1, 2, (sql) => findVersion(sql, 1)],
    ['member', room, id(1), id(2), (sql, asked) => getMember(sql, asked)],
    ['login', room, 'm1', 'm2', (sql, asked) => findLogin(sql, asked)],
    ['session', room, id(1), id(2), (sql, asked) => findSession(sql, asked)],
    ['token', room, id(1), id(2), (sql, asked) => findToken(sql, asked)],
    ['kept answer', room, id(1), id(2), (sql, asked) => find(sql, asked)],
    ['delegation', directory, 'IDN', 'THA', (sql, asked) => getDelegation(sql, asked)],
    ['access', directory, 'IDN', 'THA', (sql, asked) => hasAccess(sql, SOP, asked)],
    ['accesses', directory, 'IDN', 'THA', (sql, asked) => accessOf(sql, asked)],
  ]
  for (const [name, store, asked, got, reader] of cases) {
    t.ok(await store.read((sql) => reader(sql, String(got))), name)
    const astray = (sql: Sql) => reader(misled(sql, asked, got), String(asked))
    t.equal(await refusal(store.read(astray)), 'storage-damaged', `${name} of another`)
  }
})

type Reader = (sql: Sql, asked: string) => Promise<unknown>

/** Finds what stands under one key when it is asked for another, as by an index that a disk changed. */
const misled = (sql: Sql, asked: Value, got: Value): Sql => ({
  all: (text, ...values) => sql.all(text, ...values.map((value) => (value === asked ? got : value))),
  get: (text, ...values) => sql.get(text, ...values.map((value) => (value === asked ? got : value))),
})
