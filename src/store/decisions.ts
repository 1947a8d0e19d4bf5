// Joint decisions: one party asks, every other party answers.
import type { Asked, outcome, Question } from '../review/decisions.ts'
import { json } from './bytes.ts'
import type { Sql, Tx } from './db.ts'
import { insertSummed, named, sumUp, verified } from './sums.ts'

export interface AnswerRow {
  readonly delegation: string
  readonly answer: Asked['answers'][number]['answer']
  readonly reason?: string
  readonly time: string
}

export type DecisionState = ReturnType<typeof outcome>

export interface DecisionRow {
  readonly id: string
  readonly kind: Question['kind']
  /** What is asked, beside its kind. */
  readonly payload: object
  readonly by: string
  readonly state: DecisionState
  readonly time: string
  /** In the order they came. */
  readonly answers: AnswerRow[]
}

export async function insertDecision(tx: Tx, decision: Omit<DecisionRow, 'answers'>): Promise<void> {
  await insertSummed(tx, 'decision', { ...decision, payload: JSON.stringify(decision.payload) })
}

const SELECT = 'select id, kind, by, state, time, payload, sum from decision'

export async function getDecision(sql: Sql, id: string): Promise<DecisionRow | undefined> {
  const row = await sql.get<Row>(`${SELECT} where id = $1`, id)
  return row && withAnswers(sql, named(row, { id }))
}

/** Decisions in the order they were asked, after the decision `after`. */
export async function listDecisions(
  sql: Sql,
  { state, after, limit = 1_000 }: { state?: DecisionState; after?: string; limit?: number } = {},
): Promise<DecisionRow[]> {
  const values: (string | number)[] = [limit]
  let where = 'true'
  if (state !== undefined) where += ` and state = $${values.push(state)}`
  if (after !== undefined) where += ` and row > (select row from decision where id = $${values.push(after)})`
  const rows = await sql.all<Row>(`${SELECT} where ${where} order by row limit $1`, ...values)
  const decisions: DecisionRow[] = []
  for (const row of rows) decisions.push(await withAnswers(sql, row))
  return decisions
}

/** Moves a decision out of the state it is thought to be in; false when it isn't any more. */
export async function setDecisionState(
  tx: Tx,
  id: string,
  state: DecisionState,
  from?: DecisionState,
): Promise<boolean> {
  const changed = await tx.run(
    'update decision set state = $1 where id = $2 and state = coalesce($3, state)',
    state,
    id,
    from ?? null,
  )
  if (changed === 1) await sumUp(tx, 'decision', id)
  return changed === 1
}

/** False when this delegation has answered already: an answer stands. */
export async function insertAnswer(tx: Tx, decision: string, answer: AnswerRow): Promise<boolean> {
  const row = { ...answer, decision, reason: answer.reason ?? null }
  const added = await insertSummed(tx, 'answer', row, 'on conflict (decision, delegation) do nothing')
  return added === 1
}

type Row = Omit<DecisionRow, 'payload' | 'answers'> & { payload: string; sum: string | null }
type KeptAnswer = Omit<AnswerRow, 'reason'> & { decision: string; reason: string | null; sum: string | null }

async function withAnswers(sql: Sql, row: Row): Promise<DecisionRow> {
  const answers = await sql.all<KeptAnswer>(
    `select decision, delegation, answer, reason, time, sum from answer where decision = $1
     order by time, delegation`,
    row.id,
  )
  const said = verified('decision', row)
  return {
    ...said,
    payload: json<object>(said.payload),
    answers: answers.map((each) => {
      const { delegation, answer, reason, time } = verified('answer', named(each, { decision: row.id }))
      return { delegation, answer, time, ...(reason !== null && { reason }) }
    }),
  }
}
