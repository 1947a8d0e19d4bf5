// The sum that a row carries of what it says, where no id does: what a failing disk made of it is not taken for what was written.
import { createHash } from 'node:crypto'
import { fail, Refused } from '../errors.ts'
import { hex } from './bytes.ts'
import type { Sql, Tx, Value } from './db.ts'

/** The columns that a table's sums are of. The first ones, as many as `keys` says, name the row. */
const SUMMED = {
  sop: { keys: 1, columns: ['id', 'stage', 'procedure', 'negotiated', 'archived', 'reopened'] },
  party: { keys: 1, columns: ['delegation', 'kind', 'state', 'preset', 'until', 'comments', 'withheld'] },
  thread: { keys: 1, columns: ['id', 'sop', 'anchor', 'state', 'by', 'time', 'said'] },
  comment: {
    keys: 1,
    columns: ['id', 'thread', 'by', 'time', 'withdrawn', 'mentions', 'salt', 'body', 'earlier'],
  },
  decision: { keys: 1, columns: ['id', 'kind', 'by', 'state', 'time', 'payload'] },
  answer: { keys: 2, columns: ['decision', 'delegation', 'answer', 'reason', 'time'] },
  // Its id covers all else that it says.
  version: { keys: 1, columns: ['number', 'id', 'root', 'act'] },
  approval: {
    keys: 1,
    columns: ['id', 'number', 'revision', 'delegation', 'act', 'seq', 'withdraws', 'body'],
  },
} as const satisfies Record<string, { keys: 1 | 2; columns: readonly string[] }>

export type SummedTable = keyof typeof SUMMED
/** A row as it is kept, the columns of its table by name. */
export type Columns<T extends SummedTable> = Readonly<Record<(typeof SUMMED)[T]['columns'][number], Value>>
/** Rows from before there were sums have none; a file from then, not opened to be written, has no such column. */
export type Kept<T extends SummedTable> = Columns<T> & { readonly sum?: string | null }

/** A sum of a row: 16 hex digits. It tells what a disk did, not what somebody did who can write to it. */
export function sumOf<T extends SummedTable>(table: T, row: Columns<T>): string {
  const says = SUMMED[table].columns.map((column) => {
    const value = row[column as keyof Columns<T>]
    return value instanceof Uint8Array ? hex(value) : value
  })
  return createHash('sha256')
    .update(JSON.stringify([table, ...says]))
    .digest('hex')
    .slice(0, 16)
}

/** Whether a row is what its sum says. */
export function holds<T extends SummedTable>(table: T, row: Kept<T>): boolean {
  return (row.sum ?? undefined) === undefined || row.sum === sumOf(table, row)
}

/** Gives a row without its sum. Throws `storage-damaged` where it isn't what its sum says. */
export function verified<T extends SummedTable, R extends Kept<T>>(table: T, row: R): Omit<R, 'sum'> {
  if (holds(table, row)) {
    const { sum: _, ...said } = row
    return said
  }
  const names = SUMMED[table].columns.slice(0, SUMMED[table].keys)
  const which = names.map((column) => row[column as keyof Columns<T>])
  throw new Refused(
    fail('storage-damaged', { reason: `${table} ${which.join(' ')} is not what was written` }),
  )
}

/**
 * Gives a row that an index led to. Throws `storage-damaged` where it isn't the one that was asked for: an index that a
 * disk changed leads to others, whose sums are right.
 */
export function named<R extends object>(row: R, by: Partial<R>): R {
  for (const [column, value] of Object.entries(by))
    if (row[column as keyof R] !== value)
      throw new Refused(
        fail('storage-damaged', { reason: `an index leads to another ${column} than asked for` }),
      )
  return row
}

/** Puts a new row, with its sum; gives how many were put, where `unless` may keep one out. */
export function insertSummed<T extends Exclude<SummedTable, 'party' | 'version'>>(
  tx: Tx,
  table: T,
  row: Columns<T>,
  unless = '',
): Promise<number> {
  const { columns } = SUMMED[table]
  const values = columns.map((column) => row[column as keyof Columns<T>])
  const places = [...columns, 'sum'].map((_, place) => `$${place + 1}`)
  return tx.run(
    `insert into ${table} (${columns.join(', ')}, sum) values (${places.join(', ')}) ${unless}`,
    ...values,
    sumOf(table, row),
  )
}

/** Puts the sum of a row that was changed. */
export async function sumUp<T extends Exclude<SummedTable, 'party'>>(
  tx: Tx,
  table: T,
  ...key: readonly string[]
): Promise<void> {
  const { columns, keys } = SUMMED[table]
  const where = (from: number) =>
    columns
      .slice(0, keys)
      .map((column, place) => `${column} = $${place + from}`)
      .join(' and ')
  const row = await tx.get<Columns<T>>(`select ${columns.join(', ')} from ${table} where ${where(1)}`, ...key)
  if (row) await tx.run(`update ${table} set sum = $1 where ${where(2)}`, sumOf(table, row), ...key)
}

/** Every row of a table that isn't what its sum says, by what names it. */
export async function findDiffering(
  sql: Sql,
  table: Exclude<SummedTable, 'party'>,
): Promise<readonly string[]> {
  const { columns, keys } = SUMMED[table]
  const rows = await sql.all<Kept<typeof table>>(`select * from ${table}`)
  const named = columns.slice(0, keys) as readonly (keyof Kept<typeof table>)[]
  return rows
    .filter((row) => !holds(table, row))
    .map((row) => [table, ...named.map((column) => row[column])].join(' '))
}
