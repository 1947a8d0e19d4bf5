// The process is killed in the midst of saves, again and again, and nothing that it acknowledged is ever lost.
import { copyFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import t from 'tap'
import { type Acknowledged, follow, lost, sha256 } from './harness.ts'
import { again, report, tries } from './rows.ts'
import { build, sandhi } from './service.ts'
import { setStage } from './stage.ts'

const KILLS = Number(process.env['SANDHI_KILLS'] ?? tries(5, 200))

t.setTimeout(60_000 + KILLS * 10_000)
await build()
const place = t.testdir({})
const stage = await setStage(t, place)
const { ledger, chain, folder, sop, as } = stage

/** A random moment, after a few answers. */
const someMoment = async () => {
  await stage.busy(3 + Math.random() * 25)
  await pause(Math.random() * 20)
}

t.test('no kill during saves loses what was acknowledged', async (t) => {
  let cut = 0
  let gone = 0
  for (let kill = 1; kill <= KILLS; kill += 1) {
    const known = ledger.entries.length
    cut += await stage.crashAt(someMoment)
    const wrong = await stage.wrong(ledger.entries.slice(known))
    gone += wrong.length
    t.same(wrong, [], `kill ${kill}: every save reads as it was, in one chain, and every id holds`)
  }
  const versions = ledger.entries.filter(({ kind }) => kind === 'version')
  const after = await lost(as('idn'), ledger.entries)
  t.same(after, [], 'every save of all cycles reads as it was')
  t.ok(
    versions.every(({ id }) => chain.versions.has(id)),
    'the record names every version saved',
  )
  t.match(await sandhi(['fsck', '--data', folder]), { code: 0, err: '' })
  t.ok(cut > 0, 'kills came in the midst of requests')
  report({
    ...{ what: 'process killed at random moments (SIGKILL)', engine: 'SQLite', tries: KILLS },
    ...{ lost: gone + after.length, again: again(import.meta.url) },
    note: `${ledger.entries.length} acknowledged; ${cut} requests cut off, sent again, each there once`,
  })
})

t.test('the harness sees what was never there, differs, or was rolled back', async (t) => {
  const read = as('tha')
  const comment = ledger.entries.find(({ kind }) => kind === 'comment')!
  const version = ledger.entries.find(({ kind }) => kind === 'version')!
  const wrong: Acknowledged[] = [
    { ...comment, id: '0'.repeat(32), sha256: sha256('never sent') },
    { ...version, path: version.path.replace(/versions\/\d+/, 'versions/999999') },
    { ...version, sha256: sha256('other words') },
  ]
  t.equal((await lost(read, wrong)).length, wrong.length)

  const table = join(folder, 'sops', `${sop}.db`)
  await stage.service().stop()
  copyFileSync(table, join(place, 'earlier.db'))
  await stage.next()
  const known = ledger.entries.length
  await stage.crashAt(someMoment)
  const after = ledger.entries.slice(known)
  t.ok(after.length > 0)
  t.same(await stage.wrong(after), [])
  await stage.service().stop()
  for (const end of ['-wal', '-shm']) rmSync(table + end, { force: true })
  copyFileSync(join(place, 'earlier.db'), table)
  await stage.next()
  const seen = await lost(as('tha'), after)
  t.equal(seen.length, after.length)
  t.equal(await follow(as('tha'), sop, chain), 'the end of the record was lost')
  report({
    ...{ what: 'control: an older file put back has to be seen', engine: 'SQLite', tries: 1 },
    ...{ lost: seen.length, again: again(import.meta.url) },
    note: 'as it must be: every save made since is reported lost, and the record cut short',
  })
})
