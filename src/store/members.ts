// A room's people: members and their roles, invitations, whose acts were whose, and what each has seen.
import type { Role } from '../review/policy.ts'
import { chunks, parameters, type Sql, type Tx } from './db.ts'
import { named } from './sums.ts'

export interface MemberRow {
  readonly id: string
  readonly name: string
  readonly login: string
  /** The password's argon2id hash; absent until the invitation is used. */
  readonly secret?: string
  /** The seat held, as shown to the own side. */
  readonly seat?: string
  /** When membership ends. */
  readonly until?: string
  readonly active: boolean
  readonly language: string
  /** Digits of Thai text; absent until chosen. */
  readonly digits?: 'thai' | 'arabic'
  /** Year of dates in Thai text; absent until chosen. */
  readonly era?: 'be' | 'both' | 'ce'
  /** Where digests are sent. */
  readonly email?: string
  /** How often; absent: never. */
  readonly digest?: 'daily' | 'weekly'
}

/** A role on one SOP; on all of them with `*`. */
export interface RoleRow {
  readonly member: string
  readonly sop: string
  readonly role: Role
}

/** False when another member has this login. */
export async function insertMember(tx: Tx, member: MemberRow): Promise<boolean> {
  const added = await tx.run(
    `insert into member (id, name, login, seat, until, active, language, secret)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (login) do nothing`,
    member.id,
    member.name,
    member.login,
    member.seat ?? null,
    member.until ?? null,
    Number(member.active),
    member.language,
    member.secret ?? null,
  )
  return added === 1
}

const MEMBER =
  'select id, name, login, seat, until, active, language, secret, digits, era, email, digest from member'

export async function getMember(sql: Sql, id: string): Promise<MemberRow | undefined> {
  const row = await sql.get<RawMember>(`${MEMBER} where id = $1`, id)
  return member(row && named(row, { id }))
}

export async function findLogin(sql: Sql, login: string): Promise<MemberRow | undefined> {
  const row = await sql.get<RawMember>(`${MEMBER} where login = $1`, login)
  return member(row && named(row, { login }))
}

/** Every member in the order they came. */
export async function listMembers(sql: Sql): Promise<MemberRow[]> {
  return (await sql.all<RawMember>(`${MEMBER} order by row`)).map((row) => member(row)!)
}

/** Changes what is named; `null` takes it away. */
export async function updateMember(
  tx: Tx,
  id: string,
  change: Partial<Pick<MemberRow, 'name' | 'active' | 'language' | 'digits' | 'era'>> & {
    readonly [field in 'secret' | 'seat' | 'until' | 'email' | 'digest']?: string | null
  },
): Promise<void> {
  for (const [field, value] of Object.entries(change)) {
    if (value === undefined || !CHANGEABLE.has(field)) continue
    await tx.run(
      `update member set ${field} = $1 where id = $2`,
      typeof value === 'boolean' ? Number(value) : value,
      id,
    )
  }
}

const CHANGEABLE = new Set([
  ...['name', 'active', 'language', 'digits', 'era', 'secret', 'seat', 'until', 'email', 'digest'],
])

/** Replaces a member's roles. */
export async function setRoles(
  tx: Tx,
  member: string,
  roles: readonly Omit<RoleRow, 'member'>[],
): Promise<void> {
  await tx.run('delete from role where member = $1', member)
  for (const { sop, role } of roles) {
    await tx.run(
      'insert into role (member, sop, role) values ($1, $2, $3) on conflict (member, sop, role) do nothing',
      member,
      sop,
      role,
    )
  }
}

/** One member's roles, or those of all. */
export async function listRoles(sql: Sql, member?: string): Promise<RoleRow[]> {
  if (member === undefined)
    return sql.all<RoleRow>('select member, sop, role from role order by member, sop, role')
  const text = 'select member, sop, role from role where member = $1 order by sop, role'
  return (await sql.all<RoleRow>(text, member)).map((row) => named(row, { member }))
}

/** A member with his roles: what a reader saw, and what must still stand when he changes it. */
export interface MemberState {
  readonly row: MemberRow
  readonly roles: readonly RoleRow[]
}

export async function readMember(sql: Sql, id: string): Promise<MemberState | undefined> {
  const row = await getMember(sql, id)
  return row && { row, roles: await listRoles(sql, id) }
}

type RawMember = Omit<MemberRow, 'active' | Absent> & {
  active: number
} & { [field in Absent]: NonNullable<MemberRow[field]> | null }

type Absent = 'secret' | 'seat' | 'until' | 'digits' | 'era' | 'email' | 'digest'

function member(row: RawMember | undefined): MemberRow | undefined {
  if (!row) return undefined
  const { active, secret, seat, until, digits, era, email, digest, ...rest } = row
  return {
    ...rest,
    active: active === 1,
    ...(secret !== null && { secret }),
    ...(seat !== null && { seat }),
    ...(until !== null && { until }),
    ...(digits !== null && { digits }),
    ...(era !== null && { era }),
    ...(email !== null && { email }),
    ...(digest !== null && { digest }),
  }
}

/** A one-time way to set a password. */
export interface InvitationRow {
  readonly hash: string
  readonly member: string
  readonly until: string
}

/** Gives a member an invitation; the one before is void. */
export async function putInvitation(tx: Tx, invitation: InvitationRow): Promise<void> {
  await tx.run('delete from invitation where member = $1', invitation.member)
  await tx.run(
    'insert into invitation (hash, member, until) values ($1, $2, $3)',
    invitation.hash,
    invitation.member,
    invitation.until,
  )
}

export async function getInvitation(sql: Sql, hash: string): Promise<InvitationRow | undefined> {
  const text = 'select hash, member, until from invitation where hash = $1'
  const row = await sql.get<InvitationRow>(text, hash)
  return row && named(row, { hash })
}

/** Takes an invitation; false when it is not there any more. */
export async function takeInvitation(tx: Tx, hash: string): Promise<boolean> {
  return (await tx.run('delete from invitation where hash = $1', hash)) === 1
}

/** Notes, before the table stores an act, which member did it. */
export async function insertAuthor(tx: Tx, act: string, member: string): Promise<void> {
  await tx.run('insert into author (act, member) values ($1, $2)', act, member)
}

export async function authorOf(sql: Sql, act: string): Promise<string | undefined> {
  return (await authorsOf(sql, [act])).get(act)
}

/** Which member did each of these acts, as far as this room knows. */
export async function authorsOf(sql: Sql, acts: readonly string[]): Promise<Map<string, string>> {
  const authors = new Map<string, string>()
  for (const some of chunks(acts, 100)) {
    const rows = await sql.all<{ act: string; member: string }>(
      `select act, member from author where act in (${parameters(some.length)})`,
      ...some,
    )
    for (const { act, member } of rows) authors.set(act, member)
  }
  return authors
}

/** Notes the newest version of an SOP that a member has seen. */
export async function putVisit(tx: Tx, member: string, sop: string, version: number): Promise<void> {
  await tx.run(
    `insert into visit (member, sop, version) values ($1, $2, $3)
     on conflict (member, sop) do update set version = excluded.version`,
    member,
    sop,
    version,
  )
}

export async function getVisit(sql: Sql, member: string, sop: string): Promise<number | undefined> {
  const row = await sql.get<{ version: number }>(
    'select version from visit where member = $1 and sop = $2',
    member,
    sop,
  )
  return row?.version
}
