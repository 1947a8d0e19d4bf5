// A thread as the API shows it: its comments, and its words found again in the current version.
import type { Static } from 'typebox'
import type { Zone } from '../commands/say.ts'
import { headOf, type House, type Reached, treeOf } from '../commands/house.ts'
import { locate } from '../document/anchors.ts'
import { type Clause, indexTree, PARTS } from '../document/clause.ts'
import { textId as textIdOf } from '../document/ids.ts'
import { type Failure, fail } from '../errors.ts'
import { inSight, sees } from '../review/observer.ts'
import { permitted, type Who } from '../review/policy.ts'
import type { Db, Sql } from '../store/db.ts'
import { type CommentRow, readThread, type ThreadRow, type ThreadState } from '../store/threads.ts'
import { findVersion } from '../store/versions.ts'
import { tagOf } from './operation.ts'
import {
  array,
  code,
  component,
  flag,
  hash,
  id,
  integer,
  language,
  object,
  oneOf,
  optional,
  page,
  ref,
  text,
  time,
} from './schema.ts'
import { authorNames } from './version-view.ts'

export const zone = oneOf(
  ['table', 'room'],
  '`table`: every party and the observers with a seat for it see it. `room`: one’s own delegation only.',
)
export const part = oneOf(PARTS, 'Which words of the clause.')

export const CommentView = component('Comment', 'A comment.', {
  id: id('Id of the comment.'),
  by: code('The delegation.'),
  author: optional(
    object(
      { member: text('Id of the member.'), name: text('Name, or seat.') },
      { description: 'Shown to the own side only.' },
    ),
  ),
  time: time('When it was written.'),
  body: optional(text('What it says; absent when withdrawn or erased.')),
  earlier: array(
    object({ body: text('What it said.'), time: time('When it said so.') }),
    'What it said before.',
  ),
  mentions: array(text('A delegation, role or member.'), 'Who should see it.'),
  withdrawn: flag('Whether its author withdrew it.'),
  textId: optional(hash('Text id of its words, for a request that they be erased.')),
})
export const AnchorView = component('Anchor', 'Where a thread’s words were, and where they are now.', {
  version: integer('Number of the version it was made on.'),
  key: text('Key of the clause.'),
  language: language('The language.'),
  part,
  quote: optional(text('The words as they were; absent when erased.')),
  state: oneOf(['found', 'changed', 'removed', 'erased'], 'What became of the words in the current version.'),
  start: optional(integer('Where they start now, in code points.')),
  end: optional(integer('Where they end now.')),
  now: optional(text('The words that stand there now, where they have changed.')),
})
export const ThreadView = component('Thread', 'A discussion of a passage.', {
  id: id('Id of the thread.'),
  zone,
  state: oneOf(['open', 'resolved'], 'Whether it is open.'),
  by: code('The delegation that opened it.'),
  time: time('When it was opened.'),
  anchor: ref(AnchorView, 'Its passage.'),
  comments: array(ref(CommentView), 'The comments, in order.'),
  tag: text('Tag of this state, for `If-Match`.'),
  may: array(text('An operationId.'), 'The operations on it that the caller may take.'),
})
export const ThreadPage = page('ThreadPage', ref(ThreadView))

export async function zoneOf(house: House, who: Who, reached: Reached, of: Zone): Promise<Db> {
  return of === 'table' ? reached.db : (await house.stores.room(who.delegation))!
}

/** A thread as the caller sees it, with what it was made from. */
export async function threadSeen(
  house: House,
  who: Who,
  reached: Reached,
  of: Zone,
  thread: string,
): Promise<{ view: Static<typeof ThreadView>; state: ThreadState } | Failure> {
  const db = await zoneOf(house, who, reached, of)
  const state = await db.read((sql) => readThread(sql, thread))
  if (state?.row.sop !== reached.sop.id) return fail('not-found')
  const [view] = await threadViews(house, who, reached, of, [state.row], state.comments)
  return view ? { view, state } : fail('not-found')
}

/** Threads as the caller sees them; one at a passage out of his sight is not there. */
export async function threadViews(
  house: House,
  who: Who,
  reached: Reached,
  of: Zone,
  rows: readonly ThreadRow[],
  comments: readonly CommentRow[],
): Promise<Static<typeof ThreadView>[]> {
  if (rows.length === 0) return []
  const authors = await authorNames(
    house,
    who,
    comments.map((comment) => ({ act: comment.id })),
  )
  const may = permitted(['addComment', 'updateThread', 'updateComment'], who, reached.state)
  return reached.db.read(async (sql) => {
    const head = await headOf(house, sql)
    const now = inSight(reached.party, head.tree, reached.hidden)
    const views: Static<typeof ThreadView>[] = []
    for (const row of rows) {
      const then = await treeThen(house, sql, reached, row.anchor.version)
      if (!then || !sees(reached.party, indexTree(then), row.anchor.key)) continue
      const { text: _, start: _start, end: _end, ...place } = row.anchor
      const { quote, ...found } = locate(row.anchor, then, now)
      const said = comments
        .filter((comment) => comment.thread === row.id)
        .map((comment) => commentView(comment, reached, authors))
      const body = {
        id: row.id,
        zone: of,
        state: row.state,
        by: row.by,
        time: row.time,
        anchor: { ...place, ...(quote !== undefined && { quote }), ...found },
        comments: said,
      }
      views.push({ ...body, tag: tagOf(JSON.stringify(body)), may })
    }
    return views
  })
}

async function treeThen(
  house: House,
  sql: Sql,
  reached: Reached,
  number: number,
): Promise<Clause | undefined> {
  const version = await findVersion(sql, number)
  return version && inSight(reached.party, await treeOf(house, sql, version), reached.hidden)
}

function commentView(
  row: CommentRow,
  { hidden }: Reached,
  authors: ReadonlyMap<string, { member: string; name: string }>,
) {
  const textId = row.salt === '' ? undefined : textIdOf(row.salt, { text: row.body })
  const gone = row.withdrawn || textId === undefined || hidden.has(textId)
  const author = authors.get(row.id)
  return {
    id: row.id,
    by: row.by,
    ...(author && { author }),
    time: row.time,
    ...(!gone && { body: row.body }),
    earlier: gone ? [] : row.earlier,
    mentions: row.mentions,
    withdrawn: row.withdrawn,
    ...(textId !== undefined && !gone && { textId }),
  }
}
