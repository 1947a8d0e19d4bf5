// The doubter: silent on a sound store, and never on one in which anything was changed.
import { copyFileSync, rmSync, writeFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { eraseText } from '../../src/store/erasure.ts'
import { fsck } from '../../src/store/fsck.ts'
import { openStores } from '../../src/store/pool.ts'
import { insertApproval } from '../../src/store/approvals.ts'
import { clause, sop } from '../helpers/clauses.ts'
import { beginSop, engines, id, record, saveVersion, SOP, tamper, time } from '../helpers/stores.ts'

/** A folder with an SOP of three versions, one text and one message erased, an approval, and two rooms. */
async function soundFolder(t: Test): Promise<string> {
  const folder = join(t.testdir({}), 'data')
  const stores = await openStores({ folder })
  const first = sop([
    clause('c1', 'chapter', 'one', [clause('a1', 'article', 'first'), clause('a2', 'article', 'two')]),
  ])
  const db = await beginSop(stores, first)
  const second = sop([
    clause('c1', 'chapter', 'one', [clause('a2', 'article', 'more'), clause('a1', 'article', 'fifth')]),
  ])
  await saveVersion(db, second, first)
  const { revision, id: version } = await saveVersion(db, first, second, 'back again')
  await db.write(async (tx) => {
    const act = {
      id: id(7),
      number: 3,
      revision: version,
      delegation: 'IDN',
      act: 'text-agreed',
      body: {},
      seq: 4,
    } as const
    await insertApproval(tx, act)
    await record(tx, SOP, 'approval.given', { act: act.id })
    await eraseText(tx, first.children[0]!.children[0]!.texts['en']!.id, time(9))
    await eraseText(tx, revision.message, time(9))
  })
  for (const code of ['IDN', 'THA']) {
    await (await stores.createRoom(code)).write((tx) => record(tx, code, 'member.added', { act: id(8) }))
  }
  await stores.close()
  return folder
}

t.test('a sound folder has no findings, in use or not', async (t) => {
  const folder = await soundFolder(t)
  t.same(await fsck(folder), [])
  const stores = await openStores({ folder })
  t.same(await fsck(stores), [])
  t.same(await fsck(folder), [])
  await stores.close()
})

const CHANGES: [sql: string, what: string][] = [
  [`update sop set id = 'other'`, 'sop-differs'],
  [`update text set bytes = cast(replace(cast(bytes as text), 'two', 'TWO') as blob)`, 'text-differs'],
  [`update text set bytes = x'' where row = 3`, 'text-without-words'],
  [`delete from tombstone where text in (select lower(hex(id)) from text)`, 'text-without-words'],
  [`insert into tombstone select lower(hex(id)), 'now' from text where row = 3`, 'erased-text-has-words'],
  [
    `insert into tombstone select lower(hex(message)), 'now' from version where number = 2`,
    'erased-text-has-words',
  ],
  [`update content set bytes = cast(replace(cast(bytes as text), ':', ': ') as blob)`, 'content-differs'],
  [`update node set children = x'' where row = 2`, 'node-differs'],
  [`update version set time = '2026' where number = 2`, 'version-differs'],
  [`update version set message_text = 'other' where number = 2`, 'message-differs'],
  [`update version set message_text = null where number = 2`, 'message-without-words'],
  [`delete from version where number = 2`, 'version-out-of-line'],
  [
    `update version set root = (select root from version where number = 1) where number = 2`,
    'version-differs',
  ],
  [`update entry set bytes = replace(bytes, 'saved', 'SAVED') where seq = 2`, 'record-differs'],
  [`delete from entry where seq = 2`, 'record-differs'],
  [`delete from entry where seq = 4`, 'approval-not-recorded'],
  [`delete from entry where seq > 2`, 'version-not-recorded'],
  [`update approval set revision = 'other'`, 'approval-of-no-version'],
  [`update approval set delegation = 'THA'`, 'approval-not-recorded'],
  [`update approval set body = '{"reservation":"none"}'`, 'row-differs'],
  [`update version set act = '${id(77)}' where number = 2`, 'row-differs'],
  [`delete from content where row = 2`, 'node-differs'],
  [`delete from node where row = (select root from version where number = 1)`, 'file-damaged'],
]

t.test('every change to rows is found and named', async (t) => {
  const folder = await soundFolder(t)
  const file = join(folder, 'sops', `${SOP}.db`)
  copyFileSync(file, `${file}.sound`)
  for (const [sql, what] of CHANGES) {
    copyFileSync(`${file}.sound`, file)
    for (const end of ['-wal', '-shm']) rmSync(file + end, { force: true })
    t.not(tamper(file, sql), 0, sql)
    const found = await fsck(folder)
    t.ok(
      found.every(({ store }) => store === `sops/${SOP}`),
      sql,
    )
    t.ok(
      found.some((finding) => finding.what === what),
      `${sql}: ${what}`,
    )
  }
})

t.test('no bit of an id, text, content, node or entry can be turned unseen', async (t) => {
  const folder = await soundFolder(t)
  const file = join(folder, 'sops', `${SOP}.db`)
  copyFileSync(file, `${file}.sound`)
  const base = new Database(file)
  const columns = [
    'text.id',
    'text.bytes',
    'content.id',
    'content.bytes',
    'node.id',
    'node.children',
    'version.id',
    'version.message',
    'version.parents',
    'entry.bytes',
    'entry.hash',
  ]
  for (const column of columns) {
    const [table, name] = column.split('.')
    const rows = base
      .prepare(`select rowid as row, cast(${name} as blob) as bytes from ${table} where length(${name}) > 0`)
      .all() as { row: number; bytes: Buffer }[]
    for (let turn = 0; turn < 12; turn += 1) {
      const { row, bytes } = rows[turn % rows.length]!
      const changed = Buffer.from(bytes)
      const place = (turn * 37) % bytes.length
      changed[place]! ^= 1 << (turn % 7)
      copyFileSync(`${file}.sound`, file)
      tamper(
        file,
        `update ${table} set ${name} = ${name === 'bytes' && table === 'entry' ? 'cast($1 as text)' : '$1'} where rowid = ${row}`.replace(
          '$1',
          '?',
        ),
        changed,
      )
      t.not((await fsck(folder)).length, 0, `${column} of row ${row}, byte ${place}`)
    }
  }
  base.close()
})

t.test('a broken record of a room, lost and unknown tables, and ruined files are found', async (t) => {
  const folder = await soundFolder(t)
  tamper(join(folder, 'rooms', 'THA.db'), `update entry set bytes = '{}'`)
  writeFileSync(join(folder, 'rooms', 'IDN.db'), 'ruined '.repeat(999))
  copyFileSync(join(folder, 'sops', `${SOP}.db`), join(folder, 'sops', 'other.db'))
  rmSync(join(folder, 'sops', `${SOP}.db`))
  const found = (await fsck(folder)).map(({ store, what }) => `${store} ${what}`)
  for (const each of [
    'directory table-missing',
    'directory table-unknown',
    'sops/other sop-differs',
    'rooms/IDN file-damaged',
    'rooms/THA record-differs',
  ]) {
    t.ok(found.includes(each), each)
  }
})

t.test('every engine is checked in the same way', async (t) => {
  for (const engine of engines) {
    const { stores } = await engine.open(t)
    await beginSop(stores, sop([clause('a1', 'article', 'first')]))
    t.same(await fsck(stores), [])
  }
})
