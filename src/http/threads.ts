// Threads and comments, at the table or in one's own room; their words found again in the current version.
import type { Static } from 'typebox'
import {
  addComment,
  type Marked,
  openThread,
  updateComment,
  updateThread,
  type Zone,
} from '../commands/discuss.ts'
import { headOf, type House, type Reached, treeOf } from '../commands/house.ts'
import { locate } from '../document/anchors.ts'
import { type Clause, indexTree, PARTS } from '../document/clause.ts'
import { textId as textIdOf } from '../document/ids.ts'
import { type Failure, fail, isFailure } from '../errors.ts'
import { inSight, sees } from '../review/observer.ts'
import { permitted, type Who } from '../review/policy.ts'
import type { Db, Sql } from '../store/db.ts'
import { type CommentRow, getThread, listComments, listThreads, type ThreadRow } from '../store/threads.ts'
import { findVersion } from '../store/versions.ts'
import { fromCursor, pageOf } from './cursor.ts'
import { ClaimInput } from './edits.ts'
import { declare, matches, tagOf } from './operation.ts'
import { type Parts, reachFor } from './parts.ts'
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
  paging,
  ref,
  text,
  time,
} from './schema.ts'
import { sopParams } from './sops.ts'
import { authorNames } from './versions.ts'

const zone = oneOf(
  ['table', 'room'],
  '`table`: every party and the observers with a seat for it see it. `room`: one’s own delegation only.',
)
const part = oneOf(PARTS, 'Which words of the clause.')

export const AnchorInput = component(
  'MarkPassage',
  'A passage: by range, or by quotation with what stands around it.',
  {
    version: integer('Number of the version it was read in.', { minimum: 1 }),
    key: text('Key of the clause.', { maxLength: 64 }),
    language: language('The language.'),
    part,
    start: optional(integer('First code point of the range.', { minimum: 0 })),
    end: optional(integer('Code point behind the range.', { minimum: 1 })),
    quote: optional(text('The words themselves.', { minLength: 1, maxLength: 2_000 })),
    before: optional(text('Words before the quotation, to tell it from others.', { maxLength: 200 })),
    after: optional(text('Words after the quotation.', { maxLength: 200 })),
  },
)
const said = {
  body: text('What is said.', { minLength: 1, maxLength: 10_000 }),
  mentions: optional(
    array(
      text('`THA`, `THA/legal`, or in a room a member’s id.', {
        pattern: '^([A-Z]{3,12}(/[a-z]+)?|[0-9a-f]{32})$',
      }),
      'Who should see it.',
      { maxItems: 20 },
    ),
  ),
  claims: optional(array(ref(ClaimInput), 'What was taken for personal data and is none.', { maxItems: 20 })),
}
export const CommentInput = component('AddComment', 'A comment.', said)
export const ThreadInput = component('OpenThread', 'A thread with its first comment.', {
  zone,
  anchor: ref(AnchorInput, 'The passage.'),
  comment: ref(CommentInput, 'The first comment.'),
})
export const ThreadChange = component('UpdateThread', 'Resolves or reopens a thread.', {
  zone,
  state: oneOf(['open', 'resolved'], 'The state it is to have.'),
})
export const CommentChange = component('UpdateComment', 'New words within ten minutes, or withdrawal.', {
  zone,
  body: optional(text('The new words.', { minLength: 1, maxLength: 10_000 })),
  withdrawn: optional(flag('True withdraws the comment.')),
  claims: optional(array(ref(ClaimInput), 'What was taken for personal data and is none.', { maxItems: 20 })),
})
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
export const SCHEMAS = [
  AnchorInput,
  CommentInput,
  ThreadInput,
  ThreadChange,
  CommentChange,
  CommentView,
  AnchorView,
  ThreadView,
  ThreadPage,
]

const threadParams = { ...sopParams, thread: id('Id of the thread.') }

export function threadRoutes({ app, house, door }: Parts): void {
  declare(app, door, {
    id: 'listThreads',
    method: 'GET',
    url: '/sops/:sop/threads',
    tag: 'Threads',
    summary: 'List threads',
    description:
      'Threads of one zone in the order they were opened, each with its comments and with its words found again in the current version.',
    params: sopParams,
    query: {
      zone,
      state: optional(oneOf(['open', 'resolved'], 'Only these.')),
      mentions: optional(oneOf(['us'], 'Only those that mention one’s own delegation, or oneself.')),
      ...paging,
    },
    answers: { 200: ref(ThreadPage, 'A page of threads.') },
    problems: ['not-found', 'observer-not-granted'],
    handle: async ({ who, params, query }) => {
      const reached = await reachFor(house, who, params.sop, 'listThreads')
      if (isFailure(reached)) return reached
      const db = await zoneOf(house, who, reached, query.zone)
      const limit = query.limit!
      const after = fromCursor(query.cursor, 'string')
      const { rows, comments } = await db.read(async (sql) => {
        const found = await listThreads(sql, {
          sop: params.sop,
          limit: limit + 1,
          ...(query.state && { state: query.state }),
          ...(after !== undefined && { after }),
        })
        return {
          rows: found,
          comments: await listComments(
            sql,
            found.map((row) => row.id),
          ),
        }
      })
      const views = await threadViews(house, who, reached, query.zone, rows.slice(0, limit), comments)
      const listed = pageOf(
        rows,
        limit,
        (row) => row.id,
        (row) => row.id,
      )
      const us = (view: Static<typeof ThreadView>) =>
        view.comments.some(({ mentions }) =>
          mentions.some((name) => name === who.member || name.split('/')[0] === who.delegation),
        )
      return { ...listed, items: query.mentions === 'us' ? views.filter(us) : views }
    },
  })

  declare(app, door, {
    id: 'getThread',
    method: 'GET',
    url: '/sops/:sop/threads/:thread',
    tag: 'Threads',
    summary: 'Read a thread',
    description: 'A thread with its comments.',
    params: threadParams,
    query: { zone },
    answers: { 200: ref(ThreadView, 'The thread.') },
    problems: ['not-found', 'observer-not-granted'],
    handle: async ({ who, params, query }) => {
      const reached = await reachFor(house, who, params.sop, 'getThread')
      return isFailure(reached) ? reached : threadView(house, who, reached, query.zone, params.thread)
    },
  })

  declare(app, door, {
    id: 'openThread',
    method: 'POST',
    url: '/sops/:sop/threads',
    tag: 'Threads',
    summary: 'Open a thread',
    description: 'At a passage, with a first comment. A reply stays in the zone of its thread.',
    params: sopParams,
    body: ThreadInput,
    example: {
      zone: 'table',
      anchor: { version: 1, key: 'purpose', language: 'en', part: 'heading', quote: 'Purpose' },
      comment: { body: 'Is the Thai heading the one that the glossary has?', mentions: ['THA/legal'] },
    },
    answers: { 201: ref(ThreadView, 'The thread.') },
    problems: [
      'not-found',
      'role-missing',
      'observer-not-granted',
      'anchor-not-found',
      'text-refused',
      'case-data',
    ],
    handle: async ({ who, params, body, once, reply }) => {
      const made = await openThread(
        house,
        who,
        params.sop,
        body.zone,
        { anchor: markedOf(body.anchor), comment: body.comment },
        once,
      )
      if (isFailure(made)) return made
      void reply.code(201)
      return again(who, params.sop, body.zone, made.thread)
    },
  })

  declare(app, door, {
    id: 'addComment',
    method: 'POST',
    url: '/sops/:sop/threads/:thread/comments',
    tag: 'Threads',
    summary: 'Reply in a thread',
    description: 'The zone has to be named, so that a reply can’t go where it was not meant.',
    params: threadParams,
    query: { zone },
    body: CommentInput,
    example: { body: 'Agreed; we will send the wording.' },
    answers: { 201: ref(ThreadView, 'The thread with the comment.') },
    problems: ['not-found', 'role-missing', 'observer-not-granted', 'text-refused', 'case-data'],
    handle: async ({ who, params, query, body, once, reply }) => {
      const made = await addComment(house, who, params.sop, query.zone, params.thread, body, once)
      if (isFailure(made)) return made
      void reply.code(201)
      return again(who, params.sop, query.zone, params.thread)
    },
  })

  declare(app, door, {
    id: 'updateThread',
    method: 'PATCH',
    url: '/sops/:sop/threads/:thread',
    tag: 'Threads',
    summary: 'Resolve or reopen a thread',
    description: 'Needs `If-Match` with the tag that was read.',
    params: threadParams,
    body: ThreadChange,
    example: { zone: 'table', state: 'resolved' },
    answers: { 200: ref(ThreadView, 'The thread.') },
    problems: ['not-found', 'role-missing', 'observer-not-granted', 'base-missing', 'precondition-failed'],
    handle: async ({ who, params, body, request }) => {
      const before = await again(who, params.sop, body.zone, params.thread)
      if (isFailure(before)) return before
      const stale = matches(request, before.tag)
      if (stale) return stale
      const done = await updateThread(house, who, params.sop, body.zone, params.thread, body.state)
      return isFailure(done) ? done : again(who, params.sop, body.zone, params.thread)
    },
  })

  declare(app, door, {
    id: 'updateComment',
    method: 'PATCH',
    url: '/sops/:sop/threads/:thread/comments/:comment',
    tag: 'Threads',
    summary: 'Change or withdraw one’s comment',
    description:
      'Within ten minutes its author may change it; the earlier words stay in sight. Withdrawal is possible at any time. Needs `If-Match` with the tag of the thread.',
    params: { ...threadParams, comment: id('Id of the comment.') },
    body: CommentChange,
    example: { zone: 'table', body: 'Agreed; we will send the Thai wording.' },
    answers: { 200: ref(ThreadView, 'The thread.') },
    problems: [
      'not-found',
      'comment-not-yours',
      'comment-closed',
      'role-missing',
      'observer-not-granted',
      'base-missing',
      'precondition-failed',
      'text-refused',
      'case-data',
    ],
    handle: async ({ who, params, body, request }) => {
      const before = await again(who, params.sop, body.zone, params.thread)
      if (isFailure(before)) return before
      const stale = matches(request, before.tag)
      if (stale) return stale
      const { withdrawn, body: words, claims } = body
      if (!withdrawn && words === undefined)
        return fail('invalid-request', {}, [{ pointer: '/body', code: 'invalid-required' }])
      const change = {
        ...(withdrawn && { withdrawn: true as const }),
        ...(words !== undefined && { body: words }),
        ...(claims && { claims }),
      }
      const done = await updateComment(house, who, params.sop, body.zone, params, change)
      return isFailure(done) ? done : again(who, params.sop, body.zone, params.thread)
    },
  })

  async function again(who: Who, sop: string, of: Zone, thread: string) {
    const reached = await reachFor(house, who, sop, 'getThread')
    return isFailure(reached) ? reached : threadView(house, who, reached, of, thread)
  }
}

function markedOf({ start, end, quote, before, after, ...place }: Static<typeof AnchorInput>): Marked {
  return {
    ...place,
    ...(start !== undefined && end !== undefined && { range: { start, end } }),
    ...(quote !== undefined && {
      quote: { text: quote, ...(before !== undefined && { before }), ...(after !== undefined && { after }) },
    }),
  }
}

async function zoneOf(house: House, who: Who, reached: Reached, of: Zone): Promise<Db> {
  return of === 'table' ? reached.db : (await house.stores.room(who.delegation))!
}

async function threadView(
  house: House,
  who: Who,
  reached: Reached,
  of: Zone,
  thread: string,
): Promise<Static<typeof ThreadView> | Failure> {
  const db = await zoneOf(house, who, reached, of)
  const found = await db.read(async (sql) => {
    const row = await getThread(sql, thread)
    return row && { row, comments: await listComments(sql, [thread]) }
  })
  if (found?.row.sop !== reached.sop.id) return fail('not-found')
  const [view] = await threadViews(house, who, reached, of, [found.row], found.comments)
  return view ?? fail('not-found')
}

/** Threads as the caller sees them; one at a passage out of his sight is not there. */
async function threadViews(
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
