// References in a text's source, and the text with its figures, numbers and parties put in.
import { type Clause, type Kind, type Language, type Parameter, type Part, PARTS, walk } from './clause.ts'
import { tongueOf } from './figures.ts'
import { numberClauses, type Numbers, referenceTo, type ShowOptions } from './numbering.ts'
import { listOf, showParameter } from './parameters.ts'

/** `{{name}}` is a parameter, `{{#key}}` a clause, `{{parties}}` the parties in the order of the original. */
export const REFERENCE = /\{\{(?:([a-z][a-z0-9_]{0,63})|#([a-z0-9][a-z0-9-]{0,63}))\}\}/g
export const PARAMETER_NAME = /^(?!parties$)[a-z][a-z0-9_]{0,63}$/
/** What is shown for a reference to nothing. */
export const DANGLING = '[?]'

/** What a source refers to: each name once, in the order of its first use. */
export interface References {
  readonly parameters: string[]
  readonly clauses: string[]
  readonly parties: boolean
}

export function references(source: string): References {
  const parameters = new Set<string>()
  const clauses = new Set<string>()
  if (source.includes('{{')) {
    for (const [, name, key] of source.matchAll(REFERENCE)) {
      if (name !== undefined) parameters.add(name)
      else clauses.add(key!)
    }
  }
  const parties = parameters.delete('parties')
  return { parameters: [...parameters], clauses: [...clauses], parties }
}

/** All that a text needs to be shown, computed once for a tree. */
export interface ShowContext {
  readonly numbers: Numbers
  readonly kinds: ReadonlyMap<string, Kind>
  readonly parties: readonly string[]
  readonly parameters: Readonly<Record<string, Parameter>>
  readonly options: ShowOptions
}

export function showContext(root: Clause, options: ShowOptions = {}): ShowContext {
  const kinds = new Map<string, Kind>()
  for (const clause of walk(root)) kinds.set(clause.key, clause.kind)
  return {
    numbers: numberClauses(root),
    kinds,
    parties: root.facts.sop?.parties ?? [],
    parameters: root.facts.sop?.parameters ?? {},
    options,
  }
}

/** A source as readers see it. It never fails: what can't be shown is `[?]`. */
export function showText(source: string, language: Language, context: ShowContext): string {
  if (!source.includes('{{')) return source
  return source.replace(REFERENCE, (_, name: string | undefined, key: string | undefined) => {
    if (name === undefined) return showClause(key!, language, context) ?? DANGLING
    if (name === 'parties') return showParties(language, context)
    return Object.hasOwn(context.parameters, name)
      ? showParameter(context.parameters[name]!, language, context.options)
      : DANGLING
  })
}

const PREAMBLE = { en: 'the Preamble', id: 'Pembukaan', th: 'อารัมภบท' } as const

/** A reference to a clause; undefined for one that can't be referred to. */
export function showClause(key: string, language: Language, context: ShowContext): string | undefined {
  if (context.kinds.get(key) === 'preamble') return PREAMBLE[tongueOf(language)]
  return referenceTo(context.numbers, key, language, context.options)
}

/** The parties by name, the one whose original it is first, the others by their code. */
export function showParties(language: Language, context: ShowContext): string {
  const { order, states } = context.options
  const codes = orderParties(context.parties, order)
  if (codes.length === 0) return DANGLING
  const names = codes.map((code) => states?.[code]?.[language] ?? states?.[code]?.en ?? code)
  return listOf(names, language)
}

/** The alternat: the parties with one of them first. */
export function orderParties(parties: readonly string[], first: string | undefined): string[] {
  return [...parties.filter((code) => code === first), ...parties.filter((code) => code !== first)]
}

/** A reference in a text to what the tree does not have; `name` is as written: `reflection` or `#a1`. */
export interface Dangling {
  readonly key: string
  readonly language: Language
  readonly part: Part
  readonly name: string
}

/** Every dangling reference of a tree, in document order. A clause that has no number can't be referred to. */
export function dangling(root: Clause): Dangling[] {
  const context = showContext(root)
  const found: Dangling[] = []
  for (const clause of walk(root)) {
    for (const [language, text] of Object.entries(clause.texts)) {
      for (const part of PARTS) {
        const used = references(text[part] ?? '')
        const names = [
          ...used.parameters.filter((name) => !Object.hasOwn(context.parameters, name)),
          ...used.clauses
            .filter((key) => showClause(key, language, context) === undefined)
            .map((key) => `#${key}`),
        ]
        for (const name of names) found.push({ key: clause.key, language, part, name })
      }
    }
  }
  return found
}
