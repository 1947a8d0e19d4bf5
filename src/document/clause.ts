// What an SOP is made of: the clause, its words in each language, its facts, and walks over the tree.

/** An ISO 639 code: `id`, `th`, `en`, and whatever a later party brings. */
export type Language = string

export const KINDS = [
  'sop',
  'preamble',
  'chapter',
  'article',
  'paragraph',
  'step',
  'annex',
  'form',
  'signature',
] as const
export type Kind = (typeof KINDS)[number]

/** The parts of a clause that are words. `trigger`, `safeguard` and `expiry` belong to a step. */
export const PARTS = ['heading', 'text', 'trigger', 'safeguard', 'expiry'] as const
export type Part = (typeof PARTS)[number]

/** One language's words of a clause. A part that is absent is not written yet; it is never the empty string. */
export type Words = { readonly [part in Part]?: string }

/** Words as they are kept: with a random salt, and the id that commits to both (see `ids.ts`). */
export type Text = Words & { readonly id: string; readonly salt: string }

export type Side = 'host' | 'home'
export type DutyRole = 'R' | 'A' | 'C' | 'I'
/** Who acts in a step: the side it stands on, the party that has that side, its agency, and its RACI role. */
export interface Duty {
  readonly side: Side
  readonly party: string
  readonly agency: string
  readonly role: DutyRole
}

/** A step's time limit. `within` and `before` name the parameter that holds the figure: no number stands twice. */
export type Limit =
  | { readonly rule: 'within' | 'before' | 'after'; readonly parameter: string; readonly event: string }
  | { readonly rule: 'at-once' | 'without-delay' | 'none' }

/** A step without its words. */
export interface Step {
  readonly duties?: readonly Duty[]
  readonly limit?: Limit
  readonly forms?: readonly string[]
}

export const UNITS = ['hour', 'day', 'working-day', 'month', 'year'] as const
export type Unit = (typeof UNITS)[number]

/** A figure that texts refer to, kept once. Without a value it is unset; until `settled` it is shown in brackets. */
export type Parameter =
  | { readonly kind: 'duration'; readonly value?: number; readonly unit: Unit; readonly settled: boolean }
  | { readonly kind: 'number'; readonly value?: number; readonly settled: boolean }
  | {
      readonly kind: 'numbers'
      readonly values?: readonly number[]
      readonly unit: Unit
      readonly settled: boolean
    }
  | { readonly kind: 'date'; readonly value?: string; readonly settled: boolean }

export type Character = 'arrangement' | 'treaty'

/** What the parties agree on beside the words; stands at the root and nowhere else. The title is the root's heading. */
export interface SopFacts {
  readonly parties: readonly string[]
  readonly languages: readonly Language[]
  readonly authentic: readonly Language[]
  /** a language, or `none` */
  readonly prevailing: Language
  readonly character: Character
  readonly parameters: Readonly<Record<string, Parameter>>
  readonly format: 1
  readonly reference: string
  readonly template?: { readonly name: string; readonly version: number }
}

/** A clause's facts: no free text, so they can be shown, counted and compared without reading words. */
export interface Facts {
  readonly elements?: readonly string[]
  readonly instruments?: readonly string[]
  readonly step?: Step
  readonly sop?: SopFacts
}

/** A node of the SOP. The key never changes and is the same in all languages; the printed number is computed. */
export interface Clause {
  readonly key: string
  readonly kind: Kind
  readonly facts: Facts
  readonly texts: Readonly<Record<Language, Text>>
  readonly children: readonly Clause[]
}

/** A clause as somebody writes it: words without salt or id, everything but the kind optional. */
export interface NewClause {
  readonly key?: string
  readonly kind: Kind
  readonly facts?: Facts
  readonly texts?: Readonly<Record<Language, Words>>
  readonly children?: readonly NewClause[]
}

/** Where a clause stands: under its parent, after that sibling; without `after` it is the first child. */
export interface Place {
  readonly parent: string
  readonly after?: string
}

export const KEY = /^[a-z0-9][a-z0-9-]{0,63}$/

/** Every clause of a tree in document order, the root first. */
export function* walk(clause: Clause): Generator<Clause> {
  yield clause
  for (const child of clause.children) yield* walk(child)
}

/** Every clause of a tree by its key, with its parent and the sibling before it. */
export interface Indexed {
  readonly clause: Clause
  readonly parent?: Clause
  readonly after?: string
  readonly position: number
}

export function indexTree(root: Clause): Map<string, Indexed> {
  const index = new Map<string, Indexed>()
  const visit = (clause: Clause, parent: Clause | undefined, after: string | undefined) => {
    index.set(clause.key, {
      clause,
      position: index.size,
      ...(parent && { parent }),
      ...(after !== undefined && { after }),
    })
    let before: string | undefined
    for (const child of clause.children) {
      visit(child, clause, before)
      before = child.key
    }
  }
  visit(root, undefined, undefined)
  return index
}

/** What stands at the root beside the words. Throws on a tree that is not an SOP: that is a bug. */
export function sopFacts(root: Clause): SopFacts {
  if (!root.facts.sop) throw new Error(`clause ${root.key} is not the root of an SOP`)
  return root.facts.sop
}

/** A text's words alone. */
export function wordsOf(text: Words | undefined): Words {
  const words: { [part in Part]?: string } = {}
  if (text) for (const part of PARTS) if (text[part] !== undefined) words[part] = text[part]
  return words
}

export function sameWords(a: Words | undefined, b: Words | undefined): boolean {
  return a === b || PARTS.every((part) => a?.[part] === b?.[part])
}
