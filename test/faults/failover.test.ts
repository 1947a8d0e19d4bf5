// PostgreSQL's primary is killed and its synchronous standby takes over, while clients save: nothing acknowledged is lost.
import { setTimeout as pause } from 'node:timers/promises'
import t from 'tap'
import { type Client, compose, good, lost, settle } from './harness.ts'
import { noPair, pairOf } from './pair.ts'
import { again, FULL, report, skipUnless, tries } from './rows.ts'
import { build } from './service.ts'
import { setStage } from './stage.ts'

t.setTimeout(900_000)
const ONLY = !FULL && 'in the full form: npm run test:faults'
const WHAT = 'PostgreSQL’s primary killed with all its processes, its synchronous standby promoted'
const row = { what: WHAT, engine: 'PostgreSQL', again: again(import.meta.url) } as const
const skip = skipUnless(!noPair(), row, noPair() || '')

t.test('the primary is killed', { skip }, async (t) => {
  await build()
  const pair = await pairOf(t)
  const stage = await setStage(t, t.testdir({}), { url: pair.url() })
  const { clients, ledger, sop, of, as } = stage
  const answers = new Map<string, number>()
  const note = (name: string, status: number, body: any) => {
    const said = status < 300 ? `${name} yes` : `${name} ${status} ${body.code}`
    answers.set(said, (answers.get(said) ?? 0) + 1)
  }

  /** Sends under one key until it is acknowledged. */
  const insist = async (client: Client) => {
    const { path, body, idempotency, acknowledge } = client.pending!
    for (let left = 300; left > 0; left -= 1) {
      const answer = await of(client)('POST', path, body, idempotency)
      note('write', answer.status, answer.body)
      if (answer.status < 300) {
        ledger.add(acknowledge(answer.body))
        client.pending = undefined
        return
      }
      await pause(100)
    }
    throw new Error('a save is refused without end')
  }
  /** Writes on and on; stops only after a save that was begun when all was over. */
  const keep = async (client: Client, over: () => boolean) => {
    for (let [turn, last] = [0, false]; !last;) {
      const { status, body } = await of(client)('GET', `/sops/${sop}`)
      note('read', status, body)
      if (status !== 200) {
        await pause(50)
        continue
      }
      last = over()
      client.pending = compose(sop, client, body.head, turn)
      await insist(client)
    }
  }

  const FAILOVERS = tries(1, 10)
  let [gone, before] = [0, 0]
  const silent: number[] = []
  for (let turn = 1; turn <= FAILOVERS; turn += 1) {
    await pair.follow('sync')
    const known = ledger.entries.length
    let over = false
    const writing = Promise.all(clients.map((client) => keep(client, () => over)))
    const fault = async () => {
      await stage.busy(6)
      await pause(Math.random() * 100)
      const at = performance.now()
      await pair.kill()
      before += ledger.entries.length - known
      await pause(Math.random() * 500)
      await pair.promote()
      await stage.busy(1)
      silent.push(Math.round(performance.now() - at))
      over = true
    }
    await Promise.all([fault(), writing])
    const wrong = await stage.wrong(ledger.entries.slice(known))
    gone += wrong.length
    t.same(wrong, [], `${turn}: nothing lost, nothing twice`)
  }
  t.same(await lost(as('tha'), ledger.entries), [], 'nothing of earlier turns is lost either')
  const odd = [...answers.keys()].filter(
    (name) => !/ (yes|503 (storage-failed|save-uncertain|service-busy|storage-read-only))$/.test(name),
  )
  t.same(odd, [], 'every answer is a yes, or an honest no')
  const refused = [...answers].filter(([name]) => name.startsWith('write 503'))
  const counts = refused.map(([name, count]) => `${count} × ${name.slice(6)}`).join(', ')
  t.ok(before > FAILOVERS, 'saves were acknowledged before each kill')
  const words = `${ledger.entries.length} acknowledged, ${before} of them before a kill; refused meanwhile: ${counts || 'none'}; each there once when sent again; saved again within ${Math.max(...silent)} ms of the kill`
  t.comment(words)
  report({ ...row, tries: FAILOVERS, lost: gone, note: words })

  await t.test('a standby that nobody waits for loses, and it is seen', { skip: ONLY }, async (t) => {
    await pair.follow('async')
    await pair.hush()
    const known = ledger.entries.length
    for (const client of clients) {
      client.pending = compose(sop, client, good(await of(client)('GET', `/sops/${sop}`)).head, 0)
      await settle(of(client), client, ledger)
    }
    await pair.kill()
    await pair.promote()
    await stage.service().kill()
    await stage.next()
    const missing = await lost(as('idn'), ledger.entries.slice(known))
    t.ok(missing.length > 0, `${missing.length} of ${clients.length} saves are missing`)
    report({
      ...{ ...row, what: 'control: an asynchronous standby that lags, which has to lose', tries: 1 },
      ...{ lost: missing.length, note: `as it must be: of ${clients.length} acknowledged before the kill` },
    })
  })
})
