// Moving an installation: every row arrives on the other engine and comes back, and nothing half done is taken for one.
import { join } from 'node:path'
import t from 'tap'
import { contentsOf } from '../../src/store/carry.ts'
import { folderPlace } from '../../src/store/folder-place.ts'
import { fsck } from '../../src/store/fsck.ts'
import { move, type Moved } from '../../src/store/move.ts'
import { kindOfStore, type Place } from '../../src/store/place.ts'
import { openStores } from '../../src/store/pool.ts'
import { openPostgresStores, postgresPlace } from '../../src/store/postgres-stores.ts'
import { eraseText } from '../../src/store/erasure.ts'
import { insertMember } from '../../src/store/members.ts'
import { sop } from '../helpers/clauses.ts'
import { dropDatabase, freshDatabase } from '../helpers/postgres.ts'
import { beginSop, id, record, refusal, saveVersion, SOP, tamper, time } from '../helpers/stores.ts'

/** An installation in a folder: an SOP of many versions, one of them with an erased text, and a room. */
async function installation(folder: string): Promise<void> {
  const stores = await openStores({ folder })
  const text = (words: string) =>
    sop([{ kind: 'article', texts: { th: { text: words }, en: { text: 'x' } } }])
  const first = text('ผู้เสียหาย')
  const db = await beginSop(stores, first)
  for (let version = 2; version < 30; version += 1) await saveVersion(db, text(`ฉบับที่ ${version}`))
  await db.write((tx) => eraseText(tx, first.children[0]!.texts['th']!.id, time(3)))
  const room = await stores.createRoom('IDN')
  await room.write(async (tx) => {
    await insertMember(tx, { id: id(1), name: 'Head', login: 'head', active: true, language: 'th' })
    await record(tx, 'IDN', 'member.added', { member: id(1) })
  })
  await stores.close()
}

async function all(place: Place): Promise<Record<string, unknown>> {
  const found: Record<string, unknown> = {}
  for (const store of await place.list()) {
    const db = (await place.open(store))!
    found[store] = await contentsOf(db, kindOfStore(store))
    await db.close()
  }
  return found
}

async function carried(from: Place, to: Place): Promise<Moved[]> {
  const moved: Moved[] = []
  await move(from, to, (each) => moved.push(each)).finally(async () => {
    await from.close()
    await to.close()
  })
  return moved
}

async function contents(place: Place): Promise<Record<string, unknown>> {
  return all(place).finally(() => place.close())
}

t.test('what went to PostgreSQL and back is the same to the last row, and works on as it did', async (t) => {
  const folder = join(t.testdir({}), 'data')
  const back = `${folder}-back`
  const url = await freshDatabase()
  t.teardown(() => dropDatabase(url))
  await installation(folder)
  const before = await contents(await folderPlace(folder))
  const moved = await carried(await folderPlace(folder), await postgresPlace(url))
  t.same(
    moved.map(({ store }) => store),
    ['rooms/IDN', `sops/${SOP}`, 'directory'],
  )
  t.same(await contents(await postgresPlace(url)), before)

  const stores = await openPostgresStores({ url, connections: 2 })
  t.same(await fsck(stores), [])
  const table = (await stores.table(SOP))!
  t.equal((await saveVersion(table, sop([{ kind: 'article', texts: { en: { text: 'after' } } }]))).number, 30)
  await stores.close()

  await carried(await postgresPlace(url), await folderPlace(back))
  t.same(await contents(await folderPlace(back)), await contents(await postgresPlace(url)))
  t.same(await fsck(back), [])
})

t.test('a move that was cut off is no installation, and goes on where it stopped', async (t) => {
  const folder = join(t.testdir({}), 'data')
  const url = await freshDatabase()
  t.teardown(() => dropDatabase(url))
  await installation(folder)
  const [from, to] = [await folderPlace(folder), await postgresPlace(url)]
  const cut: Place = {
    ...to,
    create: async (store) => {
      if (store === 'directory') throw new Error('cut')
      return to.create(store)
    },
  }
  await t.rejects(
    move(from, cut, () => undefined),
    { message: 'cut' },
  )
  t.equal(await refusal(openPostgresStores({ url, connections: 2 })), 'storage-damaged')
  const again: Moved[] = []
  await move(from, to, (each) => again.push(each))
  t.same(
    again.map(({ before }) => before),
    [true, true, false],
  )
  t.same(await all(to), await all(from))
  t.equal(await refusal(move(from, to, () => undefined)), 'target-not-empty')
  await from.close()
  await to.close()
})

t.test('a source that changes meanwhile is not switched over', async (t) => {
  const folder = join(t.testdir({}), 'data')
  const target = `${folder}-target`
  await installation(folder)
  const [from, to] = [await folderPlace(folder), await folderPlace(target)]
  const late = move(from, to, ({ store }) => {
    if (store.startsWith('sops/'))
      tamper(join(folder, `${store}.db`), "insert into used_key (key) values ('late')")
  })
  t.equal(await refusal(late), 'move-differs')
  t.notOk((await to.list()).includes('directory'))
  await move(from, to, () => undefined)
  t.same(await all(to), await all(from))
  await from.close()
  await to.close()
})
