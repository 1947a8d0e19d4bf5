// One operation of the API: its documentation, its checks and its handler, declared in one place.
import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify'
import type { Static, TSchema } from 'typebox'
import Type from 'typebox'
import type { Once } from '../commands/run.ts'
import { type Failure, fail, isFailure } from '../errors.ts'
import { type Code, PROBLEMS } from '../problems.ts'
import { type Operation, POLICY } from '../review/policy.ts'
import type { Caller, Door } from './door.ts'
import { EXAMPLE } from './openapi.ts'
import { Problem, sendProblem } from './problem.ts'
import { object, optional, ref, type Shape, text } from './schema.ts'

/** Operations that everyone may call, with the others that the policy names. */
export type Public =
  | 'signIn'
  | 'acceptInvitation'
  | 'getService'
  | 'getProblem'
  | 'listProblems'
  | 'getLiveness'
  | 'getReadyState'
  | 'getMetrics'
  | 'getOpenApi'
  | 'showDigestOff'
  | 'stopDigest'

export interface Request<P extends Shape, Q extends Shape, B extends TSchema> {
  readonly params: Static<ReturnType<typeof object<P>>>
  readonly query: Static<ReturnType<typeof object<Q>>>
  readonly body: Static<B>
  readonly who: Caller
  readonly once?: Once
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

/** What is done with the bytes of an answer on their way. */
export type Sending = (request: FastifyRequest, reply: FastifyReply, payload: unknown) => Promise<unknown>

export interface Declared<P extends Shape, Q extends Shape, B extends TSchema> {
  readonly id: Operation | Public
  readonly method: HTTPMethods
  readonly url: string
  readonly tag: string
  readonly summary: string
  readonly description: string
  readonly params?: P
  readonly query?: Q
  readonly body?: B
  /** an example of the body, shown in the documentation and used by the tests */
  readonly example?: unknown
  readonly answers: Readonly<Record<number, TSchema>>
  /** media types beside JSON that the first answer comes in */
  readonly also?: readonly string[]
  /** the media type of the first answer, where that is not JSON */
  readonly instead?: string
  readonly problems: readonly Code[]
  readonly onSend?: Sending
  readonly handle: (input: Request<P, Q, B>) => Promise<unknown>
}

const IDEMPOTENCY = {
  'idempotency-key': optional(
    text('A key of your own: the same request with the same key is carried out once.', {
      minLength: 8,
      maxLength: 100,
    }),
  ),
}
const IF_MATCH = {
  'if-match': optional(text('The tag that was read; without it the answer is `base-missing`.')),
}
const IF_NONE_MATCH = {
  'if-none-match': optional(text('The tag of what one has: 304 when it still holds.')),
}

/** Problems that any operation may answer with. */
const ALWAYS: readonly Code[] = ['invalid-request', 'rate-limited', 'service-busy', 'internal-error']
const SIGNED_IN: readonly Code[] = ['unauthenticated', 'scope-missing']
const WITH_BODY: readonly Code[] = [
  'json-malformed',
  'json-duplicate-key',
  'json-too-deep',
  'body-too-large',
  'media-type-unsupported',
  'request-timeout',
]
const WRITES: readonly Code[] = ['storage-full', 'storage-read-only', 'storage-failed', 'save-uncertain']

/** Adds an operation to the server. */
export function declare<P extends Shape = Shape, Q extends Shape = Shape, B extends TSchema = TSchema>(
  app: FastifyInstance,
  door: Door,
  declared: Declared<P, Q, B>,
): void {
  const { id, method, url, body, handle } = declared
  const open = !(id in POLICY)
  const writes = method !== 'GET'
  const codes = new Set([
    ...declared.problems,
    ...ALWAYS,
    ...(open ? [] : SIGNED_IN),
    ...(declared.params ? (['address-too-long'] as const) : []),
    ...(body ? WITH_BODY : []),
    ...(writes ? WRITES : []),
    ...(writes && !open ? (['idempotency-mismatch', 'origin-refused'] as const) : []),
  ])
  app.route({
    method,
    url,
    ...(declared.onSend && { onSend: declared.onSend }),
    schema: {
      operationId: id,
      tags: [declared.tag],
      summary: declared.summary,
      description: declared.description,
      ...(open && { security: [] }),
      ...(declared.params && { params: object(declared.params) }),
      ...(declared.query && { querystring: object(declared.query) }),
      ...(body && { body: ref(body), [EXAMPLE]: declared.example }),
      ...headers(declared, open),
      response: goodAnswers(declared),
    },
    // Only documented there: problems are sent as bytes, and a serialiser for each would slow the start.
    config: { operation: id, codes: [...codes], problems: problemAnswers(codes) } as object,
    handler: async (request, reply) => {
      const caller = open ? undefined : await door.who(request)
      if (!open && !caller) return sendProblem(request, reply, fail('unauthenticated'))
      const scope = open ? undefined : POLICY[id as Operation].scope
      if (caller && scope && !caller.scopes.includes(scope)) {
        return sendProblem(request, reply, fail('scope-missing', { scope }))
      }
      void reply.header('cache-control', writes ? 'no-store' : 'private, no-cache')
      const once = onceOf(request)
      const answer = await handle({
        params: request.params as Request<P, Q, B>['params'],
        query: request.query as Request<P, Q, B>['query'],
        body: request.body as Static<B>,
        who: caller!,
        ...(once && { once }),
        request,
        reply,
      })
      if (isFailure(answer)) return sendProblem(request, reply, answer)
      if (reply.sent || answer === reply) return reply
      return answer === undefined ? reply.send() : answer
    },
  })
}

/** What a caller may send beside the body; other headers are not looked at. */
function headers({ method, answers, problems }: Documented, open: boolean): { headers?: TSchema } {
  const shape = {
    ...(method === 'POST' && !open && IDEMPOTENCY),
    ...(problems.includes('precondition-failed') && IF_MATCH),
    ...(304 in answers && IF_NONE_MATCH),
  }
  return Object.keys(shape).length > 0 ? { headers: Type.Object(shape) } : {}
}

type Documented = Pick<
  Declared<Shape, Shape, TSchema>,
  'method' | 'answers' | 'also' | 'instead' | 'problems'
>

function problemAnswers(codes: Iterable<Code>): Record<string, object> {
  const byStatus = new Map<number, Code[]>()
  for (const code of codes) {
    const { status } = PROBLEMS[code]
    byStatus.set(status, [...(byStatus.get(status) ?? []), code])
  }
  const problems = [...byStatus].map(([status, list]) => [
    status,
    {
      description: `Codes: ${list.sort().join(', ')}.`,
      content: { 'application/problem+json': { schema: ref(Problem) } },
    },
  ])
  return Object.fromEntries(problems) as Record<string, object>
}

function goodAnswers({ answers, also = [], instead }: Documented): Record<string, object> {
  const good = Object.entries(answers).map(([status, schema], position) => {
    const { description = 'Done.' } = schema as { description?: string }
    if (Number(status) === 204 || Number(status) === 304) return [status, { type: 'null', description }]
    const first = position === 0
    const types = [(first && instead) || 'application/json', ...(first ? also : [])]
    const content = types.map((type) => [
      type,
      { schema: type === 'application/json' ? schema : Type.String() },
    ])
    return [status, { description, content: Object.fromEntries(content) as object }]
  })
  return Object.fromEntries(good) as Record<string, object>
}

function onceOf(request: FastifyRequest): Once | undefined {
  const key = request.headers['idempotency-key']
  if (typeof key !== 'string' || request.method !== 'POST') return undefined
  const digest = createHash('sha256').update(
    `${request.method} ${request.url}\n${JSON.stringify(request.body ?? null)}`,
  )
  return { key, request: digest.digest('hex') }
}

/** What a write of something that exists must name: `If-Match` with the tag that was read. */
export function matches(request: FastifyRequest, tag: string): Failure | undefined {
  const header = request.headers['if-match']
  if (header === undefined) return fail('base-missing')
  const tags = header.split(',').map((one) => one.trim())
  return tags.includes(tag) || tags.includes('*') ? undefined : fail('precondition-failed')
}

/** Whether the caller would overwrite whatever stands there. */
export function overwrites(request: FastifyRequest): boolean {
  return request.headers['if-match']?.split(',').some((one) => one.trim() === '*') ?? false
}

/** Answers 304 when the caller has what the tag names; otherwise notes the tag. True when it did. */
export function unchanged(request: FastifyRequest, reply: FastifyReply, tag: string): boolean {
  const mine = held(request, tag)
  void reply.header('etag', mine ?? tag)
  if (mine === undefined && request.headers['if-none-match'] !== '*') return false
  void reply.code(304).send()
  return true
}

/** The tag as the caller names it, in whichever encoding: he can only have it from an answer to him. */
export function held(request: FastifyRequest, tag: string): string | undefined {
  const mine = request.headers['if-none-match']?.split(',').map((one) => one.trim().replace(/^W\//, ''))
  return mine?.find((one) => one.replace(/\.(br|gzip)"$/, '"') === tag)
}

/** The tag of the same words in an encoding. */
export function tagIn(tag: string, encoding: 'br' | 'gzip'): string {
  return tag.replace(/"$/, `.${encoding}"`)
}

/** A strong tag over everything that an answer depends on. */
export function tagOf(...parts: readonly (string | number | undefined)[]): string {
  return `"${createHash('sha256').update(parts.join('\n')).digest('base64url').slice(0, 27)}"`
}
