// Two processes on one data folder: the first goes on serving, and the second gets nothing of it, whatever it wants.
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { openStores } from '../../src/store/pool.ts'
import { type Client, settle, write } from './harness.ts'
import { again as commandFor, FULL, report, tries } from './rows.ts'
import { build, launch, sandhi, type Service } from './service.ts'
import { setStage } from './stage.ts'

t.setTimeout(FULL ? 1_800_000 : 240_000)
const IN_USE = /^sandhi: [^\n]+\[data-in-use\]\n$/
const AGAIN = commandFor(import.meta.url)
/** requests that were sent again */
let again = 0

await build()
const place = t.testdir({})
const stage = await setStage(t, place)
const { folder, args, sop, ledger, clients } = stage

/** Clients write without a pause as long as something else goes on; then all of it is looked at. */
async function meanwhile(t: Test, act: () => Promise<void>): Promise<number> {
  const known = ledger.entries.length
  let over = false
  // A connection may rest for so long that the service closes it: what was sent on it is sent again under its key.
  const keepWriting = async (client: Client): Promise<void> => {
    try {
      await write(stage.service().address, sop, client, ledger, () => over)
    } catch {
      again += 1
      await settle(stage.of(client), client, ledger)
      await keepWriting(client)
    }
  }
  const writing = clients.map(keepWriting)
  await stage.busy(4)
  await act()
  over = true
  await Promise.all(writing)
  const wrong = await stage.wrong(ledger.entries.slice(known))
  t.same(wrong, [], 'nothing is lost, and the record is whole')
  t.ok(ledger.entries.length > known + 4, 'the first process went on')
  return wrong.length
}

t.test('a second process on a folder that is served', { timeout: FULL ? 900_000 : 120_000 }, async (t) => {
  const times = tries(1, 20)
  let lost = 0
  for (let turn = 1; turn <= times; turn += 1) {
    const [copy, elsewhere, moved] = ['copy', 'elsewhere', 'moved'].map((name) =>
      join(place, `${name}-${turn}`),
    )
    const before = ledger.entries.filter(({ kind }) => kind === 'version').map(({ id }) => id)
    lost += await meanwhile(t, async () => {
      t.match(await sandhi(['backup', copy!, '--data', folder]), { code: 0, err: '' }, 'a backup is taken')
    })
    t.match(await sandhi(['restore', copy!, '--data', elsewhere!]), { code: 0, err: '' })
    const found = await versionsIn(elsewhere!)
    const missing = before.filter((id) => !found.has(id))
    lost += missing.length
    t.same(missing, [], 'what was acknowledged before it is in the backup, and can be restored')
    lost += await meanwhile(t, async () => {
      const file = join(place, 'no.sop')
      writeFileSync(file, '')
      const serve = ['serve', '--empty', '--port', '0', '--data', folder, ...args]
      const [second, import_, from, to, restored, checked] = await Promise.all([
        sandhi(serve),
        sandhi(['import', file, '--data', folder]),
        sandhi(['move', '--from', folder, '--to', moved!]),
        sandhi(['move', '--from', elsewhere!, '--to', folder]),
        sandhi(['restore', copy!, '--data', folder]),
        sandhi(['fsck', '--data', folder]),
      ])
      for (const ran of [second, import_, from, to]) t.match(ran, { code: 1, out: '', err: IN_USE })
      t.match(restored, { code: 1, out: '', err: /^sandhi: [^\n]+\[(target-not-empty|data-in-use)\]\n$/ })
      t.match(checked, { code: 0, out: /every id and every record entry holds/ })
      const left = existsSync(moved!) ? readdirSync(moved!) : []
      t.notOk(left.includes('directory.db'), 'nothing was moved')
    })
  }
  report({
    ...{ what: 'a second process on a data folder that is served', engine: 'SQLite', again: AGAIN },
    ...{ tries: times, lost },
    note: `each time \`serve\`, \`import\`, and \`move\` from it and to it refused with data-in-use, and \`restore\` because it is not empty; \`backup\` and \`fsck\` run beside the service; all while clients wrote; ${again} requests sent again`,
  })
})

t.test(
  'of processes that start at once on one folder, one serves',
  { timeout: FULL ? 600_000 : 90_000 },
  async (t) => {
    const times = tries(1, 20)
    let wrong = 0
    for (let turn = 1; turn <= times; turn += 1) {
      await stage.service().kill()
      const started = await Promise.allSettled([1, 2, 3].map(() => launch(folder, args)))
      const up = started.filter((one): one is PromiseFulfilledResult<Service> => one.status === 'fulfilled')
      if (up.length !== 1) wrong += 1
      t.equal(up.length, 1)
      for (const one of started) if (one.status === 'rejected') t.match(String(one.reason), /data-in-use/)
      t.equal((await fetch(`${up[0]!.value.address}/api/v1/health/ready`)).status, 200)
      await Promise.all(up.map(({ value }) => value.kill()))
      await stage.next()
      const broken = await stage.wrong(ledger.entries.slice(-50))
      wrong += broken.length
      t.same(broken, [])
    }
    report({
      ...{ what: 'three processes started at once on a folder whose process was killed', engine: 'SQLite' },
      ...{ tries: times, lost: wrong, again: AGAIN },
      note: 'one serves, the others end with data-in-use; what was acknowledged is there',
    })
  },
)

/** Ids of the versions of the table in a folder that nobody serves. */
async function versionsIn(folder: string): Promise<Set<string>> {
  const stores = await openStores({ folder })
  try {
    const table = (await stores.table(sop))!
    const rows = await table.read((sql) => sql.all<{ id: Uint8Array }>('select id from version'))
    return new Set(rows.map(({ id }) => Buffer.from(id).toString('hex')))
  } finally {
    await stores.close()
  }
}
