// What a store offers, whatever the engine: snapshots to read, and one queued writer.

export type Value = string | number | Uint8Array | null

/** Reads with SQL that every engine understands: `$1` parameters, no engine's own functions. */
export interface Sql {
  all<T>(text: string, ...values: Value[]): Promise<T[]>
  get<T>(text: string, ...values: Value[]): Promise<T | undefined>
}

/** A transaction that may write. `get` and `all` also serve `insert … returning`. */
export interface Tx extends Sql {
  /** Runs a statement and gives the number of rows it changed. */
  run(text: string, ...values: Value[]): Promise<number>
  readonly writes: true
}

/**
 * One store: an SOP's table, a delegation's room, or the directory. Storage that fails throws `Refused`
 * with a `storage-…` code; the handles given to `work` throw when they are used after its end.
 */
export interface Db {
  /** One snapshot from the first statement to the last. Never call it from within a read of the same store. */
  read<T>(work: (sql: Sql) => Promise<T>): Promise<T>
  /** One transaction: durable once this resolves, without any trace when `work` throws. */
  write<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /** A number that is another one after each commit of any process; always 0 where one process alone writes. */
  changes(): Promise<number>
  /** Rids every file of the store of what was deleted or overwritten. */
  scrub(): Promise<void>
  /** Writes one consistent copy to a new file while others go on reading and writing. */
  copy(file: string): Promise<void>
  /** What the engine itself finds wrong with its files: nothing, on a sound store. */
  check(): Promise<string[]>
  close(): Promise<void>
}

/** `$from, $from+1, …`: as many parameters as there are values. */
export function parameters(count: number, from = 1): string {
  return Array.from({ length: count }, (_, position) => `$${position + from}`).join(', ')
}

/** Cuts a list so that one statement takes each piece. */
export function* chunks<T>(values: readonly T[], size: number): Generator<T[]> {
  for (let start = 0; start < values.length; start += size) yield values.slice(start, start + size)
}
