// A move, a restore and a migration are killed in the midst: nothing half done is taken for whole, and all goes on.
import Database from 'better-sqlite3'
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import t from 'tap'
import { backup } from '../../src/store/backup.ts'
import { contentsOf } from '../../src/store/carry.ts'
import { folderPlace } from '../../src/store/folder-place.ts'
import { fsck } from '../../src/store/fsck.ts'
import { insertMember, listMembers } from '../../src/store/members.ts'
import { MARKS, MIGRATIONS } from '../../src/store/migrations.ts'
import { kindOfStore, type Place } from '../../src/store/place.ts'
import { openStores } from '../../src/store/pool.ts'
import { postgresPlace } from '../../src/store/postgres-stores.ts'
import { sop } from '../helpers/clauses.ts'
import { dropDatabase, endShared, freshDatabase } from '../helpers/postgres.ts'
import { beginSop, id, saveVersion } from '../helpers/stores.ts'
import { again, FULL, report, tries } from './rows.ts'
import { build, ROOT, sandhi } from './service.ts'

t.setTimeout(1_800_000)
t.teardown(endShared)
await build()
const place = t.testdir({})
const SANDHI = join(ROOT, 'dist/bin/sandhi.js')
const TABLES = FULL ? 6 : 3

const folder = join(place, 'data')
await fill()
const whole = await contents(await folderPlace(folder))

/** Tables of twenty versions, and a room. */
async function fill(): Promise<void> {
  const stores = await openStores({ folder })
  for (let table = 1; table <= TABLES; table += 1) {
    const text = (words: string) => sop([{ kind: 'article', texts: { th: { text: words } } }])
    const db = await beginSop(stores, text('ผู้เสียหาย'), id(table))
    for (let version = 2; version <= 20; version += 1) await saveVersion(db, text(`ฉบับที่ ${version}`))
  }
  const room = await stores.createRoom('IDN')
  const member = { id: id(1), name: 'Head', login: 'head', active: true, language: 'th' }
  await room.write((tx) => insertMember(tx, member))
  await backup(stores, join(place, 'backup'))
  await stores.close()
}

async function contents(from: Place): Promise<Record<string, unknown>> {
  const found: Record<string, unknown> = {}
  try {
    for (const store of await from.list()) {
      const db = (await from.open(store))!
      found[store] = await contentsOf(db, kindOfStore(store))
      await db.close()
    }
    return found
  } finally {
    await from.close()
  }
}

/** Runs a command and kills it when a moment of its working time is over; true when it was still at it. */
async function killed(args: readonly string[], share: number, works: number): Promise<boolean> {
  const child = spawn(process.execPath, [SANDHI, ...args], {
    env: { PATH: process.env['PATH'] },
    stdio: 'ignore',
  })
  const gone = new Promise<boolean>((done) => child.on('exit', (_code, signal) => done(signal === 'SIGKILL')))
  await Promise.race([pause(works * share), gone])
  child.kill('SIGKILL')
  return gone
}

async function timed(args: readonly string[]): Promise<number> {
  const began = Date.now()
  const { code, err } = await sandhi(args)
  if (code !== 0) throw new Error(err)
  return Date.now() - began
}

/** Spread over the time that the work takes; the first tenths go to the start of the process. */
const share = (turn: number, all: number) => 0.25 + (0.75 * (turn + 0.5)) / all

t.test(
  'a move to PostgreSQL or back that is killed is no installation, and ends as a whole one',
  async (t) => {
    const all = tries(3, 60)
    let [during, wrong] = [0, 0]
    const first = await freshDatabase()
    t.teardown(() => dropDatabase(first))
    const works = await timed(['move', '--from', folder, '--to', first])
    t.same(await contents(await postgresPlace(first)), whole)
    for (let turn = 0; turn < all; turn += 1) {
      const back = turn % 3 === 2
      const url = back ? first : await freshDatabase()
      const target = join(place, `moved-${turn}`)
      const args = back ? ['move', '--from', url, '--to', target] : ['move', '--from', folder, '--to', url]
      const open = () => (back ? folderPlace(target) : postgresPlace(url))
      if (await killed(args, share(turn, all), works)) during += 1
      const left = await contents(await open())
      if ('directory' in left && JSON.stringify(left) !== JSON.stringify(whole)) wrong += 1
      if (!('directory' in left)) await timed(args)
      if (JSON.stringify(await contents(await open())) !== JSON.stringify(whole)) wrong += 1
      rmSync(target, { recursive: true, force: true })
      if (!back) await dropDatabase(url)
    }
    t.same(await contents(await folderPlace(folder)), whole, 'the source is as it was')
    t.equal(wrong, 0)
    t.ok(during > 0, `${during} of ${all} were still at it`)
    report({
      ...{ what: '`sandhi move` killed (SIGKILL) in the midst, then run again', engine: 'both', tries: all },
      ...{ lost: wrong, again: again(import.meta.url) },
      note: `${during} killed before the end; never a half installation, and every row the same after the second run`,
    })
  },
)

t.test('a restore that is killed leaves nothing or all', async (t) => {
  const all = tries(3, 60)
  let [during, wrong] = [0, 0]
  const works = await timed(['restore', join(place, 'backup'), '--data', join(place, 'first')])
  for (let turn = 0; turn < all; turn += 1) {
    const target = join(place, `restored-${turn}`)
    const args = ['restore', join(place, 'backup'), '--data', target]
    if (await killed(args, share(turn, all), works)) during += 1
    if (!existsSync(join(target, 'directory.db'))) await timed(args)
    if (JSON.stringify(await contents(await folderPlace(target))) !== JSON.stringify(whole)) wrong += 1
    rmSync(target, { recursive: true })
  }
  t.equal(wrong, 0)
  t.ok(during > 0, `${during} of ${all} were still at it`)
  report({
    ...{
      what: '`sandhi restore` killed (SIGKILL) in the midst, then run again',
      engine: 'SQLite',
      tries: all,
    },
    ...{ lost: wrong, again: again(import.meta.url) },
    note: `${during} killed before the end; the folder was empty or whole`,
  })
})

t.test('a migration that is killed has taken a step or not, and the next start takes the rest', async (t) => {
  const all = tries(2, 40)
  const ROOMS = FULL ? 60 : 15
  let [during, wrong] = [0, 0]
  const old = (target: string) => {
    mkdirSync(join(target, 'rooms'), { recursive: true })
    for (let room = 0; room < ROOMS; room += 1) {
      const base = new Database(join(target, 'rooms', `R${room + 10}.db`))
      base.exec(MIGRATIONS.room[0]!)
      base.pragma(`application_id = ${MARKS.room}`)
      base.pragma('user_version = 1')
      base.exec(
        `insert into member (id, name, login, active, language) values ('m', 'Head', 'head', 1, 'th')`,
      )
      base.close()
    }
  }
  const take = (target: string) => ['backup', `${target}-copy`, '--data', target]
  old(join(place, 'old'))
  const works = await timed(take(join(place, 'old')))
  for (let turn = 0; turn < all; turn += 1) {
    const target = join(place, `old-${turn}`)
    old(target)
    if (await killed(take(target), share(turn, all), works)) during += 1
    const stores = await openStores({ folder: target })
    for (const code of (await stores.list()).rooms) {
      const members = await (await stores.room(code))!.read(listMembers)
      if (members.length !== 1 || members[0]!.name !== 'Head') wrong += 1
    }
    await stores.close()
    wrong += (await fsck(target)).length
    for (const each of [target, `${target}-copy`]) rmSync(each, { recursive: true, force: true })
  }
  t.equal(wrong, 0)
  t.ok(during > 0, `${during} of ${all} were still at it`)
  report({
    ...{
      what: `${ROOMS} rooms of an older shape, killed (SIGKILL) while they are migrated`,
      engine: 'SQLite',
    },
    ...{ tries: all, lost: wrong, again: again(import.meta.url) },
    note: `${during} killed before the end; every room opens, and holds what it held`,
  })
})
