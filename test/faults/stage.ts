// A service that clients write to, with what a test does to it again and again: kill it, start the next, check all.
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Test } from 'tap'
import { fsck } from '../../src/store/fsck.ts'
import {
  type Acknowledged,
  type Call,
  caller,
  type Chain,
  type Client,
  follow,
  type Ledger,
  lost,
  openLedger,
  openTable,
  settle,
  signIn,
  write,
} from './harness.ts'
import { launch, seed, storesAt, type Service, type Warm, warm, withoutTemplates } from './service.ts'

/** Who writes at once, and the key of the clause that each writes in. */
const WRITERS = [
  ['IDN', 'drafter', 'a'.repeat(16)],
  ['IDN', 'legal', 'b'.repeat(16)],
  ['THA', 'drafter', 'c'.repeat(16)],
  ['THA', 'legal', 'd'.repeat(16)],
] as const

type Env = Readonly<Record<string, string>>

export interface Stage {
  readonly folder: string
  readonly args: readonly string[]
  readonly sop: string
  readonly ledger: Ledger
  readonly chain: Chain
  readonly clients: readonly Client[]
  readonly secrets: { readonly idn: string; readonly tha: string }
  readonly service: () => Service
  /** Asks as a head of delegation, whichever process serves. */
  readonly as: (head: 'idn' | 'tha') => Call
  /** Asks as one of the writers. */
  readonly of: (client: Client) => Call
  /** Starts the next process, after the one before was ended. */
  readonly next: () => Promise<void>
  /** All clients write, without a pause, until `until` resolves and the service is dead. Gives requests cut off. */
  readonly crashAt: (moment: (entries: number) => Promise<void>) => Promise<number>
  /** Waits until so many answers more are in the ledger, at most ten seconds. */
  readonly busy: (more: number) => Promise<void>
  /** What is wrong with what was acknowledged since `known`: lost, a broken record, an id that does not hold. */
  readonly wrong: (known: readonly Acknowledged[]) => Promise<string[]>
}

/** Seeds stores, starts a service on them with the named environment, and has the writers signed in at a table. */
export async function setStage(
  t: Test,
  place: string,
  { env: more = {}, folder = join(place, 'data'), url, database = url }: StageOptions = {},
): Promise<Stage> {
  const args = ['--templates', withoutTemplates(join(place, 'templates'))]
  const env = database === undefined ? more : { SANDHI_DATABASE: database, ...more }
  await seed(url ?? folder)
  const ledger = openLedger(join(place, 'ledger'))
  let service: Service = await launch(folder, args, env)
  let waiting: Warm = warm(folder, args, env)
  t.teardown(async () => {
    await Promise.all([service.kill(), waiting.end()])
    ledger.close()
  })
  const clients: Client[] = []
  for (const [delegation, login, key] of WRITERS) {
    clients.push({ secret: await signIn(service.address, delegation, login), key })
  }
  const secrets = {
    idn: await signIn(service.address, 'IDN', 'head'),
    tha: await signIn(service.address, 'THA', 'head'),
  }
  const as = (head: keyof typeof secrets): Call => caller(service.address, secrets[head])
  const of = (client: Client): Call => caller(service.address, client.secret)
  const sop = await openTable(
    as('idn'),
    as('tha'),
    WRITERS.map(([, , key]) => key),
  )
  const chain: Chain = { hashes: [], versions: new Set() }
  const next = async () => {
    service = await waiting.start()
    waiting = warm(folder, args, env)
  }
  const busy = async (more: number) => {
    const [until, enough] = [Date.now() + 10_000, ledger.entries.length + more]
    while (ledger.entries.length < enough && Date.now() < until) await pause(2)
  }
  return {
    ...{ folder, args, sop, ledger, chain, clients, secrets, as, of, next, busy },
    service: () => service,
    crashAt: async (moment) => {
      let died = false
      const writing = clients.map((client) => write(service.address, sop, client, ledger, () => died))
      const killing = moment(ledger.entries.length).then(() => {
        died = true
        return service.kill()
      })
      await Promise.all([killing, ...writing])
      await next()
      const cut = clients.filter(({ pending }) => pending).length
      for (const client of clients) await settle(of(client), client, ledger)
      return cut
    },
    wrong: async (known) => [
      ...(await lost(as(known.length % 2 ? 'idn' : 'tha'), known)),
      ...[await follow(as('tha'), sop, chain)].filter((broken) => broken !== undefined),
      ...(await findings(url ?? folder)),
    ],
  }
}

interface StageOptions {
  readonly env?: Env
  readonly folder?: string
  /** address of a database that holds the stores in place of the folder */
  readonly url?: string
  /** address by which the service reaches it, where that is another */
  readonly database?: string
}

/** Every id and the record computed again: what differs. */
export async function findings(at: string): Promise<string[]> {
  if (!at.startsWith('postgres:')) return (await fsck(at)).map((finding) => JSON.stringify(finding))
  const stores = await storesAt(at)
  try {
    return (await fsck(stores)).map((finding) => JSON.stringify(finding))
  } finally {
    await stores.close()
  }
}
