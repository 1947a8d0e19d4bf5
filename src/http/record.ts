// The record: every act as it was entered, and an SOP as one file with all of it.
import Type from 'typebox'
import { fail, isFailure, Refused } from '../errors.ts'
import { type Entry, entryHash } from '../record/log.ts'
import { exportSop } from '../store/archive.ts'
import { type EntryRow, listEntries } from '../store/record.ts'
import { fromCursor, pageOf } from './cursor.ts'
import { zipped } from './encoding.ts'
import { declare } from './operation.ts'
import { type Parts, reachFor } from './parts.ts'
import { code, component, hash, integer, optional, page, paging, ref, text, time } from './schema.ts'
import { sopParams } from './sops.ts'

export const EntryView = component(
  'Entry',
  'An entry of the record: ids and delegations, no words. Order is `seq`, never time.',
  {
    v: integer('Format of the entry.'),
    log: text('The log: an SOP’s id, or a delegation’s code.'),
    seq: integer('Its place.'),
    type: text('What was done.'),
    refs: Type.Record(Type.String(), Type.Union([Type.String(), Type.Integer()]), {
      description: 'What it was done to.',
    }),
    by: code('The delegation.'),
    time: time('When, by the server’s clock.'),
    previous: optional(hash('Hash of the entry before.')),
    hash: hash('Its own hash.'),
  },
)
export const EntryPage = page('EntryPage', ref(EntryView))
export const SCHEMAS = [EntryView, EntryPage]

const filter = {
  type: optional(text('Only this type.', { maxLength: 60 })),
  by: optional(code('Only this delegation.')),
  ...paging,
}

export function recordRoutes({ app, house, door }: Parts): void {
  declare(app, door, {
    id: 'listRecord',
    method: 'GET',
    url: '/sops/:sop/record',
    tag: 'Record',
    summary: 'Read the record of an SOP',
    description:
      'Every act at the table, in order. Each entry is canonical JSON and names the hash of the one before.',
    params: sopParams,
    query: filter,
    answers: { 200: ref(EntryPage, 'A page of entries.') },
    onSend: zipped(),
    problems: ['not-found', 'standing-missing', 'storage-damaged'],
    handle: async ({ who, params, query }) => {
      const reached = await reachFor(house, who, params.sop, 'listRecord')
      if (isFailure(reached)) return reached
      return reached.db.read(async (sql) => entries(await listEntries(sql, asked(query)), query.limit!))
    },
  })

  declare(app, door, {
    id: 'listRoomRecord',
    method: 'GET',
    url: '/delegations/:code/record',
    tag: 'Record',
    summary: 'Read the record of one’s own room',
    description: 'Every act in the room of one’s own delegation. Of another there is nothing to see.',
    params: { code: code('Code of one’s own delegation.') },
    query: filter,
    answers: { 200: ref(EntryPage, 'A page of entries.') },
    problems: ['not-found', 'storage-damaged'],
    handle: async ({ who, params, query }) => {
      if (params.code !== who.delegation) return fail('not-found')
      const room = (await house.stores.room(who.delegation))!
      return room.read(async (sql) => entries(await listEntries(sql, asked(query)), query.limit!))
    },
  })

  declare(app, door, {
    id: 'exportSop',
    method: 'GET',
    url: '/sops/:sop/export',
    tag: 'Record',
    summary: 'Take an SOP away as one file',
    description:
      'The table with its whole history, record and all, as `sandhi import` reads it. Nothing of any room is in it.',
    params: sopParams,
    answers: { 200: text('The file: gzip of JSON lines.') },
    instead: 'application/gzip',
    problems: ['not-found', 'standing-missing', 'erasure-pending'],
    handle: async ({ who, params, reply }) => {
      const reached = await reachFor(house, who, params.sop, 'exportSop')
      if (isFailure(reached)) return reached
      // A file taken away would carry what is hidden from everyone.
      if (reached.hidden.size > 0) return fail('erasure-pending')
      const bytes = await exportSop(reached.db)
      return reply
        .type('application/gzip')
        .header('content-disposition', `attachment; filename="sop-${params.sop.slice(0, 8)}.sandhi"`)
        .send(Buffer.from(bytes))
    },
  })
}

function asked(query: { limit?: number; cursor?: string; type?: string; by?: string }) {
  const after = fromCursor(query.cursor, 'number')
  return {
    limit: query.limit! + 1,
    ...(after !== undefined && { after }),
    ...(query.type !== undefined && { type: query.type }),
    ...(query.by !== undefined && { by: query.by }),
  }
}

/** A page of entries; one whose bytes don't have its hash is thrown as `storage-damaged`, naming it. */
function entries(rows: readonly EntryRow[], limit: number) {
  const view = ({ seq, bytes, hash: own }: EntryRow) => {
    if (entryHash(String(bytes)) !== own) throw new Refused(fail('storage-damaged', { entry: seq }))
    return { ...(JSON.parse(bytes) as Entry), hash: own }
  }
  return pageOf(rows, limit, view, (row) => row.seq)
}
