// The commands of a person or a script: what they print, keep and ask, and the code that each ends with.
import { statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import t from 'tap'
import { completionFor } from '../../src/bin/client/completion.ts'
import { addClientCommands } from '../../src/bin/client/commands.ts'
import { credentialFor, forget, keep, lastServer } from '../../src/bin/client/credentials.ts'
import { readEdits, setting } from '../../src/bin/client/edits.ts'
import { coloured, redlineOf } from '../../src/bin/client/redline.ts'
import { languageOf, sayIn } from '../../src/bin/client/words.ts'
import { Command } from 'commander'
import { build, sandhi } from '../faults/service.ts'
import { listen } from '../helpers/listen.ts'
import { openTable } from '../helpers/table.ts'

t.setTimeout(300_000)

await build()

t.test('edits are read from JSON, YAML and words on the line', async (t) => {
  const edit = { op: 'setText', key: 'a', language: 'th', part: 'heading', value: 'ก' }
  t.same(readEdits(JSON.stringify([edit])), { edits: [edit] })
  t.same(readEdits('base: 3\nmessage: m\nedits:\n  - { op: remove, key: a }\n'), {
    edits: [{ op: 'remove', key: 'a' }],
    base: '3',
    message: 'm',
  })
  t.equal(readEdits('{ not closed'), undefined)
  t.equal(readEdits('only words'), undefined)
  t.same(setting('a.th.heading=ก'), edit)
  t.match(setting('a.en.text=b=c\nd'), { value: 'b=c\nd' })
  t.notOk('value' in setting('a.en.text=')!, 'nothing takes the words away')
  t.equal(setting('a.heading=b'), undefined)
})

t.test('a comparison is marked, and coloured only where it is wanted', async (t) => {
  const say = sayIn('en')
  const changes = [
    ['=', 'a '],
    ['-', 'b'],
    ['+', 'c'],
  ]
  const entry = { summary: 'S', texts: { en: { text: changes } }, facts: [{ pointer: '/p', to: 2 }] }
  const diff = { entries: [entry], parameters: [{ name: 'n', from: 1, to: 2 }] } as never
  t.match(
    redlineOf(diff, say, false).join('\n'),
    /en text: a \[-b-\]\{\+c\+\}[^]*\/p: \[-\(nothing\)-\] \{\+2\+\}/,
  )
  t.match(redlineOf(diff, say, true).join('\n'), '\u001b[31m[-b-]\u001b[0m\u001b[32m{+c+}\u001b[0m')
  t.same(redlineOf({ entries: [], parameters: [] } as never, sayIn('id'), false), ['Kedua versi sama.'])
  t.ok(coloured({}, true))
  t.notOk(coloured({ NO_COLOR: '1' }, true) || coloured({}, false))
})

t.test('the language is the one asked for, else that of the surroundings', async (t) => {
  t.equal(languageOf('th', { LANG: 'id_ID.UTF-8' }), 'th')
  t.equal(languageOf(undefined, { LANG: 'id_ID.UTF-8' }), 'id')
  t.equal(languageOf(undefined, { LC_ALL: 'th_TH', LANG: 'id_ID' }), 'th')
  t.equal(languageOf(undefined, { LANG: 'C' }), 'en')
})

t.test('credentials are kept for their owner alone', async (t) => {
  const env = { XDG_CONFIG_HOME: t.testdir({}) }
  keep(env, 'http://a', { token: 'one' })
  keep(env, 'http://b', { token: 'two', id: 'x' })
  t.equal(statSync(join(env.XDG_CONFIG_HOME, 'sandhi/credentials.json')).mode & 0o777, 0o600)
  t.equal(lastServer(env), 'http://b')
  t.equal(credentialFor(env, 'http://a')?.token, 'one')
  t.equal(credentialFor({ ...env, SANDHI_TOKEN: 'three' }, 'http://a')?.token, 'three')
  t.same(forget(env, 'http://b'), { token: 'two', id: 'x' })
  t.equal(credentialFor(env, 'http://b'), undefined)
})

t.test('completion knows every command and option', async (t) => {
  const program = new Command('sandhi')
  addClientCommands(program, (work) => work())
  for (const shell of ['bash', 'zsh', 'fish'] as const) {
    const script = completionFor(program, shell)
    for (const word of ['login', 'approve', 'dry-run', 'text-agreed'])
      t.ok(script.includes(word), `${shell} ${word}`)
  }
})

t.test('each way to end has its code', async (t) => {
  const service = await listen(t)
  const { sop } = await openTable(service)
  const config = t.testdir({})
  const env = { XDG_CONFIG_HOME: config, SANDHI_SERVER: service.baseUrl, LANG: 'th_TH.UTF-8' }
  const client = await service.client('IDN', 'drafter')
  const until = '2026-12-01T00:00:00.000Z'
  const body = { name: 'test', scopes: ['read', 'write'] as ('read' | 'write')[], until }
  const { token } = (await client.POST('/api/v1/me/tokens', { body })).data!
  const signedIn = { ...env, SANDHI_TOKEN: token }
  t.notMatch(JSON.stringify(await sandhi(['login', '--token'], signedIn)), token, 'a token is never printed')
  const edits = join(config, 'edits.yaml')
  writeFileSync(edits, '- { op: setText, key: nowhere, language: en, part: text, value: a }\n')
  const closed = createServer().listen(0, '127.0.0.1')
  await new Promise((up) => closed.on('listening', up))
  const nobody = `http://127.0.0.1:${(closed.address() as AddressInfo).port}`
  await new Promise((down) => closed.close(down))
  const [listed, stranger, usage, refused, missing, unreachable, json] = await Promise.all([
    sandhi(['sops'], env),
    sandhi(['sops'], { ...env, XDG_CONFIG_HOME: join(config, 'other') }),
    sandhi(['show'], signedIn),
    sandhi(['save', sop, '--file', edits, '-m', 'm'], signedIn),
    sandhi(['show', 'f'.repeat(32)], signedIn),
    sandhi(['sops', '--server', nobody, '--language', 'id'], signedIn),
    sandhi(['show', 'f'.repeat(32), '--json'], signedIn),
  ])
  t.match(listed, { code: 0, out: new RegExp(`^${sop}  ฉบับที่`) })
  t.match(stranger, { code: 3, err: /ลงชื่อเข้าใช้/ })
  t.equal(usage.code, 2)
  t.match(refused, { code: 1, err: /^sandhi: [^\n]*\[[a-z-]+\]/ })
  t.match(missing, { code: 5, err: /\[not-found\]/ })
  t.match(unreachable, { code: 6, err: /tidak dapat dihubungi/ })
  t.match(json, { code: 5, err: '' })
  t.match(JSON.parse(json.out), { code: 'not-found', status: 404 })
})
