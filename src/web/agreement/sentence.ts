// A formal act in one sentence after another, word for word as everyone reads it, in each language. Pure.
import { dateIn, fingerprint } from '../words/format.ts'
import { digitsOf } from '../words/digits.ts'
import type { UiLanguage } from '../words/languages.ts'
import type { Settings } from '../words/settings.ts'
import { words as acts } from './act-words.ts'
import type { ActKind } from './offered.ts'
import { words } from './sentence-words.ts'

/** An act as it is told: given already, or about to be given. */
export interface Told {
  readonly act: ActKind
  readonly number: number
  readonly version: string
  readonly capacity: string
  readonly place: string
  readonly date: string
  readonly medium: 'in-person' | 'electronic' | 'on-paper'
  readonly authority?: { readonly document: string; readonly number: string; readonly date: string }
  readonly reason?: string
  readonly preparedBy?: string
  readonly confirmedBy?: string
}
export interface Around {
  /** the party's name in this language */
  readonly delegation: string
  /** the SOP's title in this language */
  readonly sop: string
  /** the act that is withdrawn */
  readonly withdrawn?: { readonly act: ActKind; readonly date: string }
}

/** Stands where something is still to be filled in. */
export const DOTS = '…'

/** A calendar day has no hour; noon keeps it the same day everywhere. */
export const noon = (day: string) => `${day}T12:00:00`

/** A day in the reader's language; in Thai with the common era's date behind it, as official letters to others have it. */
export function dayIn(language: UiLanguage, day: string, chosen: Pick<Settings, 'digits' | 'era'>): string {
  const own = dateIn(language, noon(day), 'long', { ...chosen, era: 'be' })
  return language === 'th' ? `${own} (${dateIn('en', noon(day), 'long', chosen)})` : own
}

/** The sentences of an act, in order. */
export function sentences(
  language: UiLanguage,
  told: Told,
  around: Around,
  chosen: Pick<Settings, 'digits' | 'era'>,
): string[] {
  const { authority, reason, preparedBy, confirmedBy } = told
  const say = (key: keyof typeof words.table, values: Readonly<Record<string, string>> = {}) =>
    spaced(
      words.table[key][language].replace(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? ''),
      language,
    )
  const day = (iso: string) => (iso === '' ? DOTS : dayIn(language, iso, chosen))
  const parts = [
    say(`says_${told.act}`, {
      delegation: around.delegation,
      sop: around.sop,
      number: digitsOf(told.number, language, chosen),
      fingerprint: fingerprint(told.version),
      withdrawn: around.withdrawn ? acts.table[`act_${around.withdrawn.act}`][language] : DOTS,
      withdrawnOn: around.withdrawn ? day(around.withdrawn.date) : DOTS,
    }),
    say('done', { place: told.place, date: day(told.date), capacity: told.capacity }),
    authority &&
      say('authority', {
        document: authority.document,
        documentNumber: authority.number,
        documentDate: day(authority.date),
      }),
    say(`medium_${told.medium}`),
    filled(reason) && say('reason', { reason: ended(reason, language) }),
    filled(preparedBy) && say('prepared', { preparedBy }),
    filled(confirmedBy) && say('confirmed', { confirmedBy }),
  ]
  return parts.filter((part) => typeof part === 'string')
}

const filled = (value: string | undefined): value is string => value !== undefined && value.trim() !== ''
const ended = (value: string, language: UiLanguage) =>
  language === 'th' || /[.!?]$/.test(value.trim()) ? value.trim() : `${value.trim()}.`

/** Thai and Latin letters stand apart by a space, whatever was filled in. */
function spaced(text: string, language: UiLanguage): string {
  if (language !== 'th') return text
  return text.replace(/([ก-๙])(?=[A-Za-z])/gu, '$1 ').replace(/([A-Za-z])(?=[ก-๙])/gu, '$1 ')
}
