// Every command as an operator types it: what it does, and the one line that it says when it can not.
import { copyFileSync, cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { caller, good, signIn } from '../faults/harness.ts'
import { build, launch, type Ran, ROOT, sandhi, withoutTemplates } from '../faults/service.ts'
import { PASSWORD, start } from '../helpers/start.ts'
import { tamper } from '../helpers/stores.ts'
import { KEYS, openTable, setText } from '../helpers/table.ts'

await build()
const place = t.testdir({})
const templates = withoutTemplates(join(place, 'templates'))
const { folder: sound, sop } = await makeStores()
let copies = 0

/** Stores with members of every role and an SOP of two versions, closed. */
async function makeStores(): Promise<{ folder: string; sop: string }> {
  const ends: (() => unknown)[] = []
  const service = await start({ testdir: () => place, teardown: (end) => ends.push(end) })
  const { sop } = await openTable(service)
  for (const end of ends) await end()
  return { folder: service.folder, sop }
}

/** A place in the test's folder that nothing has yet. */
const fresh = (): string => join(place, `at-${(copies += 1)}`)

function copied(folder = sound): string {
  const copy = fresh()
  cpSync(folder, copy, { recursive: true })
  return copy
}

/** The command ended with 1, gave nothing, and said one line that has a code and names what it must. */
function refused(t: Test, { code, out, err }: Ran, problem: string, ...named: string[]): void {
  t.match(err, new RegExp(`^sandhi: [^\\n]+ \\[${problem}\\]\\n$`), problem)
  for (const each of named) t.ok(err.includes(each), `${problem} names ${each}: ${err}`)
  t.equal(code, 1, problem)
  t.equal(out, '', problem)
}

async function serving(t: Test, folder: string) {
  const service = await launch(folder, ['--templates', templates])
  t.teardown(() => service.kill())
  return service
}

t.test('serve', async (t) => {
  t.test('refuses a wrong setting, by name', async (t) => {
    const serve = (env: Record<string, string>) => sandhi(['serve', '--empty', '--data', fresh()], env)
    const [port, log, origin, nobody] = await Promise.all([
      serve({ SANDHI_PORT: 'many' }),
      serve({ SANDHI_LOG: 'loud' }),
      serve({ SANDHI_ORIGIN: 'sandhi.example' }),
      serve({ SANDHI_HOSTED_BY: '', SANDHI_HOST: '192.0.2.1' }),
    ])
    refused(t, port, 'configuration-invalid', 'SANDHI_PORT')
    refused(t, log, 'configuration-invalid', 'SANDHI_LOG')
    refused(t, origin, 'configuration-invalid', 'SANDHI_ORIGIN')
    refused(t, nobody, 'configuration-invalid', 'SANDHI_HOSTED_BY')
  })

  t.test('refuses a port in use and a data folder in use, and leaves who has them alone', async (t) => {
    const folder = copied()
    const { address } = await serving(t, folder)
    const { port } = new URL(address)
    const [same, other] = await Promise.all([
      sandhi(['serve', '--empty', '--data', folder, '--port', '0']),
      sandhi(['serve', '--empty', '--data', fresh(), '--port', port]),
    ])
    refused(t, same, 'data-in-use')
    refused(t, other, 'port-in-use', port)
    t.equal((await fetch(`${address}/api/v1/health/ready`)).status, 200)
  })

  t.test('refuses templates with an error, by file and line', async (t) => {
    const templates = copied(join(ROOT, 'sop-templates'))
    const file = readdirSync(templates).find((name) => name.endsWith('.yaml'))!
    const lines = readFileSync(join(templates, file), 'utf8').split('\n')
    lines[39] = '  - : [ {'
    writeFileSync(join(templates, file), lines.join('\n'))
    const serve = (templates: string) =>
      sandhi(['serve', '--empty', '--data', fresh(), '--port', '0', '--templates', templates])
    const missing = fresh()
    const [wrong, none] = await Promise.all([serve(templates), serve(missing)])
    refused(t, wrong, 'template-malformed', file, 'line 40')
    t.match(none, { code: 1, out: '', err: /^sandhi: ENOENT[^\n]+\n$/ })
  })

  t.test('refuses a ruined directory, and a folder without one', async (t) => {
    const [ruined, lost] = [copied(), copied()]
    writeFileSync(join(ruined, 'directory.db'), 'ruined '.repeat(2_000))
    rmSync(join(lost, 'directory.db'))
    const serve = (folder: string) => sandhi(['serve', '--empty', '--data', folder, '--port', '0'])
    const [first, second] = await Promise.all([serve(ruined), serve(lost)])
    refused(t, first, 'storage-damaged', 'directory.db')
    refused(t, second, 'storage-damaged', 'directory.db')
    t.ok(existsSync(join(lost, 'sops', `${sop}.db`)), 'nothing is swept')
  })

  t.test('ends when asked, with what was begun finished', async (t) => {
    const service = await launch(copied())
    t.match(service.said, /run by Test host/)
    t.equal(await service.stop(), 0)
  })
})

t.test('a word that is no command, or a wrong option, is one line', async (t) => {
  for (const ran of await Promise.all([
    sandhi(['serv']),
    sandhi(['fsck', '--dta', 'x']),
    sandhi(['restore']),
  ])) {
    t.match(ran, { code: 1, out: '', err: /^sandhi: [^\n]+\n$/ })
  }
})

t.test('invite', async (t) => {
  const folder = copied()
  const { address } = await serving(t, folder)
  const accept = async (invitation: string) => {
    const body = JSON.stringify({ invitation: invitation.trim(), password: PASSWORD })
    const headers = { 'content-type': 'application/json' }
    return (await fetch(`${address}/api/v1/invitations`, { method: 'POST', headers, body })).status
  }
  const invite = (...args: string[]) => sandhi(['invite', ...args, '--data', folder])

  t.test('opens a new delegation and a known one beside the running service, once', async (t) => {
    for (const [code, ...more] of [
      ['IDN'],
      ['MYS', '--name', 'Malaysia'],
      ['RSO', '--kind', 'observer', '--name', 'RSO'],
    ]) {
      const ran = await invite(code!, ...more)
      t.match(ran, { code: 0, out: new RegExp(`^${code}_\\S+\\n$`), err: /^Hand this to[^\n]+\n$/ })
      t.equal(await accept(ran.out), 201, ran.out)
      t.equal(await accept(ran.out), 404, ran.out)
    }
    const call = caller(address, await signIn(address, 'MYS', 'admin'))
    const { items } = good(await call('GET', '/delegations'))
    t.match(
      items.map(({ code, kind }: { code: string; kind: string }) => `${code} ${kind}`),
      ['IDN party', 'IOM observer', 'MYS party', 'RSO observer', 'THA party'],
    )
  })

  t.test('refuses a malformed code, kind or language and a nameless delegation', async (t) => {
    const wrong = [['idn'], ['IDN', '--kind', 'guest'], ['IDN', '--language', 'fr'], ['XYZ']]
    for (const ran of await Promise.all(wrong.map((args) => invite(...args)))) {
      refused(t, ran, 'configuration-invalid')
    }
  })
})

t.test('fsck', async (t) => {
  const [words, log] = [copied(), copied()]
  tamper(join(words, 'sops', `${sop}.db`), `update text set bytes = x'7b7d' where row = 3`)
  tamper(join(log, 'rooms', 'THA.db'), `update entry set by = 'IDN', bytes = '{}' where seq = 1`)
  const [clean, first, second, none] = await Promise.all(
    [sound, words, log, fresh()].map((folder) => sandhi(['fsck', '--data', folder])),
  )
  t.match(clean, { code: 0, err: '', out: /^[^\n]+\n$/ })
  t.match(first, { code: 2, err: '', out: new RegExp(`^sops/${sop}  text-differs  [0-9a-f]{64}$`, 'm') })
  t.match(second, { code: 2, err: '', out: /^rooms\/THA {2}record-differs {2}1: /m })
  refused(t, none!, 'configuration-invalid')
})

t.test('backup and restore', async (t) => {
  const folder = copied()
  const { address } = await serving(t, folder)
  const call = caller(address, await signIn(address, 'IDN', 'head'))
  let [saved, running] = [2, true]
  const writing = (async () => {
    while (running) {
      const { head } = good(await call('GET', `/sops/${sop}`))
      const edits = [setText(KEYS.paragraph, 'en', 'text', `Words number ${saved}.`)]
      good(await call('POST', `/sops/${sop}/versions`, { base: head.version, message: 'A save', edits }))
      saved += 1
    }
  })()
  const target = fresh()
  const ran = await sandhi(['backup', target, '--data', folder])
  running = false
  await writing
  t.same(ran, { code: 0, out: '', err: '' })
  t.ok(saved > 2, 'the service saved meanwhile')

  t.test('what was taken while the service wrote is sound, and serves', async (t) => {
    const back = fresh()
    t.same(await sandhi(['restore', target, '--data', back]), { code: 0, out: '', err: '' })
    t.match(await sandhi(['fsck', '--data', back]), { code: 0 })
    const again = await serving(t, back)
    const read = caller(again.address, await signIn(again.address, 'THA', 'head'))
    const { head } = good(await read('GET', `/sops/${sop}`))
    t.ok(head.number >= 2 && head.number <= saved)
    t.equal((await read('GET', `/sops/${sop}/versions/latest`)).body.version, head.version)
  })

  t.test('a damaged or foreign backup is refused, and nothing is restored', async (t) => {
    const damaged = copied(target)
    const file = join(damaged, 'rooms/IDN.db')
    const bytes = readFileSync(file)
    bytes[bytes.length >> 1]! ^= 1
    writeFileSync(file, bytes)
    const foreign = fresh()
    cpSync(join(ROOT, 'sop-templates/reference'), foreign, { recursive: true })
    writeFileSync(join(foreign, 'manifest.json'), '{"product":"another"}')
    const cases = [
      [damaged, 'backup-damaged', 'rooms/IDN.db'],
      [foreign, 'backup-foreign', 'manifest.json'],
      [fresh(), 'backup-damaged', 'manifest.json'],
    ] as const
    for (const [from, code, named] of cases) {
      const back = fresh()
      refused(t, await sandhi(['restore', from, '--data', back]), code, named)
      t.notOk(existsSync(back), code)
    }
  })

  t.test('neither goes where something is, or comes from where nothing is', async (t) => {
    const [onto, over, from] = await Promise.all([
      sandhi(['restore', target, '--data', folder]),
      sandhi(['backup', target, '--data', folder]),
      sandhi(['backup', fresh(), '--data', fresh()]),
    ])
    refused(t, onto, 'target-not-empty')
    refused(t, over, 'target-not-empty')
    refused(t, from, 'configuration-invalid')
  })
})

t.test('export and import', async (t) => {
  const [file, copy, back] = [fresh(), fresh(), fresh()]
  t.same(await sandhi(['export', sop, file, '--data', sound]), { code: 0, out: '', err: '' })
  t.match(await sandhi(['import', file, '--data', back]), { code: 0, out: `${sop}\n`, err: '' })

  t.test('what came in is the same, sound, known, and open to its parties', async (t) => {
    const [out, check] = await Promise.all([
      sandhi(['export', sop, copy, '--data', back]),
      sandhi(['fsck', '--data', back]),
    ])
    t.match([out, check], [{ code: 0 }, { code: 0 }])
    t.ok(readFileSync(copy).equals(readFileSync(file)), 'exported again it is equal')
    const { address } = await serving(t, back)
    const { out: invitation } = await sandhi(['invite', 'THA', '--data', back])
    const body = JSON.stringify({ invitation: invitation.trim(), password: PASSWORD })
    const headers = { 'content-type': 'application/json' }
    await fetch(`${address}/api/v1/invitations`, { method: 'POST', headers, body })
    const call = caller(address, await signIn(address, 'THA', 'admin'))
    t.match(good(await call('GET', '/sops')).items, [{ id: sop }])
    t.equal((await call('GET', `/sops/${sop}/versions/1`)).status, 200)
  })

  t.test('a second time, damaged, or missing it is refused', async (t) => {
    const damaged = fresh()
    copyFileSync(file, damaged)
    const bytes = readFileSync(file)
    bytes[bytes.length >> 1]! ^= 1
    writeFileSync(damaged, bytes)
    refused(t, await sandhi(['import', file, '--data', back]), 'sop-exists', sop)
    const other = fresh()
    refused(t, await sandhi(['import', damaged, '--data', other]), 'archive-damaged')
    t.same(readdirSync(join(other, 'sops')), [])
    const [missing, over, unknown] = await Promise.all([
      sandhi(['import', fresh(), '--data', other]),
      sandhi(['export', sop, file, '--data', sound]),
      sandhi(['export', 'f'.repeat(32), fresh(), '--data', sound]),
    ])
    t.match(missing, { code: 1, out: '', err: /^sandhi: ENOENT[^\n]+\n$/ })
    t.match(over, { code: 1, out: '', err: /^sandhi: EEXIST[^\n]+\n$/ })
    refused(t, unknown, 'not-found', 'f'.repeat(32))
  })

  t.test('import needs the folder for itself', async (t) => {
    const folder = copied()
    await serving(t, folder)
    refused(t, await sandhi(['import', file, '--data', folder]), 'data-in-use')
  })
})

t.test('openapi prints the file', async (t) => {
  const { code, out, err } = await sandhi(['openapi'])
  t.match({ code, err }, { code: 0, err: '' })
  t.equal((JSON.parse(out) as { openapi: string }).openapi, '3.1.0')
})
