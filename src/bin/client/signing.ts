// sandhi login and logout: a personal token for this computer, kept in a file of its owner.
import { hostname } from 'node:os'
import { createSandhiClient, signIn, unwrap } from '../../client/client.ts'
import { ask } from './ask.ts'
import { credentialFor, forget, keep } from './credentials.ts'
import { Ended, EXIT, type Session } from './session.ts'
import type { Language } from './words.ts'

const SCOPES = ['read', 'write', 'approve', 'administer'] as const
type Scope = (typeof SCOPES)[number]
const DAY = 86_400_000

export interface Login {
  readonly delegation?: string
  readonly login?: string
  readonly scopes: string
  readonly days: string
  readonly token?: boolean
}

/** Asks for what was not said, makes a token with the scopes and keeps it. The token is never printed. */
export async function login(options: Login, session: Session, language: Language): Promise<void> {
  const { server, say, tell } = session
  if (options.token) return withToken(session, language)
  const scopes = options.scopes.split(',') as Scope[]
  const days = Number(options.days)
  if (!scopes.every((scope) => SCOPES.includes(scope)))
    throw new Ended(EXIT.usage, `--scopes ${SCOPES.join(',')}`)
  if (!(Number.isInteger(days) && days > 0 && days <= 365)) throw new Ended(EXIT.usage, '--days 1…365')
  const delegation = options.delegation ?? (await ask(say('delegation')))
  const name = options.login ?? (await ask(say('login')))
  const password = await ask(say('password'), { hidden: true })
  const signedIn = await signIn(
    server,
    { delegation, login: name, password },
    { language, fetch: reaching(session) },
  )
  const until = new Date(Date.now() + days * DAY).toISOString()
  const body = { name: `sandhi, ${hostname()}`.slice(0, 100), scopes, until }
  const { id, token } = unwrap(await signedIn.POST('/api/v1/me/tokens', { body }))
  keep(process.env, server, { token, id, who: `${delegation}/${name}`, until })
  unwrap(await signedIn.DELETE('/api/v1/sessions/current'))
  tell(say('signedIn', { server, who: `${delegation}/${name}`, until: until.slice(0, 10) }))
}

/** Keeps a token that was made elsewhere, once the service knows it. */
async function withToken(session: Session, language: Language): Promise<void> {
  const { server, say, tell } = session
  const token = process.env.SANDHI_TOKEN || (await ask(say('token'), { hidden: true }))
  const client = createSandhiClient({ baseUrl: server, token, language, fetch: reaching(session) })
  const me = unwrap(await client.GET('/api/v1/me'))
  const who = `${me.delegation}/${me.name}`
  keep(process.env, server, { token, who })
  tell(say('signedIn', { server, who, until: '—' }))
}

/** Network failures end like those of every other command. */
const reaching =
  ({ server, say }: Session): typeof globalThis.fetch =>
  async (input, init) => {
    try {
      return await globalThis.fetch(input, init)
    } catch (error) {
      const reason = (error as { cause?: { code?: string } }).cause?.code ?? String(error)
      throw new Ended(EXIT.unreachable, say('unreachable', { server, reason }))
    }
  }

/** Ends the token at the service, and forgets it here in any case. */
export async function logout({ server, say, tell }: Session): Promise<void> {
  const kept = forget(process.env, server) ?? credentialFor(process.env, server)
  if (kept?.id !== undefined) {
    const client = createSandhiClient({ baseUrl: server, token: kept.token })
    const path = { token: kept.id }
    const ended = await client.DELETE('/api/v1/me/tokens/{token}', { params: { path } })
    if (![204, 401, 404].includes(ended.response.status)) unwrap(ended)
  }
  tell(say('signedOut', { server }))
}
