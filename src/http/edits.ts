// Edits as a request writes them, one schema an operation, and as the rules read them.
import Type, { type Static } from 'typebox'
import type { Facts, NewClause, Parameter as Figure } from '../document/clause.ts'
import { KINDS, PARTS } from '../document/clause.ts'
import type { Edit } from '../document/edits.ts'
import { array, component, hash, integer, language, oneOf, optional, ref, refTo, text } from './schema.ts'
import { FactsInput, NewClauseInput, type NewClauseShape, Parameter } from './views.ts'

const op = <T extends string>(name: T) =>
  Type.Unsafe<T>({ type: 'string', enum: [name], description: 'Which edit this is.' })
const key = text('Key of the clause.', { maxLength: 64 })
const place = {
  parent: text('Key of the clause it is to stand under.', { maxLength: 64 }),
  after: optional(text('Key of the sibling it is to follow; without it, it comes first.', { maxLength: 64 })),
}

const setText = component('SetText', 'Sets the words of one part in one language.', {
  op: op('setText'),
  key,
  language: language('The language.'),
  part: oneOf(PARTS, 'Which words.'),
  value: optional(text('The new words; without them the part is taken away.', { maxLength: 20_000 })),
  was: optional(
    text('What these words replace; refused when something else stands there.', { maxLength: 20_000 }),
  ),
})
const setFacts = component(
  'SetFacts',
  'Sets elements, instruments and the step; at the root what the parties agree on beside the words.',
  {
    op: op('setFacts'),
    key,
    value: ref(FactsInput, 'All facts of the clause, as they are to be.'),
    was: optional(ref(FactsInput, 'What they replace.')),
  },
)
const setKind = component('SetKind', 'Makes a clause another kind.', {
  op: op('setKind'),
  key,
  value: oneOf(KINDS, 'The new kind.'),
  was: optional(oneOf(KINDS, 'What it replaces.')),
})
const setParameter = component('SetParameter', 'Sets a figure, once for all languages.', {
  op: op('setParameter'),
  name: text('Name of the figure.', { pattern: '^[a-z][a-z0-9_]{0,63}$' }),
  value: optional(ref(Parameter, 'The figure; without it, it is taken away.')),
  was: optional(ref(Parameter, 'What it replaces.')),
})
const insert = component('InsertClause', 'Inserts a clause with all below it.', {
  op: op('insert'),
  clause: ref(NewClauseInput, 'The new clause.'),
  ...place,
})
const move = component('MoveClause', 'Moves a clause with all below it.', { op: op('move'), key, ...place })
const remove = component('RemoveClause', 'Removes a clause with all below it.', {
  op: op('remove'),
  key,
  was: optional(hash('Node id of what was seen; refused when it is another.')),
})
const restore = component('RestoreClause', 'Restores a clause as it was in a version.', {
  op: op('restore'),
  key,
  version: integer('Number of the version.', { minimum: 1 }),
})

type Written = Static<
  | typeof setText
  | typeof setFacts
  | typeof setKind
  | typeof setParameter
  | typeof insert
  | typeof move
  | typeof remove
  | typeof restore
>
const EACH = [setText, setFacts, setKind, setParameter, insert, move, remove, restore]

export const EditInput = Type.Unsafe<Written>({
  $id: 'Edit',
  type: 'object',
  description: 'One change; a place is a parent and the sibling before, never an index.',
  required: ['op'],
  discriminator: { propertyName: 'op' },
  oneOf: EACH.map((each) => ref(each)),
})

export const ClaimInput = component('Claim', '“This is not personal data: it is …”, kept on record.', {
  text: text('Exactly the characters that were taken for personal data.', { minLength: 1, maxLength: 200 }),
  reason: text('What they are.', { minLength: 3, maxLength: 500 }),
})

export const edits = array(refTo<Static<typeof EditInput>>('Edit'), 'The edits, in order.', {
  minItems: 1,
  maxItems: 2000,
})

export const SCHEMAS = [...EACH, EditInput, ClaimInput]

/** Edits as the rules read them. Root facts get a format and no figures: those are set by `setParameter`. */
export function editsOf(written: readonly Static<typeof EditInput>[]): Edit[] {
  return written.map((edit): Edit => {
    switch (edit.op) {
      case 'setFacts':
        return {
          op: 'setFacts',
          key: edit.key,
          value: factsOf(edit.value),
          ...(edit.was && !edit.was.sop && { was: factsOf(edit.was) }),
        }
      case 'setParameter':
        return {
          op: 'setParameter',
          name: edit.name,
          ...(edit.value && { value: edit.value as Figure }),
          ...(edit.was && { was: edit.was as Figure }),
        }
      case 'insert':
        return { ...edit, clause: clauseOf(edit.clause) }
      default:
        return edit
    }
  })
}

function factsOf({ sop, ...facts }: Static<typeof FactsInput>): Facts {
  return { ...facts, ...(sop && { sop: { ...sop, format: 1, parameters: {} } }) } as Facts
}

function clauseOf(written: NewClauseShape): NewClause {
  const { facts, children, ...rest } = written
  return {
    ...rest,
    ...(facts && { facts: factsOf(facts) }),
    ...(children && { children: children.map(clauseOf) }),
  }
}
