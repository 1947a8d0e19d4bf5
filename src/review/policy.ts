// Who may do what: one table of operations, and the functions that read it.
import { type Failure, fail } from '../errors.ts'

export const ROLES = [
  'administrator',
  'head',
  'signatory',
  'drafter',
  'legal',
  'linguist',
  'secretary',
  'reader',
] as const
export type Role = (typeof ROLES)[number]

/** What a token may be used for; a session may do all that its member may. */
export const SCOPES = ['read', 'write', 'approve', 'administer'] as const
export type Scope = (typeof SCOPES)[number]

/** How a delegation stands to one SOP. `invited` is a state named as party that has not said yes yet. */
export type Standing = 'party' | 'invited' | 'observer'

export const PRESETS = ['clean-text', 'bracketed-text', 'joint-workspace'] as const
export type Preset = (typeof PRESETS)[number]

interface Rule {
  readonly scope: Scope
  /** standings that may; absent where the operation concerns no SOP */
  readonly standings?: readonly Standing[]
  /** roles that may; absent: every member */
  readonly roles?: readonly Role[]
  /** whether it changes the joint line or what hangs on it, and so ends when the SOP is archived */
  readonly changes?: true
}

const PARTY = ['party'] as const
const PARTIES = ['party', 'invited'] as const
const READERS = ['party', 'invited', 'observer'] as const
const WRITERS = ['head', 'drafter', 'legal', 'linguist'] as const
const VOICES = ['head', 'signatory', 'drafter', 'legal', 'linguist', 'secretary'] as const
const ADMIN = ['administrator'] as const

/** The whole of it: each operation of the API that is not open to everyone, by its operationId. */
export const POLICY = {
  signOut: { scope: 'read' },
  getMe: { scope: 'read' },
  updateMe: { scope: 'write' },
  listSessions: { scope: 'read' },
  endSession: { scope: 'write' },
  listTokens: { scope: 'read' },
  createToken: { scope: 'administer' },
  endToken: { scope: 'write' },
  listDelegations: { scope: 'read' },
  getDelegation: { scope: 'read' },
  listMembers: { scope: 'read' },
  addMember: { scope: 'administer', roles: ADMIN },
  updateMember: { scope: 'administer', roles: ADMIN },
  inviteMember: { scope: 'administer', roles: ADMIN },
  listRoomRecord: { scope: 'read' },
  listTemplates: { scope: 'read' },
  getTemplate: { scope: 'read' },
  listTerms: { scope: 'read' },
  listAgencies: { scope: 'read' },
  listInstruments: { scope: 'read' },
  listElements: { scope: 'read' },
  streamEvents: { scope: 'read' },
  listPresence: { scope: 'read' },
  listWebhooks: { scope: 'read', roles: ADMIN },
  createWebhook: { scope: 'administer', roles: ADMIN },
  updateWebhook: { scope: 'administer', roles: ADMIN },
  deleteWebhook: { scope: 'administer', roles: ADMIN },
  pingWebhook: { scope: 'administer', roles: ADMIN },
  listSops: { scope: 'read' },
  createSop: { scope: 'write', roles: ['head', 'secretary', 'drafter', 'legal'] },
  getSop: { scope: 'read', standings: READERS },
  listVersions: { scope: 'read', standings: READERS },
  getVersion: { scope: 'read', standings: READERS },
  compareVersions: { scope: 'read', standings: READERS },
  getReadiness: { scope: 'read', standings: PARTIES },
  getClauseHistory: { scope: 'read', standings: READERS },
  saveVersion: { scope: 'write', standings: PARTY, roles: WRITERS, changes: true },
  listThreads: { scope: 'read', standings: READERS },
  getThread: { scope: 'read', standings: READERS },
  openThread: { scope: 'write', standings: READERS, roles: VOICES },
  addComment: { scope: 'write', standings: READERS, roles: VOICES },
  updateComment: { scope: 'write', standings: READERS, roles: VOICES },
  updateThread: { scope: 'write', standings: READERS, roles: VOICES },
  listApprovals: { scope: 'read', standings: READERS },
  giveApproval: { scope: 'approve', standings: PARTY, roles: ['head', 'signatory'], changes: true },
  listDecisions: { scope: 'read', standings: PARTIES },
  getDecision: { scope: 'read', standings: PARTIES },
  /** an erasure may be asked by any of them, all else by the head alone (`urgent` in decisions.ts) */
  askDecision: { scope: 'write', standings: PARTY, roles: VOICES },
  answerDecision: { scope: 'approve', standings: PARTIES, roles: ['head'] },
  listRecord: { scope: 'read', standings: PARTIES },
  exportSop: { scope: 'read', standings: PARTY },
  markVisit: { scope: 'write', standings: READERS },
} as const satisfies Record<string, Rule>

export type Operation = keyof typeof POLICY
export const OPERATIONS = Object.keys(POLICY) as Operation[]

/** The member who asks: his delegation, his roles (for all SOPs, `*`, or for one) and what his key is good for. */
export interface Who {
  readonly delegation: string
  readonly kind: 'party' | 'observer'
  readonly member: string
  readonly name: string
  readonly roles: readonly { readonly role: Role; readonly sop: string }[]
  readonly scopes: readonly Scope[]
}

/** What the rules need to know of the SOP. */
export interface SopState {
  readonly id: string
  readonly standing: Standing
  readonly archived: boolean
  readonly preset?: Preset
  /** observers: whether commenting was granted */
  readonly comments?: boolean
}

export function hasRole(who: Who, roles: readonly Role[], sop?: string): boolean {
  return who.roles.some((held) => roles.includes(held.role) && (held.sop === '*' || held.sop === sop))
}

/** Undefined when the operation is permitted, else why it is not. Whether the subject may be known of comes first, elsewhere. */
export function refuse(operation: Operation, who: Who, sop?: SopState): Failure | undefined {
  const rule: Rule = POLICY[operation]
  if (!who.scopes.includes(rule.scope)) return fail('scope-missing', { scope: rule.scope })
  if (rule.standings && sop) {
    if (!rule.standings.includes(sop.standing)) return fail('standing-missing', { standing: sop.standing })
    if (sop.standing === 'observer' && !observerMay(operation, sop)) {
      return fail('observer-not-granted', { preset: sop.preset ?? '' })
    }
    if (rule.changes && sop.archived) return fail('sop-archived', { sop: sop.id })
  }
  if (rule.roles && !hasRole(who, rule.roles, sop?.id)) return fail('role-missing', { roles: rule.roles })
  return undefined
}

const TALK: readonly Operation[] = ['openThread', 'addComment', 'updateComment', 'updateThread']

function observerMay(operation: Operation, sop: SopState): boolean {
  if (TALK.includes(operation)) return sop.preset === 'joint-workspace' && sop.comments === true
  if (operation === 'listThreads' || operation === 'getThread') return sop.preset === 'joint-workspace'
  if (operation === 'listApprovals') return sop.preset !== 'clean-text'
  return true
}

/** The operations of these that the caller may take, for the `may` of a subject. */
export function permitted(operations: readonly Operation[], who: Who, sop?: SopState): Operation[] {
  return operations.filter((operation) => !refuse(operation, who, sop))
}
