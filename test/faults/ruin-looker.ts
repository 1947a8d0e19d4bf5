// Opens damaged stores, one after another, in a process of its own, and says of each what was read of it.
import { cpSync, rmSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { buildApp } from '../../src/app.ts'
import { Refused } from '../../src/errors.ts'
import { openStores } from '../../src/store/pool.ts'
import { CONFIG, seeded, shippedLists } from '../helpers/start.ts'
import { type Look, randomFrom, ruin } from './ruin.ts'

const work = JSON.parse(await text(process.stdin)) as Look
const lists = shippedLists()

interface Read {
  readonly status: number
  readonly body: any
}

/** Everything of the SOP that a delegate reads, path by path. */
async function readAll(): Promise<Map<string, Read>> {
  const stores = await openStores({ folder: work.folder })
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
  cpSync(work.sound[turn % work.sound.length]!, work.folder, { recursive: true })
}
make(0)
const known = await readAll()
for (let turn = work.from; turn < work.to; turn += 1) {
  make(turn)
  const said = ruin(work.folder, randomFrom(turn + 1))
  process.stdout.write(`case ${await look(known)} (${turn}: ${said})\n`)
}
rmSync(work.folder, { recursive: true, force: true })
