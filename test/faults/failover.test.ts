// PostgreSQL's primary is killed and its synchronous standby takes over, while clients save: nothing acknowledged is lost.
import { spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import t, { type Test } from 'tap'
import {
  asked,
  type Cluster,
  freePort,
  freshDatabase,
  programs,
  run,
  someone,
  startCluster,
} from '../helpers/postgres.ts'
import { type Client, compose, good, lost, settle } from './harness.ts'
import { again, FULL, report, skipUnless, tries } from './rows.ts'
import { build } from './service.ts'
import { setStage } from './stage.ts'

t.setTimeout(900_000)
const ONLY = !FULL && 'in the full form: npm run test:faults'
const WHAT = 'PostgreSQL’s primary killed with all its processes, its synchronous standby promoted'
const row = { what: WHAT, engine: 'PostgreSQL', again: again(import.meta.url) } as const
const bin = programs() ?? ''
const able = existsSync(join(bin, 'pg_basebackup')) && existsSync('/proc/self/task')
const skip = skipUnless(able, row, 'there is no pg_basebackup, which makes a standby')

/** A primary, a standby that takes over from it, and the next standby on the port of the dead. */
interface Pair {
  /** Address of a database at both servers. */
  readonly url: string
  /** Copies the primary; returns when the copy is followed, synchronously or not. */
  readonly follow: (state: 'sync' | 'async') => Promise<void>
  /** Stops the process that sends changes to the standby, and nothing else. */
  readonly hush: () => Promise<void>
  /** Kills the primary as a failing machine does: every process, at once. */
  readonly kill: () => Promise<void>
  readonly promote: () => Promise<void>
}

async function pairOf(t: Test): Promise<Pair> {
  const first = await startCluster()
  let primary = first
  let standby: Cluster | undefined
  const place = dirname(first.data)
  t.teardown(async () => {
    await standby?.end()
    await primary.end()
    rmSync(place, { recursive: true, force: true })
  })
  const { password } = new URL(first.admin)
  let [spare, made] = [await freePort(), 0]
  const own = new URL(await freshDatabase(first))
  const ask = async (text: string): Promise<any[]> => (await asked(primary.admin, text)).rows

  const follow = async (state: 'sync' | 'async') => {
    const data = join(place, `standby${(made += 1)}`)
    mkdirSync(data, { mode: 0o700 })
    if (someone.uid !== undefined) chownSync(data, someone.uid, someone.gid)
    const from = ['-h', '127.0.0.1', '-p', String(primary.port), '-U', 'postgres']
    const copied = spawnSync(join(bin, 'pg_basebackup'), ['-D', data, '-R', '-c', 'fast', ...from], {
      ...{ ...someone, encoding: 'utf8', cwd: place },
      env: { PGPASSWORD: password },
    })
    if (copied.status !== 0) throw new Error(`pg_basebackup: ${copied.stderr}`)
    standby = { ...(await run(bin, data, spare, password, [])), data, port: spare }
    // After the copy, so that the standby waits for nobody once it is the primary.
    await ask(`alter system set synchronous_standby_names = '${state === 'sync' ? '*' : ''}'`)
    await ask('select pg_reload_conf()')
    for (let left = 600; ; left -= 1) {
      const [found] = await ask('select state, sync_state from pg_stat_replication')
      if (found?.state === 'streaming' && found.sync_state === state) return
      if (left === 0) throw new Error(`the standby is ${JSON.stringify(found)}`)
      await pause(50)
    }
  }
  return {
    url: own.href.replace(own.host, `${own.host},127.0.0.1:${spare}`),
    follow,
    hush: async () => {
      const [sender] = await ask('select pid from pg_stat_replication')
      process.kill(sender.pid as number, 'SIGSTOP')
    },
    kill: async () => {
      const { pid } = primary
      // It stands still first: so none is born meanwhile, and none that ends is taken off the list.
      process.kill(pid, 'SIGSTOP')
      const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ')
      for (const each of [...children.map(Number), pid]) process.kill(each, 'SIGKILL')
      await primary.end()
    },
    promote: async () => {
      const before = primary
      await asked(standby!.admin, 'select pg_promote(true, 60)')
      ;[primary, standby, spare] = [standby!, undefined, before.port]
      rmSync(before.data, { recursive: true, force: true })
    },
  }
}

t.test('the primary is killed', { skip }, async (t) => {
  await build()
  const pair = await pairOf(t)
  const stage = await setStage(t, t.testdir({}), { url: pair.url })
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
