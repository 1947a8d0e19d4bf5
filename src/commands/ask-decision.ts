// Joint decisions: one party asks, every other party answers, and the last yes takes effect in the same transaction.
import { fail, type Failure, isFailure, Refused } from '../errors.ts'
import { sopFacts, walk } from '../document/clause.ts'
import { adopted } from '../review/approvals.ts'
import { type Asked, outcome, type Question, respondents, urgent } from '../review/decisions.ts'
import { hasRole, type Who } from '../review/policy.ts'
import { checkWords } from '../review/words.ts'
import {
  getDecision,
  insertAnswer,
  insertDecision,
  listDecisions,
  setDecisionState,
} from '../store/decisions.ts'
import type { Sql } from '../store/db.ts'
import { getDelegation, grantAccess, revokeAccess } from '../store/directory.ts'
import { hideText, isErased, unhideText } from '../store/erasure.ts'
import { putParty, updateSop } from '../store/sops.ts'
import { eraseAgreed } from './erase-text.ts'
import { editionOf, headOf, type House } from './house.ts'
import { askedOf, DIRECTORY, negotiationOf, partyCodes } from './known-facts.ts'
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
  const settled: Settled[] = []
  const taken = await runAtTable(
    house,
    who,
    sop,
    'askDecision',
    async (at): Promise<Done<DecisionTaken> | Failure> => {
      const unfit = urgent(question) ? undefined : refuseBinding(who, sop)
      if (unfit) return unfit
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
      const state = await settle(at, { id, question, by: who.delegation, answers: [] }, settled)
      return { result: { id, state }, type: 'decision.asked', refs: { decision: id, kind } }
    },
    once,
  )
  if (!isFailure(taken)) await afterwards(house, sop, [{ question, state: taken.state }, ...settled])
  return taken
}

/** A question that binds the asker's country is its head's to ask, with a key that is good for it. */
function refuseBinding(who: Who, sop: string): Failure | undefined {
  if (!who.scopes.includes('approve')) return fail('scope-missing', { scope: 'approve' })
  return hasRole(who, ['head'], sop) ? undefined : fail('role-missing', { roles: ['head'] })
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
  const settled: Settled[] = []
  const taken = await runAtTable(
    house,
    who,
    sop,
    'answerDecision',
    async (at): Promise<Done<DecisionTaken> | Failure> => {
      const decision = await getDecision(at.tx, id)
      if (!decision) return fail('not-found')
      const asked = askedOf(decision)
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
      const state = await settle(at, { id, ...asked, answers }, settled)
      const refs = { decision: id, kind: decision.kind, answer, state }
      return { result: { id, state }, type: 'decision.answered', refs }
    },
    once,
  )
  if (!isFailure(taken)) await afterwards(house, sop, settled)
  return taken
}

function invite(at: AtTable, delegation: string): Promise<void> {
  return putParty(at.tx, { delegation, kind: 'party', state: 'invited', comments: true, withheld: [] })
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
      // The root is no chapter: to withhold all is to grant no seat.
      const keys = new Set([...walk(tree)].slice(1).map(({ key }) => key))
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

interface Settled {
  readonly question: Question
  readonly state: DecisionTaken['state']
}

/** Moves the decision on, and lets its last yes take effect; what was settled with it is added to `settled`. */
async function settle(
  at: AtTable,
  decision: Asked & { id: string },
  settled: Settled[],
): Promise<DecisionTaken['state']> {
  const { tx, parties } = at
  const state = outcome(decision, partyCodes(parties))
  if (state === 'asked') return state
  await setDecisionState(tx, decision.id, state, 'asked')
  const { question } = decision
  settled.push({ question, state })
  if (state === 'agreed') await effect(at, question)
  else if (question.kind === 'erasure') await unhideText(tx, question.text)
  else if (question.kind === 'party') await dismiss(at, question.delegation, settled)
  return state
}

/** A state that doesn't join is no longer waited for, so other decisions may have all their answers. */
async function dismiss(at: AtTable, delegation: string, settled: Settled[]): Promise<void> {
  const parties = at.parties.map((row) =>
    row.delegation === delegation ? { ...row, state: 'declined' as const } : row,
  )
  for (const row of parties) if (row.delegation === delegation) await putParty(at.tx, row)
  for (const row of await listDecisions(at.tx, { state: 'asked' }))
    await settle({ ...at, parties }, { id: row.id, ...askedOf(row) }, settled)
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
    case 'erasure': // carried out by `afterwards`: it concerns every room too
    case 'exception':
      return undefined
  }
}

/** What decisions change beside the table: who has access, and what every room may repeat. */
async function afterwards(house: House, sop: string, decisions: readonly Settled[]): Promise<void> {
  for (const { question, state } of decisions) {
    if (question.kind === 'erasure') {
      // It is agreed; what could not be erased yet is, by a later round.
      if (state === 'agreed') await eraseAgreed(house, sop).catch(unlessRefused)
      continue
    }
    const access = accessAfter(question, state)
    if (!access) continue
    const change = access === 'grant' ? grantAccess : revokeAccess
    const { delegation } = question as { delegation: string }
    await house.stores.directory.write((tx) => change(tx, sop, delegation))
    house.watch.announce(DIRECTORY)
  }
}

function unlessRefused(error: unknown): void {
  if (!(error instanceof Refused)) throw error
}

/** A state asked to join may read at once, to know what it answers; an observer only when all have said yes. */
function accessAfter({ kind }: Question, state: DecisionTaken['state']): 'grant' | 'revoke' | undefined {
  if (kind === 'party') return state === 'declined' ? 'revoke' : 'grant'
  if (kind === 'observer' && state === 'agreed') return 'grant'
  return kind === 'observer-ended' && state === 'agreed' ? 'revoke' : undefined
}
