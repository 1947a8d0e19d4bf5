// Adding a member to one's own delegation, with an invitation to hand over.
import { fail, type Failure, isFailure } from '../errors.ts'
import type { Role, Who } from '../review/policy.ts'
import { checkWords } from '../review/words.ts'
import { insertMember, setRoles } from '../store/members.ts'
import { type House } from './house.ts'
import { type At, type Done, type Once, runInRoom } from './run.ts'
import { invite, type Invited } from './invite-member.ts'

export interface HeldRole {
  readonly role: Role
  /** an SOP's id, or `*` for all */
  readonly sop: string
}

export interface NewMember {
  readonly name: string
  readonly login: string
  readonly seat?: string
  readonly language: string
  readonly until?: string
  readonly roles: readonly HeldRole[]
}

export function addMember(house: House, who: Who, input: NewMember, once?: Once): Promise<Invited | Failure> {
  return runInRoom(house, who, 'addMember', (at) => add(at, input), once)
}

/** The same inside a transaction that is open already. */
export async function add(at: At, input: NewMember): Promise<Done<Invited> | Failure> {
  const words = checkName(input)
  if (isFailure(words)) return words
  const id = at.chance.id()
  const { roles, login, ...rest } = input
  const added = await insertMember(at.tx, { ...rest, login: login.trim().toLowerCase(), id, active: true })
  if (!added) return fail('login-taken', {}, [{ pointer: '/login', code: 'login-taken' }])
  await setRoles(at.tx, id, roles)
  const invited = await invite(at, id)
  return { result: invited, type: 'member.added', refs: { member: id } }
}

/** What a member is called, checked as any words are. */
export const checkName = ({ name, seat }: { readonly name?: string; readonly seat?: string }) =>
  checkWords([
    ...(name ? [{ pointer: '/name', value: name }] : []),
    ...(seat ? [{ pointer: '/seat', value: seat }] : []),
  ])
