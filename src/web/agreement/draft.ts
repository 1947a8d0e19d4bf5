// The act as it is being filled in: what is still missing, and what is sent. Pure.
import type { Schema } from '../api/client.ts'
import { type ActKind, GIVEN_BY } from './offered.ts'
import { DOTS, type Told } from './sentence.ts'

export interface Draft {
  readonly act?: ActKind | undefined
  /** the act to be withdrawn */
  readonly withdraws?: string
  readonly capacity: string
  readonly document: string
  readonly documentNumber: string
  readonly documentDate: string
  readonly place: string
  readonly date: string
  readonly medium: Told['medium']
  readonly preparedBy: string
  readonly reason: string
}
export type Missing = 'act' | 'withdraws' | 'capacity' | 'place' | 'date' | 'authority' | 'letter'

export const emptyDraft = (today: string): Draft => ({
  capacity: '',
  document: '',
  documentNumber: '',
  documentDate: '',
  place: '',
  date: today,
  medium: 'in-person',
  preparedBy: '',
  reason: '',
})

/** Today where the reader is, as a calendar day. */
export function dayOf(now: Date): string {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}

/** What is still to be filled in. A document is named whole or not at all; on paper it is the letter. */
export function missingIn(draft: Draft): Missing[] {
  const authority = [draft.document, draft.documentNumber, draft.documentDate].map(
    (each) => each.trim() !== '',
  )
  const missing: [Missing, boolean][] = [
    ['act', draft.act === undefined],
    ['withdraws', draft.act === 'withdrawn' && draft.withdraws === undefined],
    ['capacity', draft.capacity.trim() === ''],
    ['letter', draft.medium === 'on-paper' && !authority.every(Boolean)],
    ['authority', draft.medium !== 'on-paper' && authority.some(Boolean) && !authority.every(Boolean)],
    ['place', draft.place.trim() === ''],
    ['date', !/^\d{4}-\d{2}-\d{2}$/.test(draft.date)],
  ]
  return missing.filter(([, lacks]) => lacks).map(([what]) => what)
}

/** The act as it will be told; what is not filled in yet stands as a row of dots. */
export function toldOf(
  draft: Draft & { readonly act: ActKind },
  version: { readonly number: number; readonly version: string },
  confirmedBy: string,
): Told {
  const { act, document, documentNumber: number, documentDate: date } = draft
  const named = [document, number, date].some((each) => each.trim() !== '')
  return {
    act,
    number: version.number,
    version: version.version,
    capacity: draft.capacity.trim() || DOTS,
    place: draft.place.trim() || DOTS,
    date: draft.date,
    medium: draft.medium,
    ...(named && { authority: { document: document.trim() || DOTS, number: number.trim() || DOTS, date } }),
    reason: draft.reason,
    preparedBy: draft.preparedBy.trim(),
    confirmedBy,
  }
}

/** What the service is sent; nothing may be missing then. */
export function bodyOf(draft: Draft & { readonly act: ActKind }, version: string): Schema<'GiveApproval'> {
  const { act, withdraws, document, documentNumber, documentDate } = draft
  const [prepared, reason] = [draft.preparedBy.trim(), draft.reason.trim()]
  return {
    act,
    version,
    capacity: draft.capacity.trim(),
    place: draft.place.trim(),
    date: draft.date,
    medium: draft.medium,
    ...(document.trim() !== '' && {
      authority: { document: document.trim(), number: documentNumber.trim(), date: documentDate },
    }),
    ...(prepared !== '' && { preparedBy: prepared }),
    ...(reason !== '' && { reason }),
    ...(act === 'withdrawn' && withdraws !== undefined && { withdraws }),
  }
}

/** The seat in which a member usually gives an act: that of the role he holds for it. */
export function usualSeat(act: ActKind, roles: readonly { readonly role: string }[]): 'head' | 'signatory' {
  const held = GIVEN_BY[act].find((role) => roles.some((each) => each.role === role))
  return held ?? GIVEN_BY[act][0] ?? 'head'
}
