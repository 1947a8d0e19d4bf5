// The process is killed at each call by which a save reaches the disk: before it, in the midst of it, and after it.
import { join } from 'node:path'
import t from 'tap'
import { between, NO_DISK_LIBRARY, type Step, type When } from './disk.ts'
import { compose, good, settle } from './harness.ts'
import { again, report, skipUnless, tries } from './rows.ts'
import { build } from './service.ts'
import { setStage } from './stage.ts'

t.setTimeout(900_000)
await build()
const place = t.testdir({})
const folder = join(place, 'data')
const disk = between(place, folder)
const row = {
  what: 'process killed at each step of a save',
  engine: 'SQLite',
  again: again(import.meta.url),
} as const

t.test(
  'a save that is cut off at any step is there whole or not at all',
  {
    skip: skipUnless(disk !== undefined, row, NO_DISK_LIBRARY),
  },
  async (t) => {
    const stage = await setStage(t, place, { env: disk!.env })
    const { clients, ledger, sop, of, as } = stage
    const client = clients[0]!
    const head = async () => good(await as('idn')('GET', `/sops/${sop}`)).head as { number: number }
    const begin = async (turn: number) => {
      client.pending = compose(sop, client, await head(), turn)
    }
    let [died, whole, none, gone] = [0, 0, 0, 0]

    /** Sends a save that dies at a step; then looks what is there, sends it again, and checks all. */
    const dieAt = async (turn: number, call: number, when: When, name: string) => {
      const known = ledger.entries.length
      await begin(turn)
      const before = await head()
      disk!.dieAt(call, when)
      const answered = await settle(of(client), client, ledger).then(
        () => true,
        () => false,
      )
      await stage.service().kill()
      const { hits } = disk!.well()
      await stage.next()
      died += hits
      const after = await head()
      if (!answered && turn === 0) {
        if (after.number === before.number) none += 1
        else whole += 1
      }
      await settle(of(client), client, ledger)
      if (turn === 0) t.equal((await head()).number, before.number + 1, `${name}: saved once`)
      const wrong = await stage.wrong(ledger.entries.slice(known))
      gone += wrong.length
      t.same(wrong, [], `${name}: nothing lost`)
    }

    /** The calls of one save, counted on a service that has just started, as each that dies has. */
    const stepsOf = async (turn: number): Promise<readonly Step[]> => {
      await begin(turn)
      disk!.count()
      await settle(of(client), client, ledger)
      const { steps } = disk!.well()
      await stage.service().kill()
      await stage.next()
      return steps
    }

    const chosen = <T>(all: readonly T[], few: number) =>
      all.filter((_, place) => place % Math.ceil(all.length / few) === 0)
    let points = 0
    for (const [turn, saved] of [
      [0, 'version'],
      [1, 'thread'],
    ] as const) {
      const steps = await stepsOf(turn)
      t.ok(
        steps.filter(({ what }) => what === 'sync').length >= 1,
        `a ${saved} is synced before it is acknowledged`,
      )
      const moments = steps.flatMap((step, at) =>
        (step.what === 'write'
          ? (['before', 'halfway', 'after'] as const)
          : (['before', 'after'] as const)
        ).map((when) => ({
          when,
          at: at + 1,
          name: `${saved}, ${when} ${step.what} ${at + 1} of ${steps.length}`,
        })),
      )
      for (const { when, at, name } of chosen(moments, tries(2, 50))) {
        points += 1
        await dieAt(turn, at, when, name)
      }
    }
    t.ok(died > 0.9 * points, `${died} of ${points} died at the step meant`)
    report({
      ...{ ...row, tries: points, lost: gone },
      note: `before, in the midst of and after each write and sync of a version and of a thread; of ${none + whole} versions cut off ${whole} were there whole, ${none} not at all, each there once when sent again`,
    })

    await t.test('and so is an end of the process, when the log is moved into the file', async (t) => {
      const end = async () => {
        await stage.service().stop()
        return disk!.well()
      }
      await begin(0)
      await settle(of(client), client, ledger)
      disk!.count()
      const { steps } = await end()
      await stage.next()
      let ends = 0
      let missing = 0
      for (const at of chosen(
        steps.map((_, place) => place + 1),
        tries(1, 20),
      )) {
        const known = ledger.entries.length
        await begin(0)
        await settle(of(client), client, ledger)
        disk!.dieAt(at, steps[at - 1]!.what === 'write' ? 'halfway' : 'before')
        await end()
        await stage.next()
        const wrong = await stage.wrong(ledger.entries.slice(known))
        missing += wrong.length
        ends += 1
        t.same(wrong, [], `${steps[at - 1]!.what} ${at} of ${steps.length}`)
      }
      report({
        ...{ ...row, what: 'process killed at each step of its end', tries: ends, lost: missing },
        note: 'while the write-ahead logs are moved into the files',
      })
    })
  },
)
