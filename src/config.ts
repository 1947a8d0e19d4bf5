// Environment → checked, frozen configuration; the one list of settings for operators.
import { envSchema } from 'env-schema'
import { fail, type Failure } from './errors.ts'

export interface Config {
  /** address to listen on */
  readonly host: string
  readonly port: number
  /** folder of the embedded stores */
  readonly data: string
  /** address of a PostgreSQL database that holds the stores in place of the folder; empty for the folder */
  readonly database: string
  /** connections to it for reading, and as many for writing */
  readonly connections: number
  /** who runs the server: required, and stands in every room */
  readonly hostedBy: string
  /** address under which people open the service; `https:` makes cookies secure */
  readonly origin: string
  /** whether a proxy in front sets X-Forwarded-For */
  readonly proxy: boolean
  /** requests a minute and caller */
  readonly rate: number
  /** milliseconds that the event loop may be late before requests are turned away as `service-busy` */
  readonly lag: number
  /** bytes of encoded answers kept in memory */
  readonly memory: number
  /** folder of the built workspace; empty for the one beside the code */
  readonly web: string
  /** secret for reading metrics; without it there are none */
  readonly metricsToken: string
  /** whether webhooks may be sent to private addresses, and by plain HTTP */
  readonly privateWebhooks: boolean
  /** mail server for digests; without it there are none */
  readonly smtp: string
  /** sender of digests */
  readonly mailFrom: string
  readonly log: string
}

const SCHEMA = {
  type: 'object',
  properties: {
    SANDHI_HOST: { type: 'string', default: '127.0.0.1' },
    SANDHI_PORT: { type: 'integer', minimum: 0, maximum: 65535, default: 8080 },
    SANDHI_DATA: { type: 'string', default: './data' },
    SANDHI_DATABASE: { type: 'string', default: '' },
    SANDHI_DATABASE_CONNECTIONS: { type: 'integer', minimum: 1, maximum: 200, default: 10 },
    SANDHI_HOSTED_BY: { type: 'string', default: '' },
    SANDHI_ORIGIN: { type: 'string', default: '' },
    SANDHI_BEHIND_PROXY: { type: 'boolean', default: false },
    SANDHI_RATE: { type: 'integer', minimum: 10, default: 600 },
    SANDHI_LAG_MS: { type: 'integer', minimum: 100, default: 5_000 },
    SANDHI_MEMORY_MB: { type: 'integer', minimum: 1, maximum: 4096, default: 32 },
    SANDHI_WEB: { type: 'string', default: '' },
    SANDHI_METRICS_TOKEN: { type: 'string', default: '' },
    SANDHI_WEBHOOKS_PRIVATE: { type: 'boolean', default: false },
    SANDHI_SMTP: { type: 'string', default: '' },
    SANDHI_MAIL_FROM: { type: 'string', default: '' },
    SANDHI_LOG: { type: 'string', enum: ['silent', 'error', 'warn', 'info', 'debug'], default: 'info' },
  },
} as const

/** The configuration in an environment, or the setting that is wrong. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config | Failure {
  let read: Record<string, string | number | boolean>
  try {
    read = envSchema({ schema: SCHEMA, data: { ...env }, dotenv: false, env: false })
  } catch (error) {
    return fail('configuration-invalid', { reason: error instanceof Error ? error.message : 'unknown' })
  }
  const host = String(read.SANDHI_HOST)
  const port = Number(read.SANDHI_PORT)
  const origin = String(read.SANDHI_ORIGIN) || `http://${host}:${port}`
  if (!/^https?:\/\/[^/\s]+$/.test(origin))
    return fail('configuration-invalid', { reason: 'SANDHI_ORIGIN is not an origin' })
  const database = String(read.SANDHI_DATABASE)
  if (database !== '' && !/^postgres(ql)?:\/\/./.test(database))
    return fail('configuration-invalid', {
      reason: 'SANDHI_DATABASE is not an address like postgres://role:password@host/database',
    })
  const smtp = String(read.SANDHI_SMTP)
  const mailFrom = String(read.SANDHI_MAIL_FROM)
  if (smtp !== '' && !(/^smtps?:\/\/./.test(smtp) && URL.canParse(smtp)))
    return fail('configuration-invalid', {
      reason: 'SANDHI_SMTP is not an address like smtps://user:password@host',
    })
  if (smtp !== '' && !/^[^@\r\n]+@[^@\s]+$/.test(mailFrom))
    return fail('configuration-invalid', { reason: 'SANDHI_MAIL_FROM is not an e-mail address' })
  return Object.freeze({
    host,
    port,
    data: String(read.SANDHI_DATA),
    database,
    connections: Number(read.SANDHI_DATABASE_CONNECTIONS),
    hostedBy: String(read.SANDHI_HOSTED_BY),
    origin,
    proxy: read.SANDHI_BEHIND_PROXY === true,
    rate: Number(read.SANDHI_RATE),
    lag: Number(read.SANDHI_LAG_MS),
    memory: Number(read.SANDHI_MEMORY_MB) * 1_000_000,
    web: String(read.SANDHI_WEB),
    metricsToken: String(read.SANDHI_METRICS_TOKEN),
    privateWebhooks: read.SANDHI_WEBHOOKS_PRIVATE === true,
    smtp,
    mailFrom,
    log: String(read.SANDHI_LOG),
  })
}
