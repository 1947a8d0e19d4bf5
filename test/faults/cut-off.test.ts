// The cable between service and PostgreSQL is pulled out in the midst of saves, and nobody is told: nothing is lost.
import { rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import t from 'tap'
import { freshDatabase, programs, startCluster } from '../helpers/postgres.ts'
import { type Client, compose, good, lost } from './harness.ts'
import { makeNetwork, noNetwork } from './network.ts'
import { again, FULL, report, skipUnless, tries } from './rows.ts'
import { build } from './service.ts'
import { setStage } from './stage.ts'

t.setTimeout(1_800_000)
const row = {
  what: 'cable between service and PostgreSQL pulled out (network namespaces)',
  engine: 'PostgreSQL',
  again: again(import.meta.url),
} as const
const why = programs() === undefined ? 'there is no PostgreSQL server' : noNetwork()
const skip = skipUnless(!why, row, why || '')

/** Seconds: less and more than the service tries again by itself, and more than it waits for an answer. */
const LONG = FULL ? [1, 9, 26] : [1]

t.test('a network that falls silent loses nothing acknowledged', { skip }, async (t) => {
  await build()
  const network = makeNetwork()
  t.teardown(() => network.end())
  process.once('exit', () => network.end())
  const cluster = await startCluster({ around: () => ({ host: network.host, network: network.name }) })
  t.teardown(async () => {
    network.plug()
    await cluster.end()
    rmSync(dirname(cluster.data), { recursive: true, force: true })
  })
  const stage = await setStage(t, t.testdir({}), { url: await freshDatabase(cluster) })
  const { clients, ledger, sop, of, as } = stage
  const answers = new Map<string, number>()
  let longest = 0
  /** Asks, and notes how it was answered and when. */
  const ask = async (name: string, call: () => ReturnType<ReturnType<typeof of>>) => {
    const at = performance.now()
    const answer = await call()
    longest = Math.max(longest, performance.now() - at)
    const said = answer.status < 300 ? `${name} yes` : `${name} ${answer.status} ${answer.body.code}`
    answers.set(said, (answers.get(said) ?? 0) + 1)
    return answer
  }
  /** Writes on and on; what is not acknowledged is sent again under its key until it is. */
  const keep = async (client: Client, over: () => boolean) => {
    for (let [turn, last] = [0, false]; !last;) {
      const { status, body } = await ask('read', () => of(client)('GET', `/sops/${sop}`))
      if (status !== 200) continue
      last = over()
      const { path, body: sent, idempotency, acknowledge } = compose(sop, client, body.head, turn)
      turn += 1
      const send = () => ask('write', () => of(client)('POST', path, sent, idempotency))
      let answer = await send()
      for (let left = 50; answer.status >= 300 && left > 0; left -= 1) {
        await pause(100)
        answer = await send()
      }
      ledger.add(acknowledge(good(answer)))
    }
  }

  const TRIES = tries(2, 30)
  let gone = 0
  for (let turn = 0; turn < TRIES; turn += 1) {
    const seconds = LONG[turn % LONG.length]!
    const known = ledger.entries.length
    let over = false
    const writing = Promise.all(clients.map((client) => keep(client, () => over)))
    await stage.busy(3)
    await pause(Math.random() * 150)
    network.unplug()
    await pause(1_000 * seconds)
    network.plug()
    over = true
    await writing
    const wrong = await stage.wrong(ledger.entries.slice(known))
    gone += wrong.length
    t.same(wrong, [], `${seconds} s: nothing lost, nothing twice`)
  }
  t.same(await lost(as('tha'), ledger.entries), [], 'nothing of earlier turns is lost either')
  const odd = [...answers.keys()].filter(
    (name) => !/ (yes|503 (storage-failed|save-uncertain|service-busy))$/.test(name),
  )
  t.same(odd, [], 'every answer is a yes, or an honest no')
  const refused = [...answers].filter(([name]) => name.startsWith('write 503'))
  const counts = refused.map(([name, count]) => `${count} × ${name.slice(6)}`).join(', ')
  const words = `for ${LONG.join(', ')} s; ${ledger.entries.length} acknowledged; refused meanwhile: ${counts || 'none'}; each there once when sent again; the longest wait for an answer ${Math.ceil(longest / 1000)} s`
  t.comment(`${words}; ${[...answers].map(([name, count]) => `${count} × ${name}`).join(', ')}`)
  report({ ...row, tries: TRIES, lost: gone, note: words })
})
