// Threads and their comments, at a table or in a room: the same rows, in stores that never meet.
import type { Anchor } from '../document/anchors.ts'
import { json } from './bytes.ts'
import { chunks, type Sql, type Tx, parameters } from './db.ts'

export interface ThreadRow {
  readonly id: string
  readonly sop: string
  readonly anchor: Anchor
  readonly state: 'open' | 'resolved'
  readonly by: string
  readonly time: string
}

export interface CommentRow {
  readonly id: string
  readonly thread: string
  readonly by: string
  readonly time: string
  readonly salt: string
  readonly body: string
  /** What it said before, the oldest first. */
  readonly earlier: { body: string; time: string }[]
  readonly mentions: string[]
  readonly withdrawn: boolean
}

export async function insertThread(tx: Tx, thread: ThreadRow): Promise<void> {
  await tx.run(
    'insert into thread (id, sop, anchor, state, by, time) values ($1, $2, $3, $4, $5, $6)',
    thread.id,
    thread.sop,
    JSON.stringify(thread.anchor),
    thread.state,
    thread.by,
    thread.time,
  )
}

/** A thread with its comments: what a reader saw, and what must still stand when he changes it. */
export interface ThreadState {
  readonly row: ThreadRow
  readonly comments: readonly CommentRow[]
}

export async function readThread(sql: Sql, id: string): Promise<ThreadState | undefined> {
  const row = await getThread(sql, id)
  return row && { row, comments: await listComments(sql, [id]) }
}

const THREAD = 'select id, sop, anchor, state, by, time from thread'

export async function getThread(sql: Sql, id: string): Promise<ThreadRow | undefined> {
  const row = await sql.get<RawThread>(`${THREAD} where id = $1`, id)
  return row && thread(row)
}

/** An SOP's threads in the order they were opened, after the thread `after`. */
export async function listThreads(
  sql: Sql,
  { sop, state, after, limit }: { sop: string; state?: ThreadRow['state']; after?: string; limit: number },
): Promise<ThreadRow[]> {
  const values: (string | number)[] = [sop, limit]
  let where = 'sop = $1'
  if (state !== undefined) where += ` and state = $${values.push(state)}`
  if (after !== undefined) where += ` and row > (select row from thread where id = $${values.push(after)})`
  const rows = await sql.all<RawThread>(`${THREAD} where ${where} order by row limit $2`, ...values)
  return rows.map(thread)
}

/** False when the thread is not there or is in that state already. */
export async function updateThreadState(tx: Tx, id: string, state: ThreadRow['state']): Promise<boolean> {
  return (await tx.run('update thread set state = $1 where id = $2 and state <> $1', state, id)) === 1
}

export async function insertComment(tx: Tx, comment: CommentRow): Promise<void> {
  await tx.run(
    `insert into comment (id, thread, by, time, withdrawn, mentions, salt, body, earlier)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    comment.id,
    comment.thread,
    comment.by,
    comment.time,
    Number(comment.withdrawn),
    JSON.stringify(comment.mentions),
    comment.salt,
    comment.body,
    JSON.stringify(comment.earlier),
  )
}

const COMMENT = 'select id, thread, by, time, withdrawn, mentions, salt, body, earlier from comment'

export async function getComment(sql: Sql, id: string): Promise<CommentRow | undefined> {
  const row = await sql.get<RawComment>(`${COMMENT} where id = $1`, id)
  return row && comment(row)
}

/** Writes what of a comment may change; what is absent stays. */
export async function updateComment(
  tx: Tx,
  id: string,
  change: Partial<Pick<CommentRow, 'salt' | 'body' | 'earlier' | 'mentions' | 'withdrawn'>>,
): Promise<void> {
  await tx.run(
    `update comment set salt = coalesce($1, salt), body = coalesce($2, body), earlier = coalesce($3, earlier),
       mentions = coalesce($4, mentions), withdrawn = coalesce($5, withdrawn) where id = $6`,
    change.salt ?? null,
    change.body ?? null,
    change.earlier ? JSON.stringify(change.earlier) : null,
    change.mentions ? JSON.stringify(change.mentions) : null,
    change.withdrawn === undefined ? null : Number(change.withdrawn),
    id,
  )
}

/** The comments of these threads, each thread's in the order they were written. */
export async function listComments(sql: Sql, threads: readonly string[]): Promise<CommentRow[]> {
  const rows: RawComment[] = []
  for (const some of chunks(threads, 100)) {
    const where = `thread in (${parameters(some.length)})`
    rows.push(...(await sql.all<RawComment>(`${COMMENT} where ${where} order by thread, row`, ...some)))
  }
  return rows.map(comment)
}

type RawThread = Omit<ThreadRow, 'anchor'> & { anchor: string }

function thread(row: RawThread): ThreadRow {
  return { ...row, anchor: json<Anchor>(row.anchor) }
}

type RawComment = Omit<CommentRow, 'earlier' | 'mentions' | 'withdrawn'> & {
  earlier: string
  mentions: string
  withdrawn: number
}

function comment(row: RawComment): CommentRow {
  return {
    ...row,
    earlier: json<CommentRow['earlier']>(row.earlier),
    mentions: json<string[]>(row.mentions),
    withdrawn: row.withdrawn === 1,
  }
}
