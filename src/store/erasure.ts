// Hiding a text, and erasing one for good: its words and salt are blanked, its id stays, so everything verifies.
import { PARTS, type Text } from '../document/clause.ts'
import { sealText } from '../document/ids.ts'
import { json, unhex, utf8 } from './bytes.ts'
import { decodeText } from './contents.ts'
import type { Sql, Tx } from './db.ts'
import { holds, type Kept, named, sumUp } from './sums.ts'

export interface HiddenRow {
  readonly text: string
  readonly by: string
  readonly decision?: string
  readonly time: string
}

/** Takes a text out of sight at once, until the parties have decided. */
export async function hideText(
  tx: Tx,
  text: string,
  by: string,
  decision: string | undefined,
  time: string,
): Promise<void> {
  await tx.run(
    `insert into hidden (text, by, decision, time) values ($1, $2, $3, $4) on conflict (text) do nothing`,
    text,
    by,
    decision ?? null,
    time,
  )
}

export async function unhideText(tx: Tx, text: string): Promise<void> {
  await tx.run('delete from hidden where text = $1', text)
}

/** The texts out of sight. */
export async function listHidden(sql: Sql): Promise<HiddenRow[]> {
  const rows = await sql.all<Omit<HiddenRow, 'decision'> & { decision: string | null }>(
    'select text, by, decision, time from hidden order by text',
  )
  return rows.map(({ decision, ...row }) => ({ ...row, ...(decision !== null && { decision }) }))
}

/** The ids of the texts erased here. */
export async function listErased(sql: Sql): Promise<string[]> {
  return (await sql.all<{ text: string }>('select text from tombstone order by text')).map(({ text }) => text)
}

/** Whether a text is kept with its words, was erased, or was never here. */
export async function isErased(sql: Sql, text: string): Promise<'kept' | 'erased' | 'unknown'> {
  if (await sql.get('select 1 from tombstone where text = $1', text)) return 'erased'
  return (await findText(sql, text)) ? 'kept' : 'unknown'
}

/** A live text of any version, of a version's message or of a comment, by its id. */
export async function findText(sql: Sql, id: string): Promise<Text | undefined> {
  if (!/^[0-9a-f]{64}$/.test(id)) return undefined
  const row = await sql.get<{ bytes: Uint8Array }>('select bytes from text where id = $1', unhex(id))
  const said = row && utf8(row.bytes)
  const text = said ? decodeText(said) : undefined
  if (text) return named(text, { id })
  const message = await sql.get<{ salt: string; text: string }>(
    `select message_salt as salt, message_text as text from version
     where message = $1 and message_text is not null`,
    unhex(id),
  )
  if (message) return sealText(message.salt, { text: message.text })
  return (await allComments(sql)).map(sealed).find((text) => text.id === id)
}

/**
 * Erases a text, in one transaction: a tombstone for its id, and its words and salt blanked wherever they are
 * kept, in comments that repeat them too. Afterwards `Db.scrub` rids the files of what was overwritten.
 */
export async function eraseText(tx: Tx, id: string, time: string): Promise<void> {
  const text = await findText(tx, id)
  await tx.run('insert into tombstone (text, time) values ($1, $2) on conflict (text) do nothing', id, time)
  await tx.run('update text set bytes = $1 where id = $2', new Uint8Array(), unhex(id))
  await tx.run(
    `update version set message_salt = null, message_text = null
     where message = $1 and message_text is not null`,
    unhex(id),
  )
  if (text) {
    await blankComments(tx, text)
    await blankReasons(tx, text)
    await forgetAnswers(tx, text)
  }
  await unhideText(tx, id)
}

/** Whether a room knows that an erased text stands in no file of the stores any more. */
export async function isGone(sql: Sql, sop: string, text: string): Promise<boolean> {
  return (await sql.get('select 1 from applied where sop = $1 and text = $2', sop, text)) !== undefined
}

export async function markGone(tx: Tx, sop: string, text: string): Promise<void> {
  await tx.run('insert into applied (sop, text) values ($1, $2) on conflict do nothing', sop, text)
}

/** Blanks the comments of a table or room that repeat a text, or are it. */
export async function blankComments(tx: Tx, text: Text): Promise<void> {
  const repeats = repeating(text)
  for (const comment of await allComments(tx)) {
    const kept = comment.earlier.filter(({ body }) => !repeats(body))
    const blank = repeats(comment.body)
    if (!blank && kept.length === comment.earlier.length) continue
    await tx.run(
      'update comment set salt = $1, body = $2, earlier = $3 where id = $4',
      blank ? '' : comment.salt,
      blank ? '' : comment.body,
      JSON.stringify(kept),
      comment.id,
    )
    // What was damaged already stays so, and is found.
    if (comment.sound) await sumUp(tx, 'comment', comment.id)
  }
}

/** Reasons given for decisions and answers that repeat a text. */
async function blankReasons(tx: Tx, text: Text): Promise<void> {
  const repeats = repeating(text)
  for (const row of await tx.all<KeptDecision>('select * from decision')) {
    const question = json<{ reason?: string }>(row.payload)
    if (question.reason === undefined || !repeats(question.reason)) continue
    const payload = JSON.stringify({ ...question, reason: '' })
    await tx.run('update decision set payload = $1 where id = $2', payload, row.id)
    if (holds('decision', row)) await sumUp(tx, 'decision', row.id)
  }
  for (const row of await tx.all<KeptAnswer>('select * from answer where reason is not null')) {
    if (!repeats(row.reason)) continue
    const { decision, delegation } = row
    const erase = 'update answer set reason = null where decision = $1 and delegation = $2'
    await tx.run(erase, decision, delegation)
    if (holds('answer', row)) await sumUp(tx, 'answer', decision, delegation)
  }
}

type KeptDecision = Kept<'decision'> & { id: string; payload: string }
type KeptAnswer = Kept<'answer'> & { decision: string; delegation: string; reason: string }

/** An answer kept for a repeated request may quote what it was about. */
async function forgetAnswers(tx: Tx, text: Text): Promise<void> {
  const repeats = repeating(text)
  const answers = await tx.all<{ key: string; result: string }>(
    'select key_hash as key, result from idempotency',
  )
  for (const { key, result } of answers) {
    if (!strings(json<unknown>(result)).some(repeats)) continue
    await tx.run('delete from idempotency where key_hash = $1', key)
  }
}

function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(strings) : []
}

/** Whether something repeats one whole part of a text; within more words, only a part of some length tells. */
function repeating(text: Text): (body: string) => boolean {
  const parts = PARTS.flatMap((part) => text[part] ?? [])
  return (body) => parts.some((part) => body === part || (part.length >= TELLING && body.includes(part)))
}

const TELLING = 12 // characters

interface Comment {
  readonly id: string
  readonly salt: string
  readonly body: string
  readonly earlier: { body: string; time: string }[]
  /** whether the row is what was written */
  readonly sound: boolean
}

async function allComments(sql: Sql): Promise<Comment[]> {
  type Row = Kept<'comment'> & { id: string; salt: string; body: string; earlier: string }
  const rows = await sql.all<Row>('select * from comment order by row')
  return rows.map((row) => ({
    ...{ id: row.id, salt: row.salt, body: row.body },
    earlier: json<Comment['earlier']>(row.earlier),
    sound: holds('comment', row),
  }))
}

const sealed = ({ salt, body }: Comment): Text => sealText(salt, { text: body })
