// Joint decisions: what they can be about, who has to answer, and when they are settled.
import type { Preset } from './policy.ts'

export const PROCEDURES = ['open', 'by-proposal'] as const
export type Procedure = (typeof PROCEDURES)[number]
export const STAGES = ['negotiation', 'legal-scrub', 'final'] as const
export type Stage = (typeof STAGES)[number]

/** What one party asks and every other party answers. */
export type Question =
  | { readonly kind: 'party'; readonly delegation: string }
  | {
      readonly kind: 'observer'
      readonly delegation: string
      readonly preset: Preset
      readonly until: string
      readonly comments: boolean
      readonly withheld: readonly string[]
    }
  | { readonly kind: 'observer-ended'; readonly delegation: string }
  | { readonly kind: 'procedure'; readonly procedure: Procedure }
  | { readonly kind: 'stage'; readonly stage: Stage }
  | { readonly kind: 'negotiated-languages'; readonly languages: readonly string[] }
  | { readonly kind: 'exception'; readonly element: string; readonly reason: string }
  | { readonly kind: 'erasure'; readonly text: string; readonly reason: string }
  | { readonly kind: 'reopening'; readonly version: string; readonly reason: string }
  | { readonly kind: 'archive' }
export const QUESTIONS = [
  'party',
  'observer',
  'observer-ended',
  'procedure',
  'stage',
  'negotiated-languages',
  'exception',
  'erasure',
  'reopening',
  'archive',
] as const satisfies readonly Question['kind'][]

/** Whether a question takes what slipped in out of sight, or binds the asker's country: then the head asks it. */
export const urgent = ({ kind }: Question): boolean => kind === 'erasure'

export interface Asked {
  readonly question: Question
  readonly by: string
  readonly answers: readonly { readonly delegation: string; readonly answer: 'yes' | 'no' }[]
}

/** Delegations whose yes a decision needs: every other party, named or joined, and the state that is to join. */
export function respondents({ question, by }: Asked, parties: readonly string[]): string[] {
  const asked = question.kind === 'party' ? [question.delegation, ...parties] : parties
  return [...new Set(asked)].filter((party) => party !== by).sort()
}

/** One no declines; every needed yes agrees; until then it is open. With nobody to ask it is agreed at once. */
export function outcome(asked: Asked, parties: readonly string[]): 'asked' | 'agreed' | 'declined' {
  if (asked.answers.some(({ answer }) => answer === 'no')) return 'declined'
  const yes = new Set(asked.answers.map(({ delegation }) => delegation))
  return respondents(asked, parties).every((party) => yes.has(party)) ? 'agreed' : 'asked'
}
