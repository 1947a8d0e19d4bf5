// Joint decisions: one party asks, every other party answers.
import type { Asked, outcome, Question } from '../review/decisions.ts'
import { json } from './bytes.ts'
import type { Sql, Tx } from './db.ts'

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
  await tx.run(
    'insert into decision (id, kind, by, state, time, payload) values ($1, $2, $3, $4, $5, $6)',
    decision.id,
    decision.kind,
    decision.by,
    decision.state,
    decision.time,
    JSON.stringify(decision.payload),
  )
}

const SELECT = 'select id, kind, by, state, time, payload from decision'

export async function getDecision(sql: Sql, id: string): Promise<DecisionRow | undefined> {
  const row = await sql.get<Row>(`${SELECT} where id = $1`, id)
  return row && withAnswers(sql, row)
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
  return changed === 1
}

/** False when this delegation has answered already: an answer stands. */
export async function insertAnswer(tx: Tx, decision: string, answer: AnswerRow): Promise<boolean> {
  const added = await tx.run(
    `insert into answer (decision, delegation, answer, reason, time) values ($1, $2, $3, $4, $5)
     on conflict (decision, delegation) do nothing`,
    decision,
    answer.delegation,
    answer.answer,
    answer.reason ?? null,
    answer.time,
  )
  return added === 1
}

type Row = Omit<DecisionRow, 'payload' | 'answers'> & { payload: string }

async function withAnswers(sql: Sql, row: Row): Promise<DecisionRow> {
  const answers = await sql.all<Omit<AnswerRow, 'reason'> & { reason: string | null }>(
    'select delegation, answer, reason, time from answer where decision = $1 order by time, delegation',
    row.id,
  )
  return {
    ...row,
    payload: json<object>(row.payload),
    answers: answers.map(({ reason, ...answer }) => ({ ...answer, ...(reason !== null && { reason }) })),
  }
}
