// The parties' formal acts on versions, in the order of the record.
import type { ActKind } from '../review/approvals.ts'
import { json } from './bytes.ts'
import type { Sql, Tx } from './db.ts'
import { insertSummed, verified } from './sums.ts'

export interface ApprovalRow {
  readonly id: string
  /** The version's number. */
  readonly number: number
  /** The version's revision id. */
  readonly revision: string
  readonly delegation: string
  readonly act: ActKind
  readonly body: object
  /** The act that this one takes back. */
  readonly withdraws?: string
  /** The record entry that it came with. */
  readonly seq: number
  readonly prepared?: string
  readonly confirmed?: string
}

export async function insertApproval(tx: Tx, approval: ApprovalRow): Promise<void> {
  await insertSummed(tx, 'approval', {
    ...approval,
    withdraws: approval.withdraws ?? null,
    body: JSON.stringify(approval.body),
  })
  if (approval.prepared === undefined && approval.confirmed === undefined) return
  await tx.run(
    'insert into act_name (approval, prepared, confirmed) values ($1, $2, $3)',
    approval.id,
    approval.prepared ?? null,
    approval.confirmed ?? null,
  )
}

/** Every act ever given on this SOP, the first one first. */
export async function listApprovals(sql: Sql): Promise<ApprovalRow[]> {
  const rows = await sql.all<Row>(
    `select a.id, a.number, a.revision, a.delegation, a.act, a.seq, a.withdraws, a.body, a.sum,
       n.prepared, n.confirmed
     from approval a left join act_name n on n.approval = a.id order by a.seq, a.id`,
  )
  return rows
    .map((each) => verified('approval', each))
    .map(({ withdraws, prepared, confirmed, body, ...row }) => ({
      ...row,
      body: json<object>(body),
      ...(withdraws !== null && { withdraws }),
      ...(prepared !== null && { prepared }),
      ...(confirmed !== null && { confirmed }),
    }))
}

type Row = Pick<ApprovalRow, 'id' | 'number' | 'revision' | 'delegation' | 'act' | 'seq'> & {
  body: string
  withdraws: string | null
  prepared: string | null
  confirmed: string | null
  sum: string | null
}
