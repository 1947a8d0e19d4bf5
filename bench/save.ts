// Measures a save, G5: the table store alone, and the whole POST, against raw durable transactions of the same run.
import { mkdirSync } from 'node:fs'
import type { Clause } from '../src/document/clause.ts'
import { nodeId, revisionId, sealText } from '../src/document/ids.ts'
import { sealEntry } from '../src/record/log.ts'
import type { Db } from '../src/store/db.ts'
import { appendEntry } from '../src/store/record.ts'
import { insertSop } from '../src/store/sops.ts'
import { openSqlite } from '../src/store/sqlite.ts'
import { putTree } from '../src/store/trees.ts'
import { insertRevision } from '../src/store/versions.ts'
import { longSop, withTexts } from '../test/helpers/real-texts.ts'
import type { Cluster } from '../test/helpers/postgres.ts'
import { change, startSaving } from './client.ts'
import { CLAUSES, type Seeded } from './house.ts'
import { rawConnection, rawDatabase } from './pgbench.ts'
import { startProduct } from './processes.ts'
import { openRaw } from './raw.ts'
import { clock, clockAsync, context, median, type Result, result, unmeasured } from './result.ts'

const ROUNDS = 7
const SAVES = 150 // in a round

/** With a server of PostgreSQL also G6, in the same rounds. */
export async function benchSave(seeded: Seeded, cluster: Cluster | undefined): Promise<Result[]> {
  const folder = `${seeded.folder}.save`
  mkdirSync(folder)
  const raw = openRaw(folder)
  const store = await openTable(`${folder}/table.db`)
  const product = await startProduct(seeded.folder)
  const client = startSaving(product.url, seeded)
  const peer = cluster && (await rawConnection(await rawDatabase(cluster)))
  const times = { four: [] as number[], one: [] as number[], store: [] as number[], http: [] as number[] }
  const foreign: number[] = []
  const cpu: number[] = []
  try {
    for (let round = -1; round < ROUNDS; round++) {
      const four = clock(() => repeat(raw.four)) / SAVES
      const one = clock(() => repeat(raw.one)) / SAVES
      const trees = store.prepare()
      const alone = (await clockAsync(() => store.saveAll(trees))) / SAVES
      const there = peer && (await clockAsync(() => repeatAsync(peer.four))) / SAVES
      const before = product.cpu()
      const http = (await clockAsync(() => repeatAsync(client.save))) / SAVES
      if (round < 0) continue
      times.four.push(four)
      times.one.push(one)
      times.store.push(alone)
      times.http.push(http)
      if (there !== undefined) foreign.push(there)
      cpu.push(((product.cpu() - before) * 1000) / SAVES)
    }
  } finally {
    client.close()
    await product.stop()
    await store.close()
    await peer?.close()
    raw.close()
  }
  return [...figures(times, median(cpu)), ...besidePostgres(times, foreign)]
}

function besidePostgres(times: Readonly<Record<'four' | 'store', number[]>>, foreign: number[]): Result[] {
  const what =
    'save on SQLite (table store alone) against a raw transaction of 4 inserts on PostgreSQL 15, one connection'
  if (foreign.length === 0) return [unmeasured('G6', what, '', '>= 1.3', 'no server is installed here')]
  const ratio = (own: readonly number[]) => median(foreign.map((time, round) => time / own[round]!))
  const note = `${median(times.store).toFixed(3)} ms against ${median(foreign).toFixed(3)} ms by its driver`
  return [
    result('G6', what, ratio(times.store), '', 'at least', 1.3, note),
    context('G6', 'the same 4 inserts raw on both', ratio(times.four), ''),
  ]
}

function figures(times: Record<'four' | 'one' | 'store' | 'http', number[]>, cpu: number): Result[] {
  const alone = median(times.store.map((time, round) => times.four[round]! / time))
  const whole = median(times.http.map((time, round) => (times.four[round]! + times.one[round]!) / time))
  const each = (name: keyof typeof times) => `${median(times[name]).toFixed(3)} ms`
  return [
    result(
      'G5',
      `save of one of ${CLAUSES} clauses: table store alone against a raw durable transaction of 4 inserts`,
      alone,
      '',
      'at least',
      0.65,
      `${each('store')} against ${each('four')}`,
    ),
    result(
      'G5',
      'the same: whole POST, one client, against raw durable transactions of 4 inserts and of 1',
      whole,
      '',
      'at least',
      0.4,
      `${each('http')} with the client’s own time, of which the server computes ${cpu.toFixed(2)} ms, ` +
        `against ${each('four')} and ${each('one')}`,
    ),
    context('G5', 'the whole POST', median(times.http), 'ms'),
  ]
}

const repeat = (work: () => void) => {
  for (let again = 0; again < SAVES; again++) work()
}
const repeatAsync = async (work: () => Promise<unknown>) => {
  for (let again = 0; again < SAVES; again++) await work()
}

/** A table by itself, saved to as a command does, without policy, validation, merge or a room. */
async function openTable(file: string) {
  const db = openSqlite(file, 'table', { create: true })
  const sop = 'a'.repeat(32)
  let tree = longSop(CLAUSES)
  const keys = Array.from({ length: CLAUSES }, (_, at) => `a${at}`)
  let parent = ''
  let previous = ''
  let number = 0
  const save = async (next: Clause, known: Clause | undefined) => {
    number += 1
    const saved = await saveOne(db, { sop, next, known, number, parent, previous })
    parent = saved.id
    previous = saved.hash
  }
  await db.write((tx) =>
    insertSop(tx, { id: sop, stage: 'negotiation', procedure: 'open', negotiated: ['id', 'th', 'en'] }),
  )
  await save(tree, undefined)
  let known = tree
  let n = 0
  return {
    /** The next trees, made beforehand: editing isn't the store's work. */
    prepare: (): Clause[] =>
      Array.from({ length: SAVES }, () => {
        const { key, language, value } = change({ keys }, n++)
        tree = withTexts(tree, new Set([key]), (words, _key, each) => (each === language ? value : words))
        return tree
      }),
    saveAll: async (trees: readonly Clause[]) => {
      for (const next of trees) {
        await save(next, known)
        known = next
      }
    },
    close: () => db.close(),
  }
}

interface Save {
  readonly sop: string
  readonly next: Clause
  readonly known: Clause | undefined
  readonly number: number
  readonly parent: string
  readonly previous: string
}

function saveOne(db: Db, { sop, next, known, number, parent, previous }: Save) {
  const time = '2026-11-24T03:00:00.000Z'
  const message = sealText('0'.repeat(32), { text: 'One clause' })
  return db.write(async (tx) => {
    const rootRow = await putTree(tx, next, known)
    const parents = parent === '' ? [] : [parent]
    const revision = {
      format: 1 as const,
      sop,
      root: nodeId(next),
      parents,
      by: 'IDN',
      time,
      message: message.id,
    }
    const id = revisionId(revision)
    const act = id.slice(0, 32)
    await insertRevision(tx, {
      ...{ id, revision, rootRow, number, act },
      messageText: 'One clause',
      messageSalt: message.salt,
    })
    const entry = sealEntry({
      v: 1,
      log: sop,
      seq: number,
      type: 'version.saved',
      refs: { act, version: id, number },
      by: 'IDN',
      time,
      ...(previous !== '' && { previous }),
    })
    await appendEntry(tx, {
      seq: number,
      type: 'version.saved',
      by: 'IDN',
      bytes: entry.bytes,
      hash: entry.hash,
    })
    return { id, hash: entry.hash }
  })
}
