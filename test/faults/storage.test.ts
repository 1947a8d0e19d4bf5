// Storage that is full, fails, may not be written to or is damaged: a clear problem, nothing half-written, and back again.
import { spawnSync } from 'node:child_process'
import { appendFileSync, cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { start } from '../helpers/start.ts'
import { tamper } from '../helpers/stores.ts'
import { KEYS, openTable, setText } from '../helpers/table.ts'
import { type Call, caller, good, sha256, signIn } from './harness.ts'
import { makeImage, noImage } from './image.ts'
import { again, FULL, report, type Row, skipUnless, tries } from './rows.ts'
import { build, launch, sandhi, type Service, withoutTemplates } from './service.ts'

t.setTimeout(FULL ? 1_800_000 : 240_000)

await build()
const place = t.testdir({})
const templates = withoutTemplates(join(place, 'templates'))
const { folder: sound, sop, text } = await makeStores()

/** Stores with an SOP of two versions, closed; and the text id of a clause that came with the second. */
async function makeStores(): Promise<{ folder: string; sop: string; text: string }> {
  const ends: (() => unknown)[] = []
  const service = await start({ testdir: () => place, teardown: (end) => ends.push(end) })
  const { sop, text } = await openTable(service)
  const { id } = await text(KEYS.paragraph, 'en')
  for (const end of ends) await end()
  return { folder: service.folder, sop, text: id }
}

function run(command: string, ...args: string[]): boolean {
  return spawnSync(command, args).status === 0
}

/** A small disk of its own, gone with the test. */
function disk(t: Test, name: string): string {
  const folder = join(place, name)
  mkdirSync(folder)
  t.ok(run('mount', '-t', 'tmpfs', '-o', 'size=12m', 'tmpfs', folder))
  t.teardown(() => run('umount', folder))
  return folder
}

const mounts = run('mount', '-t', 'tmpfs', 'tmpfs', place) && run('umount', place)
const NO_DISK = mounts ? undefined : 'to mount a small disk needs root on Linux'
const NO_LIMIT = run('prlimit', '--version') ? undefined : 'to limit another process needs prlimit'

/** Runs a test so many times, each with a name for its folder, and reports how many of them failed. */
function often(
  name: string,
  { what, note, reason }: { what: string; note: () => string; reason: string | undefined },
  work: (t: Test, name: string) => Promise<void>,
): void {
  const row: Pick<Row, 'what' | 'engine' | 'again'> = {
    what,
    engine: 'SQLite',
    again: again(import.meta.url),
  }
  const skip = skipUnless(reason === undefined, row, reason ?? '')
  t.test(name, { skip, timeout: FULL ? 900_000 : 120_000 }, async (t) => {
    const times = tries(1, 20)
    let failed = 0
    for (let turn = 1; turn <= times; turn += 1) {
      await t.test(`${turn}`, (t) => work(t, `${what.replaceAll(/\W+/g, '-')}-${turn}`))
      if (t.counts.fail > failed) failed += 1
    }
    report({ ...row, tries: times, lost: failed, note: note() })
  })
}

const save = async (call: Call, words: string) => {
  const { head } = good(await call('GET', `/sops/${sop}`))
  const edits = [setText(KEYS.paragraph, 'en', 'text', words)]
  return call('POST', `/sops/${sop}/versions`, { base: head.version, message: 'A save', edits })
}

const discuss = (call: Call, body: string) => {
  const anchor = { version: 2, key: KEYS.paragraph, language: 'id', part: 'text', quote: 'aman' }
  return call('POST', `/sops/${sop}/threads`, { zone: 'table', anchor, comment: { body } })
}

/** Everything that is read here, as one digest. */
async function seen(call: Call): Promise<string> {
  const paths = [
    '',
    '/versions',
    '/versions/1',
    '/versions/latest',
    '/threads?zone=table',
    '/record',
    '/approvals',
  ]
  const answers = await Promise.all(paths.map((path) => call('GET', `/sops/${sop}${path}`)))
  return sha256(JSON.stringify(answers.map(good)))
}

/** While storage fails: every write is refused with the problem, reading goes on, and nothing has changed. */
async function holds(
  t: Test,
  call: Call,
  problem: { status: number; body: { code: string } },
): Promise<void> {
  const before = await seen(call)
  for (let turn = 0; turn < 3; turn += 1) {
    t.match(await save(call, `Refused ${turn}.`), problem)
    t.match(await discuss(call, `Refused ${turn}.`), problem)
  }
  t.equal(await seen(call), before, 'what is read is as it was')
}

/** When storage is well again: the same process saves, and the stores are sound. */
async function recovers(t: Test, service: Service, call: Call, folder: string): Promise<void> {
  const { number } = good(await save(call, 'Saved again.'))
  t.equal(good(await discuss(call, 'Said again.')).comments[0].body, 'Said again.')
  const { clause } = good(await call('GET', `/sops/${sop}/versions/${number}?clause=${KEYS.paragraph}`))
  t.equal(clause.texts.en.text, 'Saved again.')
  t.match(await sandhi(['fsck', '--data', folder]), { code: 0 })
  t.equal(await service.stop(), 0)
}

let kept = 0
const FULL_DISK = {
  what: 'disk full, until there is space again',
  reason: NO_DISK,
  note: () =>
    `${kept > 0 ? `${kept} acknowledged in its last space, each there afterwards; ` : ''}each refused with 507 storage-full left nothing; reading goes on, and the same process saves again`,
}
often('a full disk refuses saves until there is space', FULL_DISK, async (t, name) => {
  const small = disk(t, name)
  const folder = join(small, 'data')
  cpSync(sound, folder, { recursive: true })
  const service = await launch(folder, ['--templates', templates])
  t.teardown(() => service.kill())
  const call = caller(service.address, await signIn(service.address, 'IDN', 'head'))
  const ballast = join(small, 'ballast')
  try {
    for (;;) appendFileSync(ballast, Buffer.alloc(65_536))
  } catch {
    // Now it is full.
  }
  const acknowledged: { number: number; words: string }[] = []
  let last = await save(call, 'First.')
  for (let turn = 0; last.status === 201 && turn < 100; turn += 1) {
    acknowledged.push({ number: last.body.number, words: turn === 0 ? 'First.' : `Turn ${turn - 1}.` })
    last = await save(call, `Turn ${turn}.`)
  }
  kept += acknowledged.length
  const full = { status: 507, body: { code: 'storage-full' } }
  t.match(last, full)
  await holds(t, call, full)
  const refused = await sandhi(['backup', join(small, 'backup'), '--data', folder])
  t.match(refused, { code: 1, out: '', err: /^sandhi: [^\n]+\[storage-full\]\n$/ })
  t.same(existsSync(join(small, 'backup')) ? readdirSync(join(small, 'backup')) : [], [])
  rmSync(ballast)
  for (const { number, words } of acknowledged) {
    const path = `/sops/${sop}/versions/${number}?clause=${KEYS.paragraph}`
    t.equal(good(await call('GET', path)).clause.texts.en.text, words)
  }
  await recovers(t, service, call, folder)
})

const FAILING = {
  what: 'every write of a running service refused by the system',
  reason: NO_LIMIT,
  note: () =>
    'each refused with 503 storage-failed left nothing; reading goes on, and the same process saves again',
}
often('a disk whose writes fail refuses saves until they succeed', FAILING, async (t, name) => {
  const folder = join(place, name)
  cpSync(sound, folder, { recursive: true })
  const service = await launch(folder, ['--templates', templates])
  t.teardown(() => service.kill())
  const call = caller(service.address, await signIn(service.address, 'THA', 'head'))
  good(await save(call, 'Before.'))
  const limit = (bytes: string) => run('prlimit', '--pid', String(service.pid), `--fsize=${bytes}:`)
  t.ok(limit('1'))
  await holds(t, call, { status: 503, body: { code: 'storage-failed' } })
  t.ok(limit('unlimited'))
  await recovers(t, service, call, folder)
})

const FIXED = {
  what: 'data folder on a read-only disk',
  reason: NO_DISK,
  note: () => '`serve`, `fsck` and `backup` each end with one line that names it, and leave it as it was',
}
often('a data folder that may not be written to is refused at the start', FIXED, async (t, name) => {
  const fixed = disk(t, name)
  const folder = join(fixed, 'data')
  cpSync(sound, folder, { recursive: true })
  t.ok(run('mount', '-o', 'remount,ro', fixed))
  const commands = [['serve', '--empty', '--port', '0'], ['fsck'], ['backup', join(place, `${name}-copy`)]]
  for (const ran of await Promise.all(commands.map((args) => sandhi([...args, '--data', folder])))) {
    t.match(ran, { code: 1, out: '', err: /^sandhi: [^\n]+\[storage-read-only\]\n$/ })
  }
})

const TURNED = {
  what: 'the file system turns read-only under the running service, as ext4 does after an error',
  reason: noImage() || undefined,
  note: () =>
    'each save refused with 503 storage-failed or storage-read-only left nothing; reading goes on; mounted anew, all that was acknowledged is there',
}
often('a disk that turns read-only refuses saves, and keeps what it has', TURNED, async (t, name) => {
  const image = makeImage(32)
  t.teardown(() => image.end())
  const folder = join(image.folder, name)
  cpSync(sound, folder, { recursive: true })
  const service = await launch(folder, ['--templates', templates])
  t.teardown(() => service.kill())
  const call = caller(service.address, await signIn(service.address, 'IDN', 'head'))
  const { number } = good(await save(call, 'Before it turned.'))
  t.ok(run('mount', '-o', 'remount,abort', image.folder))
  // What was open when it turned fails; what is opened anew says why.
  t.match(await save(call, 'Refused at once.'), {
    status: 503,
    body: { code: /^storage-(failed|read-only)$/ },
  })
  await holds(t, call, { status: 503, body: { code: 'storage-read-only' } })
  const clause = `/sops/${sop}/versions/${number}?clause=${KEYS.paragraph}`
  t.equal(good(await call('GET', clause)).clause.texts.en.text, 'Before it turned.')
  await service.kill()
  image.remount()
  const again = await launch(folder, ['--templates', templates])
  t.teardown(() => again.kill())
  const second = caller(again.address, await signIn(again.address, 'IDN', 'head'))
  t.equal(good(await second('GET', clause)).clause.texts.en.text, 'Before it turned.')
  t.equal(good(await second('GET', `/sops/${sop}`)).head.number, number)
  await recovers(t, again, second, folder)
})

t.test('a damaged clause is never served, and everything without it is', async (t) => {
  const folder = join(place, 'damaged')
  cpSync(sound, folder, { recursive: true })
  const file = join(folder, 'sops', `${sop}.db`)
  const change = `update text set bytes = cast(replace(cast(bytes as text), 'voluntary', 'VOLUNTARY') as blob)`
  t.equal(tamper(file, `${change} where id = ?`, Buffer.from(text, 'hex')), 1)
  const service = await launch(folder, ['--templates', templates])
  t.teardown(() => service.kill())
  const call = caller(service.address, await signIn(service.address, 'IDN', 'head'))
  const damaged = { status: 500, body: { code: 'storage-damaged', facts: { key: KEYS.paragraph } } }
  for (const path of [
    '/versions/2',
    '/versions/latest?language=th',
    `/versions/2?clause=${KEYS.paragraph}`,
  ]) {
    const answer = await call('GET', `/sops/${sop}${path}`)
    t.match(answer, damaged, path)
    t.notMatch(JSON.stringify(answer.body), 'VOLUNTARY', path)
  }
  t.match(await save(call, 'On a damaged base.'), damaged)
  t.match(good(await call('GET', '/sops')).items, [{ id: sop }], 'the list of SOPs is not lost with it')
  for (const path of ['', '/versions', '/versions/1', '/threads?zone=table', '/record']) {
    t.equal((await call('GET', `/sops/${sop}${path}`)).status, 200, path)
  }
  t.equal((await call('GET', '/templates')).status, 200)
  t.match(await sandhi(['fsck', '--data', folder]), { code: 2, out: new RegExp(`^sops/${sop} `) })
})
