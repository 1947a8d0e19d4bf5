// Broken HTTP over raw sockets: refused as documented or hung up on, never carried out, and nobody else is the worse.
import { readdirSync, readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import t from 'tap'
import { caller, good, openTable, signIn } from './harness.ts'
import { answersIn, wrongRefusal } from './raw-answers.ts'
import { brokenRequests, type Sent } from './raw-requests.ts'
import { again, FULL, report, tries } from './rows.ts'
import { build, launch, seed, withoutTemplates } from './service.ts'

const CONNECTIONS = tries(174, 5_000)
const SEED = Number(process.env['SANDHI_SEED'] ?? 20_261_124)
const AT_ONCE = 20
/** Milliseconds without a word after which a client has sent all it has, and after which the service hangs. */
const [QUIET, HANGS] = [150, 5_000]
const KEY = 'a'.repeat(16)

t.setTimeout(FULL ? 1_200_000 : 120_000)
t.test('whatever bytes come, the answer is a refusal, and nothing is carried out', async (t) => {
  t.setTimeout(FULL ? 1_200_000 : 120_000)
  await build()
  const place = t.testdir({})
  const folder = join(place, 'data')
  await seed(folder)
  const service = await launch(folder, ['--templates', withoutTemplates(join(place, 'templates'))])
  t.teardown(() => service.kill())
  const port = Number(new URL(service.address).port)
  const secret = await signIn(service.address, 'IDN', 'head')
  const [idn, tha] = [
    caller(service.address, secret),
    caller(service.address, await signIn(service.address, 'THA', 'head')),
  ]
  const sop = await openTable(idn, tha, [KEY])
  const { version } = good(await idn('GET', `/sops/${sop}`)).head
  const anchor = { version: 2, key: KEY, language: 'en', part: 'text', quote: 'Words' }
  const opened = { zone: 'table', anchor, comment: { body: 'Is it?' } }
  const thread = `/sops/${sop}/threads/${good(await idn('POST', `/sops/${sop}/threads`, opened)).id}`
  const comments = async () =>
    good(await tha('GET', `${thread}?zone=table`)).comments.map(({ body }: any) => body as string) as string[]
  let made = 0
  const sound = {
    headers: `Host: 127.0.0.1:${port}\r\nAuthorization: Bearer ${secret}\r\n`,
    path: `/api/v1${thread}/comments?zone=table`,
    save: () => {
      made += 1
      return JSON.stringify({
        body: `Words ${String(made)
          .padStart(6, '0')
          .replace(/\d/g, (digit) => 'abcdefghij'[Number(digit)]!)}.`,
      })
    },
  }

  const failures: string[] = []
  const tally = new Map<string, number>()
  const count = (what: string) => tally.set(what, (tally.get(what) ?? 0) + 1)
  let [done, acknowledged, slowest] = [0, 0, 0]

  const judge = (sent: Sent, came: Came) => {
    const wrong = (what: string) =>
      failures.push(
        `${done} ${sent.kind}: ${what}\n${sent.bytes.toString('latin1', 0, 400)}\n--\n${came.bytes.toString('latin1', 0, 600)}`,
      )
    if (came.hung) return wrong('neither answered nor hung up on')
    const answers = answersIn(came.bytes)
    if (typeof answers === 'string') return wrong(answers)
    for (const [at, answer] of answers.entries()) {
      const ill = wrongRefusal(answer)
      if (ill !== undefined) wrong(ill)
      if (answer.status === 201) acknowledged += 1
      if (at < sent.good && answer.status !== 201 && answer.status !== 200)
        wrong(`a good request was answered ${answer.status}`)
      if (at >= sent.good && answer.status < 400 && (!sent.right || answer.status === 201))
        wrong(`carried out: ${answer.status}`)
    }
    if (answers.length < sent.good) wrong(`${answers.length} of ${sent.good} good requests were answered`)
    count(answers.length > sent.good ? String(answers.at(-1)!.status) : 'hung up on')
  }

  let over = false
  const took: number[] = []
  const healthy = (async () => {
    while (!over) {
      const began = performance.now()
      const { status } = await idn('GET', '/me')
      took.push(performance.now() - began)
      if (status !== 200) failures.push(`a healthy user got ${status}`)
      await pause(50)
    }
  })()
  const open = () => readdirSync(`/proc/${service.pid}/fd`).length
  const memory = () =>
    Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${service.pid}/status`, 'utf8'))![1]) / 1_000
  const filesBefore = open()
  let half = 0
  const requests = brokenRequests(SEED, sound)
  const worker = async () => {
    while (done < CONNECTIONS && failures.length < 20) {
      done += 1
      if (done === Math.floor(CONNECTIONS / 2)) half = memory()
      const sent = requests.next().value as Sent
      const came = await send(port, sent.bytes)
      slowest = Math.max(slowest, came.took)
      judge(sent, came)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  over = true
  await healthy

  const sums = [...tally].sort(([a], [b]) => (a < b ? -1 : 1)).map(([what, times]) => `${times} × ${what}`)
  t.comment(`seed ${SEED}, ${done} connections: ${sums.join(', ')}; slowest ${Math.round(slowest)} ms`)
  t.same(failures, [], `seed ${SEED}`)
  const kept = await comments()
  t.equal(kept.length, 1 + acknowledged, 'as many comments as were acknowledged')
  t.equal(good(await idn('GET', `/sops/${sop}`)).head.version, version)
  t.ok(acknowledged > 0, 'good requests in front of broken ones were carried out')
  const p95 = Math.round(took.sort((a, b) => a - b)[Math.floor(took.length * 0.95)]!)
  t.ok(p95 < 1_500, `a healthy user’s p95 is ${p95} ms`)
  let files = open()
  for (let left = 60; files > filesBefore + 2 && left > 0; left -= 1) {
    await pause(250)
    files = open()
  }
  t.ok(files <= filesBefore + 2, `${filesBefore} open files before, ${files} after`)
  const grown = Math.round(memory() - half)
  t.ok(grown < 100, `grown by ${grown} MB in the second half`)
  report({
    what: 'broken HTTP over raw sockets: lines, headers, lengths, chunks, targets, half messages',
    engine: 'SQLite',
    tries: done,
    lost: failures.length,
    note: `seed ${SEED}; ${sums.join(', ')}; ${acknowledged} good saves in front of rubbish, each there once, and no other; a healthy user’s p95 ${p95} ms; memory in the second half ${grown < 0 ? '−' : '+'}${Math.abs(grown)} MB, open files ${filesBefore} before, ${files} after`,
    again: again(import.meta.url),
  })
})

interface Came {
  readonly bytes: Buffer
  readonly hung: boolean
  readonly took: number
}

/** Sends bytes on a connection of their own; says that it has no more once it is quiet, and reads to the end. */
function send(port: number, bytes: Buffer): Promise<Came> {
  return new Promise((done) => {
    const began = performance.now()
    const chunks: Buffer[] = []
    let hung = false
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true }, () => socket.write(bytes))
    let quiet = setTimeout(() => socket.end(), QUIET * 2)
    const late = setTimeout(() => {
      hung = true
      socket.destroy()
    }, HANGS)
    socket.on('data', (chunk: Buffer) => {
      chunks.push(chunk)
      clearTimeout(quiet)
      quiet = setTimeout(() => socket.end(), QUIET)
    })
    socket.on('end', () => socket.end())
    socket.on('error', () => undefined)
    socket.on('close', () => {
      clearTimeout(quiet)
      clearTimeout(late)
      done({ bytes: Buffer.concat(chunks), hung, took: performance.now() - began })
    })
  })
}
