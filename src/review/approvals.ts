// Formal acts on one exact text: when each may be given, and what the acts together amount to.
import { type Failure, fail } from '../errors.ts'
import type { Role } from './policy.ts'

export const ACTS = [
  'text-agreed',
  'agreed-ad-referendum',
  'ad-referendum-confirmed',
  'initialled',
  'signed-ad-referendum',
  'signed',
  'internal-procedures-completed',
  'rejected',
  'withdrawn',
] as const
export type ActKind = (typeof ACTS)[number]

/** Who may give an act for his delegation: the head agrees the text, the signatory signs it. */
export const ACT_ROLES: Readonly<Record<ActKind, readonly Role[]>> = {
  'text-agreed': ['head'],
  'agreed-ad-referendum': ['head'],
  'ad-referendum-confirmed': ['head'],
  initialled: ['head', 'signatory'],
  'signed-ad-referendum': ['signatory'],
  signed: ['signatory'],
  'internal-procedures-completed': ['head', 'signatory'],
  rejected: ['head'],
  withdrawn: ['head'],
}

const BEFORE: readonly ActKind[] = [
  'text-agreed',
  'agreed-ad-referendum',
  'ad-referendum-confirmed',
  'rejected',
]
const AFTER: readonly ActKind[] = ['signed-ad-referendum', 'signed', 'internal-procedures-completed']

/** An act as the rules see it; order is `seq`. */
export interface Act {
  readonly id: string
  readonly revision: string
  readonly delegation: string
  readonly act: ActKind
  readonly withdraws?: string
  readonly seq: number
}

/** What stands at the table when an act is given. */
export interface Negotiation {
  readonly acts: readonly Act[]
  readonly parties: readonly string[]
  /** id of the current version */
  readonly head: string
  /** acts up to this place in the record were set aside when the parties reopened the text; 0 when never */
  readonly reopened: number
}

/** The acts that count: neither withdrawn nor set aside by a reopening. */
export function standing({ acts, reopened }: Pick<Negotiation, 'acts' | 'reopened'>): Act[] {
  const withdrawn = new Set(
    acts.flatMap((act) => (act.act === 'withdrawn' && act.withdraws !== undefined ? [act.withdraws] : [])),
  )
  return acts.filter((act) => act.seq > reopened && act.act !== 'withdrawn' && !withdrawn.has(act.id))
}

/** Whether a party's standing acts on a version amount to `text-agreed`: its last word on the text decides. */
export function agrees(acts: readonly Act[], delegation: string, revision: string): boolean {
  const own = acts.filter((act) => act.delegation === delegation && act.revision === revision)
  const last = own.filter((act) => BEFORE.includes(act.act)).at(-1)?.act
  return last === 'text-agreed' || last === 'ad-referendum-confirmed'
}

/** The id of the version that every party has agreed to, if there is one. Adopted is neither signed nor in force. */
export function adopted(negotiation: Negotiation): string | undefined {
  const acts = standing(negotiation)
  const candidates = [...new Set(acts.map((act) => act.revision))]
  return candidates.find(
    (revision) =>
      negotiation.parties.length > 1 && negotiation.parties.every((party) => agrees(acts, party, revision)),
  )
}

/** An act that somebody wants to give. */
export interface Given {
  readonly act: ActKind
  readonly delegation: string
  readonly revision: string
  readonly withdraws?: string
}

/** Why an act can't be given now, or undefined. Readiness is asked beside this, and only for `text-agreed`. */
export function refuseAct(given: Given, negotiation: Negotiation): Failure | undefined {
  const done = adopted(negotiation)
  const acts = standing(negotiation)
  const own = acts.filter((act) => act.delegation === given.delegation && act.revision === given.revision)
  if (given.act === 'withdrawn') return refuseWithdrawal(given, acts, done)
  if (given.withdraws !== undefined) return fail('nothing-to-withdraw', { withdraws: given.withdraws })
  if (BEFORE.includes(given.act)) {
    if (done) return fail('text-adopted', { version: done })
    if (given.revision !== negotiation.head) return fail('superseded', { head: negotiation.head })
    const last = own.filter((act) => BEFORE.includes(act.act)).at(-1)?.act
    if (given.act === 'ad-referendum-confirmed' && last !== 'agreed-ad-referendum') {
      return fail('nothing-to-confirm', { version: given.revision })
    }
    if (last === given.act || (given.act !== 'rejected' && agrees(own, given.delegation, given.revision))) {
      return fail('act-given-already', { act: given.act })
    }
    return undefined
  }
  if (AFTER.includes(given.act) && !done) return fail('not-adopted', { act: given.act })
  if (given.revision !== (done ?? negotiation.head))
    return fail('superseded', { head: done ?? negotiation.head })
  if (own.some((act) => act.act === given.act)) return fail('act-given-already', { act: given.act })
  return undefined
}

function refuseWithdrawal(given: Given, acts: readonly Act[], done: string | undefined): Failure | undefined {
  if (done) return fail('text-adopted', { version: done })
  const target = acts.find((act) => act.id === given.withdraws && act.delegation === given.delegation)
  if (!target) return fail('nothing-to-withdraw', { withdraws: given.withdraws ?? '' })
  if (target.revision !== given.revision) return fail('nothing-to-withdraw', { withdraws: target.id })
  return undefined
}
