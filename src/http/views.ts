// What the API shows of a tree: clauses with their numbers, figures as each language shows them, no salts.
import Type, { type Static } from 'typebox'
import { type Clause, KINDS, sopFacts, UNITS } from '../document/clause.ts'
import { languageHash, contentId, nodeId } from '../document/ids.ts'
import { labelOf, type ShowOptions } from '../document/numbering.ts'
import { showParameter } from '../document/parameters.ts'
import { showClause, showContext, showParties } from '../document/show.ts'
import { limitLine, type StepOptions } from '../formats/step-lines.ts'
import {
  array,
  byLanguage,
  code,
  component,
  flag,
  hash,
  integer,
  language,
  object,
  oneOf,
  optional,
  ref,
  refTo,
  text,
} from './schema.ts'

export const Words = component(
  'Words',
  'Words of one clause in one language, as somebody writes them. Markdown.',
  {
    heading: optional(text('The heading.', { maxLength: 2_000 })),
    text: optional(text('The text; of a step, what is done.', { maxLength: 20_000 })),
    trigger: optional(text('What starts a step.', { maxLength: 20_000 })),
    safeguard: optional(text('What protects the victim in a step.', { maxLength: 20_000 })),
    expiry: optional(text('What happens when the time limit of a step passes.', { maxLength: 20_000 })),
  },
)

export const TextView = component(
  'Text',
  'Words of one clause in one language, and the id that commits to them.',
  {
    id: hash('Text id: SHA-256 over a salt and the words.'),
    ...Words.properties,
    erased: optional(flag('True when the words were erased by joint decision.')),
    hidden: optional(flag('True while a party asks for the words to be erased.')),
  },
)

export const Duty = component('Duty', 'Who acts in a step.', {
  side: oneOf(['host', 'home'], 'The side: where the victim is, or where the victim comes from.'),
  party: code('The party that has that side.'),
  agency: text('Id of the agency in the reference list.', { maxLength: 40 }),
  role: oneOf(['R', 'A', 'C', 'I'], 'Responsible, accountable, consulted or informed.'),
})

export const Limit = component(
  'Limit',
  'A time limit: a rule, and for `within`, `before` and `after` the figure and the event it counts from.',
  {
    rule: oneOf(['within', 'before', 'after', 'at-once', 'without-delay', 'none'], 'How the limit works.'),
    parameter: optional(text('Name of the parameter that holds the figure.', { maxLength: 64 })),
    event: optional(text('Id of the event in the reference list.', { maxLength: 64 })),
  },
)

export const Step = component('Step', 'A step without its words.', {
  duties: optional(array(ref(Duty), 'Who acts.', { maxItems: 60 })),
  limit: optional(ref(Limit, 'The time limit.')),
  forms: optional(
    array(text('Key of a form.', { maxLength: 64 }), 'Forms that the step uses.', { maxItems: 40 }),
  ),
})

export const Parameter = component('Parameter', 'A figure that texts refer to, kept once.', {
  kind: oneOf(['duration', 'number', 'numbers', 'date'], 'What it is.'),
  value: optional(
    Type.Unsafe<number | string>({
      type: ['integer', 'string'],
      description: 'The figure, or the date as YYYY-MM-DD; absent while unset.',
    }),
  ),
  values: optional(
    array(integer('A figure.'), 'The figures of `numbers`; absent while unset.', { maxItems: 24 }),
  ),
  unit: optional(oneOf(UNITS, 'Unit of a duration.')),
  settled: flag('False while it is shown in brackets.'),
})

const sopFields = {
  parties: array(code('A party.'), 'The parties, by code.', { maxItems: 12 }),
  languages: array(language('A language.'), 'Languages of the text.', { maxItems: 12 }),
  authentic: array(language('A language.'), 'Authentic languages.', { maxItems: 12 }),
  prevailing: text('The language that prevails in case of divergence, or `none`.', {
    pattern: '^([a-z]{2,3}|none)$',
  }),
  character: oneOf(['arrangement', 'treaty'], 'Legal character.'),
  reference: text('Edition of the reference lists that ids refer to.', { maxLength: 20 }),
  template: optional(
    object(
      {
        name: text('Name of the template.', { maxLength: 100 }),
        version: integer('Its version.', { minimum: 1 }),
      },
      { description: 'The template it began from.' },
    ),
  ),
}

export const SopFactsView = component('SopFacts', 'What the parties agree on beside the words.', {
  ...sopFields,
  format: integer('Format of the text.'),
  parameters: Type.Record(Type.String(), ref(Parameter), { description: 'The figures, by name.' }),
})

const facts = {
  elements: optional(
    array(text('Id of an element.', { maxLength: 64 }), 'Required elements that the clause fulfils.', {
      maxItems: 60,
    }),
  ),
  instruments: optional(
    array(
      text('An instrument and its article: `actip:14(7)`.', { maxLength: 80 }),
      'Instruments it rests on.',
      { maxItems: 60 },
    ),
  ),
  step: optional(ref(Step, 'What a step says beside its words.')),
}

export const FactsView = component('Facts', 'What a clause says beside its words.', {
  ...facts,
  sop: optional(ref(SopFactsView, 'At the root only.')),
})

export const FactsInput = component(
  'NewFacts',
  'What a clause says beside its words; figures are set by `setParameter`.',
  {
    ...facts,
    sop: optional(object(sopFields, { description: 'At the root only.' })),
  },
)

export interface ClauseShape {
  key: string
  kind: string
  id: string
  content: string
  label?: Record<string, string>
  limit?: Record<string, string>
  facts: object
  texts: Record<string, object>
  children: ClauseShape[]
}

export const ClauseView = component('Clause', 'A clause with all below it.', {
  key: text('Never changes and is the same in all languages.'),
  kind: oneOf(KINDS, 'What it is.'),
  id: hash('Node id: the clause with all below it.'),
  content: hash('Content id: the clause by itself.'),
  label: optional(byLanguage('Its printed number in each language: Article 3, Pasal 3, ข้อ ๓.')),
  limit: optional(
    byLanguage('The time limit of a step in each language: within 24 hours of identification.'),
  ),
  facts: ref(FactsView, 'What it says beside its words.'),
  texts: Type.Record(Type.String(), ref(TextView), { description: 'Its words in each language.' }),
  children: array(refTo<ClauseShape>('Clause'), 'What stands below it, in order.'),
})

export interface NewClauseShape {
  key?: string
  kind: (typeof KINDS)[number]
  facts?: Static<typeof FactsInput>
  texts?: Record<string, Static<typeof Words>>
  children?: NewClauseShape[]
}

export const NewClauseInput = component('NewClause', 'A clause to insert.', {
  key: optional(
    text('Leave it out: the service gives one. If given, 16 characters of base 32, never used before.', {
      pattern: '^[a-z2-7]{16}$',
    }),
  ),
  kind: oneOf(KINDS, 'What it is.'),
  facts: optional(ref(FactsInput, 'What it says beside its words.')),
  texts: optional(
    Type.Record(Type.String({ pattern: '^[a-z]{2,3}$' }), ref(Words), {
      description: 'Its words in each language.',
    }),
  ),
  children: optional(
    array(refTo<NewClauseShape>('NewClause'), 'What stands below it, in order.', { maxItems: 200 }),
  ),
})

/** What of a tree is shown. */
export interface Shown {
  /** text ids out of sight until a decision */
  readonly hidden: ReadonlySet<string>
  /** only these languages */
  readonly languages?: readonly string[]
}

/** A clause as the API shows it; numbers are computed on the whole tree, also when a part is shown. */
export function clauseView(clause: Clause, whole: Clause, shown: Shown, options: StepOptions): ClauseShape {
  const context = showContext(whole, options)
  const languages = languagesOf(whole, shown)
  const view = (of: Clause): ClauseShape => {
    const { limit } = of.facts.step ?? {}
    const label = byCode(languages, (code) => labelOf(context.numbers, of.key, code, options))
    const within = limit && byCode(languages, (code) => limitLine(limit, code, context, options))
    return {
      key: of.key,
      kind: of.kind,
      id: nodeId(of),
      content: contentId(of),
      ...(label && { label }),
      ...(within && { limit: within }),
      facts: of.facts,
      texts: textViews(of.texts, languages, shown.hidden),
      children: of.children.map(view),
    }
  }
  return view(clause)
}

function languagesOf(whole: Clause, { languages }: Shown): string[] {
  return sopFacts(whole).languages.filter((code) => languages?.includes(code) ?? true)
}

/** What there is in each language; undefined when there is nothing in any. */
function byCode(
  languages: readonly string[],
  show: (language: string) => string | undefined,
): Record<string, string> | undefined {
  const found = languages.flatMap((code) => {
    const words = show(code)
    return words === undefined ? [] : [[code, words] as const]
  })
  return found.length > 0 ? Object.fromEntries(found) : undefined
}

/** How references read where they stand in a text: to each clause that can be referred to, and to the parties. */
export function shownReferences(seen: Clause, shown: Shown, options: ShowOptions) {
  const context = showContext(seen, options)
  const languages = languagesOf(seen, shown)
  const references = [...context.kinds.keys()].flatMap((key) => {
    const words = byCode(languages, (code) => showClause(key, code, context))
    return words ? [[key, words] as const] : []
  })
  return {
    references: Object.fromEntries(references),
    parties: byCode(languages, (code) => showParties(code, context))!,
  }
}

function textViews(
  texts: Clause['texts'],
  languages: readonly string[],
  hidden: ReadonlySet<string>,
): Record<string, object> {
  return Object.fromEntries(
    languages.flatMap((code): [string, object][] => {
      const text = texts[code]
      if (!text) return []
      const { id, salt, ...words } = text
      if (salt === '') return [[code, hidden.has(id) ? { id, hidden: true } : { id, erased: true }]]
      return [[code, { id, ...words }]]
    }),
  )
}

/** Every figure as each language shows it: 45 days, 45 hari, ๔๕ วัน. */
export function shownParameters(whole: Clause, options: ShowOptions): Record<string, Record<string, string>> {
  const { parameters, languages } = sopFacts(whole)
  return Object.fromEntries(
    Object.entries(parameters).map(([name, parameter]) => [
      name,
      Object.fromEntries(languages.map((code) => [code, showParameter(parameter, code, options)])),
    ]),
  )
}

export function languageHashes(tree: Clause): Record<string, string> {
  return Object.fromEntries(sopFacts(tree).languages.map((code) => [code, languageHash(tree, code)]))
}

export const SCHEMAS = [
  Words,
  TextView,
  Duty,
  Limit,
  Step,
  Parameter,
  SopFactsView,
  FactsView,
  FactsInput,
  ClauseView,
  NewClauseInput,
]
