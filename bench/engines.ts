// Measures the whole service on each engine: saves at 1, 8 and 50 clients beside pgbench's own limit, reads, events.
import { openPostgresStores } from '../src/store/postgres-stores.ts'
import { type Cluster, freshDatabase } from '../test/helpers/postgres.ts'
import { newest, startSaving } from './client.ts'
import { benchCrowd } from './crowd.ts'
import { benchEvents } from './events.ts'
import { makeHistory } from './history.ts'
import { CLAUSES, seedFolder, type Seeded } from './house.ts'
import { load, type Rate } from './load.ts'
import { percentile, pgbench, rawDatabase, runPgbench, type Speed } from './pgbench.ts'
import { type Running, startProduct } from './processes.ts'
import { context, median, type Result } from './result.ts'

const CLIENTS = [1, 8, 50] as const
const ROUNDS = 5
const SECONDS = 1.5

interface Engine {
  readonly name: string
  readonly seeded: Seeded
  readonly settings: Record<string, string>
}

interface Seat extends Engine {
  readonly product: Running
}

/** Both engines and pgbench take turns, against one server; without a server PostgreSQL is named as missing. */
export async function benchEngines(folder: string, cluster: Cluster | undefined): Promise<Result[]> {
  const engines: Engine[] = [
    { name: 'SQLite', seeded: await seedFolder(`${folder}.sqlite`), settings: {} },
    ...(cluster ? [await onPostgres(`${folder}.postgres`, cluster)] : []),
  ]
  const seats: Seat[] = []
  try {
    for (const engine of engines) {
      seats.push({ ...engine, product: await startProduct(engine.seeded.folder, engine.settings) })
    }
    return [
      ...(cluster ? [] : [absent('both engines: PostgreSQL', 'no server is installed here')]),
      ...(await savings(seats, cluster)),
      ...(await readings(seats)),
      ...(await benchEvents(seats)),
      ...(await benchCrowds(seats)),
    ]
  } finally {
    for (const { product } of seats) await product.stop()
  }
}

/** One engine after the other: a crowd at each at once would be no measure of either. */
async function benchCrowds(seats: readonly Seat[]): Promise<Result[]> {
  const rows: Result[] = []
  for (const seat of seats) rows.push(...(await benchCrowd(seat)))
  return rows
}

/** Memory of the service on PostgreSQL after as many saves as SQLite is given. */
export async function benchPostgresMemory(folder: string, cluster: Cluster | undefined): Promise<Result[]> {
  const what = 'resident memory of the service on PostgreSQL'
  if (!cluster) return [absent(what, 'no server is installed here')]
  const { seeded, settings } = await onPostgres(folder, cluster)
  const { saves, memory, each } = await makeHistory(seeded, settings)
  return [
    context(
      'E5',
      `${what} after ${saves} saves over HTTP`,
      memory / 1_000_000,
      'MB',
      `${each.toFixed(2)} ms a save`,
    ),
  ]
}

const absent = (what: string, why: string): Result => context('E0', what, NaN, '', why)

async function onPostgres(folder: string, cluster: Cluster): Promise<Engine> {
  const url = await freshDatabase(cluster)
  const seeded = await seedFolder(folder, CLAUSES, () => openPostgresStores({ url }))
  return { name: 'PostgreSQL', seeded, settings: { SANDHI_DATABASE: url } }
}

async function savings(seats: readonly Seat[], cluster: Cluster | undefined): Promise<Result[]> {
  const program = cluster && pgbench()
  const raw = cluster && program ? await rawDatabase(cluster) : undefined
  const rows: Result[] = []
  for (const clients of CLIENTS) {
    const speeds = new Map<string, Speed[]>()
    const put = (name: string, speed: Speed) => speeds.set(name, [...(speeds.get(name) ?? []), speed])
    for (let round = 0; round < ROUNDS; round++) {
      for (const seat of seats) put(seat.name, await saveFor(seat, clients, round))
      if (raw !== undefined) put(LIMIT, await runPgbench(program!, raw, clients, Math.ceil(SECONDS)))
    }
    const limit = speeds.get(LIMIT)
    for (const [name, each] of speeds) {
      const rate = median(each.map((speed) => speed.rate))
      const share = limit && median(each.map((speed, round) => speed.rate / limit[round]!.rate))
      const note =
        share === undefined || name === LIMIT
          ? undefined
          : `${share.toFixed(3)} of pgbench in the same rounds`
      const many = clients === 1 ? '1 client' : `${clients} clients`
      rows.push(
        context('E1', `${name}, ${many}: saves a second to one SOP of ${CLAUSES} clauses`, rate, '/s', note),
      )
      rows.push(
        context(
          'E2',
          `${name}, ${many}: 95 of 100 saves within`,
          median(each.map((speed) => speed.p95)),
          'ms',
        ),
      )
    }
  }
  if (cluster && !program) rows.push(absent(LIMIT, 'pgbench is not installed'))
  return rows
}

const LIMIT = 'pgbench, 4 inserts durable'

/** Each client saves clauses of its own, one save after another, on the version seen last. */
async function saveFor({ product, seeded }: Seat, clients: number, round: number): Promise<Speed> {
  const version = await newest(product.url, seeded)
  const times: number[] = []
  const start = performance.now()
  const save = async (place: number) => {
    const keys = seeded.keys.filter((_, at) => at % clients === place)
    const first = ((round * 100 + clients) * 100 + place) * 10_000
    const saving = startSaving(product.url, { ...seeded, version, keys }, first)
    try {
      while (performance.now() - start < SECONDS * 1000) {
        const asked = performance.now()
        await saving.save()
        times.push(performance.now() - asked)
      }
    } finally {
      saving.close()
    }
  }
  await Promise.all(Array.from({ length: clients }, (_, place) => save(place)))
  return { rate: times.length / ((performance.now() - start) / 1000), p95: percentile(times, 0.95) }
}

async function readings(seats: readonly Seat[]): Promise<Result[]> {
  const rates = new Map<string, Rate[]>()
  for (let round = -1; round < ROUNDS; round++) {
    for (const { name, product, seeded } of seats) {
      const path = `/api/v1/sops/${seeded.sop}/versions/${seeded.version}`
      const headers = { authorization: `Bearer ${seeded.credential}` }
      const rate = await load({ server: product, path, headers, status: 200 }, 1)
      if (round >= 0) rates.set(name, [...(rates.get(name) ?? []), rate])
    }
  }
  return [...rates].map(([name, each]) =>
    context(
      'E3',
      `${name}, 16 connections: reads a second of a version of ${CLAUSES} clauses`,
      median(each.map(({ wall }) => wall)),
      '/s',
    ),
  )
}
