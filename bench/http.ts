// Measures answers over HTTP against a bare Fastify: G1 warm, G2 cold, G3 unchanged.
import { writeFileSync } from 'node:fs'
import { CLAUSES, type Seeded } from './house.ts'
import { GENERATOR, load, type Rate, type Target } from './load.ts'
import { type Running, startOwn, startProduct } from './processes.ts'
import { context, median, type Result, result } from './result.ts'

const ROUNDS = 5
const SECONDS = 1

/** Against the bytes that a version of that folder's SOP is answered with. */
export async function benchHttp(seeded: Seeded): Promise<Result[]> {
  const path = `/api/v1/sops/${seeded.sop}/versions/${seeded.version}`
  const headers = { authorization: `Bearer ${seeded.credential}` }
  const product = await startProduct(seeded.folder)
  const answer = await fetch(product.url + path, { headers })
  const bytes = Buffer.from(await answer.arrayBuffer())
  if (answer.status !== 200) throw new Error(bytes.toString())
  const file = `${seeded.folder}.bytes`
  writeFileSync(file, bytes)
  const bare = await startOwn('bare', {
    BENCH_FOLDER: seeded.folder,
    BENCH_BYTES: file,
    BENCH_CREDENTIAL: seeded.credential,
  })
  try {
    const tag = answer.headers.get('etag')!
    const warm = await interleaved(warmTargets(bare, product, path, headers, tag))
    await product.stop()
    const cold = await measureCold(seeded, bare, path, headers)
    return [...figures(warm, bytes.length), ...cold]
  } finally {
    await product.stop()
    await bare.stop()
  }
}

type Headers = Readonly<Record<string, string>>

function warmTargets(bare: Running, product: Running, path: string, headers: Headers, tag: string) {
  const held = { ...headers, 'if-none-match': tag }
  const bareHeld = { ...headers, 'if-none-match': `"${'x'.repeat(27)}"` }
  return {
    bare: { server: bare, path: '/bytes', headers, status: 200 },
    bareSignedIn: { server: bare, path: '/signed-in', headers, status: 200 },
    warm: { server: product, path, headers, status: 200 },
    bare304: { server: bare, path: '/bytes', headers: bareHeld, status: 304 },
    bareSignedIn304: { server: bare, path: '/signed-in', headers: bareHeld, status: 304 },
    warm304: { server: product, path, headers: held, status: 304 },
  } satisfies Record<string, Target>
}

/** The product must have let go of its folder: nothing else may open it meanwhile. */
async function measureCold(seeded: Seeded, bare: Running, path: string, headers: Headers): Promise<Result[]> {
  const against = { server: bare, path: '/bytes', headers, status: 200 }
  const small = await startProduct(seeded.folder, { SANDHI_MEMORY_MB: '1' })
  const kept = await interleaved({ bare: against, cold: { ...against, server: small, path } })
  await small.stop()
  const server = await startOwn('cold', { BENCH_FOLDER: seeded.folder, SANDHI_ORIGIN: '' })
  const nothing = await interleaved({ bare: against, cold: { ...against, server, path } })
  await server.stop()
  const what = `GET of a version of ${CLAUSES} clauses, cold`
  return [
    ratio('G2', `${what}: answer not kept, clauses kept, against bare`, kept, 'cold', 'bare', 0.3),
    ratio(
      'G2',
      `${what}: nothing kept, all rows read and verified, against bare`,
      nothing,
      'cold',
      'bare',
      0.08,
    ),
  ]
}

function figures(rates: Rates, size: number): Result[] {
  const what = `GET of a version of ${CLAUSES} clauses, 3 languages, ${Math.round(size / 1024)} KB, warm`
  return [
    ratio('G1', `${what}, against bare that checks the token too`, rates, 'warm', 'bareSignedIn', 0.9),
    ratio('G1', `${what}, token checked, against bare that checks none`, rates, 'warm', 'bare', 0.75),
    ratio('G3', '304, token checked, against a 304 from memory', rates, 'warm304', 'bare304', 0.85),
    context(
      'G3',
      '304 against a 304 from memory that checks the token too',
      ratioOf(rates, 'warm304', 'bareSignedIn304', 'wall'),
      '',
    ),
  ]
}

type Rates = Readonly<Record<string, readonly Rate[]>>

/** Rates round by round, every target in each; the first round only warms up. */
async function interleaved(targets: Readonly<Record<string, Target>>): Promise<Rates> {
  const rates: Record<string, Rate[]> = Object.fromEntries(Object.keys(targets).map((name) => [name, []]))
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [name, target] of Object.entries(targets)) {
      const rate = await load(target, SECONDS)
      if (round > 0) rates[name]!.push(rate)
    }
  }
  return rates
}

/** The lower of two medians: a generator slower than the servers makes them look alike by the wall clock. */
function ratio(id: string, what: string, rates: Rates, ours: string, bare: string, goal: number): Result {
  const [wall, cpu] = [ratioOf(rates, ours, bare, 'wall'), ratioOf(rates, ours, bare, 'cpu')]
  const each = (name: string) => Math.round(median(rates[name]!.map(({ wall }) => wall)))
  const note =
    `${GENERATOR}; requests a second ${each(ours)} against ${each(bare)}: ${wall.toFixed(2)}; ` +
    `by the server’s processor time ${cpu.toFixed(2)}`
  return result(id, what, Math.min(wall, Number.isNaN(cpu) ? wall : cpu), '', 'at least', goal, note)
}

function ratioOf(rates: Rates, ours: string, bare: string, by: keyof Rate): number {
  return median(rates[ours]!.map((rate, round) => rate[by] / rates[bare]![round]![by]))
}
