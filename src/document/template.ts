// A starting text, and the SOP that grows from it.
import type { Failure } from '../errors.ts'
import type { Character, Clause, Language, NewClause, Parameter, SopFacts } from './clause.ts'
import { applyEdits, type Edit, type Given } from './edits.ts'
import { normalFacts, sealText } from './ids.ts'

/** A template as it ships: a starting text for negotiation, with notes for drafters that never enter an SOP. */
export interface Template {
  readonly name: string
  readonly version: number
  readonly reference: string
  readonly character: Character
  readonly parties: readonly string[]
  readonly languages: readonly Language[]
  readonly authentic: readonly Language[]
  /** a language, or `none` */
  readonly prevailing: Language
  readonly title: Readonly<Record<Language, string>>
  readonly description: Readonly<Record<Language, string>>
  readonly note?: string
  readonly parameters: Readonly<Record<string, Parameter>>
  readonly clauses: readonly NewClause[]
  /** drafting notes by clause key or parameter name */
  readonly notes: Readonly<Record<string, string>>
}

/** What is chosen when an SOP begins; the words and figures come from the template, if there is one. */
export type Beginning = Omit<SopFacts, 'parameters' | 'format' | 'template'> & {
  readonly title: Readonly<Record<Language, string>>
}

/** The key of the root clause, the same in every SOP. */
export const ROOT = 'sop'

/** The first tree of an SOP. Words in languages that it does not have are left out. */
export function beginSop(chosen: Beginning, template: Template | undefined, given: Given): Clause | Failure {
  const { title, ...facts } = chosen
  const texts = Object.fromEntries(
    Object.entries(title).map(([language, heading]) => [language, sealText(given.salt(), { heading })]),
  )
  const sop: SopFacts = {
    ...facts,
    parameters: template?.parameters ?? {},
    format: 1,
    ...(template && { template: { name: template.name, version: template.version } }),
  }
  const root: Clause = { key: ROOT, kind: 'sop', facts: normalFacts({ sop }), texts, children: [] }
  let after: string | undefined
  const edits = (template?.clauses ?? []).map((clause): Edit => {
    const edit: Edit = {
      op: 'insert',
      clause: inLanguages(clause, facts.languages),
      parent: ROOT,
      ...(after !== undefined && { after }),
    }
    after = clause.key
    return edit
  })
  return applyEdits(root, edits, given)
}

function inLanguages(clause: NewClause, languages: readonly Language[]): NewClause {
  return {
    ...clause,
    texts: Object.fromEntries(
      Object.entries(clause.texts ?? {}).filter(([language]) => languages.includes(language)),
    ),
    children: (clause.children ?? []).map((child) => inLanguages(child, languages)),
  }
}
