// Opens damaged stores, one after another, in a process of its own, and says of each what was read of it.
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { buildApp } from '../../src/app.ts'
import { Refused } from '../../src/errors.ts'
import { openStores } from '../../src/store/pool.ts'
import { openPostgresStores } from '../../src/store/postgres-stores.ts'
import { programs, run } from '../helpers/postgres.ts'
import { CONFIG, seeded, shippedLists } from '../helpers/start.ts'
import { type Look, randomFrom, ruin, ruinPage } from './ruin.ts'

const work = JSON.parse(await text(process.stdin)) as Look
const lists = shippedLists()

interface Read {
  readonly status: number
  readonly body: any
}

/** Everything of the SOP that a delegate reads, path by path. */
async function readAll(): Promise<Map<string, Read>> {
  const { server } = work
  const stores = await (server
    ? openPostgresStores({ url: server.url })
    : openStores({ folder: work.folder }))
  const ground = { stores, clock: () => '2026-11-24T03:00:00.000Z', chance: seeded('ruin') }
  const edition = { version: '0.0.0-test', icu: '' }
  const { app } = await buildApp(ground, lists, { ...CONFIG, rate: 1_000_000 }, edition)
  const found = new Map<string, Read>()
  const read = async (path: string) => {
    const headers = { authorization: `Bearer ${work.secret}` }
    const answer = await app.inject({ method: 'GET', url: `/api/v1/sops/${work.sop}${path}`, headers })
    const got = { status: answer.statusCode, body: answer.json() }
    found.set(path, got)
    return got
  }
  try {
    await read('')
    for (let number = 1; number <= 20; number += 1) {
      const { status } = await read(`/versions/${number}`)
      if (status === 404) break
    }
    const threads = await read('/threads?zone=table')
    for (const { id } of threads.status === 200 ? threads.body.items : [])
      await read(`/threads/${String(id)}?zone=table`)
    await read('/record?limit=100')
    return found
  } finally {
    await app.close()
    await stores.close()
  }
}

const words = ({ body }: Read): string =>
  JSON.stringify([body.version, body.root, body.comments?.map((comment: any) => comment.body), body.items])

/** A thread with its first comments alone, as they were. */
const begins = (is: Read, was: Read): boolean =>
  is.body.comments?.every((comment: any, place: number) => comment.body === was.body.comments[place]?.body) ??
  false

async function look(known: ReadonlyMap<string, Read>): Promise<string> {
  let found: Map<string, Read>
  try {
    found = await readAll()
  } catch (error) {
    if (error instanceof Refused) return `refused: ${error.failure.failure}`
    return `unforeseen: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`.replaceAll(
      '\n',
      ' ',
    )
  }
  let [same, less] = [0, 0]
  for (const [path, was] of known) {
    const is = found.get(path)
    if (is?.status === 404 && was.status === 404) same += 1
    else if (!is || is.status === 404) less += 1
    else if (is.status === 200) {
      const beginning = /^$|record|threads\?/.test(path)
      if (words(is) === words(was)) same += 1
      else if (beginning || begins(is, was)) less += 1
      else return `other: ${path} ${words(is)}`
    } else if (/^storage-/.test(is.body.code)) less += 1
    else if (is.status === 401) less += 1
    else return `unforeseen: ${path} ${is.status} ${JSON.stringify(is.body)}`
  }
  if (less === 0) return 'whole:'
  return same === 0
    ? 'refused: all'
    : [...found.values()].some(({ status }) => status >= 500)
      ? 'in part'
      : 'a beginning'
}

const make = (turn: number) => {
  rmSync(work.folder, { recursive: true, force: true })
  const sound = work.sound[turn % work.sound.length]!
  // A server's files stay its own.
  if (work.server) spawnSync('cp', ['-a', sound, work.folder])
  else cpSync(sound, work.folder, { recursive: true })
}

/** Damages what was made; three times of four at a server one page of a store, else any file. */
function damage(turn: number): string {
  const random = randomFrom(turn + 1)
  const own = work.server && join(work.folder, work.server.own)
  return own !== undefined && random(4) > 0 ? ruinPage(own, random) : ruin(work.folder, random)
}

/** Looks while the server runs on what was made, where that is one's. */
async function served<T>(job: () => Promise<T>): Promise<T | undefined> {
  if (!work.server) return job()
  const { port, password } = work.server
  // A page of an index that names itself as its own child has PostgreSQL go round for ever, taking memory as it goes.
  const around = { memory: 1e9 }
  const server = await run(programs()!, work.folder, port, password, [], around).catch(() => undefined)
  if (!server) return undefined
  try {
    return await job()
  } finally {
    // At once: what it would write at its end is not looked at.
    if (existsSync(`/proc/${server.pid}`)) process.kill(server.pid, 'SIGQUIT')
    await server.end()
  }
}

make(0)
const known = (await served(readAll))!
for (let turn = work.from; turn < work.to; turn += 1) {
  make(turn)
  const said = damage(turn)
  const came = (await served(() => look(known))) ?? 'refused: the server does not start'
  process.stdout.write(`case ${came} (${turn}: ${said})\n`)
}
rmSync(work.folder, { recursive: true, force: true })
