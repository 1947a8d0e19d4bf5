// One measured figure against its goal, and the small arithmetic that all parts share.

export interface Result {
  readonly id: string
  readonly what: string
  /** NaN where nothing could be measured; `note` says why. */
  readonly measured: number
  readonly unit: string
  readonly goal: string
  readonly holds: boolean
  readonly note?: string
}

export function result(
  id: string,
  what: string,
  measured: number,
  unit: string,
  bound: 'at most' | 'at least',
  goal: number,
  note?: string,
): Result {
  const holds = bound === 'at most' ? measured <= goal : measured >= goal
  const sign = bound === 'at most' ? '<=' : '>='
  return {
    id,
    what,
    measured: Number(measured.toPrecision(3)),
    unit,
    goal: `${sign} ${goal} ${unit}`.trim(),
    holds,
    ...(note !== undefined && { note }),
  }
}

/** What could not be measured, and why. It does not count as held. */
export function unmeasured(id: string, what: string, unit: string, goal: string, note: string): Result {
  return { id, what, measured: NaN, unit, goal, holds: false, note }
}

/** A figure without a goal of its own, for comparison. */
export function context(id: string, what: string, measured: number, unit: string, note?: string): Result {
  return {
    id,
    what,
    measured: Number(measured.toPrecision(3)),
    unit,
    goal: '',
    holds: true,
    ...(note !== undefined && { note }),
  }
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** Milliseconds that some work takes. */
export function clock(work: () => unknown): number {
  const start = performance.now()
  work()
  return performance.now() - start
}

/** Milliseconds that some work takes, waited for. */
export async function clockAsync(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}
