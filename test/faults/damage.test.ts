// Bytes of a store, of its write-ahead log or of a backup are flipped or cut off: what is served is what was saved.
import { spawn } from 'node:child_process'
import { cpSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { Refused } from '../../src/errors.ts'
import { backup, restore } from '../../src/store/backup.ts'
import { openStores } from '../../src/store/pool.ts'
import { compose, good, settle } from './harness.ts'
import { again, report, tries } from './rows.ts'
import { build } from './service.ts'
import { setStage } from './stage.ts'
import { ruin, type Look, lookAtAll, randomFrom } from './ruin.ts'

const CASES = tries(12, 1000)
const BACKUPS = tries(8, 200)

t.setTimeout(1_200_000)
await build()
const place = t.testdir({})
const stage = await setStage(t, place)
const { clients, ledger, sop, of, as } = stage
for (let turn = 0; turn < 12; turn += 1) {
  const client = clients[turn % clients.length]!
  client.pending = compose(sop, client, good(await as('idn')('GET', `/sops/${sop}`)).head, turn >> 2)
  await settle(of(client), client, ledger)
}
// Killed, so that the logs stand beside the files, with what is not yet moved into them.
await stage.service().kill()
const sound = join(place, 'sound')
cpSync(stage.folder, sound, { recursive: true })
const stores = await openStores({ folder: stage.folder })
await backup(stores, join(place, 'backup'))
await stores.close()
// Closed, so that all was moved into the files.
const moved = stage.folder

/** Has a process of its own look at some cases; gives what each came to, as lines. */
async function looked(from: number, to: number): Promise<string[]> {
  const args = ['--import=./test/loader.js', join(import.meta.dirname, 'ruin-looker.ts')]
  const env = { ...process.env, TAP_TIMEOUT: '600' }
  const child = spawn(process.execPath, args, { env, stdio: ['pipe', 'pipe', 'inherit'] })
  const work: Look = {
    sound: [sound, moved],
    folder: join(place, `ruined-${from}`),
    sop,
    secret: stage.secrets.tha,
    from,
    to,
  }
  child.stdin.end(JSON.stringify(work))
  let out = ''
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
  const code = await new Promise((done) => child.on('close', done))
  const lines = out.split('\n').flatMap((line) => (line.startsWith('case ') ? [line.slice(5)] : []))
  return code === 0 ? lines : [...lines, `crashed: ${String(code)} after case ${from + lines.length}`]
}

t.test('no damaged byte of a store or its log is served', async (t) => {
  const { wrong, said } = await lookAtAll(t, CASES, looked)
  report({
    ...{ what: 'flipped and cut bytes of databases and write-ahead logs', engine: 'SQLite', tries: CASES },
    ...{ lost: wrong.length, again: again(import.meta.url) },
    note: `never a crash, never an unverified text; opened: ${said}`,
  })
})

t.test('no damaged backup is restored', async (t) => {
  const random = randomFrom(11)
  let [refused, same, wrong] = [0, 0, 0]
  const target = join(place, 'restored')
  const ruined = join(place, 'ruined-backup')
  for (let turn = 0; turn < BACKUPS; turn += 1) {
    cpSync(join(place, 'backup'), ruined, { recursive: true })
    const said = ruin(ruined, random)
    try {
      await restore(ruined, target)
      const names = readdirSync(join(place, 'backup'), { recursive: true, encoding: 'utf8' })
      const equal = names
        .filter((name) => name.endsWith('.db'))
        .every((name) => readFileSync(join(target, name)).equals(readFileSync(join(place, 'backup', name))))
      if (equal) same += 1
      else {
        wrong += 1
        t.fail(`${said}: restored, and other`)
      }
    } catch (error) {
      if (!(error instanceof Refused)) {
        wrong += 1
        t.fail(`${said}: ${String(error)}`)
      } else refused += 1
    }
    for (const folder of [target, ruined]) rmSync(folder, { recursive: true, force: true })
  }
  t.ok(refused > 0)
  t.equal(wrong, 0)
  report({
    ...{ what: 'flipped and cut bytes of a backup', engine: 'SQLite', tries: BACKUPS, lost: wrong },
    note: `${refused} refused, ${same} restored as they were (the damage stood where nothing is said)`,
    again: again(import.meta.url),
  })
})
