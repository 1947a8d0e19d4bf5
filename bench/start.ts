// Measures a start, G18: from the command to the first answer on the demonstration's stores, and memory after long work.
import { type History } from './history.ts'
import { startProduct } from './processes.ts'
import { context, median, type Result, result } from './result.ts'

const ROUNDS = 5

export async function benchStart(folder: string, history: History): Promise<Result[]> {
  const first = await startOnce(folder)
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round++) times.push(await startOnce(folder))
  const { saves, memory, each } = history
  const what = `resident memory after ${saves} saves over HTTP`
  return [
    result(
      'G18',
      'start on the stores of the demonstration, to the first answer',
      median(times),
      'ms',
      'at most',
      1000,
    ),
    context('G18', 'the very first start, which makes the demonstration', first, 'ms'),
    result('G18', what, memory / 1_000_000, 'MB', 'at most', 150, `${each.toFixed(2)} ms a save`),
  ]
}

/** Milliseconds from spawning the process to an answer that read a store. */
async function startOnce(folder: string): Promise<number> {
  const start = performance.now()
  const product = await startProduct(folder, {}, [])
  try {
    const answer = await fetch(`${product.url}/api/v1/health/ready`)
    await answer.arrayBuffer()
    if (answer.status !== 200) throw new Error(`the first answer is ${answer.status}`)
    return performance.now() - start
  } finally {
    await product.stop()
  }
}
