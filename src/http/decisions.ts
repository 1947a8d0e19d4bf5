// Joint decisions: asking, answering, and what was decided.
import Type, { type Static } from 'typebox'
import { answerDecision, askDecision } from '../commands/ask-decision.ts'
import { type Failure, fail, isFailure } from '../errors.ts'
import { outcome, PROCEDURES, type Question, respondents, STAGES } from '../review/decisions.ts'
import { type Operation, permitted, PRESETS, type Who } from '../review/policy.ts'
import type { House, Reached } from '../commands/house.ts'
import { askedOf, partyCodes } from '../commands/known-facts.ts'
import { type DecisionRow, getDecision, listDecisions } from '../store/decisions.ts'
import { fromCursor, pageOf } from './cursor.ts'
import { declare } from './operation.ts'
import { asWritten, type Parts, reachFor, reading } from './parts.ts'
import {
  array,
  code,
  component,
  flag,
  hash,
  id,
  object,
  oneOf,
  optional,
  page,
  paging,
  ref,
  type Shape,
  text,
  time,
} from './schema.ts'
import { sopParams } from './sops.ts'

const reason = text('The reason; it is recorded and the other parties see it.', {
  minLength: 3,
  maxLength: 2_000,
})
const question = <K extends string, S extends Shape>(kind: K, $id: string, what: string, more: S) =>
  component($id, what, {
    kind: Type.Unsafe<K>({ type: 'string', enum: [kind], description: 'What is asked.' }),
    ...more,
  })

const EACH = [
  question(
    'party',
    'AskParty',
    'Whether a further state joins: it is a party when it and every party has said yes.',
    { delegation: code('The state.') },
  ),
  question('observer', 'AskObserver', 'Whether an organisation gets an observer’s seat.', {
    delegation: code('The organisation.'),
    preset: oneOf(PRESETS, 'What it is to see.'),
    until: time('When the seat ends.'),
    comments: flag('Whether it may comment.'),
    withheld: array(text('Key of a clause.', { maxLength: 64 }), 'Chapters that it is not to see.', {
      maxItems: 50,
    }),
  }),
  question('observer-ended', 'AskObserverEnded', 'Whether an observer’s seat ends now.', {
    delegation: code('The organisation.'),
  }),
  question('procedure', 'AskProcedure', 'Whether the procedure is switched.', {
    procedure: oneOf(PROCEDURES, 'The procedure it is to be.'),
  }),
  question('stage', 'AskStage', 'Whether the negotiation goes to another stage.', {
    stage: oneOf(STAGES, 'The stage it is to be.'),
  }),
  question('negotiated-languages', 'AskLanguages', 'Which languages are negotiated in.', {
    languages: array(text('A language.', { pattern: '^[a-z]{2,3}$' }), 'The languages.', {
      minItems: 1,
      maxItems: 12,
    }),
  }),
  question(
    'exception',
    'AskException',
    'Whether a safeguard may be missing: an agreed exception, with its reason.',
    {
      element: text('Id of the required element.', { maxLength: 64 }),
      reason,
    },
  ),
  question('erasure', 'AskErasure', 'Whether a text is erased for good. It is hidden at once.', {
    text: hash('Text id of the words.'),
    reason,
  }),
  question('reopening', 'AskReopening', 'Whether an adopted text is opened again.', {
    version: hash('Id of the adopted version.'),
    reason,
  }),
  question('archive', 'AskArchive', 'Whether the SOP is archived.', {}),
] as const

export const QuestionInput = Type.Unsafe<Question>({
  $id: 'Question',
  type: 'object',
  description: 'What one party asks and every other party answers.',
  required: ['kind'],
  discriminator: { propertyName: 'kind' },
  oneOf: EACH.map((each) => ref(each)),
})
export const AnswerInput = component('AnswerDecision', 'A party’s answer. It stands.', {
  answer: oneOf(['yes', 'no'], 'The answer.'),
  reason: optional(text('A reason: none is owed.', { maxLength: 2_000 })),
})
export const DecisionView = component('Decision', 'A joint decision.', {
  id: id('Id of the decision.'),
  question: ref(QuestionInput, 'What was asked.'),
  by: code('The party that asked.'),
  time: time('When.'),
  state: oneOf(['asked', 'agreed', 'declined'], 'Where it stands.'),
  waitsFor: array(code('A delegation.'), 'Whose answer is awaited.'),
  answers: array(
    object({
      delegation: code('Who answered.'),
      answer: oneOf(['yes', 'no'], 'The answer.'),
      reason: optional(text('The reason, if one was given.')),
      time: time('When.'),
    }),
    'The answers, in the order they came.',
  ),
  may: array(text('An operationId.'), 'The operations on it that the caller may take.'),
})
export const DecisionPage = page('DecisionPage', ref(DecisionView))
export const SCHEMAS = [...EACH, QuestionInput, AnswerInput, DecisionView, DecisionPage]

export function decisionRoutes({ app, house, door }: Parts): void {
  declare(app, door, {
    id: 'listDecisions',
    method: 'GET',
    url: '/sops/:sop/decisions',
    tag: 'Decisions',
    summary: 'List joint decisions',
    description: 'In the order they were asked.',
    params: sopParams,
    query: { state: optional(oneOf(['asked', 'agreed', 'declined'], 'Only these.')), ...paging },
    answers: { 200: ref(DecisionPage, 'A page of decisions.') },
    problems: ['not-found', 'standing-missing'],
    handle: async ({ who, params, query }) => {
      const reached = await reachFor(house, who, params.sop, 'listDecisions')
      if (isFailure(reached)) return reached
      const after = fromCursor(query.cursor, 'string')
      const limit = query.limit!
      const rows = await reached.db.read((sql) =>
        listDecisions(sql, {
          limit: limit + 1,
          ...(query.state && { state: query.state }),
          ...(after !== undefined && { after }),
        }),
      )
      return pageOf(
        rows,
        limit,
        (row) => decisionView(who, reached, row),
        (row) => row.id,
      )
    },
  })

  declare(app, door, {
    id: 'getDecision',
    method: 'GET',
    url: '/sops/:sop/decisions/:decision',
    tag: 'Decisions',
    summary: 'Read a joint decision',
    description: 'What was asked and who answered what.',
    params: { ...sopParams, decision: id('Id of the decision.') },
    answers: { 200: ref(DecisionView, 'The decision.') },
    problems: ['not-found', 'standing-missing'],
    handle: ({ who, params }) => read(house, who, params.sop, params.decision),
  })

  declare(app, door, {
    id: 'askDecision',
    method: 'POST',
    url: '/sops/:sop/decisions',
    tag: 'Decisions',
    summary: 'Ask for a joint decision',
    description:
      'One party asks, every other party answers; the last yes takes effect at once. Asking is the asker’s own yes.',
    params: sopParams,
    body: QuestionInput,
    example: { kind: 'procedure', procedure: 'open' },
    answers: { 201: ref(DecisionView, 'The decision.') },
    problems: [
      'not-found',
      'standing-missing',
      'role-missing',
      'decision-idle',
      'delegation-unknown',
      'question-refused',
      'not-adopted',
      'superseded',
      'text-refused',
      'case-data',
    ],
    handle: async ({ who, params, body, once, reply }) => {
      const written = body
      const asked =
        'until' in written ? { ...written, until: new Date(written.until).toISOString() } : written
      const taken = await askDecision(house, who, params.sop, asked, once)
      if (isFailure(taken)) return taken
      void reply.code(201)
      return asWritten(() => read(house, reading(who), params.sop, taken.id))
    },
  })

  declare(app, door, {
    id: 'answerDecision',
    method: 'POST',
    url: '/sops/:sop/decisions/:decision/answers',
    tag: 'Decisions',
    summary: 'Answer a joint decision',
    description: 'One no declines it. A state named as party answers here whether it joins.',
    params: { ...sopParams, decision: id('Id of the decision.') },
    body: AnswerInput,
    example: { answer: 'yes' },
    answers: {
      201: ref(DecisionView, 'The decision as it stands now.'),
      204: object({}, { description: 'Answered; nothing of it is to be seen any more.' }),
    },
    problems: [
      'not-found',
      'standing-missing',
      'role-missing',
      'decision-settled',
      'decision-answered',
      'not-asked',
      'text-refused',
      'case-data',
    ],
    handle: async ({ who, params, body, once, reply }) => {
      const taken = await answerDecision(house, who, params.sop, params.decision, body, once)
      if (isFailure(taken)) return taken
      const view = await asWritten(() => read(house, reading(who), params.sop, params.decision))
      // A state that declined to join has no access any more.
      return isFailure(view) ? reply.code(204).send() : reply.code(201).send(view)
    },
  })
}

async function read(
  house: House,
  who: Who,
  sop: string,
  decision: string,
): Promise<Static<typeof DecisionView> | Failure> {
  const reached = await reachFor(house, who, sop, 'getDecision')
  if (isFailure(reached)) return reached
  const row = await reached.db.read((sql) => getDecision(sql, decision))
  return row ? decisionView(who, reached, row) : fail('not-found')
}

function decisionView(who: Who, { parties, state }: Reached, row: DecisionRow): Static<typeof DecisionView> {
  const asked = askedOf(row)
  const open = row.state === 'asked' && outcome(asked, partyCodes(parties)) === 'asked'
  const answered = new Set(asked.answers.map(({ delegation }) => delegation))
  const waitsFor = open ? respondents(asked, partyCodes(parties)).filter((party) => !answered.has(party)) : []
  const may: Operation[] = waitsFor.includes(who.delegation) ? ['answerDecision'] : []
  return {
    id: row.id,
    question: asked.question,
    by: row.by,
    time: row.time,
    state: row.state,
    waitsFor,
    answers: row.answers.map((answer) => ({ ...answer })),
    may: permitted(may, who, state),
  }
}
