// A clock that is a day off, before or behind: what was saved stands, in the order of the record, whatever the time says.
import { join } from 'node:path'
import t from 'tap'
import { fsck } from '../../src/store/fsck.ts'
import { dropDatabase, endShared, freshDatabase } from '../helpers/postgres.ts'
import {
  caller,
  type Chain,
  type Client,
  compose,
  follow,
  good,
  lost,
  openLedger,
  openTable,
} from './harness.ts'
import { settle, signIn } from './harness.ts'
import { again, report, tries } from './rows.ts'
import { build, launch, seed, type Service, storesAt, withoutTemplates } from './service.ts'

const DAY = 86_400_000
const SAVES = tries(6, 60)

t.setTimeout(600_000)
t.teardown(endShared)
await build()

/** Has a process see another time than there is. */
const shifted = (by: number) => ({
  SANDHI_TEST_HOOK: `data:text/javascript,${encodeURIComponent(`
    const Now = Date
    globalThis.Date = class extends Now {
      constructor(...given) {
        if (given.length > 0) super(...given)
        else super(Now.now() + ${by})
      }
      static now() { return Now.now() + ${by} }
    }`)}`,
})

for (const engine of ['SQLite', 'PostgreSQL'] as const) {
  t.test(engine, async (t) => {
    const place = t.testdir({})
    const folder = join(place, 'data')
    const url = engine === 'PostgreSQL' ? await freshDatabase() : undefined
    if (url !== undefined) t.teardown(() => dropDatabase(url))
    await seed(url ?? folder)
    const args = ['--templates', withoutTemplates(join(place, 'templates'))]
    const ledger = openLedger(join(place, 'ledger'))
    t.teardown(() => ledger.close())
    const key = 'a'.repeat(16)
    let sop = ''
    const start = (by: number) =>
      launch(folder, args, { ...shifted(by), ...(url !== undefined && { SANDHI_DATABASE: url }) })
    const begin = async ({ address }: Service) => {
      const [idn, tha] = [await signIn(address, 'IDN', 'head'), await signIn(address, 'THA', 'head')]
      sop = await openTable(caller(address, idn), caller(address, tha), [key])
    }
    const enter = async ({ address }: Service): Promise<{ client: Client; address: string }> => ({
      client: { secret: await signIn(address, 'IDN', 'drafter'), key },
      address,
    })
    const save = async ({ client, address }: Awaited<ReturnType<typeof enter>>, turn: number) => {
      const call = caller(address, client.secret)
      const { head } = good(await call('GET', `/sops/${sop}`))
      client.pending = compose(sop, client, head, turn)
      await settle(call, client, ledger)
    }
    if (engine === 'PostgreSQL') {
      // Two nodes that are two days apart take turns.
      const [late, early] = [await start(DAY), await start(-DAY)]
      await begin(early)
      const nodes = [await enter(late), await enter(early)]
      for (let turn = 0; turn < SAVES; turn += 1) await save(nodes[turn % 2]!, turn >> 1)
      await Promise.all([late.kill(), early.kill()])
    } else {
      for (const by of [DAY, -DAY, 0]) {
        const service = await start(by)
        if (sop === '') await begin(service)
        const node = await enter(service)
        for (let turn = 0; turn < SAVES / 3; turn += 1) await save(node, turn)
        await service.kill()
      }
    }
    const last = await start(0)
    const reader = caller(last.address, await signIn(last.address, 'THA', 'head'))
    const chain: Chain = { hashes: [], versions: new Set() }
    const wrong = await lost(reader, ledger.entries)
    const broken = await follow(reader, sop, chain)
    const { items } = good(await reader('GET', `/sops/${sop}/record?limit=100`))
    await last.kill()
    const times = (items as { time: string }[]).map(({ time }) => time)
    t.not(times.join(), [...times].sort().join(), 'the times do run backwards')
    t.same(
      [...wrong, ...(broken === undefined ? [] : [broken])],
      [],
      'nothing is lost, and the record is one chain',
    )
    const stores = await storesAt(url ?? folder)
    t.same(await fsck(stores), [])
    await stores.close()
    report({
      ...{ what: 'clocks a day before and a day behind', engine, tries: ledger.entries.length },
      ...{ lost: wrong.length, again: again(import.meta.url) },
      note: engine === 'SQLite' ? 'of one service, from start to start' : 'of two nodes that take turns',
    })
  })
}
