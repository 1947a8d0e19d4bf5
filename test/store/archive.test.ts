// One SOP as one file: the same bytes from the same rows, and taken in only when all of it verifies.
import { gunzipSync, gzipSync } from 'node:zlib'
import { createHash } from 'node:crypto'
import t from 'tap'
import { tablesOf } from '../../src/store/carry.ts'
import { exportSop, importSop } from '../../src/store/archive.ts'
import { eraseText } from '../../src/store/erasure.ts'
import { fsck } from '../../src/store/fsck.ts'
import { insertApproval } from '../../src/store/approvals.ts'
import { insertDecision } from '../../src/store/decisions.ts'
import { insertSopId } from '../../src/store/directory.ts'
import { save } from '../../src/store/idempotency.ts'
import { insertComment, insertThread } from '../../src/store/threads.ts'
import { createTreeCache } from '../../src/store/tree-cache.ts'
import { getTree } from '../../src/store/trees.ts'
import { findVersion } from '../../src/store/versions.ts'
import { clause, sop } from '../helpers/clauses.ts'
import { beginSop, engines, id, record, refusal, saveVersion, SOP, time } from '../helpers/stores.ts'

const tree = sop([
  clause('c1', 'chapter', 'หนึ่ง', [clause('a1', 'article', 'first'), clause('a2', 'article', 'two')]),
])
const anchor = { version: 1, key: 'a1', language: 'en', part: 'text' as const, text: 'f', start: 0, end: 3 }

for (const engine of engines) {
  t.test(engine.name, async (t) => {
    const { stores } = await engine.open(t)
    const db = await beginSop(stores, tree)
    const { id: revision } = await saveVersion(db, sop([clause('a3', 'article', 'third')]))
    await db.write(async (tx) => {
      await insertThread(tx, { id: id(1), sop: SOP, anchor, state: 'open', by: 'THA', time: time(1) })
      await insertComment(tx, {
        id: id(2),
        thread: id(1),
        by: 'THA',
        time: time(1),
        salt: 's',
        body: 'ทำไม',
        earlier: [],
        mentions: [],
        withdrawn: false,
      })
      await insertDecision(tx, {
        id: id(3),
        kind: 'stage',
        payload: { stage: 'final' },
        by: 'THA',
        state: 'asked',
        time: time(1),
      })
      await insertApproval(tx, {
        id: id(4),
        number: 2,
        revision,
        delegation: 'IDN',
        act: 'text-agreed',
        body: {},
        seq: 3,
        prepared: 'p',
      })
      await record(tx, SOP, 'approval.given', { act: id(4) })
      await save(tx, { keyHash: 'k', requestHash: 'r', status: 200, result: '{}', until: time(9) })
      await eraseText(tx, tree.children[0]!.children[0]!.texts['en']!.id, time(2))
    })
    const file = await exportSop(db)

    t.test('an SOP taken in elsewhere is the same to the last byte', async (t) => {
      const other = await engine.open(t)
      t.equal(await importSop(other.stores, file), SOP)
      await other.stores.directory.write((tx) => insertSopId(tx, SOP))
      const copy = (await other.stores.table(SOP))!
      t.same(await exportSop(copy), file)
      t.same(await exportSop(db), file)
      t.same(await fsck(other.stores), [])
      const [ours, theirs] = await Promise.all(
        [db, copy].map((each) =>
          each.read(async (sql) => getTree(sql, (await findVersion(sql, 1))!.rootRow, createTreeCache(1e6))),
        ),
      )
      t.same(theirs, ours)
      t.equal((await saveVersion(copy, tree)).number, 3)
      t.equal(await refusal(importSop(other.stores, file)), 'sop-exists')
    })

    t.test('every table of an SOP is in the file, but for the answers kept', async (t) => {
      const tables = tablesOf('table').filter(({ name }) => name !== 'idempotency')
      const lines = gunzipSync(file).toString().split('\n').slice(1, -1)
      const found = new Set(lines.map((line) => (JSON.parse(line) as string[])[0]))
      const empty = ['withheld', 'used_key', 'hidden', 'answer', 'guard_claim']
      t.same([...found, ...empty].sort(), tables.map(({ name }) => name).sort())
      for (const name of found) {
        const { columns } = tables.find((table) => table.name === name)!
        const row = JSON.parse(lines.find((line) => line.startsWith(`["${name}"`))!) as unknown[]
        t.equal(row.length - 1, columns.length, String(name))
      }
    })

    t.test('a file that is damaged, changed or foreign is refused, and nothing of it stays', async (t) => {
      const other = await engine.open(t)
      const [header, ...lines] = gunzipSync(file).toString().split('\n') as [string, ...string[]]
      const packed = (change: (body: string) => string, head: object = {}, sealed = true) => {
        const body = change(lines.join('\n'))
        const digest = createHash('sha256').update(body).digest('hex')
        return gzipSync(
          `${JSON.stringify({ ...JSON.parse(header), ...(sealed && { digest }), ...head })}\n${body}`,
        )
      }
      const same = (body: string) => body
      t.equal(await importSop((await engine.open(t)).stores, packed(same)), SOP)
      const harm: [what: string, file: Uint8Array][] = [
        ['cut off', file.subarray(0, file.length - 20)],
        ['nothing', new Uint8Array()],
        ['no gzip', Buffer.from('{}')],
        ['no lines', gzipSync('hello')],
        ['null', gzipSync('null\n')],
        ['a changed word', packed((body) => body.replace('ทำไม', 'ทำไมมม'), {}, false)],
        ['another format', packed(same, { format: 'other' })],
        ['another shape', packed(same, { shape: 99 })],
        ['a path', packed(same, { sop: '../x' })],
        ['another id', packed(same, { sop: 'other' })],
        ['a lost entry', packed((body) => body.replace(/\["entry",2.*\n/, ''))],
        ['a lost text', packed((body) => body.replace(/\["text",2.*\n/, ''))],
        ['another delegation', packed((body) => body.replace(/(\["version",2.*)"IDN"/, '$1"THA"'))],
        ['an unknown table', packed((body) => `${body}["sqlite_master",1]\n`)],
        ['a name of an object', packed((body) => `${body}["constructor",1]\n`)],
        ['a row too short', packed((body) => `${body}["used_key"]\n`)],
        ['a row twice', packed((body) => body + body)],
        ['no row', packed((body) => `${body}{}\n`)],
        ['no JSON', packed((body) => `${body}x\n`)],
      ]
      for (const [what, bytes] of harm) {
        t.equal(await refusal(importSop(other.stores, bytes)), 'archive-damaged', what)
      }
      t.same((await other.stores.list()).tables, [])
    })
  })
}
