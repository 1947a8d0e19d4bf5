// A commit that waits for the standby loses its connection, its process or its patience: it is not acknowledged before.
import { existsSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import t from 'tap'
import { compose, good, lost, settle } from './harness.ts'
import { noPair, pairOf } from './pair.ts'
import { relay } from './relay.ts'
import { again, FULL, report, skipUnless, tries } from './rows.ts'
import { build } from './service.ts'
import { setStage } from './stage.ts'

t.setTimeout(900_000)
const row = {
  what: 'a commit whose wait for the synchronous standby breaks off',
  engine: 'PostgreSQL',
  again: again(import.meta.url),
} as const
const skip = skipUnless(!noPair(), row, noPair() || '')

t.test('while the standby is held, nothing is acknowledged', { skip }, async (t) => {
  await build()
  const pair = await pairOf(t)
  const way = await relay(pair.port())
  t.teardown(() => way.end())
  await pair.follow('sync')
  const stage = await setStage(t, t.testdir({}), { url: pair.url(), database: pair.url(way.port) })
  const { clients, ledger, sop, of } = stage
  let receiver = 0
  /** Goes on to follow; where the primary was killed meanwhile, a process of another number does. */
  const release = () => {
    if (existsSync(`/proc/${receiver}`)) process.kill(receiver, 'SIGCONT')
  }
  t.teardown(release)

  /** Processes of the primary that wait for the standby to have what they committed. */
  const waiting = async (): Promise<number[]> => {
    const rows = await pair.ask(`select pid from pg_stat_activity where wait_event = 'SyncRep'`)
    return rows.map(({ pid }) => pid as number)
  }
  const untilOneWaits = async (held: () => boolean) => {
    for (let left = 500; left > 0; left -= 1) {
      const [pid] = held() ? await waiting().catch(() => []) : []
      if (pid !== undefined) return pid
      await pause(10)
    }
    throw new Error('no commit waits for the standby')
  }
  const asAll = (call: string) => async () => {
    for (let left = 5; left > 0; left -= 1) {
      await pair.ask(`select ${call}(pid) from pg_stat_activity where wait_event = 'SyncRep'`)
      await pause(200)
    }
  }
  /** What breaks off a wait; the primary has committed by then. */
  const BREAKS: readonly (readonly [string, (pid: number) => unknown])[] = [
    [
      'its connection is cut',
      () => {
        way.cut()
        way.mend()
      },
    ],
    ['its process is ended', (pid) => pair.ask(`select pg_terminate_backend(${pid})`)],
    ['its wait is cancelled', (pid) => pair.ask(`select pg_cancel_backend(${pid})`)],
    ['its process is killed, and the primary recovers', (pid) => process.kill(pid, 'SIGKILL')],
    ['its process is ended, and each that asks after it', asAll('pg_terminate_backend')],
    ['its wait is cancelled, and each that asks after it', asAll('pg_cancel_backend')],
  ]
  /** A save commits twice: who did it, in the room; then the version, at the table. */
  const cases = [2, 1].flatMap((commit) => BREAKS.map(([name, fault]) => ({ commit, name, fault })))
  const TRIES = tries(4, 60)
  const sums = { acknowledged: 0, uncertain: 0, early: 0, gone: 0 }
  for (let turn = 0; turn < TRIES; turn += 1) {
    const { commit, name, fault } = cases[turn % cases.length]!
    receiver = await pair.receiver()
    const known = ledger.entries.length
    const client = clients[turn % clients.length]!
    const { head } = good(await of(client)('GET', `/sops/${sop}`))
    client.pending = compose(sop, client, head, 0)
    let [begun, held] = [0, false]
    way.watch((packet) => {
      const text = packet.toString('latin1')
      if (text.includes('pg_current_xact_id')) begun += 1
      if (!held && begun >= commit && /\bcommit\0/.test(text)) held = process.kill(receiver, 'SIGSTOP')
      return true
    })
    const { path, body, idempotency } = client.pending
    let answer: { readonly status: number; readonly body: any } | undefined
    const sending = of(client)('POST', path, body, idempotency).then((found) => (answer = found))
    await fault(await untilOneWaits(() => held))
    way.watch(undefined)
    await pause(FULL && turn % 3 === 0 ? 7_000 : 1_200)
    const early = answer
    if (early && early.status < 300) sums.early += 1
    t.notOk(
      early && early.status < 300,
      `${name}, commit ${commit}: not acknowledged while the standby lacks it`,
    )
    release()
    const { status, body: said } = await sending
    if (status < 300) sums.acknowledged += 1
    else {
      sums.uncertain += 1
      t.match(`${status} ${said.code}`, /^503 (save-uncertain|storage-failed)$/, 'or an honest no')
    }
    await settle(of(client), client, ledger)
    const wrong = await stage.wrong(ledger.entries.slice(known))
    sums.gone += wrong.length
    t.same(wrong, [], `${name}, commit ${commit}: there once`)
  }
  await pair.kill()
  await pair.promote()
  await stage.service().kill()
  await stage.next()
  const missing = await lost(stage.as('tha'), ledger.entries)
  t.same(missing, [], 'the standby has all that was acknowledged')
  const words = `none acknowledged while the standby was held; then ${sums.acknowledged} acknowledged and ${sums.uncertain} refused with 503, each there once when sent again, also on the standby once it took over`
  t.comment(words)
  report({ ...row, tries: TRIES, lost: sums.early + sums.gone + missing.length, note: words })
})
