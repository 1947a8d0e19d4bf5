// Pages of PostgreSQL's files are flipped, blanked, swapped or cut off, with and without its checksums: what is served was saved.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import t, { type Test } from 'tap'
import { asked, freshDatabase, programs, startCluster } from '../helpers/postgres.ts'
import { compose, good, settle } from './harness.ts'
import { again, FULL, report, skipUnless, tries } from './rows.ts'
import { type Look, lookAtAll, type Server } from './ruin.ts'
import { build } from './service.ts'
import { setStage } from './stage.ts'

t.setTimeout(3_600_000)
const row = {
  what: 'damaged pages of PostgreSQL’s files',
  engine: 'PostgreSQL',
  again: again(import.meta.url),
} as const
const able = process.platform === 'linux' && programs() !== undefined
const skip = skipUnless(able, row, 'to keep a server’s files its own needs Linux, and a PostgreSQL server')

/** Stores as they were when the server had ended, and as they were when it was killed, its log not yet in the files. */
async function soundOf(t: Test, checksums: boolean): Promise<Omit<Look, 'from' | 'to'> & { server: Server }> {
  const cluster = await startCluster({ checksums })
  const place = dirname(cluster.data)
  t.teardown(() => rmSync(place, { recursive: true, force: true }))
  const url = await freshDatabase(cluster)
  const { clients, ledger, sop, of, as, service, secrets } = await setStage(t, t.testdir({}), { url })
  for (let turn = 0; turn < 12; turn += 1) {
    if (turn === 6) await asked(cluster.admin, 'checkpoint')
    const client = clients[turn % clients.length]!
    client.pending = compose(sop, client, good(await as('idn')('GET', `/sops/${sop}`)).head, turn >> 2)
    await settle(of(client), client, ledger)
  }
  await service().kill()
  const { rows } = await asked(
    cluster.admin,
    `select oid from pg_database where datname = '${new URL(url).pathname.slice(1)}'`,
  )
  // What was written stands in the system's memory: a copy made while nobody writes is what a kill leaves.
  const killed = join(place, 'killed')
  spawnSync('cp', ['-a', cluster.data, killed])
  rmSync(join(killed, 'postmaster.pid'))
  await cluster.end()
  return {
    ...{ sound: [cluster.data, cluster.data, killed], folder: join(place, 'ruined') },
    ...{ sop, secret: secrets.tha },
    server: {
      ...{ url, port: cluster.port, password: new URL(cluster.admin).password },
      own: join('base', String((rows as { oid: number }[])[0]!.oid)),
    },
  }
}

/** Has a process of its own look at some cases; gives what each came to, as lines. */
async function looked(work: Look): Promise<string[]> {
  const args = ['--import=./test/loader.js', join(import.meta.dirname, 'ruin-looker.ts')]
  const env = { ...process.env, TAP_TIMEOUT: '3600' }
  const child: ChildProcess = spawn(process.execPath, args, { env, stdio: ['pipe', 'pipe', 'inherit'] })
  child.stdin!.end(JSON.stringify(work))
  let out = ''
  child.stdout!.on('data', (chunk: Buffer) => (out += chunk.toString()))
  const code = await new Promise((done) => child.on('close', done))
  const lines = out.split('\n').flatMap((line) => (line.startsWith('case ') ? [line.slice(5)] : []))
  if (code === 0) return lines
  const left = join(work.folder, 'postmaster.pid')
  if (existsSync(left)) process.kill(parseInt(readFileSync(left, 'utf8')), 'SIGQUIT')
  return [...lines, `crashed: ${String(code)} after case ${work.from + lines.length}`]
}

for (const [checksums, named] of [
  [false, 'without checksums, so that only the service can see it'],
  [true, 'with checksums'],
] as const) {
  if (checksums && !FULL) continue
  t.test(`no damaged byte is served, ${named}`, { skip }, async (t) => {
    await build()
    const CASES = tries(8, checksums ? 200 : 1000)
    const work = await soundOf(t, checksums)
    const { wrong, said } = await lookAtAll(t, CASES, (from, to) => looked({ ...work, from, to }))
    report({
      ...{ ...row, what: `${row.what}, ${named}`, tries: CASES, lost: wrong.length },
      note: `never a crash, never an unverified text; opened: ${said}`,
    })
  })
}
