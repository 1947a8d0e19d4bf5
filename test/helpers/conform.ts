// Every answer held against the OpenAPI file: its schema, and for a problem its form, code, status and silence.
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { type Code, PROBLEMS } from '../../src/problems.ts'
import { type Ask, start, type Started, type Test } from './start.ts'

interface Operation {
  readonly id: string
  readonly method: string
  readonly path: string
  readonly matches: RegExp
  readonly responses: Record<string, { description: string; content?: Record<string, unknown> }>
}

/** What must never stand in a problem: a place in the house, or a stack. */
const INSIDE = /node_modules|\/src\/|\.ts:\d|\bat [\w.<]+ \(|SQLITE|sqlite|\/data\//

/** Says what of an answer is not as documented, if anything. */
export function judging(
  app: FastifyInstance,
): (method: string, url: string, answer: Answer) => string | undefined {
  const file = app.swagger() as unknown as { paths: Record<string, Record<string, Documented>> }
  const operations = Object.entries(file.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId: id, responses }]): Operation => {
      const matches = new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}$`)
      return { id, method: method.toUpperCase(), path, matches, responses }
    }),
  )
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  formats.default(ajv)
  ajv.addSchema(file, 'openapi')
  const compiled = new Map<string, ValidateFunction>()
  const valid = (of: string, value: unknown): string | undefined => {
    const validate = compiled.get(of) ?? ajv.compile({ $ref: `openapi#${of}` })
    compiled.set(of, validate)
    return validate(value) ? undefined : ajv.errorsText(validate.errors)
  }
  return (method, url, answer) => {
    const address = (url.startsWith('/api') ? url : `/api/v1${url}`).split('?')[0]!
    const operation = operations
      .filter((one) => one.method === method && one.matches.test(address))
      .sort((a, b) => a.path.split('{').length - b.path.split('{').length)[0]
    return judge(answer, operation, valid)
  }
}

type Answer = Pick<LightMyRequestResponse, 'statusCode' | 'headers' | 'rawPayload' | 'body' | 'json'>

/** Wraps whoever asks, so that an answer that is not as documented throws. */
export function conforming(app: FastifyInstance): (ask: Ask) => Ask {
  const wrongOf = judging(app)
  return (ask) => async (method, url, body, headers) => {
    const answer = await ask(method, url, body, headers)
    const wrong = wrongOf(method, url, answer)
    if (wrong) throw new Error(`${method} ${url}: ${wrong}\n${answer.body.slice(0, 800)}`)
    return answer
  }
}

interface Documented {
  operationId: string
  responses: Operation['responses']
}

function judge(
  answer: Answer,
  operation: Operation | undefined,
  valid: (of: string, value: unknown) => string | undefined,
): string | undefined {
  const { statusCode: status, headers } = answer
  if (headers['x-content-type-options'] !== 'nosniff') return 'it may be sniffed'
  if (headers['cache-control'] === undefined && operation) return 'it does not say whether it may be kept'
  const media = String(headers['content-type'] ?? '').split(';')[0]!
  if (status >= 400) {
    const wrong = judgeProblem(answer, media, operation)
    if (wrong) return wrong
  }
  if (!operation) return status < 400 ? 'no operation is documented' : undefined
  const documented = operation.responses[String(status)]
  if (!documented) return `the status ${status} is not documented`
  if (answer.rawPayload.length === 0) return status === 204 || status === 304 ? undefined : 'it has no body'
  if (!documented.content?.[media]) return `the type ${media} is not documented`
  if (!media.endsWith('json')) return undefined
  const at = (part: string) => part.replaceAll('~', '~0').replaceAll('/', '~1')
  const place = ['paths', operation.path, operation.method.toLowerCase(), 'responses', String(status)]
  const of = [...place, 'content', media, 'schema'].map((part) => `/${at(part)}`).join('')
  return valid(encodeURI(of), answer.json())
}

function judgeProblem(answer: Answer, media: string, operation: Operation | undefined): string | undefined {
  if (media !== 'application/problem+json') return `a problem came as ${media}`
  if (INSIDE.test(answer.body)) return 'a problem tells of the inside'
  const { code, status } = answer.json<{ code: Code; status: number }>()
  if (!(code in PROBLEMS)) return `the code ${code} is unknown`
  if (PROBLEMS[code].status !== status || status !== answer.statusCode) return `${code} has another status`
  const said = operation?.responses[String(status)]?.description ?? ''
  const codes = said.replace('Codes: ', '').replace(/\.$/, '').split(', ')
  return operation && !codes.includes(code) ? `the code ${code} is not documented` : undefined
}

/** The service started, with every answer held against its documentation. */
export async function startConforming(t: Test, options?: Parameters<typeof start>[1]): Promise<Started> {
  const started = await start(t, options)
  const held = conforming(started.app)
  const { as } = started
  return {
    ...started,
    anonymous: held(started.anonymous),
    as: async (delegation, login) => held(await as(delegation, login)),
  }
}
