// One attempt to save: sent with a key of its own, and saved only when the service returns what the browser computed.
import { api, type Schema } from '../api/client.ts'
import { SandhiProblem, unwrap } from '../../client/client.ts'
import { confirmed } from './digests.ts'
import type { Clash, Place, Sending } from './kept.ts'
import { editsOf, type Edit, type Pending } from './pending.ts'

/** The version that a save made, and what came in from others with it. */
export interface SavedNote {
  readonly number: number
  readonly version: string
  readonly at: string
  /** false when the same words stood there already */
  readonly made: boolean
  readonly from: number
  readonly incoming: readonly Edit[]
  readonly keys: readonly string[]
}

export interface Refusal {
  readonly code: string
  readonly title: string
  readonly detail: string
  readonly errors: Schema<'Problem'>['errors']
  readonly edits: readonly Edit[]
}

export type Outcome =
  | { readonly kind: 'saved'; readonly saved: SavedNote }
  | { readonly kind: 'refused'; readonly refusal?: Refusal; readonly clash?: Clash }
  | { readonly kind: 'unconfirmed'; readonly refusal?: Refusal }

const LONGEST = 60_000 // milliseconds until a silence counts as one

export function sendingOf(pending: Pending): Sending {
  const { base, message, claims } = pending
  const edits = editsOf(pending)
  const said = message.trim()
  const body = { base: base.version, edits, message: said, ...(claims.length > 0 && { claims: [...claims] }) }
  return { key: keyOf(), body: body, pending }
}

const keyOf = () => [...crypto.getRandomValues(new Uint32Array(4))].map((each) => each.toString(36)).join('-')

/** Problems that say nothing about the words: the same attempt may be made again. */
const AGAIN = ['unauthenticated', 'idempotency-busy', 'rate-limited', 'request-timeout', 'rate-exceeded']

export async function send(sop: string, { key, body, pending }: Sending): Promise<Outcome> {
  const edits = body.edits as readonly Edit[]
  try {
    const answer = await api.POST('/api/v1/sops/{sop}/versions', {
      params: { path: { sop }, header: { 'idempotency-key': key } },
      body,
      signal: AbortSignal.timeout(LONGEST),
    })
    const data = unwrap(answer)
    // 201 and the digests of every text: nothing else may be called saved.
    const stands = answer.response.status === 201 || !data.saved
    if (!stands || !(await confirmed(edits, data.digests))) return { kind: 'unconfirmed' }
    const saved: SavedNote = {
      number: data.number,
      version: data.version,
      at: new Date().toISOString(),
      made: data.saved,
      from: pending.base.number,
      incoming: data.incoming as readonly Edit[],
      keys: [...new Set(edits.flatMap((edit) => ('key' in edit ? [edit.key] : [])))],
    }
    return { kind: 'saved', saved }
  } catch (error) {
    if (!(error instanceof SandhiProblem)) return { kind: 'unconfirmed' }
    const refusal = refusalOf(error, edits)
    if (error.status >= 500 || error.status === 429 || AGAIN.includes(error.code))
      return { kind: 'unconfirmed', refusal }
    if (error.code !== 'conflict') return { kind: 'refused', refusal }
    return { kind: 'refused', clash: clashOf(error) }
  }
}

function refusalOf(error: SandhiProblem, edits: readonly Edit[]): Refusal {
  const { code, detail, errors } = error
  return { code, detail, errors, title: error.message.replace(/ \[[a-z-]+\]$/, ''), edits }
}

function clashOf({ facts }: SandhiProblem): Clash {
  const { head, headVersion, conflicts } = facts as {
    head: number
    headVersion: string
    conflicts: readonly Place[]
  }
  return { head: { number: head, version: headVersion }, places: conflicts, chosen: {} }
}
