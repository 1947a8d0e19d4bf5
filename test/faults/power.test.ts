// The power fails in the midst of saves: what reached the disk by then holds all that was acknowledged; a control does not.
import { join, relative } from 'node:path'
import { rmSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { buildApp } from '../../src/app.ts'
import { type Cluster, freePort, freshDatabase, programs, run, startCluster } from '../helpers/postgres.ts'
import { CONFIG, seeded, shippedLists } from '../helpers/start.ts'
import { type Acknowledged, type Call, lost, settle, write } from './harness.ts'
import { type Image, makeImage, noImage } from './image.ts'
import { again, report, type Row, skipUnless, tries } from './rows.ts'
import { build, storesAt } from './service.ts'
import { findings, setStage, type Stage } from './stage.ts'

t.setTimeout(1_200_000)
const AGAIN = again(import.meta.url)
const CUTS = 'power cut in the midst of saves'
const why = noImage()
const row = (engine: Row['engine']) => ({ what: CUTS, engine, again: AGAIN }) as const

/** Cuts of one image before it is made anew, so that checking all of it stays short. */
const ROUND = 25

/** Has SQLite sync less than the service asks it to, and say nothing of it. */
const LOOSE_SQLITE = hook(`
  const { prototype } = require('better-sqlite3')
  const { pragma } = prototype
  prototype.pragma = function (text, options) {
    if (text === 'synchronous = full') return pragma.call(this, 'synchronous = normal')
    return text === 'synchronous' ? 2 : pragma.call(this, text, options)
  }`)

/** Has PostgreSQL answer a commit before it is on the disk. */
const LOOSE_POSTGRES = hook(`
  const { prototype } = require('pg').Client
  const { query } = prototype
  prototype.query = function (text, ...more) {
    const loose = typeof text === 'string'
      ? text.replace("set local lock_timeout = '10s'", "select set_config('synchronous_commit', 'off', true)")
      : text
    return query.call(this, loose, ...more)
  }`)

function hook(text: string): string {
  const source = `
    import { createRequire } from 'node:module'
    const require = createRequire(process.argv[1])
    ${text}`
  return `data:text/javascript,${encodeURIComponent(source)}`
}

/** Asks stores that no service holds, as a head of delegation whose session they know. */
async function asking<T>(at: string, secret: string, job: (call: Call) => Promise<T>): Promise<T> {
  const stores = await storesAt(at)
  const ground = { stores, clock: () => new Date().toISOString(), chance: seeded('power') }
  const edition = { version: '0.0.0-test', icu: '' }
  const { app } = await buildApp(ground, shippedLists(), { ...CONFIG, rate: 1_000_000 }, edition)
  try {
    return await job(async (_, path) => {
      const headers = { authorization: `Bearer ${secret}` }
      const answer = await app.inject({ method: 'GET', url: `/api/v1${path}`, headers })
      return { status: answer.statusCode, body: answer.json() }
    })
  } finally {
    await app.close()
    await stores.close()
  }
}

interface Setting {
  readonly image: Image
  readonly stage: Stage
  /** Opens what a cut left, checks it, and closes it. */
  readonly open: <T>(folder: string, job: (at: string) => Promise<T>) => Promise<T>
}

async function onSqlite(t: Test, control: boolean): Promise<Setting> {
  const image = makeImage(96)
  t.teardown(() => image.end()) // the first is run last
  const env: Record<string, string> = control ? { SANDHI_TEST_HOOK: LOOSE_SQLITE } : {}
  const stage = await setStage(t, t.testdir({}), { folder: join(image.folder, 'data'), env })
  return { image, stage, open: (folder, job) => job(join(folder, 'data')) }
}

async function onPostgres(t: Test, control: boolean): Promise<Setting> {
  const image = makeImage(400)
  t.teardown(() => image.end())
  const settings = ['max_wal_size=96MB', 'min_wal_size=32MB']
  // What isn't waited for is written that much later at the latest: on a busy machine none may fall within the usual 0.2 s.
  if (control) settings.push('wal_writer_delay=10s')
  const { TMPDIR } = process.env
  process.env['TMPDIR'] = image.folder
  const cluster: Cluster = await startCluster({ settings })
  if (TMPDIR === undefined) delete process.env['TMPDIR']
  else process.env['TMPDIR'] = TMPDIR
  t.teardown(() => cluster.end())
  const url = await freshDatabase(cluster)
  const env: Record<string, string> = control ? { SANDHI_TEST_HOOK: LOOSE_POSTGRES } : {}
  const stage = await setStage(t, t.testdir({}), { url, env })
  return {
    image,
    stage,
    open: async (folder, job) => {
      const data = join(folder, relative(image.folder, cluster.data))
      rmSync(join(data, 'postmaster.pid'), { force: true })
      const port = await freePort()
      const { password } = new URL(cluster.admin)
      const copy = await run(programs()!, data, port, password, settings)
      const at = new URL(url)
      at.port = String(port)
      try {
        return await job(at.href)
      } finally {
        await copy.end()
      }
    },
  }
}

/** Cuts the power so many times under clients that write; gives what is missing or damaged, and what was acknowledged. */
async function cutAt(t: Test, { image, stage, open }: Setting, times: number, must: boolean) {
  const { ledger, sop, clients, secrets } = stage
  let [over, gone] = [false, 0]
  // What a cut left is checked while nobody writes: else each check has more to read than the one before.
  let rest: Promise<void> | undefined
  // Checking keeps this process busy, and the service hangs up on who is silent for long: then it is asked again.
  const keep = async (client: (typeof clients)[number]) => {
    while (!over) {
      await rest
      try {
        await settle(stage.of(client), client, ledger)
        await write(stage.service().address, sop, client, ledger, () => over || rest !== undefined)
      } catch (error) {
        if (!(error instanceof TypeError)) throw error
      }
    }
  }
  const writing = clients.map(keep)
  let checked = 0
  for (let turn = 1; turn <= times; turn += 1) {
    await stage.busy(5)
    await pause(Math.random() * 300)
    const known: readonly Acknowledged[] = ledger.entries.slice(checked)
    checked += known.length
    const cut = await image.cut()
    let resume = (): void => undefined
    rest = new Promise((done) => (resume = done))
    const wrong = await open(cut.folder, async (at) => [
      ...(await findings(at)),
      ...(await asking(at, secrets.tha, (call) => lost(call, known))),
    ]).catch((error: unknown) => [`what the cut left does not open: ${String(error)}`])
    cut.mend()
    rest = undefined
    resume()
    gone += wrong.length
    if (must) t.same(wrong, [], `cut ${turn}: all ${known.length} are there, every id holds`)
  }
  over = true
  await Promise.all(writing)
  return { gone, acknowledged: checked }
}

for (const { engine, set, times, can } of [
  { engine: 'SQLite', set: onSqlite, times: tries(2, 100), can: true },
  { engine: 'PostgreSQL', set: onPostgres, times: tries(1, 20), can: programs() !== undefined },
] as const) {
  const skip = skipUnless(
    why === false && can,
    row(engine),
    why === false ? 'there is no PostgreSQL server' : why,
  )
  t.test(`a power cut on ${engine} loses nothing acknowledged`, { skip }, async (t) => {
    await build()
    let [cuts, lostThen, acknowledged] = [0, 0, 0]
    for (let done = 0; done < times; done += ROUND) {
      await t.test(`from cut ${done + 1}`, async (t) => {
        const found = await cutAt(t, await set(t, false), Math.min(ROUND, times - done), true)
        cuts += Math.min(ROUND, times - done)
        lostThen += found.gone
        acknowledged += found.acknowledged
      })
    }
    report({
      ...row(engine),
      tries: cuts,
      lost: lostThen,
      note: `${acknowledged} acknowledged before a cut`,
    })
    const control = engine === 'SQLite' ? 'synchronous=NORMAL' : 'synchronous_commit=off'
    await t.test(`the harness sees what ${control} loses`, async (t) => {
      const cuts = tries(1, 10)
      const { gone, acknowledged } = await cutAt(t, await set(t, true), cuts, false)
      t.ok(gone > 0, `${gone} of ${acknowledged} were lost`)
      report({
        ...{ ...row(engine), what: `control: ${control}, which has to lose`, tries: cuts, lost: gone },
        note: `as it must be: what was missing or did not fit, of ${acknowledged} acknowledged before a cut`,
      })
    })
  })
}
