// Ten thousand saves over HTTP, one clause each, made once for every part that needs a long history.
import type { Seeded } from './house.ts'
import { change, startSaving } from './client.ts'
import { startProduct } from './processes.ts'

export interface History {
  readonly seeded: Seeded
  readonly saves: number
  /** Bytes of resident memory of the server after the last save. */
  readonly memory: number
  /** Milliseconds that a save took, on average. */
  readonly each: number
}

const SAVES = 10_000
const LONGEST = 150_000 // milliseconds

/** Stops early on a slow machine, and says at how many saves. */
export async function makeHistory(seeded: Seeded, settings: Record<string, string> = {}): Promise<History> {
  const product = await startProduct(seeded.folder, settings)
  const client = startSaving(product.url, seeded)
  const start = performance.now()
  try {
    let saves = 0
    while (saves < SAVES && performance.now() - start < LONGEST) {
      await client.save()
      saves += 1
    }
    return { seeded, saves, memory: product.memory(), each: (performance.now() - start) / saves }
  } finally {
    client.close()
    await product.stop()
  }
}

/** The texts as they stand after each of the same saves: what a peer is given. */
export function* sameChanges(seeded: Pick<Seeded, 'keys'>, saves: number) {
  for (let n = 0; n < saves; n++) yield change(seeded, n)
}
