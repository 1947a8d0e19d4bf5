// What ships with the product: templates and reference lists, read only.
import type { FastifyReply } from 'fastify'
import Type from 'typebox'
import { fail } from '../errors.ts'
import type { Template } from '../document/template.ts'
import { declare } from './operation.ts'
import type { Parts, ReferenceLists } from './parts.ts'
import {
  array,
  byLanguage,
  code,
  component,
  flag,
  integer,
  oneOf,
  optional,
  ref,
  refTo,
  text,
} from './schema.ts'
import { type NewClauseShape, Parameter } from './views.ts'

const head = {
  name: text('Name of the template.'),
  version: integer('Its version.'),
  title: byLanguage('Its title in each language.'),
  description: byLanguage('What it is, and what it is not.'),
  character: oneOf(['arrangement', 'treaty'], 'Legal character of its wording.'),
  languages: array(text('A language.'), 'Languages of its text.'),
  parties: array(code('A party.'), 'The parties it is written for.'),
  clauses: integer('How many clauses it has.'),
}
export const TemplateHead = component('TemplateHead', 'A template in a list.', head)
export const TemplateList = component('TemplateList', 'The templates that ship.', {
  items: array(ref(TemplateHead), 'By name.'),
})
export const TemplateView = component('Template', 'A starting text for negotiation.', {
  ...head,
  reference: text('Edition of the reference lists that ids refer to.'),
  prevailing: text('The language that prevails, or `none`.'),
  note: optional(text('Drafting notes for the whole.')),
  notes: Type.Record(Type.String(), Type.String(), {
    description: 'Drafting notes and sources, by clause key or parameter name.',
  }),
  parameters: Type.Record(Type.String(), ref(Parameter), { description: 'The figures, by name.' }),
  text: array(refTo<NewClauseShape>('TemplateClause'), 'Its clauses, in order.'),
})
export const TemplateClause = component('TemplateClause', 'A clause of a template.', {
  key: text('Its key.'),
  kind: text('What it is.'),
  facts: refTo<object>('Facts', 'What it says beside its words.'),
  texts: Type.Record(Type.String(), refTo<object>('Words'), { description: 'Its words in each language.' }),
  children: array(refTo<object>('TemplateClause'), 'What stands below it.'),
})
export const ReferenceItemView = Type.Object(
  {
    id: text('Id by which clauses refer to it.'),
    terms: optional(byLanguage('A glossary term in each language.')),
    names: optional(byLanguage('The name in each language.')),
    short: optional(Type.Unknown({ description: 'A short form, as a text or in each language.' })),
    party: optional(text('The party it belongs to; INT for an international body.')),
    severity: optional(oneOf(['must', 'should'], 'How much an element is required.')),
    safeguard: optional(flag('Whether the element protects victims.')),
    validFrom: optional(text('From when this entry is offered.')),
    source: optional(text('Where it comes from.')),
    status: optional(text('How sure it is.')),
  },
  {
    $id: 'ReferenceItem',
    additionalProperties: true,
    description: 'An item of a reference list; lists have fields of their own beside these.',
  },
)
export const ReferenceList = component('ReferenceList', 'A reference list that ships with the product.', {
  edition: text('The edition: it stays as it is for ever.'),
  items: array(ref(ReferenceItemView), 'By id.'),
})
export const SCHEMAS = [
  TemplateHead,
  TemplateList,
  TemplateClause,
  TemplateView,
  ReferenceItemView,
  ReferenceList,
]

export function shippedRoutes({ app, door, lists, templates }: Parts): void {
  const send = createSender()
  declare(app, door, {
    id: 'listTemplates',
    method: 'GET',
    url: '/templates',
    tag: 'Templates and reference lists',
    summary: 'List templates',
    description: 'The starting texts that ship with the product.',
    answers: { 200: ref(TemplateList, 'The templates.') },
    problems: [],
    handle: async () => ({ items: [...(await templates()).values()].map(headOf) }),
  })

  declare(app, door, {
    id: 'getTemplate',
    method: 'GET',
    url: '/templates/:name',
    tag: 'Templates and reference lists',
    summary: 'Read a template',
    description: 'A template with all its words, figures and drafting notes.',
    params: { name: text('Name of the template.', { maxLength: 100 }) },
    answers: { 200: ref(TemplateView, 'The template.') },
    problems: ['not-found'],
    handle: async ({ params, reply }) => {
      const template = (await templates()).get(params.name)
      if (!template) return fail('not-found')
      return send(reply, template, () => {
        const { reference, prevailing, note, notes, parameters, clauses } = template
        return {
          ...headOf(template),
          reference,
          prevailing,
          ...(note !== undefined && { note }),
          notes,
          parameters,
          text: clauses,
        }
      })
    },
  })

  const list = (
    id: 'listTerms' | 'listAgencies' | 'listInstruments' | 'listElements',
    name: keyof ReferenceLists,
    what: string,
  ) =>
    declare(app, door, {
      id,
      method: 'GET',
      url: `/reference/${name}`,
      tag: 'Templates and reference lists',
      summary: `Read the ${what}`,
      description: `The ${what} of one edition; the newest without one.`,
      query: { edition: optional(text('The edition.', { maxLength: 20 })) },
      answers: { 200: ref(ReferenceList, 'The list.') },
      problems: ['not-found'],
      handle: async ({ query, reply }) => {
        const edition = query.edition ?? [...lists.keys()].sort().at(-1)!
        const found = lists.get(edition)
        return found ? send(reply, found[name], () => ({ edition, items: found[name] })) : fail('not-found')
      },
    })
  list('listTerms', 'glossary', 'glossary')
  list('listAgencies', 'agencies', 'agencies')
  list('listInstruments', 'instruments', 'legal instruments')
  list('listElements', 'elements', 'required elements')
}

/** Sends what never changes: each thing is put through its schema and encoded once. */
function createSender() {
  const encoded = new WeakMap<object, Buffer>()
  return (reply: FastifyReply, thing: object, view: () => Record<string, unknown>): FastifyReply => {
    void reply.type('application/json; charset=utf-8').header('cache-control', 'private, no-cache')
    const bytes =
      encoded.get(thing) ?? Buffer.from(reply.serializeInput(view(), '200', 'application/json') as string)
    encoded.set(thing, bytes)
    return reply.send(bytes)
  }
}

const count = (clauses: Template['clauses']): number =>
  clauses.reduce((sum, clause) => sum + 1 + count(clause.children ?? []), 0)

function headOf({ name, version, title, description, character, languages, parties, clauses }: Template) {
  return { name, version, title, description, character, languages, parties, clauses: count(clauses) }
}
