// The file of credentials: one token a server, readable by its owner alone.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'

export interface Credential {
  readonly token: string
  /** id of the token, to end it; absent where the token came from elsewhere */
  readonly id?: string
  readonly who?: string
  readonly until?: string
}

interface Kept {
  /** the server that was last signed in to */
  readonly server?: string
  readonly servers: Readonly<Record<string, Credential>>
}

type Env = Readonly<Record<string, string | undefined>>

const fileOf = (env: Env): string =>
  join(env.XDG_CONFIG_HOME || join(homedir(), '.config'), 'sandhi', 'credentials.json')

function read(env: Env): Kept {
  const file = fileOf(env)
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Kept) : { servers: {} }
}

function write(env: Env, kept: Kept): void {
  const file = fileOf(env)
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const beside = `${file}.${process.pid}`
  writeFileSync(beside, `${JSON.stringify(kept, null, 2)}\n`, { mode: 0o600 })
  renameSync(beside, file)
}

export const lastServer = (env: Env): string | undefined => read(env).server

/** The token of the environment, else the one kept for this server. */
export const credentialFor = (env: Env, server: string): Credential | undefined =>
  env.SANDHI_TOKEN ? { token: env.SANDHI_TOKEN } : read(env).servers[server]

export function keep(env: Env, server: string, credential: Credential): void {
  write(env, { server, servers: { ...read(env).servers, [server]: credential } })
}

/** Forgets a server; what was kept for it. */
export function forget(env: Env, server: string): Credential | undefined {
  const { servers, ...kept } = read(env)
  const { [server]: gone, ...left } = servers
  if (gone) write(env, { ...kept, servers: left })
  return gone
}
