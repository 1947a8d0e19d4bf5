// PostgreSQL is killed, paused, restarted and cut off in the midst of saves: nothing acknowledged is lost, nothing twice.
import { setTimeout as pause } from 'node:timers/promises'
import t from 'tap'
import { type Cluster, freshDatabase, programs, run, startCluster } from '../helpers/postgres.ts'
import { type Client, compose, good, settle } from './harness.ts'
import { type Relay, relay } from './relay.ts'
import { again, FULL, report, skipUnless, tries } from './rows.ts'
import { build } from './service.ts'
import { setStage, type Stage } from './stage.ts'

t.setTimeout(900_000)
const AGAIN = again(import.meta.url)
const row = { what: 'PostgreSQL killed, paused, cut off', engine: 'PostgreSQL', again: AGAIN } as const
const SHORT = FULL ? false : 'in the full form: npm run test:faults'
const skip = skipUnless(programs() !== undefined, row, 'there is no PostgreSQL server')

/** A server of one's own behind a relay, and a service that reaches it through that. */
interface Scene {
  readonly stage: Stage
  readonly way: Relay
  /** Starts the server again, once it is gone. */
  readonly restart: () => Promise<void>
  readonly pid: () => number
}

async function scene(t: Parameters<typeof setStage>[0]): Promise<Scene> {
  await build()
  const cluster: Cluster = await startCluster()
  let server: Pick<Cluster, 'pid' | 'end'> = cluster
  const url = await freshDatabase(cluster)
  const way = await relay(cluster.port)
  t.teardown(async () => {
    await way.end()
    await server.end()
  })
  const through = new URL(url)
  through.port = String(way.port)
  const stage = await setStage(t, t.testdir({}), { url, database: through.href })
  const password = new URL(cluster.admin).password
  return {
    ...{ stage, way, pid: () => server.pid },
    restart: async () => {
      server = await run(programs()!, cluster.data, cluster.port, password, [])
    },
  }
}

/** How requests were answered while something failed. */
type Answers = Map<string, number>

t.test('PostgreSQL', { skip }, async (t) => {
  const { stage, way, restart, pid } = await scene(t)
  const { clients, ledger, sop, of, as } = stage

  /** Clients write for a while through a fault; what is not acknowledged they send again under its key until it is. */
  const through = async (fault: () => Promise<void>): Promise<Answers> => {
    const answers: Answers = new Map()
    let over = false
    const keep = async (client: Client) => {
      for (let turn = 0; !over || turn === 0; turn += 1) {
        const { status, body } = await of(client)('GET', `/sops/${sop}`)
        note(answers, `read ${status}`, body)
        if (status !== 200) {
          await pause(50)
          continue
        }
        client.pending = compose(sop, client, body.head, turn)
        await insist(client, answers)
      }
    }
    const insist = async (client: Client, answers: Answers) => {
      for (let left = 100; left > 0; left -= 1) {
        const { path, body, idempotency, acknowledge } = client.pending!
        const answer = await of(client)('POST', path, body, idempotency)
        note(answers, `write ${answer.status}`, answer.body)
        if (answer.status < 300) {
          ledger.add(acknowledge(answer.body))
          client.pending = undefined
          return
        }
        await pause(100)
      }
    }
    const writing = clients.map(keep)
    await pause(150 + Math.random() * 200)
    await fault()
    await pause(300)
    over = true
    await Promise.all(writing)
    return answers
  }
  const note = (answers: Answers, name: string, body: any) => {
    const said = body?.code === undefined ? name : `${name} ${body.code}`
    answers.set(said, (answers.get(said) ?? 0) + 1)
  }

  /** Goes through a fault so many times and checks all each time. */
  const survives = async (
    t: Parameters<typeof setStage>[0],
    what: string,
    times: number,
    fault: () => Promise<void>,
  ) => {
    const sum: Answers = new Map()
    let [gone, begun] = [0, ledger.entries.length]
    for (let turn = 1; turn <= times; turn += 1) {
      const known = ledger.entries.length
      for (const [name, count] of await through(fault)) sum.set(name, (sum.get(name) ?? 0) + count)
      const wrong = await stage.wrong(ledger.entries.slice(known))
      gone += wrong.length
      t.same(wrong, [], `${what}, ${turn}: nothing lost, nothing twice`)
    }
    const odd = [...sum.keys()].filter(
      (name) =>
        !/^(read|write) (20\d|503 (storage-failed|save-uncertain|service-busy|storage-read-only))$/.test(
          name,
        ),
    )
    t.same(odd, [], `${what}: every answer is a yes, or an honest no`)
    t.comment([...sum].map(([name, count]) => `${count} × ${name}`).join(', '))
    const refused = [...sum]
      .filter(([name]) => name.startsWith('write 503'))
      .map(([name, count]) => `${count} × ${name.slice(6)}`)
    begun = ledger.entries.length - begun
    report({
      ...{ ...row, what, tries: times, lost: gone },
      note: `${begun} acknowledged; refused meanwhile: ${refused.join(', ') || 'none'}; each there once when sent again`,
    })
  }

  await t.test('killed', (t) =>
    survives(
      t,
      'PostgreSQL’s first process killed (SIGKILL); the others end when they see it',
      tries(1, 10),
      async () => {
        // Its children end by themselves when they see that it is gone.
        process.kill(pid(), 'SIGKILL')
        await pause(300)
        await restart()
      },
    ),
  )
  await t.test('restarted', { skip: SHORT }, (t) =>
    survives(t, 'PostgreSQL restarted in the midst of saves', tries(1, 10), async () => {
      process.kill(pid(), 'SIGINT')
      await pause(1_000)
      await restart()
    }),
  )
  await t.test('a connection ended', { skip: SHORT }, (t) =>
    survives(t, 'connections ended by the server', tries(2, 20), async () => {
      way.mend()
      await pause(200)
    }),
  )
  await t.test('paused', { skip: SHORT }, (t) =>
    survives(
      t,
      'PostgreSQL held up: its first process stopped, the network silent, for one to three seconds',
      tries(1, 10),
      async () => {
        process.kill(pid(), 'SIGSTOP')
        way.hold()
        await pause(1_000 + Math.random() * 2_000)
        process.kill(pid(), 'SIGCONT')
        way.mend()
      },
    ),
  )
  let turn = 0
  await t.test('cut off', (t) =>
    survives(
      t,
      'network between service and PostgreSQL cut for one second or nine',
      tries(1, 10),
      async () => {
        way.cut()
        // Longer than the service tries again by itself, in every other turn.
        await pause(FULL && (turn += 1) % 2 ? 9_000 : 1_000)
        way.mend()
      },
    ),
  )

  await t.test('cut off at each statement of a save, and before each answer', async (t) => {
    const client = clients[0]!
    const count = { asked: 0 }
    const begin = async () => {
      client.pending = compose(sop, client, good(await as('idn')('GET', `/sops/${sop}`)).head, 0)
    }
    await begin()
    way.watch(() => {
      count.asked += 1
      return true
    })
    await settle(of(client), client, ledger)
    way.watch(undefined)
    t.ok(count.asked > 4, `${count.asked} packets go to the server in a save`)
    const points = Array.from({ length: count.asked }, (_, place) => place + 1).flatMap((at) => [
      { at, back: false },
      { at, back: true },
    ])
    const few = tries(2, points.length)
    let [gone, tried, refused] = [0, 0, 0]
    for (const { at, back } of points.filter((_, place) => (place * few) % points.length < few)) {
      const known = ledger.entries.length
      await begin()
      let seen = 0
      const look = () => (seen += 1) !== at
      if (back) way.watchAnswers(look)
      else way.watch(look)
      const { path, body, idempotency, acknowledge } = client.pending!
      const mending = pause(200).then(() => {
        way.watch(undefined)
        way.watchAnswers(undefined)
        way.mend()
      })
      let answer = await of(client)('POST', path, body, idempotency)
      await mending
      for (let left = 50; answer.status >= 300 && left > 0; left -= 1) {
        refused += 1
        t.equal(answer.status, 503, `${at}: ${answer.body.code}`)
        await pause(100)
        answer = await of(client)('POST', path, body, idempotency)
      }
      ledger.add(acknowledge(good(answer)))
      client.pending = undefined
      const wrong = await stage.wrong(ledger.entries.slice(known))
      gone += wrong.length
      tried += 1
      t.same(wrong, [], `${back ? 'answer' : 'statement'} ${at}`)
    }
    report({
      ...{
        ...row,
        what: 'network cut at each statement of a save, and at its answer',
        tries: tried,
        lost: gone,
      },
      note: `the service finds out by itself what became of the commit; refused with 503 ${refused} times; each there once`,
    })
  })

  await t.test('the service killed', async (t) => {
    const KILLS = tries(1, 200)
    let [cut, gone] = [0, 0]
    const begun = ledger.entries.length
    for (let kill = 1; kill <= KILLS; kill += 1) {
      const known = ledger.entries.length
      cut += await stage.crashAt(async () => {
        await stage.busy(3 + Math.random() * 25)
        await pause(Math.random() * 20)
      })
      const wrong = await stage.wrong(ledger.entries.slice(known))
      gone += wrong.length
      t.same(wrong, [], `kill ${kill}`)
    }
    report({
      ...{
        what: 'process killed at random moments (SIGKILL)',
        engine: 'PostgreSQL',
        tries: KILLS,
        lost: gone,
      },
      note: `${ledger.entries.length - begun} acknowledged; ${cut} requests cut off, sent again, each there once`,
      again: AGAIN,
    })
  })
})
