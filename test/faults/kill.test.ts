// The process is killed in the midst of saves, again and again, and nothing that it acknowledged is ever lost.
import { copyFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import t from 'tap'
import { fsck } from '../../src/store/fsck.ts'
import {
  type Acknowledged,
  type Call,
  caller,
  type Chain,
  type Client,
  follow,
  lost,
  openLedger,
  openTable,
  settle,
  sha256,
  signIn,
  write,
} from './harness.ts'
import { build, launch, sandhi, seed, type Service, type Warm, warm, withoutTemplates } from './service.ts'

const KILLS = Number(process.env['SANDHI_KILLS'] ?? 50)
/** Who writes at once, and the key of the clause that each writes in. */
const WRITERS = [
  ['IDN', 'drafter', 'a'.repeat(16)],
  ['IDN', 'legal', 'b'.repeat(16)],
  ['THA', 'drafter', 'c'.repeat(16)],
  ['THA', 'legal', 'd'.repeat(16)],
] as const

t.setTimeout(60_000 + KILLS * 10_000)
await build()
const place = t.testdir({})
const folder = join(place, 'data')
const templates = withoutTemplates(join(place, 'templates'))
await seed(folder)
const ledger = openLedger(join(place, 'ledger'))
let service: Service = await launch(folder, ['--templates', templates])
let next: Warm = warm(folder, ['--templates', templates])
t.teardown(async () => {
  await Promise.all([service.kill(), next.end()])
  ledger.close()
})
const clients: Client[] = []
for (const [delegation, login, key] of WRITERS) {
  clients.push({ secret: await signIn(service.address, delegation, login), key })
}
const heads = {
  idn: await signIn(service.address, 'IDN', 'head'),
  tha: await signIn(service.address, 'THA', 'head'),
}
const as = (head: keyof typeof heads): Call => caller(service.address, heads[head])
const sop = await openTable(
  as('idn'),
  as('tha'),
  WRITERS.map(([, , key]) => key),
)
const chain: Chain = { hashes: [], versions: new Set() }

/** Lets the clients write, kills the service at a random moment, and starts the next one. Gives requests cut off. */
async function crash(): Promise<number> {
  let died = false
  const writing = clients.map((client) => write(service.address, sop, client, ledger, () => died))
  const killing = busy(ledger.entries.length + 3 + Math.random() * 25).then(() => {
    died = true
    return service.kill()
  })
  await Promise.all([killing, ...writing])
  service = await next.start()
  next = warm(folder, ['--templates', templates])
  return clients.filter(({ pending }) => pending).length
}

/** Waits until so many answers are in the ledger and then a moment more, at most ten seconds. */
async function busy(entries: number): Promise<void> {
  const until = Date.now() + 10_000
  while (ledger.entries.length < entries && Date.now() < until) await pause(2)
  await pause(Math.random() * 20)
}

t.test('no kill during saves loses what was acknowledged', async (t) => {
  let cut = 0
  for (let kill = 1; kill <= KILLS; kill += 1) {
    const known = ledger.entries.length
    cut += await crash()
    for (const client of clients) await settle(caller(service.address, client.secret), client, ledger)
    const fresh = ledger.entries.slice(known)
    t.same(await lost(as(kill % 2 ? 'idn' : 'tha'), fresh), [], `kill ${kill}: every save reads as it was`)
    t.equal(await follow(as('tha'), sop, chain), undefined, `kill ${kill}: the record is one chain`)
    t.same(await fsck(folder), [], `kill ${kill}: every id holds`)
  }
  const versions = ledger.entries.filter(({ kind }) => kind === 'version')
  t.same(await lost(as('idn'), ledger.entries), [], 'every save of all cycles reads as it was')
  t.ok(
    versions.every(({ id }) => chain.versions.has(id)),
    'the record names every version saved',
  )
  t.match(await sandhi(['fsck', '--data', folder]), { code: 0, err: '' })
  t.ok(cut > 0, 'kills came in the midst of requests')
  t.comment(
    `${KILLS} kills, ${ledger.entries.length} acknowledged (${versions.length} versions, ` +
      `${ledger.entries.length - versions.length} comments), ${cut} cut off and sent again, 0 lost`,
  )
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
  await service.stop()
  copyFileSync(table, join(place, 'earlier.db'))
  service = await next.start()
  next = warm(folder, ['--templates', templates])
  const known = ledger.entries.length
  await crash()
  const after = ledger.entries.slice(known)
  t.ok(after.length > 0)
  t.same(await lost(as('tha'), after), [])
  t.equal(await follow(as('tha'), sop, chain), undefined)
  await service.stop()
  for (const end of ['-wal', '-shm']) rmSync(table + end, { force: true })
  copyFileSync(join(place, 'earlier.db'), table)
  service = await next.start()
  next = warm(folder, ['--templates', templates])
  t.equal((await lost(as('tha'), after)).length, after.length)
  t.equal(await follow(as('tha'), sop, chain), 'the end of the record was lost')
})
