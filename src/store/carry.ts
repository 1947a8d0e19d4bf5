// Carrying a store's rows from one engine to another, and telling whether two stores hold the same.
import Database from 'better-sqlite3'
import { createHash } from 'node:crypto'
import { chunks, type Db, parameters, type Sql, type Tx, type Value } from './db.ts'
import { type Kind, MIGRATIONS } from './migrations.ts'
import { openSqlite } from './sqlite.ts'

interface Table {
  readonly name: string
  readonly columns: readonly string[]
  /** the columns of its primary key, in order */
  readonly key: readonly string[]
}

type Row = Record<string, Value>

const PAGE = 200 // rows read, and written by one statement, at a time

/** A kind's tables, each after those that it refers to, as its steps make them. */
export function tablesOf(kind: Kind): readonly Table[] {
  const base = new Database(':memory:')
  try {
    for (const step of MIGRATIONS[kind]) base.exec(step)
    const names = base
      .prepare(
        "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by rowid",
      )
      .pluck()
      .all() as string[]
    return names.map((name) => {
      const columns = base.pragma(`table_info(${name})`) as { name: string; pk: number }[]
      const key = columns.filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk)
      return { name, columns: columns.map((each) => each.name), key: key.map((each) => each.name) }
    })
  } finally {
    base.close()
  }
}

/** Puts every row of a store into an empty one of the same kind and shape. */
export async function copyRows(from: Sql, to: Tx, kind: Kind): Promise<void> {
  for (const table of tablesOf(kind)) {
    const { name, columns } = table
    for await (const rows of pages(from, table)) {
      for (const some of chunks(rows, Math.max(1, Math.floor(30_000 / columns.length)))) {
        const tuples = some.map((_, place) => `(${parameters(columns.length, place * columns.length + 1)})`)
        const values = some.flatMap((row) => columns.map((column) => row[column] ?? null))
        await to.run(`insert into ${name} (${columns.join(', ')}) values ${tuples.join(', ')}`, ...values)
      }
    }
  }
}

/** Writes a store as a new SQLite file. */
export async function copyToFile(from: Sql, kind: Kind, file: string): Promise<void> {
  const target = openSqlite(file, kind, { create: true })
  try {
    await target.write((tx) => copyRows(from, tx, kind))
    await target.scrub()
  } finally {
    await target.close()
  }
}

/** How many rows a store has, and one digest of them all, which no order of theirs changes. */
export interface Contents {
  readonly rows: number
  readonly digest: string
}

export function contentsOf(db: Db, kind: Kind): Promise<Contents> {
  return db.read(async (sql) => {
    let rows = 0
    // Engines sort words differently, so what is added up is each row's digest.
    let sum = 0n
    for (const table of tablesOf(kind)) {
      for await (const page of pages(sql, table)) {
        for (const row of page) {
          const said = JSON.stringify([
            table.name,
            ...table.columns.map((column) => shown(row[column] ?? null)),
          ])
          sum = BigInt.asUintN(256, sum + BigInt(`0x${createHash('sha256').update(said).digest('hex')}`))
          rows += 1
        }
      }
    }
    return { rows, digest: sum.toString(16).padStart(64, '0') }
  })
}

async function* pages(sql: Sql, { name, columns, key }: Table): AsyncGenerator<Row[]> {
  const order = key.join(', ')
  let after: Value[] = []
  for (;;) {
    const beyond = after.length > 0 ? ` where (${order}) > (${parameters(key.length)})` : ''
    const text = `select ${columns.join(', ')} from ${name}${beyond} order by ${order} limit ${PAGE}`
    const rows = await sql.all<Row>(text, ...after)
    if (rows.length > 0) yield rows
    if (rows.length < PAGE) return
    after = key.map((column) => rows.at(-1)![column] ?? null)
  }
}

const shown = (value: Value): unknown =>
  value instanceof Uint8Array ? { bytes: Buffer.from(value).toString('base64') } : value
