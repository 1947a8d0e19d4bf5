// Signing in and out, invitations, one's sessions and tokens, and oneself.
import type { FastifyReply } from 'fastify'
import { acceptInvitation } from '../commands/accept-invitation.ts'
import { createToken } from '../commands/create-token.ts'
import { endSession } from '../commands/end-session.ts'
import { endToken } from '../commands/end-token.ts'
import { updateMe } from '../commands/update-me.ts'
import { signIn, type SignedIn } from '../commands/sign-in.ts'
import { type Failure, isFailure } from '../errors.ts'
import { DIGESTS } from '../review/digest.ts'
import { ROLES, SCOPES } from '../review/policy.ts'
import { listSessions, listTokens } from '../store/sessions.ts'
import { getMember } from '../store/members.ts'
import { COOKIE } from './door.ts'
import { declare } from './operation.ts'
import type { Parts } from './parts.ts'
import { array, code, component, flag, id, object, oneOf, optional, ref, text, time } from './schema.ts'

const password = text('The password.', { minLength: 1, maxLength: 200 })

export const SignInInput = component('SignIn', 'What opens a session.', {
  delegation: code('Code of the delegation.'),
  login: text('Login within the delegation.', { minLength: 1, maxLength: 100 }),
  password,
})
export const InvitationInput = component('AcceptInvitation', 'What turns an invitation into a sign-in.', {
  invitation: text('The invitation, as the administrator handed it over.', { minLength: 10, maxLength: 200 }),
  password: text('The password to be; at least 12 characters.', { minLength: 1, maxLength: 200 }),
})
export const SessionView = component('Session', 'A session of one member.', {
  id: id('Id of the session.'),
  created: time('When it began.'),
  until: time('When it ends by itself.'),
  agent: text('What the browser or client calls itself.'),
  current: flag('Whether this is the one that asks.'),
})
export const SessionList = component('SessionList', 'One’s sessions.', {
  items: array(ref(SessionView), 'The sessions, the oldest first.'),
})
export const HeldRoleView = component('HeldRole', 'A role, and where it is held.', {
  role: oneOf(ROLES, 'The role.'),
  sop: text('Id of an SOP, or `*` for all.', { pattern: '^(\\*|[0-9a-f]{32})$' }),
})
const chosen = {
  digits: optional(oneOf(['thai', 'arabic'], 'Digits of figures and numbers in Thai text.')),
  era: optional(oneOf(['be', 'both', 'ce'], 'Era of dates in Thai text.')),
}
export const MeView = component('Me', 'Who is asking.', {
  delegation: code('Code of the delegation.'),
  kind: oneOf(['party', 'observer'], 'Whether it can be a party.'),
  member: id('Id of the member, known to the own side only.'),
  name: text('Name as shown to the own side.'),
  seat: optional(text('The seat held.')),
  language: text('Language of the interface.'),
  ...chosen,
  roles: array(ref(HeldRoleView), 'The roles held.'),
  scopes: array(oneOf(SCOPES, 'A scope.'), 'What this session or token is good for.'),
  hostedBy: text('Who runs this server.'),
  email: optional(text('Where digests are sent.')),
  digest: oneOf(DIGESTS, 'How often a digest is sent by e-mail.'),
  mail: flag('Whether this server sends e-mail; where it does not, there is no digest.'),
})
export const MeInput = component('UpdateMe', 'What changes of one’s own settings.', {
  language: optional(oneOf(['en', 'id', 'th'], 'Language of the interface.')),
  ...chosen,
  email: optional(
    text('Where digests are sent; nothing between the quotes takes it away, and turns the digest off.', {
      pattern: '^$|^[^\\s@<>"(),:;\\\\[\\]]{1,64}@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+$',
      maxLength: 254,
    }),
  ),
  digest: optional(
    oneOf(DIGESTS, 'How often a digest is sent by e-mail: counts, and nothing that was written.'),
  ),
})
export const TokenView = component('Token', 'A personal token, without its secret.', {
  id: id('Id of the token.'),
  name: text('What it is for.'),
  scopes: array(oneOf(SCOPES, 'A scope.'), 'What it is good for.'),
  created: time('When it was made.'),
  until: time('When it ends.'),
})
export const TokenList = component('TokenList', 'One’s tokens.', {
  items: array(ref(TokenView), 'The tokens, the oldest first.'),
})
export const TokenInput = component('CreateToken', 'A personal token to be made.', {
  name: text('What it is for.', { minLength: 1, maxLength: 100 }),
  scopes: array(oneOf(SCOPES, 'A scope.'), 'What it is good for.', { minItems: 1, maxItems: 4 }),
  until: time('When it ends; at most a year from now.'),
})
export const NewToken = component('NewToken', 'A token just made. It is shown this once.', {
  id: id('Id of the token.'),
  token: text('The token: send it as `Authorization: Bearer`.'),
})
export const SCHEMAS = [
  SignInInput,
  InvitationInput,
  SessionView,
  SessionList,
  HeldRoleView,
  MeView,
  MeInput,
  TokenView,
  TokenList,
  TokenInput,
  NewToken,
]

export function sessionRoutes({ app, house, door, hostedBy, secure, mail }: Parts): void {
  const name = secure ? COOKIE.secure : COOKIE.plain
  const enter = async (reply: FastifyReply, signed: SignedIn | Failure) => {
    if (isFailure(signed)) return signed
    const room = (await house.stores.room(signed.secret.split('_')[0]!))!
    void reply.code(201).setCookie(name, signed.secret, {
      path: '/',
      httpOnly: true,
      sameSite: 'strict',
      secure,
      expires: new Date(signed.until),
    })
    const [session] = (await room.read((sql) => listSessions(sql, signed.member))).filter(
      ({ id }) => id === signed.session,
    )
    const { id, created, until, agent } = session!
    return { id, created, until, agent, current: true }
  }
  const agentOf = (header: string | undefined) => header ?? ''

  declare(app, door, {
    id: 'signIn',
    method: 'POST',
    url: '/sessions',
    tag: 'Sign-in',
    summary: 'Sign in',
    description: 'Opens a session with a password and sets its cookie. After failures each try is slowed.',
    body: SignInInput,
    example: { delegation: 'IDN', login: 'head', password: 'three languages, one text' },
    answers: { 201: ref(SessionView, 'Signed in; the cookie is set.') },
    problems: ['sign-in-failed', 'sign-in-slowed'],
    handle: async ({ body, request, reply }) =>
      enter(reply, await signIn(house, { ...body, agent: agentOf(request.headers['user-agent']) })),
  })

  declare(app, door, {
    id: 'acceptInvitation',
    method: 'POST',
    url: '/invitations',
    tag: 'Sign-in',
    summary: 'Use an invitation',
    description: 'Sets a first or a new password with a one-time invitation, and signs in.',
    body: InvitationInput,
    example: {
      invitation: 'IDN_rGx3kd0Sx5S0nW2Yb1s9Qn0sZcO9a6Xq3mJ8tVbC2dE',
      password: 'a long phrase of your own',
    },
    answers: { 201: ref(SessionView, 'The password is set and the cookie with it.') },
    problems: ['invitation-invalid', 'password-weak', 'sign-in-failed'],
    handle: async ({ body, request, reply }) =>
      enter(reply, await acceptInvitation(house, { ...body, agent: agentOf(request.headers['user-agent']) })),
  })

  declare(app, door, {
    id: 'signOut',
    method: 'DELETE',
    url: '/sessions/current',
    tag: 'Sign-in',
    summary: 'Sign out',
    description: 'Ends the session, or the token, that asks; at once.',
    answers: { 204: object({}, { description: 'Signed out.' }) },
    problems: ['not-found'],
    handle: async ({ who, reply }) => {
      const [kind, key] = who.via.split('/') as [string, string]
      const done =
        kind === 'session' ? await endSession(house, full(who), key) : await endToken(house, full(who), key)
      if (isFailure(done)) return done
      return reply.clearCookie(name, { path: '/' }).code(204).send()
    },
  })

  declare(app, door, {
    id: 'listSessions',
    method: 'GET',
    url: '/me/sessions',
    tag: 'Sign-in',
    summary: 'List one’s sessions',
    description: 'Every session of the member who asks.',
    answers: { 200: ref(SessionList, 'The sessions.') },
    problems: [],
    handle: async ({ who }) => {
      const room = (await house.stores.room(who.delegation))!
      const rows = await room.read((sql) => listSessions(sql, who.member))
      return {
        items: rows.map(({ id, created, until, agent }) => ({
          id,
          created,
          until,
          agent,
          current: who.via === `session/${id}`,
        })),
      }
    },
  })

  declare(app, door, {
    id: 'endSession',
    method: 'DELETE',
    url: '/me/sessions/:session',
    tag: 'Sign-in',
    summary: 'End one of one’s sessions',
    description: 'Whoever uses it is signed out at once.',
    params: { session: id('Id of the session.') },
    answers: { 204: object({}, { description: 'Ended.' }) },
    problems: ['not-found'],
    handle: async ({ who, params, reply }) => ended(reply, await endSession(house, who, params.session)),
  })

  declare(app, door, {
    id: 'getMe',
    method: 'GET',
    url: '/me',
    tag: 'Sign-in',
    summary: 'Who am I',
    description: 'The member who asks, with roles and settings.',
    answers: { 200: ref(MeView, 'The member.') },
    problems: [],
    handle: async ({ who }) => {
      const room = (await house.stores.room(who.delegation))!
      const row = await room.read((sql) => getMember(sql, who.member))
      const { delegation, kind, member, name, roles, scopes } = who
      const { seat, language = 'en', digits, era, email, digest = 'off' } = row ?? {}
      return {
        delegation,
        kind,
        member,
        name,
        ...(seat !== undefined && { seat }),
        language,
        ...(digits && { digits }),
        ...(era && { era }),
        roles,
        scopes,
        hostedBy,
        ...(email !== undefined && { email }),
        digest,
        mail,
      }
    },
  })

  declare(app, door, {
    id: 'updateMe',
    method: 'PATCH',
    url: '/me',
    tag: 'Sign-in',
    summary: 'Change one’s settings',
    description:
      'The language of the interface, how figures and years of Thai text are shown, and the digest by e-mail. What is not named stays.',
    body: MeInput,
    example: { language: 'th', digits: 'arabic', era: 'both' },
    answers: { 204: object({}, { description: 'Changed.' }) },
    problems: ['mail-not-offered', 'email-missing'],
    handle: async ({ who, body, reply }) => ended(reply, await updateMe(house, who, body, mail)),
  })

  declare(app, door, {
    id: 'listTokens',
    method: 'GET',
    url: '/me/tokens',
    tag: 'Sign-in',
    summary: 'List one’s tokens',
    description: 'Every personal token of the member who asks, without secrets.',
    answers: { 200: ref(TokenList, 'The tokens.') },
    problems: [],
    handle: async ({ who }) => {
      const room = (await house.stores.room(who.delegation))!
      const rows = await room.read((sql) => listTokens(sql, who.member))
      return {
        items: rows.map(({ id, name, scopes, created, until }) => ({ id, name, scopes, created, until })),
      }
    },
  })

  declare(app, door, {
    id: 'createToken',
    method: 'POST',
    url: '/me/tokens',
    tag: 'Sign-in',
    summary: 'Make a token',
    description:
      'A personal token for a program. It can do no more than its scopes and its member’s roles, and is shown once.',
    body: TokenInput,
    example: { name: 'weekly comparison', scopes: ['read'], until: '2027-01-31T00:00:00.000Z' },
    answers: { 201: ref(NewToken, 'The token, shown this once.') },
    problems: ['limit-exceeded', 'text-refused', 'case-data'],
    handle: async ({ who, body, reply }) => {
      const made = await createToken(house, who, { ...body, until: new Date(body.until).toISOString() })
      if (!isFailure(made)) void reply.code(201)
      return made
    },
  })

  declare(app, door, {
    id: 'endToken',
    method: 'DELETE',
    url: '/me/tokens/:token',
    tag: 'Sign-in',
    summary: 'End a token',
    description: 'It opens nothing from now on.',
    params: { token: id('Id of the token.') },
    answers: { 204: object({}, { description: 'Ended.' }) },
    problems: ['not-found'],
    handle: async ({ who, params, reply }) => ended(reply, await endToken(house, who, params.token)),
  })
}

const full = <T extends { scopes: readonly string[] }>(who: T): T => ({ ...who, scopes: SCOPES })

function ended(reply: FastifyReply, done: object | Failure): FastifyReply | Failure {
  return isFailure(done) ? done : reply.code(204).send()
}
export { ended }
