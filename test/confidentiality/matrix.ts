// Who gets what: every route of the server and every kind of caller, with the answer each has to get.

/** The kinds of caller, in the order of the letters below. */
export const CALLERS = [
  'anonymous',
  'ended session',
  'token with scope read',
  'administrator',
  'head',
  'signatory',
  'drafter',
  'legal',
  'linguist',
  'secretary',
  'reader',
  'invited state',
  'observer clean-text',
  'observer bracketed-text',
  'observer joint-workspace',
  'other delegation',
] as const
export type Caller = (typeof CALLERS)[number]

/** `+` done, `1` not signed in (401), `3` refused (403), `4` not to be known of (404). */
export type Outcome = '+' | '1' | '3' | '4'
export const STATUS: Readonly<Record<Outcome, (status: number) => boolean>> = {
  '+': (status) => status < 400,
  '1': (status) => status === 401,
  '3': (status) => status === 403,
  '4': (status) => status === 404,
}

/*   anonymous
     | ended session
     | | token with scope read (of the head)
     | | |   administrator
     | | |   | head
     | | |   | | signatory
     | | |   | | | drafter
     | | |   | | | | legal
     | | |   | | | | | linguist
     | | |   | | | | | | secretary
     | | |   | | | | | | | reader
     | | |   | | | | | | | |   invited state (its head)
     | | |   | | | | | | | |   |   observer clean-text (its head)
     | | |   | | | | | | | |   |   | observer bracketed-text
     | | |   | | | | | | | |   |   | | observer joint-workspace
     | | |   | | | | | | | |   |   | | |   other delegation (its head) */
const OPEN_TO_ALL = '+ + +   + + + + + + + +   +   + + +   +'
const SIGNED_IN = '1 1 +   + + + + + + + +   +   + + +   +'
const SIGNED_IN_WRITES = '1 1 3   + + + + + + + +   +   + + +   +'
const NOBODY = '4 4 4   4 4 4 4 4 4 4 4   4   4 4 4   4'
/** what stands under one's own delegation's code, asked under that of Indonesia */
const OWN_ROOM = '1 1 +   + + + + + + + +   4   4 4 4   4'
const OWN_ADMINISTRATOR = '1 1 3   + 3 3 3 3 3 3 3   4   4 4 4   4'
const TABLE = '1 1 +   + + + + + + + +   +   + + +   4'
const TABLE_OF_PARTIES = '1 1 +   + + + + + + + +   +   3 3 3   4'
const TABLE_OF_MEMBERS = '1 1 +   + + + + + + + +   3   3 3 3   4'
const TABLE_WITH_THREADS = '1 1 +   + + + + + + + +   +   3 3 +   4'
const TABLE_WITH_ACTS = '1 1 +   + + + + + + + +   +   3 + +   4'
const VOICES = '1 1 3   3 + + + + + + 3   +   3 3 +   4'
const AUTHOR = '1 1 3   3 + 3 3 3 3 3 3   3   3 3 3   4'

/** Every route of the server. A HEAD answers as its GET does. */
export const MATRIX: Readonly<Record<string, string>> = {
  'GET /api/openapi.json': OPEN_TO_ALL,
  'GET /api/docs': OPEN_TO_ALL,
  'GET /api/docs/': OPEN_TO_ALL,
  'GET /api/docs/static/*': OPEN_TO_ALL,
  'GET /api/docs/static/index.html': OPEN_TO_ALL,
  'GET /api/docs/static/swagger-initializer.js': OPEN_TO_ALL,
  'GET /api/docs/json': OPEN_TO_ALL,
  'GET /api/docs/yaml': OPEN_TO_ALL,
  'GET /metrics': NOBODY,

  'GET /': OPEN_TO_ALL,
  'GET /sign-in': OPEN_TO_ALL,
  'GET /invitation': OPEN_TO_ALL,
  'GET /sops/*': OPEN_TO_ALL,
  'GET /our/*': OPEN_TO_ALL,
  'GET /assets/main-B3kd02xq.js': OPEN_TO_ALL,

  'GET /api/v1/service': OPEN_TO_ALL,
  'GET /api/v1/health/live': OPEN_TO_ALL,
  'GET /api/v1/health/ready': OPEN_TO_ALL,
  'GET /api/v1/problems': OPEN_TO_ALL,
  'GET /api/v1/problems/:code': OPEN_TO_ALL,

  'POST /api/v1/sessions': OPEN_TO_ALL,
  'POST /api/v1/invitations': OPEN_TO_ALL,
  'DELETE /api/v1/sessions/current': SIGNED_IN,
  'GET /api/v1/me': SIGNED_IN,
  'PATCH /api/v1/me': SIGNED_IN_WRITES,
  'GET /api/v1/me/sessions': SIGNED_IN,
  'DELETE /api/v1/me/sessions/:session': SIGNED_IN_WRITES,
  'GET /api/v1/me/tokens': SIGNED_IN,
  'POST /api/v1/me/tokens': SIGNED_IN_WRITES,
  'DELETE /api/v1/me/tokens/:token': SIGNED_IN_WRITES,
  'GET /api/v1/events': SIGNED_IN,
  'GET /api/v1/digests/:token': OPEN_TO_ALL,
  'POST /api/v1/digests/:token': OPEN_TO_ALL,

  'GET /api/v1/delegations': SIGNED_IN,
  'GET /api/v1/delegations/:code': SIGNED_IN,
  'GET /api/v1/delegations/:code/members': OWN_ROOM,
  'POST /api/v1/delegations/:code/members': OWN_ADMINISTRATOR,
  'PATCH /api/v1/delegations/:code/members/:member': OWN_ADMINISTRATOR,
  'POST /api/v1/delegations/:code/members/:member/invitation': OWN_ADMINISTRATOR,
  'GET /api/v1/delegations/:code/record': OWN_ROOM,
  'GET /api/v1/delegations/:code/presence': OWN_ROOM,
  'GET /api/v1/delegations/:code/webhooks': '1 1 3   + 3 3 3 3 3 3 3   4   4 4 4   4',
  'POST /api/v1/delegations/:code/webhooks': OWN_ADMINISTRATOR,
  'PATCH /api/v1/delegations/:code/webhooks/:webhook': OWN_ADMINISTRATOR,
  'DELETE /api/v1/delegations/:code/webhooks/:webhook': OWN_ADMINISTRATOR,
  'POST /api/v1/delegations/:code/webhooks/:webhook/ping': OWN_ADMINISTRATOR,

  'GET /api/v1/templates': SIGNED_IN,
  'GET /api/v1/templates/:name': SIGNED_IN,
  'GET /api/v1/reference/glossary': SIGNED_IN,
  'GET /api/v1/reference/agencies': SIGNED_IN,
  'GET /api/v1/reference/instruments': SIGNED_IN,
  'GET /api/v1/reference/elements': SIGNED_IN,

  'GET /api/v1/sops': SIGNED_IN,
  'POST /api/v1/sops': '1 1 3   3 + 3 + + 3 + 3   +   3 3 3   +',
  'GET /api/v1/sops/:sop': TABLE,
  'POST /api/v1/sops/:sop/visits': '1 1 3   + + + + + + + +   +   + + +   4',
  'GET /api/v1/sops/:sop/versions': TABLE,
  'POST /api/v1/sops/:sop/versions': '1 1 3   3 + 3 + + + 3 3   3   3 3 3   4',
  'GET /api/v1/sops/:sop/versions/:version': TABLE,
  'GET /api/v1/sops/:sop/versions/:version/readiness': TABLE_OF_PARTIES,
  'GET /api/v1/sops/:sop/clauses/:key/history': TABLE,
  'GET /api/v1/sops/:sop/diffs/:from/:to': TABLE,
  'GET /api/v1/sops/:sop/threads': TABLE_WITH_THREADS,
  'POST /api/v1/sops/:sop/threads': VOICES,
  'GET /api/v1/sops/:sop/threads/:thread': TABLE_WITH_THREADS,
  'PATCH /api/v1/sops/:sop/threads/:thread': VOICES,
  'POST /api/v1/sops/:sop/threads/:thread/comments': VOICES,
  'PATCH /api/v1/sops/:sop/threads/:thread/comments/:comment': AUTHOR,
  'GET /api/v1/sops/:sop/approvals': TABLE_WITH_ACTS,
  'POST /api/v1/sops/:sop/approvals': '1 1 3   3 + 3 3 3 3 3 3   3   3 3 3   4',
  'GET /api/v1/sops/:sop/decisions': TABLE_OF_PARTIES,
  'POST /api/v1/sops/:sop/decisions': '1 1 3   3 + 3 3 3 3 3 3   3   3 3 3   4',
  'GET /api/v1/sops/:sop/decisions/:decision': TABLE_OF_PARTIES,
  'POST /api/v1/sops/:sop/decisions/:decision/answers': '1 1 3   3 + 3 3 3 3 3 3   +   3 3 3   4',
  'GET /api/v1/sops/:sop/record': TABLE_OF_PARTIES,
  'GET /api/v1/sops/:sop/export': TABLE_OF_MEMBERS,
}
