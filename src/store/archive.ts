// One SOP as one file: every row of its table, record and all, in a form that no engine owns.
import { createHash } from 'node:crypto'
import { gunzipSync, gzipSync } from 'node:zlib'
import { fail, Refused } from '../errors.ts'
import { checkTable } from './check-table.ts'
import { attempt } from './contents.ts'
import { type Db, parameters, type Sql, type Tx, type Value } from './db.ts'
import { MIGRATIONS } from './migrations.ts'
import { SOP_ID, type Stores } from './pool.ts'

/** The tables of an SOP, each after those it refers to, with their columns; the first ones give the order of rows. */
const TABLES: Readonly<Record<string, readonly string[]>> = {
  sop: ['id', 'stage', 'procedure', 'negotiated', 'archived', 'reopened', 'sum'],
  party: ['delegation', 'kind', 'state', 'preset', 'until', 'comments', 'sum'],
  withheld: ['delegation', 'key'],
  used_key: ['key'],
  tombstone: ['text', 'time'],
  hidden: ['text', 'by', 'decision', 'time'],
  text: ['row', 'id', 'bytes'],
  content: ['row', 'id', 'bytes'],
  node: ['row', 'id', 'content', 'children'],
  version: [
    ...['number', 'id', 'root', 'parents', 'by', 'time', 'act'],
    ...['message', 'message_salt', 'message_text', 'sum'],
  ],
  thread: ['row', 'id', 'sop', 'anchor', 'state', 'by', 'time', 'said', 'sum'],
  comment: ['row', 'id', 'thread', 'by', 'time', 'withdrawn', 'mentions', 'salt', 'body', 'earlier', 'sum'],
  approval: ['id', 'number', 'revision', 'delegation', 'act', 'seq', 'withdraws', 'body', 'sum'],
  act_name: ['approval', 'prepared', 'confirmed'],
  decision: ['row', 'id', 'kind', 'by', 'state', 'time', 'payload', 'sum'],
  answer: ['decision', 'delegation', 'answer', 'reason', 'time', 'sum'],
  guard_claim: ['row', 'id', 'place', 'text', 'reason', 'by', 'time'],
  entry: ['seq', 'type', 'by', 'hash', 'bytes'],
}

interface Header {
  readonly format: 'sandhi-sop'
  readonly version: 1
  readonly sop: string
  /** How many migrations the table had taken. */
  readonly shape: number
  /** SHA-256 of all that follows the header's line. */
  readonly digest: string
}

/**
 * An SOP with its whole history: gzip of lines of JSON, a header and then each row as an array that begins with
 * its table's name, bytes as `{ "base64": … }`. Equal tables give equal bytes. Kept answers to requests stay out.
 */
export async function exportSop(db: Db): Promise<Uint8Array> {
  const { sop, lines } = await db.read(async (sql) => ({
    sop: await sql.get<{ id: string }>('select id from sop'),
    lines: await rowsOf(sql),
  }))
  if (!sop) throw new Error('this table holds no SOP')
  const body = lines.join('')
  const header: Header = {
    format: 'sandhi-sop',
    version: 1,
    sop: sop.id,
    shape: MIGRATIONS.table.length,
    digest: sha256(body),
  }
  const file = gzipSync(`${JSON.stringify(header)}\n${body}`)
  file[9] = 255 // the system that compressed it is nobody's concern
  return file
}

async function rowsOf(sql: Sql): Promise<string[]> {
  const lines: string[] = []
  for (const [table, columns] of Object.entries(TABLES)) {
    const order = columns.slice(0, 2).join(', ')
    const rows = await sql.all<Record<string, Value>>(
      `select ${columns.join(', ')} from ${table} order by ${order}`,
    )
    for (const row of rows) {
      lines.push(`${JSON.stringify([table, ...columns.map((column) => encode(row[column] ?? null))])}\n`)
    }
  }
  return lines
}

type Encoded = string | number | null | { readonly base64: string }

const encode = (value: Value): Encoded =>
  value instanceof Uint8Array ? { base64: Buffer.from(value).toString('base64') } : value

const decode = (value: Encoded): Value =>
  typeof value === 'object' && value !== null ? Buffer.from(value.base64, 'base64') : value

const MOST = 2 ** 30 // bytes that an export may hold unpacked

/**
 * Makes an exported SOP's table and gives the SOP's id; the directory learns of it from the caller. Everything is
 * verified before it is committed. Refuses `sop-exists`, and `archive-damaged` for whatever isn't sound.
 */
export async function importSop(stores: Stores, file: Uint8Array): Promise<string> {
  const { header, lines } = unpack(file)
  const { sop } = header
  if (await stores.table(sop)) throw new Refused(fail('sop-exists', { sop }))
  const db = await stores.createTable(sop)
  try {
    await db.write(async (tx) => {
      for (const [place, line] of lines.entries()) {
        await insertLine(tx, line).catch((error: unknown) => {
          if (error instanceof Refused) throw error
          refuse({ reason: 'a row that does not fit', line: place + 2 })
        })
      }
      const [difference] = await checkTable(tx, sop)
      if (difference) refuse({ ...difference })
    })
  } catch (error) {
    await stores.removeTable(sop)
    throw error
  }
  return sop
}

function unpack(file: Uint8Array): { header: Header; lines: string[] } {
  const text = attempt(() => gunzipSync(file, { maxOutputLength: MOST }).toString('utf8')) ?? ''
  const end = text.indexOf('\n')
  const header = attempt(() => JSON.parse(text.slice(0, end)) as Header | null)
  if (header?.format !== 'sandhi-sop' || header.version !== 1 || !SOP_ID.test(header.sop)) {
    return refuse({ reason: 'not an exported SOP' })
  }
  const body = text.slice(end + 1)
  if (header.shape !== MIGRATIONS.table.length) refuse({ reason: 'written by another release' })
  if (header.digest !== sha256(body)) refuse({ reason: 'the digest differs' })
  return { header, lines: body.split('\n').slice(0, -1) }
}

async function insertLine(tx: Tx, line: string): Promise<void> {
  const [table, ...values] = JSON.parse(line) as [string, ...Encoded[]]
  const columns = Object.hasOwn(TABLES, table) ? TABLES[table]! : refuse({ reason: 'an unknown table' })
  if (columns.length !== values.length) refuse({ reason: 'a row of another shape' })
  const text = `insert into ${table} (${columns.join(', ')}) values (${parameters(columns.length)})`
  await tx.run(text, ...values.map(decode))
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function refuse(facts: Readonly<Record<string, unknown>>): never {
  throw new Refused(fail('archive-damaged', facts))
}
