// Backups: whole and consistent while others write, and restored only when every byte is as it was.
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import t from 'tap'
import type { Clause } from '../../src/document/clause.ts'
import { backup, restore } from '../../src/store/backup.ts'
import { isErased } from '../../src/store/erasure.ts'
import { fsck } from '../../src/store/fsck.ts'
import { openStores, type Stores } from '../../src/store/pool.ts'
import { findVersion } from '../../src/store/versions.ts'
import { clause, counting, sop } from '../helpers/clauses.ts'
import { beginSop, engines, refusal, saveVersion, SOP, time } from '../helpers/stores.ts'

const tree = (text: string, salt = 1): Clause => sop([clause('a1', 'article', text)], {}, counting(salt))

const turn = () => new Promise((resolve) => setImmediate(resolve))

async function head(stores: Stores, name: string): Promise<number> {
  const db = (await stores.table(name))!
  return (await db.read((sql) => findVersion(sql, 'latest')))!.number
}

t.test('a backup taken while others save and begin SOPs is sound, and restored as it was', async (t) => {
  const { stores, folder } = await engines[0]!.open(t)
  const db = await beginSop(stores, tree('one'))
  await stores.createRoom('IDN')
  const target = join(dirname(folder), 'backup')
  let running = true
  let saved = 1
  const saving = (async () => {
    while (running) {
      saved = (await saveVersion(db, tree(`save ${saved}`.repeat(999), saved))).number
      await turn()
    }
  })()
  const beginning = (async () => {
    for (let n = 0; n < 5; n += 1) await beginSop(stores, tree('x'), `b${n}`).then(turn)
  })()
  await backup(stores, target)
  running = false
  await Promise.all([saving, beginning])
  const place = join(dirname(folder), 'restored', 'data')
  await restore(target, place)
  t.same(
    (await fsck(place)).filter(({ what }) => what !== 'table-unknown'),
    [],
  )
  const again = await openStores({ folder: place })
  t.ok((await head(again, SOP)) <= saved)
  t.same((await again.list()).rooms, ['IDN'])
  await again.close()
  t.same(readdirSync(dirname(place)), ['data'])
})

t.test('texts erased since a backup are erased in what is restored', async (t) => {
  const { stores, folder } = await engines[0]!.open(t)
  const first = tree('TO-BE-ERASED')
  await beginSop(stores, first)
  const [target, place] = [join(dirname(folder), 'backup'), join(dirname(folder), 'restored')]
  await backup(stores, target)
  const text = first.children[0]!.texts['en']!.id
  await restore(target, place, [
    { sop: SOP, text, time: time(1) },
    { sop: 'gone', text, time: time(1) },
  ])
  t.notOk(readFileSync(join(place, 'sops', `${SOP}.db`)).includes('TO-BE-ERASED'))
  const again = await openStores({ folder: place })
  t.equal(await (await again.table(SOP))!.read((sql) => isErased(sql, text)), 'erased')
  t.same(await fsck(again), [])
  await again.close()
})

t.test('a damaged, incomplete or foreign backup is refused, and leaves nothing', async (t) => {
  const { stores, folder } = await engines[0]!.open(t)
  await beginSop(stores, tree('one'))
  await stores.createRoom('IDN')
  const above = dirname(folder)
  const harm: [what: string, code: string, (at: string) => void][] = [
    ['a byte more', 'backup-damaged', (at) => appendFileSync(join(at, 'rooms', 'IDN.db'), 'x')],
    ['a file less', 'backup-damaged', (at) => rmSync(join(at, 'sops', `${SOP}.db`))],
    ['no manifest', 'backup-damaged', (at) => rmSync(join(at, 'manifest.json'))],
    ['half a manifest', 'backup-damaged', (at) => writeFileSync(join(at, 'manifest.json'), '{"product"')],
    [
      'another product',
      'backup-foreign',
      (at) => writeFileSync(join(at, 'manifest.json'), '{"product":"other"}'),
    ],
    ['an empty manifest', 'backup-foreign', (at) => writeFileSync(join(at, 'manifest.json'), '{}')],
    ['a null manifest', 'backup-foreign', (at) => writeFileSync(join(at, 'manifest.json'), 'null')],
    [
      'a path out of the folder',
      'backup-damaged',
      (at) => edit(at, (text) => text.replace('rooms/IDN.db', '../IDN.db')),
    ],
    [
      'a newer shape',
      'backup-foreign',
      (at) => edit(at, (text) => text.replace(/"room": \d+/, '"room": 99')),
    ],
    [
      'no directory',
      'backup-damaged',
      (at) => edit(at, (text) => text.replace('"directory.db"', '"rooms/X.db"')),
    ],
  ]
  const edit = (at: string, change: (text: string) => string) => {
    const file = join(at, 'manifest.json')
    writeFileSync(file, change(readFileSync(file, 'utf8')))
  }
  for (const [number, [what, code, break_]] of harm.entries()) {
    const [target, place] = [join(above, `backup-${number}`), join(above, `restored-${number}`)]
    await backup(stores, target)
    break_(target)
    t.equal(await refusal(restore(target, place)), code, what)
    t.notOk(existsSync(place), what)
  }
  t.notOk(readdirSync(above).some((name) => name.includes('restoring')))
})

t.test('a folder that holds anything is neither backed up to nor restored into', async (t) => {
  const { stores, folder } = await engines[0]!.open(t)
  const above = dirname(folder)
  mkdirSync(join(above, 'empty'))
  await backup(stores, join(above, 'empty'))
  t.equal(await refusal(backup(stores, join(above, 'empty'))), 'target-not-empty')
  t.equal(await refusal(restore(join(above, 'empty'), folder)), 'target-not-empty')
  writeFileSync(join(above, 'file'), '')
  t.equal(await refusal(backup(stores, join(above, 'file'))), 'target-not-empty')
  mkdirSync(join(above, 'place'))
  await restore(join(above, 'empty'), join(above, 'place'))
  t.same(await fsck(join(above, 'place')), [])
})
