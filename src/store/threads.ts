// Threads and their comments, at a table or in a room: the same rows, in stores that never meet.
import type { Anchor } from '../document/anchors.ts'
import { fail, Refused } from '../errors.ts'
import { json } from './bytes.ts'
import { chunks, type Sql, type Tx, parameters } from './db.ts'
import { insertSummed, named, sumUp, verified } from './sums.ts'

export interface ThreadRow {
  readonly id: string
  readonly sop: string
  readonly anchor: Anchor
  readonly state: 'open' | 'resolved'
  readonly by: string
  readonly time: string
  /** How many comments it has; absent in a thread from before they were counted. */
  readonly said?: number
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

export async function insertThread(tx: Tx, thread: Omit<ThreadRow, 'said'>): Promise<void> {
  await insertSummed(tx, 'thread', { ...thread, anchor: JSON.stringify(thread.anchor), said: 0 })
}

/** A thread with its comments: what a reader saw, and what must still stand when he changes it. */
export interface ThreadState {
  readonly row: ThreadRow
  readonly comments: readonly CommentRow[]
}

export async function readThread(sql: Sql, id: string): Promise<ThreadState | undefined> {
  const row = await getThread(sql, id)
  return row && { row, comments: await listComments(sql, [row]) }
}

const THREAD = 'select id, sop, anchor, state, by, time, said, sum from thread'

export async function getThread(sql: Sql, id: string): Promise<ThreadRow | undefined> {
  const row = await sql.get<RawThread>(`${THREAD} where id = $1`, id)
  return row && thread(named(row, { id }))
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
  return rows.map((row) => thread(named(row, { sop, ...(state && { state }) })))
}

/** False when the thread is not there or is in that state already. */
export async function updateThreadState(tx: Tx, id: string, state: ThreadRow['state']): Promise<boolean> {
  const changed = await tx.run('update thread set state = $1 where id = $2 and state <> $1', state, id)
  if (changed === 1) await sumUp(tx, 'thread', id)
  return changed === 1
}

export async function insertComment(tx: Tx, comment: CommentRow): Promise<void> {
  await insertSummed(tx, 'comment', {
    ...comment,
    withdrawn: Number(comment.withdrawn),
    mentions: JSON.stringify(comment.mentions),
    earlier: JSON.stringify(comment.earlier),
  })
  await tx.run('update thread set said = said + 1 where id = $1', comment.thread)
  await sumUp(tx, 'thread', comment.thread)
}

const COMMENT = 'select id, thread, by, time, withdrawn, mentions, salt, body, earlier, sum from comment'

export async function getComment(sql: Sql, id: string): Promise<CommentRow | undefined> {
  const row = await sql.get<RawComment>(`${COMMENT} where id = $1`, id)
  return row && comment(named(row, { id }))
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
  await sumUp(tx, 'comment', id)
}

/**
 * The comments of these threads, each thread's in the order they were written. Throws `storage-damaged` where there are
 * not as many as the thread says: an index that a disk changed leads to fewer.
 */
export async function listComments(sql: Sql, threads: readonly ThreadRow[]): Promise<CommentRow[]> {
  const rows: RawComment[] = []
  for (const some of chunks(threads, 100)) {
    const where = `thread in (${parameters(some.length)})`
    const ids = some.map(({ id }) => id)
    rows.push(...(await sql.all<RawComment>(`${COMMENT} where ${where} order by thread, row`, ...ids)))
  }
  const found = new Map(threads.map(({ id }) => [id, 0]))
  for (const { thread } of rows) found.set(thread, (found.get(thread) ?? 0) + 1)
  for (const { id, said = found.get(id) } of threads) {
    if (found.get(id) === said) continue
    const reason = `thread ${id} should have ${said} comments`
    throw new Refused(fail('storage-damaged', { reason }))
  }
  const ids = new Set(threads.map(({ id }) => id))
  return rows.map((row) => comment(named(row, { thread: ids.has(row.thread) ? row.thread : '' })))
}

type RawThread = Omit<ThreadRow, 'anchor' | 'said'> & {
  anchor: string
  said: number | null
  sum: string | null
}

function thread(row: RawThread): ThreadRow {
  const { anchor, said, ...rest } = verified('thread', row)
  return { ...rest, anchor: json<Anchor>(anchor), ...(said !== null && { said }) }
}

type RawComment = Omit<CommentRow, 'earlier' | 'mentions' | 'withdrawn'> & {
  earlier: string
  mentions: string
  withdrawn: number
  sum: string | null
}

function comment(row: RawComment): CommentRow {
  const said = verified('comment', row)
  return {
    ...said,
    earlier: json<CommentRow['earlier']>(said.earlier),
    mentions: json<string[]>(said.mentions),
    withdrawn: said.withdrawn === 1,
  }
}
