// Joint decisions: one party asks, every other party answers, and the last yes takes effect in the same transaction.
import { fail, type Failure, isFailure } from '../errors.ts'
import { sopFacts, walk } from '../document/clause.ts'
import { adopted } from '../review/approvals.ts'
import { type Asked, outcome, type Question, respondents } from '../review/decisions.ts'
import type { Who } from '../review/policy.ts'
import { checkWords } from '../review/words.ts'
import {
  type DecisionRow,
  getDecision,
  insertAnswer,
  insertDecision,
  listDecisions,
  setDecisionState,
} from '../store/decisions.ts'
import type { Sql } from '../store/db.ts'
import { getDelegation, grantAccess, revokeAccess } from '../store/directory.ts'
import { eraseText, hideText, isErased, unhideText } from '../store/erasure.ts'
import { putParty, updateSop } from '../store/sops.ts'
import { editionOf, headOf, type House } from './house.ts'
import { DIRECTORY, negotiationOf, partyCodes } from './known-facts.ts'
import { type AtTable, type Done, type Once, runAtTable } from './run.ts'

export interface DecisionTaken {
  readonly id: string
  readonly state: 'asked' | 'agreed' | 'declined'
}

/** Asks the other parties. An erasure also hides the text at once, from everyone. */
export async function askDecision(
  house: House,
  who: Who,
  sop: string,
  question: Question,
  once?: Once,
): Promise<DecisionTaken | Failure> {
  const operation = question.kind === 'erasure' ? 'hideText' : 'askDecision'
  const taken = await runAtTable(
    house,
    who,
    sop,
    operation,
    async (at): Promise<Done<DecisionTaken> | Failure> => {
      const refused = await refuseQuestion(house, at, question)
      if (refused) return refused
      const id = at.chance.id()
      const { kind } = question
      await insertDecision(at.tx, {
        id,
        kind,
        payload: question,
        by: who.delegation,
        state: 'asked',
        time: at.now,
      })
      if (kind === 'party') await invite(at, question.delegation)
      if (kind === 'erasure') await hideText(at.tx, question.text, who.delegation, id, at.now)
      const state = await settle(at, { id, question, by: who.delegation, answers: [] })
      return { result: { id, state }, type: 'decision.asked', refs: { decision: id, kind } }
    },
    once,
  )
  if (!isFailure(taken)) await afterwards(house, sop, question, taken.state)
  return taken
}

/** A party's yes or no. An answer stands: who thinks otherwise later asks anew. */
export async function answerDecision(
  house: House,
  who: Who,
  sop: string,
  id: string,
  input: { readonly answer: 'yes' | 'no'; readonly reason?: string },
  once?: Once,
): Promise<DecisionTaken | Failure> {
  let question: Question | undefined
  const taken = await runAtTable(
    house,
    who,
    sop,
    'answerDecision',
    async (at): Promise<Done<DecisionTaken> | Failure> => {
      const decision = await getDecision(at.tx, id)
      if (!decision) return fail('not-found')
      const asked = askedOf(decision)
      question = asked.question
      if (decision.state !== 'asked') return fail('decision-settled', { state: decision.state })
      if (!respondents(asked, partyCodes(at.parties)).includes(who.delegation)) return fail('not-asked')
      const words = checkWords(
        input.reason === undefined ? [] : [{ pointer: '/reason', value: input.reason }],
      )
      if (isFailure(words)) return words
      const { answer, reason } = input
      const row = {
        delegation: who.delegation,
        answer,
        time: at.now,
        ...(reason !== undefined && { reason }),
      }
      if (!(await insertAnswer(at.tx, id, row))) return fail('decision-answered')
      const answers = [...asked.answers, { delegation: who.delegation, answer }]
      const state = await settle(at, { id, ...asked, answers })
      const refs = { decision: id, kind: decision.kind, answer, state }
      return { result: { id, state }, type: 'decision.answered', refs }
    },
    once,
  )
  if (!isFailure(taken) && question) await afterwards(house, sop, question, taken.state)
  return taken
}

function invite(at: AtTable, delegation: string): Promise<void> {
  return putParty(at.tx, { delegation, kind: 'party', state: 'invited', comments: true, withheld: [] })
}

export function askedOf({ payload, by, answers }: DecisionRow): Asked {
  return { question: payload as Question, by, answers }
}

async function refuseQuestion(house: House, at: AtTable, question: Question): Promise<Failure | undefined> {
  if ('reason' in question) {
    const words = checkWords([{ pointer: '/reason', value: question.reason }])
    if (isFailure(words)) return words
  }
  const open = await listDecisions(at.tx, { state: 'asked' })
  if (open.some((row) => JSON.stringify(askedOf(row).question) === JSON.stringify(question))) {
    return fail('decision-idle', { kind: question.kind })
  }
  switch (question.kind) {
    case 'procedure':
      return idle(question, at.sop.procedure === question.procedure)
    case 'stage':
      return idle(question, at.sop.stage === question.stage)
    case 'archive':
      return idle(question, at.sop.archived)
    case 'observer-ended':
      return at.parties.some(
        (row) => row.kind === 'observer' && row.state === 'member' && row.delegation === question.delegation,
      )
        ? undefined
        : idle(question, true)
    default:
      return refuseOther(house, at, question)
  }
}

type Other = Extract<
  Question,
  { kind: 'party' | 'observer' | 'negotiated-languages' | 'exception' | 'erasure' | 'reopening' }
>

async function refuseOther(house: House, at: AtTable, question: Other): Promise<Failure | undefined> {
  const { tree } = await headOf(house, at.tx)
  switch (question.kind) {
    case 'party':
    case 'observer': {
      const found = await house.stores.directory.read((sql) => getDelegation(sql, question.delegation))
      if (found?.kind !== question.kind) return fail('delegation-unknown', { code: question.delegation })
      if (question.kind === 'party') {
        return idle(question, partyCodes(at.parties).includes(question.delegation))
      }
      const keys = new Set([...walk(tree)].map(({ key }) => key))
      const missing = question.withheld.find((key) => !keys.has(key))
      return missing === undefined ? undefined : fail('question-refused', { key: missing })
    }
    case 'negotiated-languages': {
      const unknown = question.languages.find((language) => !sopFacts(tree).languages.includes(language))
      return unknown === undefined ? undefined : fail('question-refused', { language: unknown })
    }
    case 'exception': {
      const safeguard = editionOf(house, tree).required.some(
        ({ id, safeguard }) => safeguard && id === question.element,
      )
      return safeguard ? undefined : fail('question-refused', { element: question.element })
    }
    case 'erasure':
      return refuseErasure(at.tx, question.text)
    case 'reopening': {
      const done = adopted(await negotiationOf(at.tx, at))
      if (!done) return fail('not-adopted')
      return done === question.version ? undefined : fail('superseded', { head: done })
    }
  }
}

const idle = ({ kind }: Question, same: boolean) => (same ? fail('decision-idle', { kind }) : undefined)

async function refuseErasure(sql: Sql, text: string): Promise<Failure | undefined> {
  const state = await isErased(sql, text)
  if (state === 'unknown') return fail('not-found', { text })
  return state === 'erased' ? fail('decision-idle', { kind: 'erasure' }) : undefined
}

/** Moves the decision on, and lets its last yes take effect. */
async function settle(at: AtTable, decision: Asked & { id: string }): Promise<DecisionTaken['state']> {
  const { tx, parties } = at
  const state = outcome(decision, partyCodes(parties))
  if (state === 'asked') return state
  await setDecisionState(tx, decision.id, state, 'asked')
  const { question } = decision
  if (state === 'declined') {
    if (question.kind === 'erasure') await unhideText(tx, question.text)
    if (question.kind === 'party') {
      const declined = at.parties.find((row) => row.delegation === question.delegation)
      if (declined) await putParty(tx, { ...declined, state: 'declined' })
    }
    return state
  }
  await effect(at, question)
  return state
}

async function effect(at: AtTable, question: Question): Promise<void> {
  const { tx, parties } = at
  switch (question.kind) {
    case 'party':
      return putParty(tx, {
        delegation: question.delegation,
        kind: 'party',
        state: 'member',
        comments: true,
        withheld: [],
      })
    case 'observer': {
      const { kind, ...seat } = question
      return putParty(tx, { ...seat, kind, state: 'member', withheld: [...seat.withheld] })
    }
    case 'observer-ended': {
      const seat = parties.find((row) => row.delegation === question.delegation)
      return seat && putParty(tx, { ...seat, state: 'ended' })
    }
    case 'procedure':
      return updateSop(tx, { procedure: question.procedure })
    case 'stage':
      return updateSop(tx, { stage: question.stage })
    case 'negotiated-languages':
      return updateSop(tx, { negotiated: [...question.languages] })
    case 'reopening':
      return updateSop(tx, { reopened: at.seq })
    case 'archive':
      return updateSop(tx, { archived: true })
    case 'erasure':
      return eraseText(tx, question.text, at.now)
    case 'exception':
      return undefined
  }
}

/** What a settled decision changes beside the table: who has access, and what may still lie in free pages. */
async function afterwards(
  house: House,
  sop: string,
  question: Question,
  state: DecisionTaken['state'],
): Promise<void> {
  if (question.kind === 'erasure') {
    if (state === 'agreed') await (await house.stores.table(sop))?.scrub()
    return
  }
  const access = accessAfter(question, state)
  if (!access) return
  const change = access === 'grant' ? grantAccess : revokeAccess
  const { delegation } = question as { delegation: string }
  await house.stores.directory.write((tx) => change(tx, sop, delegation))
  house.watch.announce(DIRECTORY)
}

/** A state asked to join may read at once, to know what it answers; an observer only when all have said yes. */
function accessAfter({ kind }: Question, state: DecisionTaken['state']): 'grant' | 'revoke' | undefined {
  if (kind === 'party') return state === 'declined' ? 'revoke' : 'grant'
  if (kind === 'observer' && state === 'agreed') return 'grant'
  return kind === 'observer-ended' && state === 'agreed' ? 'revoke' : undefined
}
