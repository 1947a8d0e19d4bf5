// Measures whom a heavy comparison keeps waiting, G12: two versions of 400 KB, every text another, over HTTP.
import { longSop } from '../test/helpers/real-texts.ts'
import { walk } from '../src/document/clause.ts'
import type { Seeded } from './house.ts'
import { type Running, startProduct } from './processes.ts'
import { context, median, type Result, result } from './result.ts'
import { REWRITTEN, rewrittenSop } from './worst.ts'

const READERS = ['en', 'id', 'th'] as const

/** In a folder of its own, seeded with as many clauses as are rewritten. */
export async function benchWaits(seeded: Seeded): Promise<Result[]> {
  const product = await startProduct(seeded.folder)
  try {
    await rewrite(product, seeded)
    const idle = await pinged(product, () => new Promise((go) => setTimeout(go, 500)))
    const rows: Result[] = []
    for (const [what, media] of [
      ['as data', 'application/json'],
      ['as a page', 'text/html'],
    ] as const) {
      const rounds: { took: number; waited: number }[] = []
      for (const pair of ['2/3', '3/2']) {
        for (const reader of READERS) {
          rounds.push(await pinged(product, () => compared(product, seeded, pair, media, reader)))
        }
      }
      const asked = `comparison of 400 KB, every text another, ${what}, over HTTP`
      const waited = rounds.map((each) => each.waited)
      const note = `worst of ${rounds.length} rounds ${Math.max(...waited).toFixed(0)} ms; ${idle.waited.toFixed(0)} ms where nobody compares`
      rows.push(
        context('G12', asked, median(rounds.map(({ took }) => took)), 'ms'),
        result(
          'G12',
          `${asked}: longest that another’s request waits`,
          median(waited),
          'ms',
          'at most',
          50,
          note,
        ),
      )
    }
    return rows
  } finally {
    await product.stop()
  }
}

const headersOf = ({ credential }: Seeded) => ({ authorization: `Bearer ${credential}` })

/** Saves the whole text anew, as version 3. */
async function rewrite(product: Running, seeded: Seeded): Promise<void> {
  const edits = [...walk(rewrittenSop(longSop(REWRITTEN), 1))]
    .filter(({ kind }) => kind === 'article')
    .flatMap(({ key, texts }) =>
      Object.entries(texts).map(([language, { text }]) => ({
        ...{ op: 'setText', key, language, part: 'text', value: text },
      })),
    )
  const answer = await fetch(`${product.url}/api/v1/sops/${seeded.sop}/versions`, {
    method: 'POST',
    headers: { ...headersOf(seeded), 'content-type': 'application/json' },
    body: JSON.stringify({ base: seeded.version, message: 'All anew', edits }),
  })
  if (answer.status !== 201) throw new Error(`${answer.status} ${await answer.text()}`)
  await answer.arrayBuffer()
}

async function compared(product: Running, seeded: Seeded, pair: string, media: string, reader: string) {
  const headers = { ...headersOf(seeded), accept: media, 'accept-language': reader }
  const answer = await fetch(`${product.url}/api/v1/sops/${seeded.sop}/diffs/${pair}`, { headers })
  const bytes = await answer.arrayBuffer()
  if (answer.status !== 200) throw new Error(`${answer.status} ${Buffer.from(bytes).toString()}`)
}

/** Asks something small again and again while some work runs: the longest that it waited for its answer. */
async function pinged(product: Running, work: () => Promise<unknown>) {
  const start = performance.now()
  let running = true
  const done = work().finally(() => (running = false))
  let waited = 0
  while (running) {
    const asked = performance.now()
    await (await fetch(`${product.url}/api/v1/health/live`)).arrayBuffer()
    waited = Math.max(waited, performance.now() - asked)
    await new Promise((go) => setTimeout(go, 2))
  }
  await done
  return { took: performance.now() - start, waited }
}
