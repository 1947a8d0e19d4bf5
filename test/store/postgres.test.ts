// PostgreSQL as the second engine: which servers and roles are refused, and what a broken connection leaves.
import t from 'tap'
import { createKnownFacts } from '../../src/commands/known-facts.ts'
import { createWatch } from '../../src/commands/watch.ts'
import { getMember, insertMember } from '../../src/store/members.ts'
import { openPostgresStores } from '../../src/store/postgres-stores.ts'
import { fsck } from '../../src/store/fsck.ts'
import { listEntries } from '../../src/store/record.ts'
import { updateSop } from '../../src/store/sops.ts'
import type { Tx } from '../../src/store/db.ts'
import { relay as relayTo, type Relay } from '../faults/relay.ts'
import { sop } from '../helpers/clauses.ts'
import {
  asked,
  dropDatabase,
  endShared,
  freshDatabase,
  programs,
  run,
  startCluster,
  superuserOf,
} from '../helpers/postgres.ts'
import { beginSop, id, record, refusal, SOP } from '../helpers/stores.ts'

t.teardown(endShared)

const add = (tx: Tx, key: string) => tx.run('insert into used_key (key) values ($1)', key)

async function database(t: { teardown(end: () => unknown): void }): Promise<string> {
  const url = await freshDatabase()
  t.teardown(() => dropDatabase(url))
  return url
}
const nameOf = (url: string) => new URL(url).username

t.test(
  'a role that could change what only grows, or a server that could lose a save, is refused',
  async (t) => {
    const url = await database(t)
    const name = nameOf(url)
    const admin = await superuserOf(url)
    t.equal(await refusal(openPostgresStores({ url: admin })), 'configuration-invalid', 'a superuser')
    await asked(admin, `alter role ${name} inherit`)
    t.equal(
      await refusal(openPostgresStores({ url })),
      'configuration-invalid',
      'one that has the rights of the owner',
    )
    await asked(admin, `alter role ${name} noinherit; alter role ${name} set synchronous_commit = off`)
    t.equal(
      await refusal(openPostgresStores({ url })),
      'configuration-invalid',
      'commits that are not waited for',
    )
    await asked(admin, `alter role ${name} set synchronous_commit = 'local'`)
    t.equal(
      await refusal(openPostgresStores({ url })),
      'configuration-invalid',
      'commits that no standby has',
    )
    await asked(admin, `alter role ${name} reset synchronous_commit; revoke ${name}_owner from ${name}`)
    t.equal(await refusal(openPostgresStores({ url })), 'configuration-invalid', 'one without its owner')
    await asked(admin, `grant ${name}_owner to ${name}`)
    await (await openPostgresStores({ url })).close()
    const wrong = new URL(url)
    wrong.password = 'wrong'
    t.equal(
      await refusal(openPostgresStores({ url: wrong.href })),
      'configuration-invalid',
      'a wrong password',
    )
  },
)

t.test('the role of the service has no right to change what only grows, nor to lift the rule', async (t) => {
  const url = await database(t)
  const stores = await openPostgresStores({ url })
  t.teardown(() => stores.close())
  await beginSop(stores, sop([{ kind: 'article', texts: { en: { text: 'one' } } }]))
  const table = `"sop_${SOP}"`
  for (const statement of [
    `update ${table}.version set time = 'x'`,
    `delete from ${table}.entry`,
    `truncate ${table}.text cascade`,
    `update ${table}.text set id = 'x'`,
    `alter table ${table}.entry disable trigger all`,
    `drop table ${table}.entry`,
    `drop schema ${table} cascade`,
    `set session_replication_role = replica`,
    `update ${table}.store set shape = 0`,
  ]) {
    await t.rejects(asked(url, statement), { code: '42501' }, statement)
  }
  await t.rejects(asked(url, `update ${table}.text set bytes = ''`), { message: 'append-only' })
})

t.test(
  'a connection that breaks before the commit costs nothing: the work is done again, and once',
  async (t) => {
    const url = await database(t)
    const stores = await openPostgresStores({ url })
    t.teardown(() => stores.close())
    const db = await stores.createTable('x')
    const admin = await superuserOf(url)
    let times = 0
    await db.write(async (tx) => {
      times += 1
      await add(tx, `key ${times}`)
      if (times === 1)
        await asked(
          admin,
          `select pg_terminate_backend(pid) from pg_stat_activity where usename = '${nameOf(url)}'`,
        )
    })
    t.equal(times, 2)
    t.same(await db.read((sql) => sql.all('select key from used_key')), [{ key: 'key 2' }])
  },
)

/** Cuts the way once when a commit passes: before it arrives, when its answer comes, or before it and for good. */
function breakAtCommit(relay: Relay, when: 'asked' | 'answered' | 'for good'): void {
  const cut = () => {
    relay.watch(undefined)
    relay.watchAnswers(undefined)
    if (when !== 'for good') setImmediate(() => relay.mend())
    return false
  }
  relay.watch((packet) => {
    if (!packet.includes('commit')) return true
    if (when !== 'answered') return cut()
    relay.watchAnswers(cut)
    return true
  })
}

t.test('what the server finds in its files that can not be there is told as damage', async (t) => {
  const stores = await openPostgresStores({ url: await database(t) })
  t.teardown(() => stores.close())
  const db = await stores.createTable('x')
  for (const code of ['XX000', 'XX001', 'XX002']) {
    const found = `do $$ begin raise exception 'found' using errcode = '${code}'; end $$`
    t.equal(await refusal(db.read((sql) => sql.all(found))), 'storage-damaged', code)
  }
})

t.test('an answer lost on the way is looked up: what was committed is acknowledged, once', async (t) => {
  const url = await database(t)
  const relay = await relayTo(Number(new URL(url).port))
  const way = new URL(url)
  way.port = String(relay.port)
  const stores = await openPostgresStores({ url: way.href })
  t.teardown(async () => {
    await stores.close()
    await relay.end()
  })
  const db = await stores.createTable('x')
  const keys = () => db.read((sql) => sql.all<{ key: string }>('select key from used_key order by key'))
  let times = 0
  const save = (key: string) =>
    db.write(async (tx) => {
      times += 1
      await add(tx, key)
    })
  breakAtCommit(relay, 'answered')
  await save('answer lost')
  t.equal(times, 1, 'it was not done again')
  breakAtCommit(relay, 'asked')
  await save('commit lost')
  t.equal(times, 3, 'it was done again')
  t.same(
    (await keys()).map(({ key }) => key),
    ['answer lost', 'commit lost'],
  )
  breakAtCommit(relay, 'for good')
  t.equal(await refusal(save('nobody can tell')), 'save-uncertain')
  t.equal(await refusal(save('no way there')), 'storage-failed')
  relay.mend()
  await save('there again')
  t.notOk((await keys()).some(({ key }) => key === 'no way there'))
  t.ok((await keys()).some(({ key }) => key === 'there again'))
})

t.test('a commit whose answer was lost is not done again where its entry is in the record', async (t) => {
  const url = await database(t)
  const relay = await relayTo(Number(new URL(url).port))
  const way = new URL(url)
  way.port = String(relay.port)
  const stores = await openPostgresStores({ url: way.href })
  t.teardown(async () => {
    await stores.close()
    await relay.end()
  })
  const db = await beginSop(stores, sop([]))
  let times = 0
  const save = (act: string) =>
    db.write(async (tx) => {
      times += 1
      await record(tx, SOP, 'thread.opened', { act })
    })
  breakAtCommit(relay, 'answered')
  await save(id(1))
  t.equal(times, 1, 'it was not done again')
  breakAtCommit(relay, 'asked')
  await save(id(2))
  t.equal(times, 3, 'it was done again')
  const entries = await db.read((sql) => listEntries(sql, { type: 'thread.opened', limit: 9 }))
  t.equal(entries.length, 2)
  t.same(await fsck(stores), [])
})

t.test('a number that a crashed server gives again is not taken for the commit that it lost', async (t) => {
  // What isn't committed reaches the disk late, so that a crash forgets that its number was ever given.
  const settings = ['wal_writer_delay=10s', 'bgwriter_lru_maxpages=0']
  const cluster = await startCluster({ settings })
  const url = await freshDatabase(cluster)
  const relay = await relayTo(cluster.port)
  const way = new URL(url)
  way.port = String(relay.port)
  const stores = await openPostgresStores({ url: way.href })
  let server: Pick<typeof cluster, 'end'> = cluster
  t.teardown(async () => {
    await stores.close()
    await relay.end()
    await server.end()
  })
  const db = await beginSop(stores, sop([]))
  const numbers: number[] = []
  let lose = (): void => undefined
  const lost = new Promise<void>((done) => (lose = done))
  relay.watch((packet) => {
    if (numbers.length === 0 || !packet.includes('commit')) return true
    relay.watch(undefined)
    lose()
    return false
  })
  const saving = db.write(async (tx) => {
    const now = await tx.get<{ xid: string }>('select pg_current_xact_id()::text as xid')
    numbers.push(Number(now!.xid))
    await record(tx, SOP, 'thread.opened', { act: id(1) })
  })
  await lost
  process.kill(cluster.pid, 'SIGKILL')
  await new Promise((done) => setTimeout(done, 300))
  const { password } = new URL(cluster.admin)
  server = await run(programs()!, cluster.data, cluster.port, password, settings)
  const given: number[] = []
  while ((given.at(-1) ?? 0) < numbers[0]!) {
    const { rows } = await asked(cluster.admin, 'select pg_current_xact_id()::text as xid')
    given.push(Number((rows as { xid: string }[])[0]!.xid))
  }
  t.ok(given.includes(numbers[0]!), 'another transaction committed under the number')
  relay.mend()
  await saving
  t.equal(numbers.length, 2, 'it was done again')
  const entries = await db.read((sql) => listEntries(sql, { type: 'thread.opened', limit: 9 }))
  t.equal(entries.length, 1, 'and is there')
})

t.test('what another process commits is heard, and no fact is remembered past it', async (t) => {
  const url = await database(t)
  const [here, there] = [await openPostgresStores({ url }), await openPostgresStores({ url })]
  t.teardown(async () => {
    await here.close()
    await there.close()
  })
  await beginSop(there, sop([]))
  const heard: string[] = []
  const watch = createWatch()
  await here.listen({ changed: (store) => heard.push(store), silent: watch.silence })
  const known = createKnownFacts(here.directory, watch)
  const table = (await here.table(SOP))!
  t.equal((await known.facts(SOP, table)).sop.stage, 'negotiation')
  for (const stage of ['legal-scrub', 'final', 'legal-scrub'] as const) {
    await (await there.table(SOP))!.write((tx) => updateSop(tx, { stage }))
    t.equal((await known.facts(SOP, table)).sop.stage, stage, 'at once')
  }
  t.same(await known.access('IDN'), [SOP])
  await there.directory.write((tx) => tx.run('delete from access where delegation = $1', 'IDN'))
  t.same(await known.access('IDN'), [])
  for (let left = 50; left > 0 && !heard.includes('directory'); left -= 1)
    await new Promise((resolve) => setTimeout(resolve, 20))
  t.ok(heard.includes('directory'))
})

t.test('silence is noticed: nothing is remembered until the other processes are heard again', async (t) => {
  const url = await database(t)
  const stores = await openPostgresStores({ url })
  t.teardown(() => stores.close())
  const told: boolean[] = []
  await stores.listen({ changed: () => undefined, silent: (silent) => told.push(silent) })
  const admin = await superuserOf(url)
  await asked(
    admin,
    `select pg_terminate_backend(pid) from pg_stat_activity where usename = '${nameOf(url)}'`,
  )
  for (let left = 100; left > 0 && told.length < 2; left -= 1)
    await new Promise((resolve) => setTimeout(resolve, 50))
  t.same(told, [true, false])
})

t.test(
  'a room of the release before takes the steps that it lacks, once, whoever opens it first',
  async (t) => {
    const url = await database(t)
    const first = await openPostgresStores({ url })
    const room = await first.createRoom('IDN')
    await room.write((tx) =>
      insertMember(tx, { id: id(1), name: 'Head', login: 'head', active: true, language: 'th' }),
    )
    await first.close()
    const owner = `set role ${nameOf(url)}_owner; set search_path to "room_IDN"`
    await asked(
      url,
      `${owner}; drop table digest_position, digest, webhook_position, webhook, presence;
     drop function next_webhook; alter table member drop column email, drop column digest;
     alter table thread drop column sum, drop column said; alter table comment drop column sum; update store set shape = 2`,
    )
    const both = await Promise.all([openPostgresStores({ url }), openPostgresStores({ url })])
    const members = await Promise.all(
      both.map(async (stores) => (await stores.room('IDN'))!.read((sql) => getMember(sql, id(1)))),
    )
    t.match(members, [{ name: 'Head' }, { name: 'Head' }])
    for (const stores of both) await stores.close()
    await asked(url, `${owner}; update store set shape = 99`)
    const later = await openPostgresStores({ url })
    t.equal(await refusal(later.room('IDN')), 'storage-failed', 'a newer release')
    await later.close()
  },
)
