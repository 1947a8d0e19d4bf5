// nginx as deploy/nginx.conf sets it up, on free ports of loopback before the nodes of a test, and requests through it.
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { request, type RequestOptions } from 'node:https'
import type { IncomingMessage } from 'node:http'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Test } from '../helpers/start.ts'

export const DEPLOY = resolve(import.meta.dirname, '../../deploy')
export const NAME = 'sandhi.example'

/** Where a program is, or undefined where it is not installed. */
export function installed(program: string): string | undefined {
  const places = `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin`
  const found = spawnSync('sh', ['-c', `command -v ${program}`], { env: { PATH: places }, encoding: 'utf8' })
  return found.status === 0 ? found.stdout.trim() : undefined
}

/** A reason to skip what needs these programs, or false. */
export function without(...programs: string[]): string | false {
  const missing = programs.filter((program) => installed(program) === undefined)
  return missing.length > 0 && `${missing.join(' and ')} not installed`
}

export interface Front {
  /** what the proxy asks of its own configuration */
  readonly checked: { readonly status: number | null; readonly said: string }
  readonly plainPort: number
  /** one request over TLS; a stream can be read from the answer */
  readonly ask: (path: string, options?: Asked) => Promise<IncomingMessage>
}

interface Asked extends RequestOptions {
  readonly body?: string
}

/** Starts nginx before nodes of these ports; it ends with the test. */
export async function front(t: Test, nodes: readonly number[]): Promise<Front> {
  const folder = mkdtempSync(join(tmpdir(), 'sandhi-nginx-'))
  const [plainPort, tlsPort] = [await freePort(), await freePort()]
  const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')]
  execFileSync(
    'openssl',
    [
      ...[
        'req',
        '-x509',
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:prime256v1',
        '-nodes',
        '-days',
        '1',
      ],
      ...['-subj', `/CN=${NAME}`, '-addext', `subjectAltName=DNS:${NAME}`, '-keyout', key, '-out', cert],
    ],
    { stdio: 'ignore' },
  )
  const site = readFileSync(join(DEPLOY, 'nginx.conf'), 'utf8')
    .replace(/^ *listen \[::\].*\n/gm, '')
    .replace('listen 80;', `listen 127.0.0.1:${plainPort};`)
    .replace('listen 443 ', `listen 127.0.0.1:${tlsPort} `)
    .replace('/etc/ssl/sandhi/fullchain.pem', cert)
    .replace('/etc/ssl/sandhi/key.pem', key)
    .replace(/^( *server )127\.0\.0\.1:8080(.*)$/m, (_, begin: string, end: string) =>
      nodes.map((port) => `${begin}127.0.0.1:${port}${end}`).join('\n'),
    )
  writeFileSync(join(folder, 'site.conf'), site)
  const kinds = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
  const temporary = kinds.map((kind) => `  ${kind}_temp_path ${join(folder, kind)};\n`).join('')
  const whole = `daemon off;\nmaster_process off;\npid ${join(folder, 'pid')};\nerror_log stderr;\nevents {}\nhttp {\n  access_log off;\n${temporary}  include ${join(folder, 'site.conf')};\n}\n`
  const file = join(folder, 'nginx.conf')
  writeFileSync(file, whole)
  const nginx = installed('nginx')!
  const { status, stderr } = spawnSync(nginx, ['-t', '-c', file, '-p', folder], { encoding: 'utf8' })
  const child = spawn(nginx, ['-c', file, '-p', folder], { stdio: 'ignore' })
  const gone = new Promise((done) => child.on('close', done))
  t.teardown(async () => {
    child.kill('SIGTERM')
    await gone
    rmSync(folder, { recursive: true })
  })
  const ca = readFileSync(cert)
  const ask: Front['ask'] = (path, { body, ...options } = {}) =>
    new Promise((done, failed) => {
      const asked = request(
        {
          ...{ host: '127.0.0.1', port: tlsPort, servername: NAME, ca, path, agent: false },
          ...options,
          headers: { host: NAME, ...options.headers },
        },
        done,
      )
      asked.on('error', failed)
      asked.end(body)
    })
  for (let tries = 0; tries < 100; tries += 1) {
    const up = await ask('/').then(
      (answer) => answer.resume(),
      () => undefined,
    )
    if (up) break
    await pause(30)
  }
  return { checked: { status, said: stderr }, plainPort, ask }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  await new Promise((done) => server.close(done))
  return port
}

/** The whole of an answer. */
export async function whole(answer: IncomingMessage): Promise<string> {
  let said = ''
  for await (const chunk of answer) said += String(chunk)
  return said
}

/** What a stream says until it has said something. */
export async function heard(answer: IncomingMessage, what: RegExp): Promise<string> {
  let said = ''
  for await (const chunk of answer) {
    said += String(chunk)
    if (what.test(said)) return said
  }
  throw new Error(`the stream ended: ${said}`)
}
