// Who may do what: the table as a whole, and how scopes, standings, seats and roles are read from it.
import t from 'tap'
import {
  hasRole,
  type Operation,
  OPERATIONS,
  permitted,
  POLICY,
  refuse,
  type Role,
  ROLES,
  SCOPES,
  type SopState,
  type Who,
} from '../../src/review/policy.ts'

const SOP = '1'.repeat(32)
const who = (roles: readonly Role[], more: Partial<Who> = {}): Who => ({
  delegation: 'IDN',
  kind: 'party',
  member: 'm',
  name: 'A member',
  roles: roles.map((role) => ({ role, sop: '*' })),
  scopes: SCOPES,
  ...more,
})
const state = (more: Partial<SopState> = {}): SopState => ({
  id: SOP,
  standing: 'party',
  archived: false,
  ...more,
})
const sorted = (operations: readonly Operation[]) => [...operations].sort()
const code = (operation: Operation, by: Who, at?: SopState) => refuse(operation, by, at)?.failure

/** What each role may do at the table of a party, beside reading. */
const WRITES: Record<Role, Operation[]> = {
  administrator: [],
  head: [
    'saveVersion',
    ...(['openThread', 'addComment', 'updateComment', 'updateThread', 'giveApproval'] as const),
    ...(['askDecision', 'answerDecision'] as const),
  ],
  signatory: ['openThread', 'addComment', 'updateComment', 'updateThread', 'giveApproval', 'askDecision'],
  drafter: ['saveVersion', 'openThread', 'addComment', 'updateComment', 'updateThread', 'askDecision'],
  legal: ['saveVersion', 'openThread', 'addComment', 'updateComment', 'updateThread', 'askDecision'],
  linguist: ['saveVersion', 'openThread', 'addComment', 'updateComment', 'updateThread', 'askDecision'],
  secretary: ['openThread', 'addComment', 'updateComment', 'updateThread', 'askDecision'],
  reader: [],
}
const AT_TABLE = OPERATIONS.filter((operation) => 'standings' in POLICY[operation])
const READS = AT_TABLE.filter((operation) => POLICY[operation].scope === 'read')

t.test('each role at a party’s table', (t) => {
  for (const role of ROLES) {
    const may = permitted(AT_TABLE, who([role]), state())
    t.strictSame(sorted(may), sorted([...READS, 'markVisit', ...WRITES[role]]), role)
  }
  t.end()
})

t.test('people are administered by their administrator alone', (t) => {
  for (const operation of ['addMember', 'updateMember', 'inviteMember'] as const) {
    for (const role of ROLES) {
      t.equal(
        code(operation, who([role])),
        role === 'administrator' ? undefined : 'role-missing',
        `${operation} ${role}`,
      )
    }
  }
  t.end()
})

t.test('an invited state reads, talks and answers; it writes nothing of the joint line', (t) => {
  const invited = state({ standing: 'invited' })
  for (const operation of ['saveVersion', 'giveApproval', 'askDecision', 'askDecision', 'exportSop'] as const)
    t.equal(code(operation, who(['head']), invited), 'standing-missing', operation)
  for (const operation of ['getVersion', 'openThread', 'answerDecision', 'listRecord'] as const)
    t.equal(code(operation, who(['head']), invited), undefined, operation)
  t.end()
})

t.test('an observer may what its seat grants', (t) => {
  const may = (preset: SopState['preset'], comments: boolean) =>
    permitted(AT_TABLE, who(['head', 'drafter'], { kind: 'observer' }), {
      ...state({ standing: 'observer', comments }),
      ...(preset && { preset }),
    })
  const text: Operation[] = [
    'getSop',
    'listVersions',
    'getVersion',
    'compareVersions',
    'getClauseHistory',
    'markVisit',
  ]
  const talk: Operation[] = ['openThread', 'addComment', 'updateComment', 'updateThread']
  const threads: Operation[] = ['listThreads', 'getThread']
  t.strictSame(sorted(may('clean-text', true)), sorted(text))
  t.strictSame(sorted(may('bracketed-text', true)), sorted([...text, 'listApprovals']))
  t.strictSame(sorted(may('joint-workspace', false)), sorted([...text, ...threads, 'listApprovals']))
  t.strictSame(sorted(may('joint-workspace', true)), sorted([...text, ...threads, ...talk, 'listApprovals']))
  t.match(refuse('listThreads', who([]), state({ standing: 'observer' })), {
    failure: 'observer-not-granted',
    facts: { preset: '' },
  })
  t.end()
})

t.test('a key is good for its scopes alone, whatever its member may', (t) => {
  for (const scope of SCOPES) {
    const by = who([...ROLES], { scopes: [scope] })
    for (const operation of OPERATIONS)
      t.equal(
        code(operation, by, state()) === 'scope-missing',
        POLICY[operation].scope !== scope,
        `${operation} ${scope}`,
      )
  }
  t.end()
})

t.test('in an archived SOP the joint line and what hangs on it do not change', (t) => {
  const archived = state({ archived: true })
  t.equal(code('saveVersion', who(['head']), archived), 'sop-archived')
  t.equal(code('giveApproval', who(['head']), archived), 'sop-archived')
  t.equal(code('getVersion', who([]), archived), undefined)
  t.equal(code('askDecision', who(['head']), archived), undefined, 'an erasure is possible still')
  t.end()
})

t.test('a role is held for all SOPs, or for one', (t) => {
  const one = who([], { roles: [{ role: 'drafter', sop: SOP }] })
  t.equal(hasRole(one, ['drafter'], SOP), true)
  t.equal(hasRole(one, ['drafter'], '2'.repeat(32)), false)
  t.equal(hasRole(one, ['drafter']), false)
  t.equal(hasRole(one, ['head'], SOP), false)
  t.equal(hasRole(who(['drafter']), ['head', 'drafter'], SOP), true)
  t.equal(code('saveVersion', one, state()), undefined)
  t.match(refuse('saveVersion', one, state({ id: '2'.repeat(32) })), {
    failure: 'role-missing',
    facts: { roles: ['head', 'drafter', 'legal', 'linguist'] },
  })
  t.end()
})
