// One story in four languages, as docs/clients.md prints it, against a demonstration that listens.
import { spawn, spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join, resolve } from 'node:path'
import t, { type Test } from 'tap'
import { BRIEFLY, generate, JAR } from '../../clients/generate.ts'
import { build, launchDemo, ROOT } from '../faults/service.ts'

t.setTimeout(400_000)
t.jobs = 2

const folder = t.testdir({})
const docs = readFileSync(join(ROOT, 'docs/clients.md'), 'utf8')
const BIN = join(ROOT, 'node_modules/.bin')

/** The one block of a language in the document. */
function block(language: string): string {
  const blocks = [...docs.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))]
  if (blocks.length !== 1) throw new Error(`docs/clients.md has ${blocks.length} blocks of ${language}`)
  return blocks[0]![1]!
}

interface Ended {
  readonly code: number
  readonly out: string
  readonly err: string
}

function run(
  command: string,
  args: string[],
  env: Record<string, string> = {},
  cwd = folder,
): Promise<Ended> {
  return new Promise((done) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, timeout: 120_000 })
    let [out, err] = ['', '']
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()))
    child.on('error', ({ message }) => done({ code: 127, out, err: message }))
    child.on('close', (code) => done({ code: code ?? 1, out, err }))
  })
}

const there = (command: string, ...args: string[]): boolean => spawnSync(command, args).status === 0
const noJava = !there('java', '-version') && 'there is no Java runtime to generate with'
const noPython =
  noJava ||
  (!there('python3', '-c', 'import certifi, dateutil, six, urllib3') &&
    'there is no Python 3 with urllib3, dateutil, six and certifi')
const noCompiler = noJava || (!there('javac', '-version') && 'there is no Java compiler')

await build()
const service = await launchDemo(join(folder, 'data'))
t.teardown(() => service.kill())
const SANDHI = service.address

/** What every teller of the story says, whatever the language. */
function told(t: Test, { code, out, err }: Ended): void {
  t.equal(code, 0, err)
  t.match(out, /หลักการชี้นำ/, 'the article in Thai')
  t.match(out, /^Article 4: heading changed in English/m, 'the difference')
}
/** What those say that are no shell. */
function toldByProgram(t: Test, ended: Ended): void {
  told(t, ended)
  t.match(ended.out, /^not-ready$/m, 'the code of what was refused')
  t.match(ended.out, /^\d{4,} bytes$/m, 'the SOP as a file')
}

t.test('the client in TypeScript', async (t) => {
  const at = join(folder, 'ts')
  const installed = join(at, 'node_modules/sandhi')
  mkdirSync(join(installed, 'dist/client'), { recursive: true })
  copyFileSync(join(ROOT, 'package.json'), join(installed, 'package.json'))
  for (const name of readdirSync(join(ROOT, 'dist/client'))) {
    copyFileSync(join(ROOT, 'dist/client', name), join(installed, 'dist/client', name))
  }
  writeFileSync(join(at, 'package.json'), '{ "type": "module" }')
  writeFileSync(join(at, 'story.ts'), block('ts'))
  const config = { extends: join(ROOT, 'tsconfig.json'), include: [], files: [join(at, 'story.ts')] }
  writeFileSync(join(at, 'tsconfig.json'), JSON.stringify(config))
  const compiled = await run(join(BIN, 'tsc'), ['-p', at])
  t.equal(compiled.code, 0, compiled.out)
  toldByProgram(
    t,
    await run(process.execPath, [`--import=${join(ROOT, 'test/loader.js')}`, join(at, 'story.ts')], {
      SANDHI,
    }),
  )
})

t.test('the client in Python', { skip: noPython }, async (t) => {
  const PYTHONPATH = await generate('python', join(folder, 'clients'))
  toldByProgram(
    t,
    await run('python3', ['-c', block('python')], { SANDHI, PYTHONPATH, PYTHONIOENCODING: 'utf-8' }),
  )
})

t.test('the client in Java', { skip: noCompiler }, async (t) => {
  const sources = await generate('java', join(folder, 'clients'))
  const classes = join(folder, 'clients/classes')
  writeFileSync(join(sources, 'Story.java'), block('java'))
  const files = readdirSync(sources, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.java'),
  )
  const list = join(folder, 'clients/sources')
  writeFileSync(list, files.map((name) => `"${resolve(sources, name)}"`).join('\n'))
  const briefly = BRIEFLY.map((option) => `-J${option}`)
  const options = ['-proc:none', '-nowarn', '-encoding', 'UTF-8', '-cp', JAR, '-d', classes]
  const compiled = await run('javac', [...briefly, ...options, `@${list}`])
  t.equal(compiled.code, 0, compiled.err)
  const java = [...BRIEFLY, '-Dfile.encoding=UTF-8', '-cp', [JAR, classes].join(delimiter), 'Story']
  toldByProgram(t, await run('java', java, { SANDHI }))
})

t.test('the commands of a person or a script', async (t) => {
  const at = join(folder, 'shell')
  mkdirSync(join(at, 'bin'), { recursive: true })
  const command = `#!/bin/sh\nexec '${process.execPath}' '${join(ROOT, 'dist/bin/sandhi.js')}' "$@"\n`
  writeFileSync(join(at, 'bin/sandhi'), command, { mode: 0o755 })
  const PATH = `${join(at, 'bin')}${delimiter}${process.env.PATH ?? ''}`
  const env = { SANDHI, PATH, XDG_CONFIG_HOME: join(at, 'config'), LANG: 'en_US.UTF-8', LC_ALL: '' }
  const ended = await run('bash', ['-c', block('sh')], env, at)
  told(t, ended)
  t.match(ended.out, /\[-[^\n]*-\]|\{\+First \+\}/, 'marks for what changed')
  t.match(ended.err, /\[not-ready\]/)
  t.match(ended.out, /^exit code 1$/m)
  t.same([...readFileSync(join(at, 'sop.gz')).subarray(0, 2)], [0x1f, 0x8b], 'a gzip file')
  t.notMatch(ended.out + ended.err, /IDN_[\w-]{20}/, 'no token is printed')
})
