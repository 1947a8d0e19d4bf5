// The disk below PostgreSQL fails, or one of its processes dies at a step of a save: nothing acknowledged is lost.
import t, { type Test } from 'tap'
import { programs } from '../helpers/postgres.ts'
import { CALLS, compiles, FAULTS, NO_DISK_LIBRARY, type Step, type When } from './disk.ts'
import { type Ground, groundOf } from './ground.ts'
import { type Client, compose, good, type Pending, settle, sha256 } from './harness.ts'
import { again, report, skipUnless, tries } from './rows.ts'
import { build } from './service.ts'
import { setStage, type Stage } from './stage.ts'

t.setTimeout(1_800_000)
const row = {
  what: 'disk fails below PostgreSQL: EIO, ENOSPC, a failed sync',
  engine: 'PostgreSQL',
  again: again(import.meta.url),
} as const
const able = process.platform === 'linux' && programs() !== undefined && compiles()
const skip = skipUnless(able, row, `${NO_DISK_LIBRARY}, and a PostgreSQL server`)

/** How many of a thousand calls fail, and how many in all: one alone lets PostgreSQL recover at once. */
const RATES = [
  [150, 1],
  [10, Infinity],
  [50, 1],
  [100, Infinity],
  [300, 2],
  [1000, Infinity],
] as const

const HONEST =
  / (20\d|503 (storage-failed|save-uncertain|service-busy)|507 storage-full|500 storage-damaged)$/

t.test('below PostgreSQL', { skip }, async (t) => {
  await build()
  const ground = await groundOf(t)
  const stage = await setStage(t, t.testdir({}), { url: ground.url })
  const head = async () =>
    good(await stage.as('idn')('GET', `/sops/${stage.sop}`)).head as { number: number; version: string }

  await t.test('a disk that fails loses nothing acknowledged and keeps nothing refused', async (t) => {
    const { clients, ledger, sop, of } = stage
    const answers = new Map<string, number>()
    const note = (name: string, status: number, body: any) => {
      const said = status < 300 ? `${name} ${status}` : `${name} ${status} ${body.code}`
      answers.set(said, (answers.get(said) ?? 0) + 1)
    }
    let [hits, ended, uncertain, refusals, gone] = [0, 0, 0, 0, 0]

    /** Writes some turns, or some seconds, whatever is answered, until nobody knows what became of a save. */
    const writing = async (client: Client, run: number, refused: Set<string>) => {
      const until = Date.now() + 2_500
      for (let turn = 0; turn < 6 && Date.now() < until; turn += 1) {
        const { status, body } = await of(client)('GET', `/sops/${sop}`)
        note('read', status, body)
        if (status !== 200) continue
        const pending = compose(sop, client, body.head, run + turn)
        const answer = await of(client)('POST', pending.path, pending.body, pending.idempotency)
        note('write', answer.status, answer.body)
        if (answer.status < 300) ledger.add(pending.acknowledge(answer.body))
        else if (answer.body.code === 'save-uncertain') {
          client.pending = pending
          return
        } else refused.add(wordsOf(pending))
      }
    }

    const RUNS = tries(3, 50)
    for (let run = 0; run < RUNS; run += 1) {
      const [name, mask, error] = FAULTS[run % FAULTS.length]!
      const [rate, most] = RATES[Math.floor(run / FAULTS.length) % RATES.length]!
      const [known, before] = [ledger.entries.length, await head()]
      const refused = new Set<string>()
      ground.disk.fail(mask, error, rate, Math.min(most, 0xffff_ffff))
      await Promise.all([
        ground.ask('checkpoint').catch(() => undefined),
        ...clients.map((client) => writing(client, run, refused)),
      ])
      hits += Math.min(most, ground.disk.well().hits)
      if ((await ground.up()) === 'ended') ended += 1
      await ground.ask('checkpoint')
      for (const client of clients) {
        if (client.pending) uncertain += 1
        await settle(of(client), client, ledger)
      }
      const client = clients[run % clients.length]!
      client.pending = compose(sop, client, await head(), 0)
      await settle(of(client), client, ledger)
      const wrong = [
        ...(await stage.wrong(ledger.entries.slice(known))),
        ...(await kept(ground, stage, refused, before.number)),
      ]
      gone += wrong.length
      refusals += refused.size
      t.same(wrong, [], `${name}, ${rate} ‰, at most ${most}: nothing lost, nothing kept that was refused`)
    }
    t.ok(hits >= RUNS / 2, `${hits} calls failed`)
    t.same(
      [...answers.keys()].filter((name) => !HONEST.test(name)),
      [],
      'every answer is a yes, or an honest no',
    )
    const sum = [...answers].map(([name, times]) => `${times} × ${name}`).sort()
    const words = `${hits} calls failed; PostgreSQL ended ${ended} times, and was started again; ${ledger.entries.length} acknowledged; of ${refusals} refused none stands in a version or a thread; ${uncertain} uncertain, each there once when sent again`
    t.comment(`${sum.join(', ')}; ${words}`)
    report({ ...row, tries: RUNS, lost: gone, note: words })
  })

  await t.test(
    'a process that dies at a step of a save or of a checkpoint leaves it whole or not at all',
    (t) => steps(t, ground, stage, head),
  )
})

async function steps(t: Test, ground: Ground, stage: Stage, head: () => Promise<any>) {
  const { clients, ledger, sop, of } = stage
  const client = clients[0]!
  const MASK = CALLS.write | CALLS.sync
  const begin = async (turn: number) => (client.pending = compose(sop, client, await head(), turn))
  const save = async (turn: number) => {
    await begin(turn)
    await settle(of(client), client, ledger)
  }
  const sums = { died: 0, ridden: 0, refused: 0, gone: 0, tries: 0 }

  /** Sends a save while a process of the server dies at a step; what is refused is sent again until it stands. */
  const dieAt = async (
    turn: number,
    call: number,
    when: When,
    name: string,
    meanwhile?: () => Promise<unknown>,
  ) => {
    const known = ledger.entries.length
    const before = await head()
    const { path, body, idempotency, acknowledge } = await begin(turn)
    const sending = () => of(client)('POST', path, body, idempotency)
    ground.disk.dieAt(call, when, MASK)
    const dying = meanwhile?.()
    let answer = await sending()
    await dying
    sums.died += ground.disk.well().hits
    sums.tries += 1
    if (answer.status < 300) sums.ridden += 1
    await ground.up()
    for (let left = 20; answer.status >= 300 && left > 0; left -= 1) {
      sums.refused += 1
      t.equal(answer.status, 503, `${name}: ${answer.body.code}`)
      answer = await sending()
    }
    ledger.add(acknowledge(good(answer)))
    client.pending = undefined
    const wrong = await stage.wrong(ledger.entries.slice(known))
    sums.gone += wrong.length
    t.same(wrong, [], `${name}: nothing lost`)
    if (turn === 0) t.equal((await head()).number, before.number + 1, `${name}: saved once`)
  }

  for (const [turn, saved] of [
    [0, 'version'],
    [1, 'thread'],
  ] as const) {
    await save(turn)
    ground.disk.count(MASK)
    await save(turn)
    const steps = ground.disk.well().steps
    t.comment(`a ${saved}: ${steps.map(told).join(', ')}`)
    t.ok(
      steps.some(({ what, file }) => what === 'sync' && file.includes('pg_wal')),
      `a ${saved} is synced`,
    )
    for (const { at, when, step } of chosen(momentsOf(steps), tries(3, 200)))
      await dieAt(turn, at, when, `${saved}, ${when} ${told(step)}, ${at} of ${steps.length}`)
  }
  report({
    ...{ ...row, what: 'a process of PostgreSQL killed at each step of a save' },
    ...{ tries: sums.tries, lost: sums.gone },
    note: `before, in the midst of and after each write and sync of a version and of a thread; ${sums.died} died at the step meant; the service rode over ${sums.ridden} of ${sums.tries} by itself, the others were refused with 503; each there once`,
  })

  const before = { ...sums }
  // One save writes fewer pages than another, so that one step meant may not come.
  const missed = before.tries - before.died
  t.ok(missed <= Math.max(2, before.tries / 10), `${before.died} of ${before.tries} died at the step meant`)
  await save(0)
  ground.disk.count(MASK)
  await ground.ask('checkpoint')
  const all = ground.disk.well().steps
  for (const { at, when, step } of chosen(momentsOf(all), tries(3, 60))) {
    await save(0)
    await dieAt(0, at, when, `checkpoint, ${when} ${told(step)}, ${at} of ${all.length}`, () =>
      ground.ask('checkpoint').catch(() => undefined),
    )
  }
  // And one checkpoint fewer than another.
  const [died, meant] = [sums.died - before.died, sums.tries - before.tries]
  t.ok(died >= meant / 2, `${died} of ${meant} died at the step meant`)
  report({
    ...{ ...row, what: 'a process of PostgreSQL killed at steps of a save and a checkpoint at once' },
    ...{ tries: meant, lost: sums.gone - before.gone },
    note: `while changed pages are written into the files; ${died} died`,
  })
}

const momentsOf = (steps: readonly Step[]) =>
  steps.flatMap((step, place) =>
    (step.what === 'sync' ? (['before', 'after'] as const) : (['before', 'halfway', 'after'] as const)).map(
      (when) => ({ when, step, at: place + 1 }),
    ),
  )

const told = ({ what, file }: Step): string => `${what} ${/[^/]+\/[^/]+$/.exec(file)?.[0] ?? file}`

/** So many of them, evenly spread. */
const chosen = <T>(all: readonly T[], few: number): T[] =>
  all.filter((_, place) => (place * few) % all.length < Math.min(few, all.length))

const wordsOf = ({ body }: Pending): string => /Kata [^"]+ ถ้อยคำ/.exec(JSON.stringify(body))![0]

/** What was refused and stands in a version since a number, or in a thread. */
async function kept(
  ground: Ground,
  { as, sop }: Stage,
  refused: ReadonlySet<string>,
  since: number,
): Promise<string[]> {
  const digests = new Set([...refused].map(sha256))
  const found: string[] = []
  const { head } = good(await as('tha')('GET', `/sops/${sop}`))
  for (let number = since + 1; number <= head.number; number += 1) {
    const { root } = good(await as('tha')('GET', `/sops/${sop}/versions/${number}`))
    const clauses = [root]
    for (let clause = clauses.pop(); clause; clause = clauses.pop()) {
      clauses.push(...(clause.children ?? []))
      if (digests.has(sha256(clause.texts?.en?.text ?? ''))) found.push(`refused, and in version ${number}`)
    }
  }
  const comments = await ground.ask(`select body from "sop_${sop}".comment`)
  for (const { body } of comments) if (refused.has(body as string)) found.push('refused, and in a thread')
  return found
}
