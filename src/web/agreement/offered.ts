// Which formal acts make sense now for a party on a version, by the rules of the service. Pure.
import type { Approval } from '../api/reads.ts'

export type ActKind = Approval['act']
type Role = 'head' | 'signatory'

/** Who gives an act: the head of delegation agrees the text, the signatory signs it. */
export const GIVEN_BY: Readonly<Record<ActKind, readonly Role[]>> = {
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
/** Acts that say yes to the whole text: nothing may stand against it then. */
export const NEEDS_READY: readonly ActKind[] = ['text-agreed', 'ad-referendum-confirmed']

const ON_THE_TEXT: readonly ActKind[] = [
  'text-agreed',
  'agreed-ad-referendum',
  'ad-referendum-confirmed',
  'rejected',
]
type Known = Pick<Approval, 'id' | 'act' | 'party' | 'version' | 'seq' | 'stands' | 'number'>

export interface Negotiation<A extends Known = Known> {
  readonly acts: readonly A[]
  /** id of the current version */
  readonly head: string
  /** id of the version that all parties agreed to */
  readonly adopted?: string | undefined
}

/** A party's acts on a version that count, the first one first. */
export function standingOn<A extends Known>(acts: readonly A[], party: string, version: string): A[] {
  return acts
    .filter((act) => act.party === party && act.version === version && act.stands)
    .sort((a, b) => a.seq - b.seq)
}

/** A party's last word on a version: its agreement or its refusal, initialling and signature left out. */
export function lastWord<A extends Known>(acts: readonly A[], party: string, version: string): A | undefined {
  return standingOn(acts, party, version)
    .filter(({ act }) => ON_THE_TEXT.includes(act))
    .at(-1)
}

/** The newest act of a party on an earlier version than the one numbered: it does not count for this one. */
export function earlierAct<A extends Known>(
  acts: readonly A[],
  party: string,
  number: number,
): A | undefined {
  return acts
    .filter((act) => act.party === party && act.number < number && act.act !== 'withdrawn' && act.stands)
    .sort((a, b) => a.seq - b.seq)
    .at(-1)
}

/** The acts that a party can give on a version now, in the order in which they usually follow each other. */
export function offeredActs(party: string, version: string, { acts, head, adopted }: Negotiation): ActKind[] {
  const own = standingOn(acts, party, version)
  const given = (act: ActKind) => own.some((each) => each.act === act)
  const initial: ActKind[] = given('initialled') ? [] : ['initialled']
  if (adopted !== undefined) {
    if (version !== adopted) return []
    const signing: ActKind[] = given('signed')
      ? []
      : given('signed-ad-referendum')
        ? ['signed']
        : ['signed-ad-referendum', 'signed']
    const completed: ActKind[] = given('internal-procedures-completed')
      ? []
      : ['internal-procedures-completed']
    return [...initial, ...signing, ...completed]
  }
  const back: ActKind[] = own.length > 0 ? ['withdrawn'] : []
  if (version !== head) return back
  return [
    ...onTheText(lastWord(acts, party, version)?.act),
    ...initial,
    ...refusal(acts, party, version),
    ...back,
  ]
}

function onTheText(last: ActKind | undefined): ActKind[] {
  if (last === 'agreed-ad-referendum') return ['ad-referendum-confirmed']
  if (last === 'text-agreed' || last === 'ad-referendum-confirmed') return []
  return ['text-agreed', 'agreed-ad-referendum']
}

function refusal(acts: readonly Known[], party: string, version: string): ActKind[] {
  return lastWord(acts, party, version)?.act === 'rejected' ? [] : ['rejected']
}

/** Whether one of the roles held, for all SOPs or for this one, gives an act. */
export function mayGive(
  act: ActKind,
  held: readonly { readonly role: string; readonly sop: string }[],
  sop: string,
): boolean {
  return held.some(
    ({ role, sop: of }) => (of === '*' || of === sop) && (GIVEN_BY[act] as readonly string[]).includes(role),
  )
}
