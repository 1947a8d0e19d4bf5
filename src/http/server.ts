// The server beneath the operations: strict parsing and validation, limits, headers, problems, documentation.
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import underPressure from '@fastify/under-pressure'
import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import stringifier, { type Schema } from 'fast-json-stringify'
import Fastify, { LogController, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { TSchema } from 'typebox'
import { fail, isFailure } from '../errors.ts'
import { parseJson } from './json.ts'
import { withDescriptions, withExamples, withMappings } from './openapi.ts'
import { type Metrics, STREAM } from './metrics.ts'
import { codeTold, failureOf, sendProblem } from './problem.ts'
import { refuseUnreadable } from './unreadable.ts'

export interface ServerOptions {
  readonly log: string
  readonly origin: string
  readonly proxy: boolean
  /** requests a minute and caller */
  readonly rate: number
  /** milliseconds that the event loop may be late before requests are turned away */
  readonly lag: number
  readonly version: string
  readonly hostedBy: string
  readonly requestId: () => string
  /** what names the credential of a request, if it is a good one */
  readonly caller: (request: FastifyRequest) => Promise<string | undefined>
  readonly schemas: readonly TSchema[]
  readonly metrics: Metrics
  readonly metricsToken: string
}

const BODY = 1_000_000 // bytes

/** A server without operations; `declare` adds them, and `ready` makes it answer. */
export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const app = Fastify({
    logger: {
      level: options.log,
      redact: ['req.headers.authorization', 'req.headers.cookie'],
      serializers: SERIALIZERS,
    },
    bodyLimit: BODY,
    trustProxy: options.proxy,
    requestTimeout: 30_000,
    connectionTimeout: 60_000,
    keepAliveTimeout: 10_000,
    http: {
      ...{ connectionsCheckingInterval: 1_000, headersTimeout: 10_000, maxHeaderSize: 16_384 },
      // Refused here in the words of the service.
      requireHostHeader: false,
    },
    // In place of the framework's own answer.
    clientErrorHandler: () => undefined,
    genReqId: options.requestId,
    // One line when it is answered says it all.
    logController: new LogController({ disableRequestLogging: true }),
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: false },
    forceCloseConnections: true,
    frameworkErrors: (error, request, reply) => void sendProblem(request, reply, failureOf(error)),
  })
  app.server.headersTimeout = 10_000
  app.server.maxRequestsPerSocket = 10_000
  const safe = await safeHeaders(options.origin.startsWith('https:'))
  refuseUnreadable(app.server, { requestId: options.requestId, headers: safe })
  refuseUnfinished(app)
  readStrictly(app, options.schemas)
  await app.register(cookie)
  await protect(app, options, safe)
  await document(app, options)
  measure(app, options)
  return app
}

/** What a log line may hold of a request: nothing that anybody wrote. */
const SERIALIZERS = {
  req: (request: FastifyRequest) => ({ method: request.method, url: request.url.split('?')[0]! }),
  res: (reply: { statusCode?: number }) => ({ statusCode: reply.statusCode ?? 0 }),
}

function refuseUnfinished(app: FastifyInstance): void {
  app.setErrorHandler((error: Parameters<typeof failureOf>[0], request, reply) => {
    const failure = failureOf(error)
    if (failure.failure === 'internal-error')
      request.log.error({ err: { message: error.message, stack: error.stack } }, 'bug')
    return sendProblem(request, reply, failure)
  })
  const routes: { method: string; path: RegExp }[] = []
  app.addHook('onRoute', ({ method, url }) => {
    const named = url.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/:[a-z]+/gi, '[^/]+')
    const path = new RegExp(`^${named.replace(/\\\*$/, '.*')}$`)
    for (const each of [method].flat()) routes.push({ method: each, path })
  })
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?')[0]!
    const allowed = routes.filter((route) => route.path.test(path)).map((route) => route.method)
    if (allowed.length > 0) void reply.header('allow', [...new Set(allowed)].join(', '))
    return sendProblem(request, reply, fail(allowed.length > 0 ? 'method-not-allowed' : 'not-found'))
  })
}

function readStrictly(app: FastifyInstance, schemas: readonly TSchema[]): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    if (body.length === 0) return done(null, undefined)
    const parsed = parseJson(body as Buffer)
    if (isFailure(parsed)) done(Object.assign(new Error(parsed.failure), { refused: parsed }))
    else done(null, parsed.value)
  })
  const common = {
    ...{ allErrors: false, discriminator: true, strict: false, schemas: schemas as object[] },
    validateSchema: false, // they are our own, and checked as the OpenAPI file is
  }
  const strict = new Ajv2020({
    ...common,
    allErrors: true,
    coerceTypes: false,
    removeAdditional: false,
    useDefaults: false,
  })
  const coercing = new Ajv2020({ ...common, coerceTypes: true, removeAdditional: false, useDefaults: true })
  for (const ajv of [strict, coercing]) {
    formats.default(ajv)
    ajv.addFormat('date-time', isTime)
  }
  // Compiled at its first use: a start would compile hundreds, and few are used soon.
  app.setValidatorCompiler(({ schema, httpPart }) => {
    const ajv = httpPart === 'body' ? strict : coercing
    const compiled = atFirstUse(() => ajv.compile(schema as object))
    return (data: unknown) => compiled()(data) || { error: compiled().errors! }
  })
  const named = schemas as readonly (Schema & { $id: string })[]
  const external = Object.fromEntries(named.map((schema) => [schema.$id, schema]))
  app.setSerializerCompiler(({ schema }) => {
    const compiled = atFirstUse(() => stringifier(schema as Schema, { schema: external }))
    return (data: unknown) => compiled()(data)
  })
  for (const schema of schemas) app.addSchema(schema)
}

function atFirstUse<T extends object>(make: () => T): () => T {
  let made: T | undefined
  return () => (made ??= make())
}

/** A time of RFC 3339 that a clock can show, without a leap second, and that sorts as it is written. */
function isTime(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/i.test(text)) return false
  const [time, day] = [new Date(text), new Date(`${text.slice(0, 10)}T00:00:00Z`)]
  if (Number.isNaN(time.getTime()) || Number.isNaN(day.getTime())) return false
  return day.toISOString().slice(0, 10) === text.slice(0, 10) && /^\d{4}-/.test(time.toISOString())
}

async function protect(
  app: FastifyInstance,
  { rate, lag, origin, caller }: ServerOptions,
  safe: Readonly<Record<string, string>>,
): Promise<void> {
  app.addHook('onRequest', (request, reply, done) => {
    void reply.headers(safe)
    if (isSpoken(request.raw)) done()
    else void sendProblem(request, reply, fail('invalid-request', { part: 'http' }))
  })
  const silent = { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false }
  await app.register(rateLimit, {
    max: rate,
    timeWindow: 60_000,
    addHeaders: { ...silent, 'retry-after': true },
    addHeadersOnExceeding: silent,
    // Only a credential that opens something counts by itself: made-up ones count together, by address.
    keyGenerator: async (request) => (await caller(request)) ?? request.ip,
    errorResponseBuilder: (_request, { ttl }) =>
      Object.assign(new Error('rate'), {
        statusCode: 429,
        refused: fail('rate-limited', { seconds: Math.ceil(ttl / 1000) }),
      }),
  })
  await app.register(underPressure, {
    maxEventLoopDelay: lag,
    // After a pause longer than its interval, as at the start, the plugin has no sample and takes that for infinite.
    pressureHandler: (_request, reply, _type, value) => {
      if (value === Infinity) return undefined
      void reply.header('retry-after', '5')
      return Promise.reject(Object.assign(new Error('busy'), { refused: fail('service-busy') }))
    },
  })
  app.addHook('onRequest', async (request, reply) => {
    const sent = request.headers.origin
    if (request.method === 'GET' || sent === undefined || request.headers.authorization !== undefined) return
    if (sent !== origin && sent !== `${request.protocol}://${request.host}`)
      await sendProblem(request, reply, fail('origin-refused'))
  })
}

/** Whether it is HTTP/1.0 or 1.1, and names one host where it has to. */
function isSpoken({ httpVersion, rawHeaders }: FastifyRequest['raw']): boolean {
  const hosts = rawHeaders.filter((name, at) => at % 2 === 0 && name.toLowerCase() === 'host').length
  return httpVersion === '1.1' ? hosts === 1 : httpVersion === '1.0' && hosts <= 1
}

/** What helmet sets is the same for every answer, so it is asked once: it builds everything anew each time. */
async function safeHeaders(encrypted: boolean): Promise<Record<string, string>> {
  const once = Fastify()
  await once.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'base-uri': ["'none'"],
        'form-action': ["'none'"],
        'frame-ancestors': ["'none'"],
      },
    },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    strictTransportSecurity: encrypted ? { maxAge: 31_536_000 } : false,
    referrerPolicy: { policy: 'no-referrer' },
  })
  once.get('/', (_request, reply) => reply.code(204).send())
  const { headers } = await once.inject('/')
  await once.close()
  const others = new Set(['date', 'connection', 'content-length'])
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (others.has(name) ? [] : [[name, String(value)]])),
  )
}

async function document(app: FastifyInstance, { version, schemas }: ServerOptions): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Sandhi',
        version,
        description:
          'Two or more governments write one text together, in several languages at once, and end with a text that every party has approved byte for byte. Programs go by `code` of a problem, never by its words.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
        contact: { name: 'Who runs the server; see getService' },
      },
      servers: [{ url: '/', description: 'This server' }],
      tags: TAGS.map(([name, description]) => ({ name, description })),
      components: {
        securitySchemes: {
          token: { type: 'http', scheme: 'bearer', description: 'A personal token.' },
          session: {
            type: 'apiKey',
            in: 'cookie',
            name: 'sandhi',
            description: 'The cookie of a session (`__Host-sandhi` under TLS).',
          },
        },
      },
      security: [{ token: [] }, { session: [] }],
    },
    transform: ({ schema, url, route }) => {
      const { problems = {} } = (route.config ?? {}) as { problems?: object }
      return { schema: { ...schema, response: { ...(schema.response as object), ...problems } }, url }
    },
    transformObject: (made) =>
      'openapiObject' in made
        ? withExamples(withMappings(withDescriptions(made.openapiObject, schemas)))
        : made.swaggerObject,
    refResolver: {
      buildLocalReference: (json, _base, _fragment, at) =>
        typeof json.$id === 'string' ? json.$id : `def-${at}`,
    },
  })
  let file: Buffer | undefined
  const sendFile = (reply: FastifyReply) =>
    reply.type('application/json; charset=utf-8').send((file ??= Buffer.from(JSON.stringify(app.swagger()))))
  await app.register(swaggerUi, {
    routePrefix: '/api/docs',
    staticCSP: true,
    transformStaticCSP: (header) => header.replace(/upgrade-insecure-requests;?/, ''),
    uiHooks: {
      preHandler: (request, reply, done) => {
        if (request.url.split('?')[0] === '/api/docs/json') void sendFile(reply)
        else done()
      },
    },
  })
  app.get(
    '/api/openapi.json',
    { schema: { hide: true }, config: { operation: 'getOpenApi', codes: [] } },
    (_request, reply) => sendFile(reply),
  )
}

const TAGS: readonly (readonly [string, string])[] = [
  ['Sign-in', 'Sessions, invitations, tokens, and oneself.'],
  ['Delegations', 'Delegations, and the people of one’s own.'],
  ['Templates and reference lists', 'What ships with the product.'],
  ['SOPs', 'The documents being negotiated.'],
  ['Versions', 'The joint line: reading, saving, comparing.'],
  ['Threads', 'Discussions of a passage, at the table or in one’s room.'],
  ['Approvals', 'Formal acts on one exact text.'],
  ['Decisions', 'What the parties decide jointly.'],
  ['Record', 'The append-only log, and an SOP as one file.'],
  ['Events', 'Hearing of changes.'],
  ['Service', 'The service itself.'],
]

function measure(app: FastifyInstance, { metrics, metricsToken }: ServerOptions): void {
  app.addHook('preHandler', (request, reply, done) => {
    const { operation } = request.routeOptions.config as { operation?: string }
    if (operation === STREAM) reply.raw.once('close', metrics.opened())
    done()
  })
  app.addHook('onResponse', (request, reply, done) => {
    const { operation } = request.routeOptions.config as { operation?: string }
    const code = codeTold(request)
    const told = code !== undefined && { code }
    const seconds = reply.elapsedTime / 1000
    if (operation !== undefined) metrics.observe({ operation, status: reply.statusCode, seconds, ...told })
    const said = { req: request, res: reply, responseTime: reply.elapsedTime, operation, ...told }
    request.log.info(said, 'request completed')
    done()
  })
  app.get(
    '/metrics',
    { schema: { hide: true }, config: { operation: 'getMetrics', codes: [] } },
    async (request, reply) => {
      if (metricsToken === '' || request.headers.authorization !== `Bearer ${metricsToken}`) {
        return sendProblem(request, reply, fail('not-found'))
      }
      return reply.type(metrics.type).send(await metrics.text())
    },
  )
}
