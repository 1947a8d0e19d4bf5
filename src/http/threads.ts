// Threads and comments, at the table or in one's own room; their words found again in the current version.
import type { FastifyRequest } from 'fastify'
import type { Static } from 'typebox'
import { addComment } from '../commands/add-comment.ts'
import { type Marked, openThread } from '../commands/open-thread.ts'
import { type Zone } from '../commands/say.ts'
import { updateComment } from '../commands/update-comment.ts'
import { updateThread } from '../commands/update-thread.ts'
import { type Failure, fail, isFailure } from '../errors.ts'
import type { Who } from '../review/policy.ts'
import type { Sql } from '../store/db.ts'
import {
  type CommentRow,
  listComments,
  listThreads,
  type ThreadRow,
  type ThreadState,
} from '../store/threads.ts'
import { fromCursor, pageOf } from './cursor.ts'
import { ClaimInput } from './edits.ts'
import { declare, matches, overwrites } from './operation.ts'
import { asWritten, type Parts, reachFor, reading } from './parts.ts'
import {
  array,
  component,
  flag,
  id,
  integer,
  language,
  oneOf,
  optional,
  paging,
  ref,
  text,
} from './schema.ts'
import { sopParams } from './sops.ts'
import {
  AnchorView,
  CommentView,
  part,
  threadSeen,
  ThreadPage,
  ThreadView,
  threadViews,
  zone,
  zoneOf,
} from './thread-view.ts'

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
      const wanted = (view: Static<typeof ThreadView>) => query.mentions !== 'us' || mentionsUs(view, who)
      const kept: Static<typeof ThreadView>[] = []
      let after = fromCursor(query.cursor, 'string')
      // What is out of sight or not asked for takes no place on the page and shows in no cursor.
      for (let more = true; more && kept.length <= limit;) {
        const { rows, comments } = await db.read((sql) =>
          readPage(sql, params.sop, query.state, limit + 1, after),
        )
        const views = await threadViews(house, who, reached, query.zone, rows, comments)
        kept.push(...views.filter(wanted))
        after = rows.at(-1)?.id
        more = rows.length > limit
      }
      const same = (view: Static<typeof ThreadView>) => view
      return pageOf(kept, limit, same, ({ id: last }) => last)
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
      if (isFailure(reached)) return reached
      const seen = await threadSeen(house, who, reached, query.zone, params.thread)
      return isFailure(seen) ? seen : seen.view
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
      return asWritten(() => again(who, params.sop, body.zone, made.thread))
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
      const before = await again(who, params.sop, query.zone, params.thread)
      if (isFailure(before)) return before
      const made = await addComment(house, who, params.sop, query.zone, params.thread, body, once)
      if (isFailure(made)) return made
      void reply.code(201)
      return asWritten(() => again(who, params.sop, query.zone, params.thread))
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
      const read = await named(request, who, params, body.zone)
      if (isFailure(read)) return read
      const { state: before } = read
      const done = await updateThread(house, who, params.sop, body.zone, params.thread, body.state, before)
      return isFailure(done) ? done : asWritten(() => again(who, params.sop, body.zone, params.thread))
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
      const read = await named(request, who, params, body.zone)
      if (isFailure(read)) return read
      const { withdrawn, body: words, claims } = body
      if (!withdrawn && words === undefined)
        return fail('invalid-request', {}, [{ pointer: '/body', code: 'field-missing' }])
      const change = {
        ...(withdrawn && { withdrawn: true as const }),
        ...(words !== undefined && { body: words }),
        ...(claims && { claims }),
      }
      const done = await updateComment(house, who, params.sop, body.zone, params, change, read.state)
      return isFailure(done) ? done : asWritten(() => again(who, params.sop, body.zone, params.thread))
    },
  })

  async function again(who: Who, sop: string, of: Zone, thread: string) {
    const seen = await see(who, sop, of, thread)
    return isFailure(seen) ? seen : seen.view
  }

  async function see(who: Who, sop: string, of: Zone, thread: string) {
    const reached = await reachFor(house, reading(who), sop, 'getThread')
    return isFailure(reached) ? reached : threadSeen(house, who, reached, of, thread)
  }

  /** What the caller named by its tag: his transaction looks whether it still stands. */
  async function named(
    request: FastifyRequest,
    who: Who,
    { sop, thread }: { readonly sop: string; readonly thread: string },
    of: Zone,
  ): Promise<{ state?: ThreadState } | Failure> {
    const seen = await see(who, sop, of, thread)
    if (isFailure(seen)) return seen
    return matches(request, seen.view.tag) ?? (overwrites(request) ? {} : { state: seen.state })
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

async function readPage(
  sql: Sql,
  sop: string,
  state: ThreadRow['state'] | undefined,
  limit: number,
  after: string | undefined,
): Promise<{ rows: ThreadRow[]; comments: CommentRow[] }> {
  const asked = { sop, limit, ...(state && { state }), ...(after !== undefined && { after }) }
  const rows = await listThreads(sql, asked)
  return { rows, comments: await listComments(sql, rows) }
}

function mentionsUs(view: Static<typeof ThreadView>, who: Who): boolean {
  const us = (name: string) => name === who.member || name.split('/')[0] === who.delegation
  return view.comments.some(({ mentions }) => mentions.some(us))
}
