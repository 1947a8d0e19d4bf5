// Failures as RFC 9457 problems, in the caller's language, with a stable code, the place, and what to do.
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { type Failure, fail, type Fault, Refused } from '../errors.ts'
import { FAULTS } from '../faults.ts'
import { type Code, PROBLEMS, type Told } from '../problems.ts'
import { PROBLEMS_ID } from '../problems.id.ts'
import { PROBLEMS_TH } from '../problems.th.ts'
import Type from 'typebox'
import { array, component, integer, object, optional, text } from './schema.ts'

export const Problem = component('Problem', 'What did not work, where, and what to do (RFC 9457).', {
  type: text('Address of the explanation of this code.', { format: 'uri-reference' }),
  title: text('What happened, in the language of the request.'),
  status: integer('The HTTP status.'),
  code: text('The stable code; programs go by this alone.'),
  detail: text('What to do, in the language of the request.'),
  instance: text('Id of this answer, for the operator.'),
  errors: array(
    object({
      pointer: text('RFC 6901 pointer to the place in the request, or to the clause meant.'),
      code: text('Stable code of this error.'),
      detail: optional(text('The error in the language of the request.')),
      facts: optional(
        Type.Record(Type.String(), Type.Unknown(), {
          description: 'What a program needs to show the place.',
        }),
      ),
    }),
    'Every place that is wrong.',
  ),
  facts: Type.Record(Type.String(), Type.Unknown(), {
    description:
      'Facts of the code: for `conflict` the base, theirs and mine of each place, for `not-ready` the findings.',
  }),
})

export type Speech = 'en' | 'id' | 'th'

/** The language of an answer: the first of Accept-Language that the service speaks. */
export function speech(header: string | undefined): Speech {
  const wanted = (header ?? '').toLowerCase().split(',')
  const ranked = wanted
    .map((part) => {
      const [tag = '', ...options] = part.trim().split(';')
      const quality = options.find((option) => option.trim().startsWith('q='))
      return { tag: tag.slice(0, 2), quality: quality ? Number(quality.split('=')[1]) : 1 }
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality)
  return (
    (ranked.find(({ tag }) => tag === 'en' || tag === 'id' || tag === 'th')?.tag as Speech | undefined) ??
    'en'
  )
}

export function tell(code: Code, language: Speech): Told {
  return { en: PROBLEMS, id: PROBLEMS_ID, th: PROBLEMS_TH }[language][code]
}

const worded = (fault: Fault, language: Speech): Fault => {
  const known =
    FAULTS[fault.code]?.[language] ??
    (fault.code in PROBLEMS ? tell(fault.code as Code, language).title : undefined)
  return known === undefined || fault.detail ? fault : { ...fault, detail: known }
}

/** The body of a problem; nothing in it but what the failure says. */
export function problemOf(failure: Failure, language: Speech, instance: string) {
  const { title, remedy } = tell(failure.failure, language)
  return {
    type: `/api/v1/problems/${failure.failure}`,
    title,
    status: PROBLEMS[failure.failure].status,
    code: failure.failure,
    detail: remedy,
    instance,
    errors: failure.faults.map((fault) => worded(fault, language)),
    facts: failure.facts,
  }
}

const told = new WeakMap<FastifyRequest, Code>()

/** The code of the problem that a request was answered with. */
export const codeTold = (request: FastifyRequest): Code | undefined => told.get(request)

export function sendProblem(request: FastifyRequest, reply: FastifyReply, failure: Failure): FastifyReply {
  const language = speech(request.headers['accept-language'])
  const body = problemOf(failure, language, request.id)
  told.set(request, failure.failure)
  const { seconds } = failure.facts
  if (typeof seconds === 'number') void reply.header('retry-after', String(seconds))
  return reply
    .code(body.status)
    .header('content-language', language)
    .header('cache-control', 'no-store')
    .header('x-content-type-options', 'nosniff')
    .type('application/problem+json; charset=utf-8')
    .send(Buffer.from(JSON.stringify(body)))
}

const FRAMEWORK: Readonly<Record<string, Code>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'media-type-unsupported',
  FST_ERR_CTP_EMPTY_TYPE: 'media-type-unsupported',
  FST_ERR_CTP_BODY_TOO_LARGE: 'body-too-large',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'invalid-request',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'json-malformed',
  FST_ERR_ROUTE_MISSING_CONTENT_TYPE: 'method-not-allowed',
  FST_ERR_BAD_URL: 'not-found',
  FST_ERR_INVALID_URL: 'not-found',
  FST_ERR_ASYNC_CONSTRAINT: 'not-found',
  FST_ERR_MAX_PARAM_LENGTH: 'address-too-long',
  FST_UNDER_PRESSURE: 'service-busy',
}

/** What a schema's keyword means to somebody who has to correct a field. */
const SHAPE: Readonly<Record<string, { code: string }>> = {
  required: { code: 'field-missing' },
  additionalProperties: { code: 'field-unknown' },
  type: { code: 'field-type' },
  enum: { code: 'field-value' },
  const: { code: 'field-value' },
  pattern: { code: 'field-form' },
  format: { code: 'field-form' },
  minLength: { code: 'field-length' },
  maxLength: { code: 'field-length' },
  minItems: { code: 'field-length' },
  maxItems: { code: 'field-length' },
  minimum: { code: 'field-range' },
  maximum: { code: 'field-range' },
}
const OTHER = { code: 'field-invalid' }

function faultOf({ instancePath, keyword, params }: Wrong, part: string): Fault {
  const { missingProperty, additionalProperty, ...facts } = params
  const last = missingProperty ?? additionalProperty
  const prefix = part === 'body' ? '' : `/${part === 'querystring' ? 'query' : part}`
  const pointer = `${prefix}${instancePath}${typeof last === 'string' ? `/${last}` : ''}`
  return { pointer, ...(SHAPE[keyword] ?? OTHER), ...(Object.keys(facts).length > 0 && { facts }) }
}

type Wrong = NonNullable<FastifyError['validation']>[number]

/** Whatever was thrown, as a failure; a bug becomes `internal-error` and says nothing of itself. */
export function failureOf(error: FastifyError): Failure {
  if (error instanceof Refused) return error.failure
  const { refused } = error as { refused?: Failure }
  if (refused) return refused
  if (error.validation) {
    const part = error.validationContext ?? 'body'
    if (error.validation.some(({ params }) => params.missingProperty === 'base')) return fail('base-missing')
    const faults = error.validation.map((wrong) => faultOf(wrong, part))
    return fail('invalid-request', { part }, faults)
  }
  const known = FRAMEWORK[error.code]
  if (known) return fail(known)
  if (error.statusCode === 429) return fail('rate-limited', { seconds: 60 })
  return fail('internal-error')
}
