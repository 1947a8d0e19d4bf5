// Changes of a member, with the tag of the state that was read.
import { unwrap } from '../../client/client.ts'
import { api, type Schema } from '../api/client.ts'

export type Member = Schema<'Member'>

export function changeMember(
  code: string,
  { id, tag }: Pick<Member, 'id' | 'tag'>,
  body: Schema<'UpdateMember'>,
): Promise<Member> {
  return unwrap(
    api.PATCH('/api/v1/delegations/{code}/members/{member}', {
      params: { path: { code, member: id }, header: { 'if-match': tag } },
      body,
    }),
  )
}

export function inviteAgain(code: string, member: string): Promise<Schema<'Invited'>> {
  return unwrap(
    api.POST('/api/v1/delegations/{code}/members/{member}/invitation', {
      params: { path: { code, member } },
    }),
  )
}

export function addMember(code: string, body: Schema<'AddMember'>): Promise<Schema<'Invited'>> {
  return unwrap(api.POST('/api/v1/delegations/{code}/members', { params: { path: { code } }, body }))
}

/** The end of the day that a date field names. */
export const endOf = (day: string) => new Date(`${day}T23:59:59`).toISOString()
export const dayOf = (iso: string) => {
  const time = new Date(iso)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`
}
