// The README’s two sessions, run as they are printed against the demonstration, and its commands, which exist.
import { spawn } from 'node:child_process'
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import t, { type Test } from 'tap'

t.setTimeout(300_000)

const ROOT = resolve(import.meta.dirname, '..')
const BIN = join(ROOT, 'node_modules/.bin')
const readme = readFileSync(join(ROOT, 'README.md'), 'utf8')

/** The one block of a language in the README. */
function block(language: string): string {
  const blocks = [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))]
  if (blocks.length !== 1) throw new Error(`the README has ${blocks.length} blocks of ${language}`)
  return blocks[0]![1]!
}

interface Ended {
  readonly code: number
  readonly out: string
  readonly err: string
}

function run(command: string, args: string[], env: Record<string, string> = {}, cwd = ROOT): Promise<Ended> {
  return new Promise((done) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env } })
    let [out, err] = ['', '']
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()))
    child.on('close', (code) => done({ code: code ?? 1, out, err }))
  })
}

/** A demonstration that listens on a port of its own, in a process of its own; its address. */
async function demonstration(t: Test, folder: string): Promise<string> {
  const data = join(folder, 'data')
  const child = spawn(
    process.execPath,
    ['--import=./test/loader.js', 'src/bin/sandhi.ts', 'serve', '--port', '0', '--data', data],
    { cwd: ROOT, env: { ...process.env, SANDHI_LOG: 'silent' }, stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const ended = new Promise((done) => child.on('close', done))
  t.teardown(async () => {
    child.kill('SIGTERM')
    await ended
  })
  return new Promise((done, failed) => {
    let said = ''
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      const address = /(http:\/\/[\d.:]+)\/api\/v1/.exec(said)
      if (address) done(address[1]!)
    })
    void ended.then(() => failed(new Error(`the demonstration did not start: ${said}`)))
  })
}

t.test('the session with curl runs', async (t) => {
  const SANDHI = await demonstration(t, t.testdir({}))
  const { code, out, err } = await run('bash', ['-c', block('sh')], { SANDHI })
  t.equal(code, 0, err)
  t.match(out, /"agent":"curl/)
  t.match(out, /[ก-๙]{20}/, 'the version in Thai')
  t.match(out, /"saved":true/)
  t.match(out, /"summary":"/)
})

t.test('the session with the client of the package compiles and runs', async (t) => {
  const folder = t.testdir({})
  const SANDHI = await demonstration(t, folder)
  const installed = join(folder, 'node_modules/sandhi')
  mkdirSync(installed, { recursive: true })
  copyFileSync(join(ROOT, 'package.json'), join(installed, 'package.json'))
  const tsc = async (name: string, config: object) => {
    const file = join(folder, name)
    writeFileSync(file, JSON.stringify(config))
    const { code, out } = await run(join(BIN, 'tsc'), ['-p', file])
    t.equal(code, 0, out)
  }
  await tsc('build.json', {
    extends: join(ROOT, 'tsconfig.build.json'),
    compilerOptions: { rootDir: join(ROOT, 'src'), outDir: join(installed, 'dist'), noCheck: true },
    include: [],
    files: [join(ROOT, 'src/client/client.ts')],
  })
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  writeFileSync(join(folder, 'session.ts'), block('ts'))
  await tsc('session.json', {
    extends: join(ROOT, 'tsconfig.json'),
    include: [],
    files: [join(folder, 'session.ts')],
  })
  const { code, out, err } = await run(
    process.execPath,
    ['--import=./test/loader.js', join(folder, 'session.ts')],
    {
      SANDHI,
    },
  )
  t.equal(code, 0, err)
  t.match(out, /heading: '/)
})

t.test('the commands that the README names are there', async (t) => {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>
  }
  const named = [...readme.matchAll(/npm (?:run )?(start|test|serve|build|bench|openapi)\b/g)].map(
    ([, name]) => name!,
  )
  t.ok(named.includes('start') && named.includes('test'))
  t.strictSame(
    named.filter((name) => !scripts[name]),
    [],
  )
  const { out } = await run(process.execPath, ['--import=./test/loader.js', 'src/bin/sandhi.ts', '--help'])
  const commands = [...readme.matchAll(/^\| `([a-z]+)[^`]*` \|/gm)].map(([, name]) => name!)
  t.ok(commands.length > 4)
  t.strictSame(
    commands.filter((name) => !new RegExp(`^  ${name}\\b`, 'm').test(out)),
    [],
  )
})
