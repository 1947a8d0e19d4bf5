// The least that a durable save can cost: the same few rows put in by the driver alone, nothing computed or checked.
import { createHash, randomBytes } from 'node:crypto'
import Database from 'better-sqlite3'

export interface Raw {
  /** One durable transaction of content, node, version and record entry. */
  readonly four: () => void
  /** One durable transaction of one short row. */
  readonly one: () => void
  readonly close: () => void
}

/** Rows of the sizes that a save of one clause of an SOP of 500 has. */
export function openRaw(folder: string): Raw {
  const table = open(`${folder}/raw-table.db`)
  const room = open(`${folder}/raw-room.db`)
  table.exec(`create table content (row integer primary key, id blob not null unique, bytes blob not null);
    create table node (row integer primary key, id blob not null unique, content integer, children blob not null);
    create table version (number integer primary key, id blob not null unique, root integer, parents blob,
      by text, time text, message text);
    create table entry (seq integer primary key, type text, hash blob, bytes text);`)
  room.exec('create table author (act text primary key, member text not null) without rowid')
  const statements = {
    content: table.prepare('insert into content (id, bytes) values (?, ?)'),
    node: table.prepare('insert into node (id, content, children) values (?, 1, ?)'),
    version: table.prepare(
      'insert into version (id, root, parents, by, time, message) values (?, 1, ?, ?, ?, ?)',
    ),
    entry: table.prepare('insert into entry (type, hash, bytes) values (?, ?, ?)'),
    author: room.prepare('insert into author (act, member) values (?, ?)'),
  }
  let drawn = 0
  const id = () =>
    createHash('sha256')
      .update(`${(drawn += 1)}`)
      .digest()
  const [text, children, entry] = [randomBytes(860), randomBytes(240), 'x'.repeat(330)]
  const four = table.transaction(() => {
    statements.content.run(id(), text)
    statements.node.run(id(), children)
    statements.version.run(id(), id(), 'IDN', '2026-11-24T03:00:00.000Z', 'A change')
    statements.entry.run('version.saved', id(), entry)
  })
  const one = room.transaction(() => statements.author.run(id().toString('hex').slice(0, 32), 'a'.repeat(32)))
  return {
    four: () => four.immediate(),
    one: () => void one.immediate(),
    close: () => {
      table.close()
      room.close()
    },
  }
}

function open(file: string): Database.Database {
  const base = new Database(file)
  base.pragma('journal_mode = wal')
  base.pragma('synchronous = full')
  return base
}
