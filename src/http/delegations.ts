// Delegations, and the people of one's own: a member is seen and administered by his own side only.
import { addMember } from '../commands/add-member.ts'
import { inviteMember } from '../commands/invite-member.ts'
import { updateMember } from '../commands/update-member.ts'
import { fail, isFailure } from '../errors.ts'
import { ROLES } from '../review/policy.ts'
import { getDelegation, listDelegations } from '../store/directory.ts'
import { listMembers, listRoles, type MemberRow, readMember, type RoleRow } from '../store/members.ts'
import { declare, matches, overwrites, tagOf } from './operation.ts'
import { asWritten, type Parts } from './parts.ts'
import { array, byLanguage, code, component, flag, id, oneOf, optional, ref, text, time } from './schema.ts'
import { HeldRoleView } from './sessions.ts'

export const DelegationView = component(
  'Delegation',
  'The people of one party or one observer organisation.',
  {
    code: code('Its code.'),
    kind: oneOf(['party', 'observer'], 'Whether it can be a party.'),
    names: byLanguage('Its name in each language.'),
  },
)
export const DelegationList = component('DelegationList', 'The delegations on this server.', {
  items: array(ref(DelegationView), 'By code.'),
})
export const MemberView = component('Member', 'A member of one’s own delegation.', {
  id: id('Id of the member.'),
  name: text('Name as shown to the own side.'),
  login: text('Login within the delegation.'),
  seat: optional(text('The seat held.')),
  until: optional(time('When membership ends.')),
  active: flag('Whether the member can sign in.'),
  joined: flag('Whether an invitation was used.'),
  language: text('Language of the interface.'),
  roles: array(ref(HeldRoleView), 'Roles held.'),
  tag: text('Tag of this state, for `If-Match`.'),
})
export const MemberList = component('MemberList', 'The members of one’s own delegation.', {
  items: array(ref(MemberView), 'In the order they came.'),
})
const name = text('Name as shown to the own side: a role or a person.', { minLength: 1, maxLength: 200 })
const roles = array(ref(HeldRoleView), 'Roles to be held.', { maxItems: 200 })
export const MemberInput = component('AddMember', 'A member to be added.', {
  name,
  login: text('Login within the delegation.', { pattern: '^[A-Za-z0-9][A-Za-z0-9._@-]{1,99}$' }),
  seat: optional(text('The seat held.', { maxLength: 200 })),
  language: oneOf(['en', 'id', 'th'], 'Language of the interface.'),
  until: optional(time('When membership ends.')),
  roles,
})
export const MemberChangeInput = component('UpdateMember', 'What changes of a member.', {
  name: optional(name),
  seat: optional(text('The seat held.', { maxLength: 200 })),
  until: optional(time('When membership ends.')),
  active: optional(flag('False signs the member out everywhere at once.')),
  roles: optional(roles),
})
export const InvitedView = component('Invited', 'A one-time way in, shown this once.', {
  member: id('Id of the member.'),
  invitation: text('The invitation to hand over.'),
  until: time('When it ends.'),
})
export const SCHEMAS = [
  DelegationView,
  DelegationList,
  MemberView,
  MemberList,
  MemberInput,
  MemberChangeInput,
  InvitedView,
]

const own = { code: code('Code of one’s own delegation.') }
const member = { ...own, member: id('Id of the member.') }

export function delegationRoutes({ app, house, door }: Parts): void {
  declare(app, door, {
    id: 'listDelegations',
    method: 'GET',
    url: '/delegations',
    tag: 'Delegations',
    summary: 'List delegations',
    description: 'The delegations on this server, whom a new SOP can name.',
    answers: { 200: ref(DelegationList, 'The delegations.') },
    problems: [],
    handle: async () => ({ items: await house.stores.directory.read(listDelegations) }),
  })

  declare(app, door, {
    id: 'getDelegation',
    method: 'GET',
    url: '/delegations/:code',
    tag: 'Delegations',
    summary: 'Read a delegation',
    description: 'One delegation by its code.',
    params: { code: code('Code of the delegation.') },
    answers: { 200: ref(DelegationView, 'The delegation.') },
    problems: ['not-found'],
    handle: async ({ params }) =>
      (await house.stores.directory.read((sql) => getDelegation(sql, params.code))) ?? fail('not-found'),
  })

  declare(app, door, {
    id: 'listMembers',
    method: 'GET',
    url: '/delegations/:code/members',
    tag: 'Delegations',
    summary: 'List the members of one’s own delegation',
    description: 'Of another delegation there is nothing to see.',
    params: own,
    answers: { 200: ref(MemberList, 'The members.') },
    problems: ['not-found'],
    handle: async ({ who, params }) => {
      if (params.code !== who.delegation) return fail('not-found')
      const room = (await house.stores.room(who.delegation))!
      return room.read(async (sql) => {
        const [members, held] = [await listMembers(sql), await listRoles(sql)]
        return { items: members.map((row) => memberView(row, held)) }
      })
    },
  })

  declare(app, door, {
    id: 'addMember',
    method: 'POST',
    url: '/delegations/:code/members',
    tag: 'Delegations',
    summary: 'Add a member',
    description: 'Adds a member to one’s own delegation and gives a one-time invitation to hand over.',
    params: own,
    body: MemberInput,
    example: { name: 'Legal adviser', login: 'legal', language: 'th', roles: [{ role: 'legal', sop: '*' }] },
    answers: { 201: ref(InvitedView, 'The invitation, shown this once.') },
    problems: ['not-found', 'role-missing', 'login-taken', 'text-refused', 'case-data'],
    handle: async ({ who, params, body, once, reply }) => {
      if (params.code !== who.delegation) return fail('not-found')
      const added = await addMember(house, who, ending(body), once)
      if (!isFailure(added)) void reply.code(201)
      return added
    },
  })

  declare(app, door, {
    id: 'updateMember',
    method: 'PATCH',
    url: '/delegations/:code/members/:member',
    tag: 'Delegations',
    summary: 'Change a member',
    description:
      'Name, seat, roles, end, or whether the member can sign in. Needs `If-Match` with the tag that was read.',
    params: member,
    body: MemberChangeInput,
    example: { roles: [{ role: ROLES[3], sop: '*' }] },
    answers: { 200: ref(MemberView, 'The member as it is now.') },
    problems: [
      'not-found',
      'role-missing',
      'last-administrator',
      'base-missing',
      'precondition-failed',
      'text-refused',
      'case-data',
    ],
    handle: async ({ who, params, body, request }) => {
      if (params.code !== who.delegation) return fail('not-found')
      const room = (await house.stores.room(who.delegation))!
      const member = () => room.read((sql) => readMember(sql, params.member))
      const before = await member()
      if (!before) return fail('not-found')
      const stale = matches(request, memberView(before.row, before.roles).tag)
      if (stale) return stale
      const changed = await updateMember(
        house,
        who,
        params.member,
        ending(body),
        overwrites(request) ? undefined : before,
      )
      if (isFailure(changed)) return changed
      const after = (await asWritten(member))!
      return memberView(after.row, after.roles)
    },
  })

  declare(app, door, {
    id: 'inviteMember',
    method: 'POST',
    url: '/delegations/:code/members/:member/invitation',
    tag: 'Delegations',
    summary: 'Invite a member again',
    description: 'A new one-time invitation, for a lost password too. An earlier one is void.',
    params: member,
    answers: { 201: ref(InvitedView, 'The invitation, shown this once.') },
    problems: ['not-found', 'role-missing'],
    handle: async ({ who, params, once, reply }) => {
      if (params.code !== who.delegation) return fail('not-found')
      const invited = await inviteMember(house, who, params.member, once)
      if (!isFailure(invited)) void reply.code(201)
      return invited
    },
  })
}

/** The end of a membership in the one form in which times are compared. */
const ending = <T extends { until?: string }>(body: T): T =>
  body.until === undefined ? body : { ...body, until: new Date(body.until).toISOString() }

function memberView(row: MemberRow, held: readonly RoleRow[]) {
  const { secret, email: _email, digest: _digest, ...rest } = row
  const roles = held.filter(({ member }) => member === row.id).map(({ role, sop }) => ({ role, sop }))
  const view = { ...rest, joined: secret !== undefined, roles }
  return { ...view, tag: tagOf(JSON.stringify(view)) }
}
