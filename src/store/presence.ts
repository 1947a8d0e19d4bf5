// Who of a delegation is connected, as each node last said; a node that says nothing more is forgotten.
import type { Sql, Tx } from './db.ts'

/** A member who is connected, and the SOP he has open; '' when it is none. */
export interface Present {
  readonly member: string
  readonly sop: string
}

/** Replaces what a node said, and forgets what is over. */
export async function putPresence(
  tx: Tx,
  node: string,
  present: readonly Present[],
  { now, until }: { now: string; until: string },
): Promise<void> {
  await tx.run('delete from presence where node = $1 or until <= $2', node, now)
  for (const { member, sop } of present) {
    await tx.run(
      'insert into presence (node, member, sop, until) values ($1, $2, $3, $4)',
      node,
      member,
      sop,
      until,
    )
  }
}

/** Who is connected to other nodes than this one. */
export async function listPresence(sql: Sql, except: string, now: string): Promise<Present[]> {
  return sql.all<Present>(
    'select distinct member, sop from presence where node <> $1 and until > $2 order by member, sop',
    except,
    now,
  )
}
