// A room's sign-ins: sessions, personal tokens, and the slowing down after failures. Only hashes are kept.
import type { Scope } from '../review/policy.ts'
import { json } from './bytes.ts'
import type { Sql, Tx } from './db.ts'
import { named } from './sums.ts'

export interface SessionRow {
  readonly hash: string
  readonly id: string
  readonly member: string
  readonly created: string
  readonly until: string
  /** What the browser calls itself. */
  readonly agent: string
}

export interface TokenRow {
  readonly hash: string
  readonly id: string
  readonly member: string
  readonly name: string
  readonly scopes: Scope[]
  readonly created: string
  readonly until: string
}

export interface SignInRow {
  readonly login: string
  /** Failures in a row. */
  readonly failures: number
  /** No attempt is looked at before. */
  readonly until: string
}

export async function insertSession(tx: Tx, session: SessionRow): Promise<void> {
  await tx.run(
    'insert into session (hash, id, member, created, until, agent) values ($1, $2, $3, $4, $5, $6)',
    session.hash,
    session.id,
    session.member,
    session.created,
    session.until,
    session.agent,
  )
}

const SESSION = 'select hash, id, member, created, until, agent from session'

export async function findSession(sql: Sql, hash: string): Promise<SessionRow | undefined> {
  const row = await sql.get<SessionRow>(`${SESSION} where hash = $1`, hash)
  return row && named(row, { hash })
}

export async function listSessions(sql: Sql, member: string): Promise<SessionRow[]> {
  const rows = await sql.all<SessionRow>(`${SESSION} where member = $1 order by created, id`, member)
  return rows.map((row) => named(row, { member }))
}

/** Ends one session of a member; false when there is none such. */
export async function endSession(tx: Tx, member: string, id: string): Promise<boolean> {
  return (await tx.run('delete from session where member = $1 and id = $2', member, id)) === 1
}

/** Ends every session of a member, but for one if it is named. */
export async function endSessions(tx: Tx, member: string, except = ''): Promise<void> {
  await tx.run('delete from session where member = $1 and id <> $2', member, except)
}

export async function insertToken(tx: Tx, token: TokenRow): Promise<void> {
  await tx.run(
    'insert into token (hash, id, member, name, scopes, created, until) values ($1, $2, $3, $4, $5, $6, $7)',
    token.hash,
    token.id,
    token.member,
    token.name,
    JSON.stringify(token.scopes),
    token.created,
    token.until,
  )
}

const TOKEN = 'select hash, id, member, name, scopes, created, until from token'

type RawToken = Omit<TokenRow, 'scopes'> & { scopes: string }

const decode = (row: RawToken): TokenRow => ({ ...row, scopes: json<Scope[]>(row.scopes) })

export async function findToken(sql: Sql, hash: string): Promise<TokenRow | undefined> {
  const row = await sql.get<RawToken>(`${TOKEN} where hash = $1`, hash)
  return row && decode(named(row, { hash }))
}

export async function listTokens(sql: Sql, member: string): Promise<TokenRow[]> {
  const rows = await sql.all<RawToken>(`${TOKEN} where member = $1 order by created, id`, member)
  return rows.map((row) => decode(named(row, { member })))
}

/** Ends one token of a member; false when there is none such. */
export async function endToken(tx: Tx, member: string, id: string): Promise<boolean> {
  return (await tx.run('delete from token where member = $1 and id = $2', member, id)) === 1
}

export async function endTokens(tx: Tx, member: string): Promise<void> {
  await tx.run('delete from token where member = $1', member)
}

/** What is held against a login; undefined when nothing is. Logins that don't exist are slowed just the same. */
export async function getSignIn(sql: Sql, login: string): Promise<SignInRow | undefined> {
  const text = 'select login, failures, until from sign_in where login = $1'
  const row = await sql.get<SignInRow>(text, login)
  return row && named(row, { login })
}

export async function putSignIn(tx: Tx, signIn: SignInRow): Promise<void> {
  await tx.run(
    `insert into sign_in (login, failures, until) values ($1, $2, $3)
     on conflict (login) do update set failures = excluded.failures, until = excluded.until`,
    signIn.login,
    signIn.failures,
    signIn.until,
  )
}

export async function clearSignIn(tx: Tx, login: string): Promise<void> {
  await tx.run('delete from sign_in where login = $1', login)
}

/** Forgets sessions, tokens, invitations and slowed sign-ins that ended before `now`. */
export async function dropEnded(tx: Tx, now: string): Promise<void> {
  for (const table of ['session', 'token', 'invitation', 'sign_in']) {
    await tx.run(`delete from ${table} where until < $1`, now)
  }
}

/** Every session and token that opens something now, as `session/<id>` and `token/<id>`. */
export async function listLive(sql: Sql, now: string): Promise<Set<string>> {
  const member = 'm.active = 1 and (m.until is null or m.until > $1)'
  const rows = await sql.all<{ via: string }>(
    `select 'session/' || s.id as via from session s join member m on m.id = s.member
       where s.until > $1 and ${member}
     union all
     select 'token/' || k.id as via from token k join member m on m.id = k.member
       where k.until > $1 and ${member}`,
    now,
  )
  return new Set(rows.map(({ via }) => via))
}
