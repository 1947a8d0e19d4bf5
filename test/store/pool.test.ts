// The data folder: what may be opened, how many at a time, by whom, and what a crash may leave in it.
import { spawn } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { insertSopId } from '../../src/store/directory.ts'
import { openStores } from '../../src/store/pool.ts'
import { attempt } from '../../src/store/contents.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { sop } from '../helpers/clauses.ts'
import { beginSop, engines, refusal, saveVersion, SOP, tamper } from '../helpers/stores.ts'

for (const engine of engines) {
  t.test(engine.name, async (t) => {
    t.test('an unknown table or room is not there, and asking makes nothing', async (t) => {
      const { stores, folder } = await engine.open(t)
      for (const name of ['x', '../directory', 'X', '', 'a/b', 'lock', '%00']) {
        t.equal(await stores.table(name), undefined)
        t.equal(await stores.room(name), undefined)
      }
      t.same(await stores.list(), { tables: [], rooms: [] })
      await t.rejects(stores.createTable('../x'))
      await t.rejects(stores.createRoom('../X'))
      if (engine.name === 'sqlite') t.equal(statSync(folder).mode & 0o777, 0o700)
    })

    t.test('a table is made once, given as one handle, and removed', async (t) => {
      const { stores } = await engine.open(t)
      const made = await stores.createTable('x')
      t.equal(await stores.table('x'), made)
      await t.rejects(stores.createTable('x'))
      await stores.removeTable('x')
      t.equal(await stores.table('x'), undefined)
      t.ok(await stores.createTable('x'))
    })

    t.test('more stores than the bound are used, and those in use are not closed', async (t) => {
      const { stores } = await engine.open(t, { open: 2 })
      const names = Array.from({ length: 9 }, (_, n) => `x${n}`)
      for (const name of names) await stores.createTable(name)
      let inside = 0
      const use = async (name: string) => {
        const db = (await stores.table(name))!
        await db.write(async (tx) => {
          inside += 1
          while (inside < names.length) await new Promise((resolve) => setImmediate(resolve))
          await tx.run('insert into used_key (key) values ($1)', name)
        })
        return db.read((sql) => sql.get('select key from used_key'))
      }
      t.same(
        await Promise.all(names.map(use)),
        names.map((key) => ({ key })),
      )
    })

    t.test('very many SOPs are served through a bounded pool', async (t) => {
      const { stores, folder } = await engine.open(t, { open: 16 })
      // A schema takes longer to make than a file; five hundred of them are in the bench.
      const names = Array.from({ length: engine.name === 'sqlite' ? 500 : 50 }, (_, n) => `s${n}`)
      for (const name of names) {
        const db = await stores.createTable(name)
        await db.write((tx) => tx.run('insert into used_key (key) values ($1)', name))
      }
      const files = () =>
        readdirSync('/proc/self/fd').filter((fd) => {
          const target = attempt(() => readlinkSync(`/proc/self/fd/${fd}`))
          return target?.startsWith(join(folder, 'sops')) && target.endsWith('.db')
        })
      for (const name of [...names, ...[...names].reverse()]) {
        const db = (await stores.table(name))!
        t.same(await db.read((sql) => sql.get('select key from used_key')), { key: name })
      }
      if (existsSync('/proc/self/fd'))
        t.ok(files().length <= 16 * 2, 'a reader and a writer of each store that is open')
    })

    t.test('a closed folder is opened again as it was left', async (t) => {
      const { stores, folder } = await engine.open(t)
      await beginSop(stores, sop([]))
      await stores.createRoom('IDN')
      await stores.close()
      await t.rejects(stores.directory.read(async () => 1))
      const again = await engine.again(folder)
      t.same(await again.list(), { tables: [SOP], rooms: ['IDN'] })
      await again.close()
    })
  })
}

t.test('a table that the directory never came to know is swept at the start, and only that', async (t) => {
  const { stores, folder } = await engines[0]!.open(t)
  await beginSop(stores, sop([]))
  await stores.createTable('unfinished')
  await stores.close()
  writeFileSync(join(folder, 'sops', 'empty.db'), '')
  const again = await openStores({ folder })
  t.same((await again.list()).tables, [SOP])
  await again.close()
  t.notOk(existsSync(join(folder, 'sops', 'unfinished.db-wal')))
})

t.test('a table that was worked on is never swept: then the directory is wrong', async (t) => {
  const { stores, folder } = await engines[0]!.open(t)
  const db = await beginSop(stores, sop([]))
  await saveVersion(db, sop([{ kind: 'article' }]))
  await stores.close()
  tamper(join(folder, 'directory.db'), 'delete from sop')
  t.equal(await refusal(openStores({ folder })), 'storage-damaged')
  t.ok(existsSync(join(folder, 'sops', `${SOP}.db`)))
})

t.test('tables without a directory are not an empty folder', async (t) => {
  const folder = t.testdir({ sops: {} })
  await openSqlite(join(folder, 'sops', 'x.db'), 'table', { create: true }).close()
  t.equal(await refusal(openStores({ folder })), 'storage-damaged')
  t.ok(existsSync(join(folder, 'sops', 'x.db')))
})

t.test('a damaged file is refused, not served', async (t) => {
  const { stores, folder } = await engines[0]!.open(t)
  await stores.directory.write((tx) => insertSopId(tx, 'x'))
  await stores.close()
  writeFileSync(join(folder, 'sops', 'x.db'), 'ruined '.repeat(2_000))
  const again = await openStores({ folder })
  const read = (await again.table('x'))!.read((sql) => sql.all('select * from sop'))
  t.equal(await refusal(read), 'storage-damaged')
  await again.close()
})

t.test(
  'a second process gets nothing of a folder in use, and all of it once the first is killed',
  async (t) => {
    const folder = join(t.testdir({}), 'data')
    const pool = new URL('../../src/store/pool.ts', import.meta.url).href
    const program = `import { openStores } from ${JSON.stringify(pool)}
    await openStores({ folder: ${JSON.stringify(folder)} }); console.log('open'); setInterval(() => {}, 1000)`
    const child = spawn(
      process.execPath,
      ['--import=./test/loader.js', '--input-type=module', '-e', program],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    )
    t.teardown(() => child.kill('SIGKILL'))
    await new Promise((resolve) => child.stdout.once('data', resolve))
    t.equal(await refusal(openStores({ folder })), 'data-in-use')
    child.kill('SIGKILL')
    await new Promise((resolve) => child.once('exit', resolve))
    const stores = await openStores({ folder })
    t.equal(await refusal(openStores({ folder })), 'data-in-use')
    await stores.close()
  },
)

t.test('a folder that can not be written to is refused', async (t) => {
  const above = t.testdir({})
  const root = process.getuid?.() === 0
  // Everything is writable to root: so another user tries.
  const [folder, user] = [join(above, 'data'), 65_534]
  mkdirSync(folder)
  if (root) chmodSync(folder, 0o755)
  else chmodSync(above, 0o500)
  if (root) process.seteuid!(user)
  const place = root ? folder : join(above, 'other')
  const refused = await refusal(openStores({ folder: place })).finally(() => root && process.seteuid!(0))
  t.equal(refused, 'storage-read-only')
  if (!root) chmodSync(above, 0o700)
})

t.test('a store whose file can not be written to still reads', async (t) => {
  const above = t.testdir({})
  const [folder, root] = [join(above, 'data'), process.getuid?.() === 0]
  const stores = await openStores({ folder })
  await beginSop(stores, sop([]))
  await stores.close()
  const file = join(folder, 'sops', `${SOP}.db`)
  if (root)
    for (const each of ['', 'sops', 'rooms', 'directory.db', 'lock.db'])
      chownSync(join(folder, each), 65_534, 65_534)
  chmodSync(file, 0o444)
  if (root) process.seteuid!(65_534)
  try {
    const again = await openStores({ folder })
    const db = (await again.table(SOP))!
    t.equal((await db.read((sql) => sql.all('select * from version'))).length, 1)
    t.equal(await refusal(saveVersion(db, sop([{ kind: 'article' }]))), 'storage-read-only')
    t.equal((await db.read((sql) => sql.all('select * from version'))).length, 1)
    await again.close()
  } finally {
    if (root) process.seteuid!(0)
    chmodSync(file, 0o600)
  }
})
