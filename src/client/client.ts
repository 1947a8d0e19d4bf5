// The client of the API: every operation with its types, from the OpenAPI file of this version.
import type { Client } from 'openapi-fetch'
import createClient from 'openapi-fetch'
import type { components, paths } from './schema.ts'

export type { components, operations, paths } from './schema.ts'

/** The types are those of the JSON answers; of another media type, ask with `parseAs` and an `accept` header. */
type Json = `application/${string}json`
/** `client.GET('/api/v1/sops/{sop}', { params: { path: { sop } } })` and so on, one method a verb. */
export type SandhiClient = Client<paths, Json>
export type Problem = components['schemas']['Problem']

export interface SandhiOptions {
  /** origin of the service, without `/api`: `https://sop.example.org` */
  readonly baseUrl: string
  /** a personal token, as `createToken` gave it */
  readonly token?: string
  /** a session's cookie, as `name=value`; browsers send theirs by themselves */
  readonly cookie?: string
  /** language of problems, findings and summaries: `en`, `id` or `th` */
  readonly language?: string
  readonly fetch?: typeof globalThis.fetch
}

/** A client that carries one credential. It holds no state beside it and never repeats a request by itself. */
export function createSandhiClient({ baseUrl, token, cookie, language, fetch }: SandhiOptions): SandhiClient {
  return createClient<paths, Json>({
    baseUrl: baseUrl.replace(/\/+$/, ''),
    ...(fetch && { fetch }),
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(cookie !== undefined && { cookie }),
      ...(language !== undefined && { 'accept-language': language }),
    },
  })
}

/** An answer that is a problem (RFC 9457). Go by `code`; the words are for people and come in their language. */
export class SandhiProblem extends Error {
  override readonly name = 'SandhiProblem'
  readonly status: number
  readonly code: string
  readonly detail: string
  readonly errors: Problem['errors']
  readonly facts: Problem['facts']
  constructor({ status, code, title, detail, errors, facts }: Problem) {
    super(`${title} [${code}]`)
    this.status = status
    this.code = code
    this.detail = detail
    this.errors = errors
    this.facts = facts
  }
}

interface Result<T> {
  readonly data?: T
  readonly error?: unknown
  readonly response: Response
}

/**
 * The data of an answer, or of a promise of one. Throws a SandhiProblem when the service refused, and an Error when
 * what answered was not the service.
 */
export function unwrap<T>(result: Promise<Result<T>>): Promise<T>
export function unwrap<T>(result: Result<T>): T
export function unwrap<T>(result: Result<T> | Promise<Result<T>>): T | Promise<T> {
  if (result instanceof Promise) return result.then((settled) => unwrap(settled))
  if (result.response.ok) return result.data as T
  if (isProblem(result.error)) throw new SandhiProblem(result.error)
  throw new Error(`the answer is no answer of Sandhi: ${result.response.status} ${result.response.url}`)
}

function isProblem(value: unknown): value is Problem {
  return typeof value === 'object' && value !== null && 'code' in value && 'facts' in value
}

export interface Credentials {
  readonly delegation: string
  readonly login: string
  readonly password: string
}

/** Signs in with a password and gives a client of that session. Throws a SandhiProblem when that is refused. */
export async function signIn(
  baseUrl: string,
  credentials: Credentials,
  options: Omit<SandhiOptions, 'baseUrl' | 'token' | 'cookie'> = {},
): Promise<SandhiClient> {
  const result = await createSandhiClient({ ...options, baseUrl }).POST('/api/v1/sessions', {
    body: credentials,
  })
  unwrap(result)
  const cookie = result.response.headers.getSetCookie()[0]?.split(';')[0]
  return createSandhiClient({ ...options, baseUrl, ...(cookie !== undefined && { cookie }) })
}
