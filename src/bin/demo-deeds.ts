// What can happen in the demonstration, as values: who does what on which day, at what hour, with which words.
import type { Zone } from '../commands/say.ts'
import { type Clause, indexTree, type Language, type Part } from '../document/clause.ts'
import type { Edit } from '../document/edits.ts'
import type { ActKind } from '../review/approvals.ts'
import type { Question } from '../review/decisions.ts'

/** Edits, given the version they are made on. */
export type Change = (base: Clause) => readonly Edit[]

/** A passage of the current version: the words that a comment is about. */
export interface Passage {
  readonly key: string
  readonly language: Language
  readonly part: Part
  readonly quote: string
}

/** One thing that somebody does. A thread has a name here by which the story comes back to it. */
export type Deed =
  | { readonly does: 'begin'; readonly message: string }
  | { readonly does: 'admit'; readonly observer: string }
  | { readonly does: 'ask'; readonly question: Question }
  | { readonly does: 'answer'; readonly kind: Question['kind'] }
  | {
      readonly does: 'save'
      readonly message: string
      /** the version that the edits are made on, where it is not the current one: the save then merges */
      readonly on?: number
      readonly changes: readonly Change[]
    }
  | {
      readonly does: 'discuss'
      readonly thread: string
      readonly zone: Zone
      readonly passage: Passage
      readonly body: string
      readonly mentions: readonly string[]
    }
  | { readonly does: 'reply'; readonly thread: string; readonly body: string }
  | { readonly does: 'resolve'; readonly thread: string }
  | {
      readonly does: 'approve'
      readonly act: ActKind
      readonly capacity: string
      readonly place: string
      readonly preparedBy: string
    }

/** A working day of the story, the hour in Jakarta and Bangkok (they share one), and who: `2 09:20 THA/legal`. */
export type When = `${1 | 2 | 3 | 4 | 5} ${string}:${string} ${string}/${string}`

export type Beat = Deed & { readonly when: When }

export const save = (when: When, message: string, ...changes: readonly Change[]): Beat => ({
  when,
  does: 'save',
  message,
  changes,
})

/** A save that begins from an earlier version. */
export const saveOn = (on: number, when: When, message: string, ...changes: readonly Change[]): Beat => ({
  when,
  does: 'save',
  on,
  message,
  changes,
})

export const discuss = (
  when: When,
  thread: string,
  zone: Zone,
  passage: Passage,
  body: string,
  mentions: readonly string[] = [],
): Beat => ({ when, does: 'discuss', thread, zone, passage, body, mentions })

export const reply = (when: When, thread: string, body: string): Beat => ({
  when,
  does: 'reply',
  thread,
  body,
})

export const at = (key: string, language: Language, quote: string, part: Part = 'text'): Passage => ({
  key,
  language,
  part,
  quote,
})

/** Other words in place of a passage, and a sentence `more`; throws when the passage does not stand there just once. */
export function reword(passage: Passage, to: string, more?: string): Change {
  const { key, language, part, quote } = passage
  return (base) => {
    const was = wordsAt(base, passage)
    if (was.split(quote).length !== 2) throw new Error(`${key} in ${language} does not say once: ${quote}`)
    const value = was.replace(quote, to) + (more === undefined ? '' : ` ${more}`)
    return [{ op: 'setText', key, language, part, was, value }]
  }
}

/** A sentence more at the end of a clause's text. */
export function append(key: string, language: Language, more: string): Change {
  return (base) => {
    const was = wordsAt(base, { key, language, part: 'text' })
    return [{ op: 'setText', key, language, part: 'text', was, value: `${was} ${more}` }]
  }
}

export const edit =
  (...edits: readonly Edit[]): Change =>
  () =>
    edits

function wordsAt(base: Clause, { key, language, part }: Omit<Passage, 'quote'>): string {
  const words = indexTree(base).get(key)?.clause.texts[language]?.[part]
  if (words === undefined) throw new Error(`${key} has no ${part} in ${language}`)
  return words
}
