// Clients that save, open threads and comment until the service dies, and a ledger of what it had acknowledged.
import { createHash, randomUUID } from 'node:crypto'
import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs'
import { canonical } from '../../src/document/ids.ts'
import { PASSWORD } from '../helpers/start.ts'
import { beginning, texts } from '../helpers/table.ts'

/** One acknowledged answer: where its words are to be read again, and their digest. */
export interface Acknowledged {
  readonly kind: 'version' | 'comment'
  /** where it is read */
  readonly path: string
  /** id of the version or comment */
  readonly id: string
  readonly sha256: string
  /** clause of a version's new words */
  readonly key?: string
}

export interface Ledger {
  readonly entries: readonly Acknowledged[]
  /** Returns when the entry is on the disk. */
  add(entry: Acknowledged): void
  close(): void
}

export function openLedger(file: string): Ledger {
  const handle = openSync(file, 'a')
  const entries: Acknowledged[] = []
  return {
    entries,
    add(entry) {
      writeSync(handle, `${JSON.stringify(entry)}\n`)
      fdatasyncSync(handle)
      entries.push(entry)
    },
    close: () => closeSync(handle),
  }
}

export const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

export type Call = (method: string, path: string, body?: object, key?: string) => Promise<Answered>
interface Answered {
  readonly status: number
  readonly body: any
}

/** Calls of one member to a service; rejects when the connection breaks. */
export function caller(address: string, secret: string): Call {
  return async (method, path, body, key) => {
    const headers: Record<string, string> = { authorization: `Bearer ${secret}` }
    if (body) headers['content-type'] = 'application/json'
    if (key !== undefined) headers['idempotency-key'] = key
    const sent = { method, headers, ...(body && { body: JSON.stringify(body) }) }
    const answer = await fetch(`${address}/api/v1${path}`, sent)
    return { status: answer.status, body: await answer.json() }
  }
}

/** Signs in, and gives the secret of the session, which outlives the process. */
export async function signIn(address: string, delegation: string, login: string): Promise<string> {
  const answer = await fetch(`${address}/api/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ delegation, login, password: PASSWORD }),
  })
  if (answer.status !== 201) throw new Error(await answer.text())
  return /sandhi=([^;]+)/.exec(answer.headers.getSetCookie()[0]!)![1]!
}

/** A client at the table: it writes in a clause of its own, so that every save of its merges. */
export interface Client {
  readonly secret: string
  readonly key: string
  /** what it sent last and has no answer to */
  pending?: Pending | undefined
  /** the thread it replies in */
  thread?: string
}

export interface Pending {
  readonly path: string
  readonly body: object
  readonly idempotency: string
  readonly acknowledge: (answer: any) => Acknowledged
}

/** A new SOP of both parties with one clause for each client. */
export async function openTable(idn: Call, tha: Call, keys: readonly string[]): Promise<string> {
  const { id } = good(await idn('POST', '/sops', beginning()))
  const decisions = good(await tha('GET', `/sops/${id}/decisions`))
  good(await tha('POST', `/sops/${id}/decisions/${decisions.items[0].id}/answers`, { answer: 'yes' }))
  const { head } = good(await idn('GET', `/sops/${id}`))
  const edits = keys.map((key) => ({
    ...{ op: 'insert', parent: 'sop' },
    clause: { key, kind: 'article', texts: texts('text', 'Words.', 'Kata.', 'คำ') },
  }))
  good(await idn('POST', `/sops/${id}/versions`, { base: head.version, message: 'Clauses', edits }))
  return id
}

export function good({ status, body }: Answered): any {
  if (status >= 300) throw new Error(`${status} ${JSON.stringify(body)}`)
  return body
}

/** Writes without a pause until the connection breaks; each acknowledged answer goes to the ledger before the next. */
export async function write(
  address: string,
  sop: string,
  client: Client,
  ledger: Ledger,
  died: () => boolean,
): Promise<void> {
  const call = caller(address, client.secret)
  try {
    for (let turn = 0; !died(); turn += 1) {
      const { head } = good(await call('GET', `/sops/${sop}`))
      client.pending = compose(sop, client, head, turn)
      await settle(call, client, ledger)
    }
  } catch (error) {
    if (!died()) throw error
  }
}

/** Sends what is pending, again if need be: under its key it is carried out once. */
export async function settle(call: Call, client: Client, ledger: Ledger): Promise<void> {
  if (!client.pending) return
  const { path, body, idempotency, acknowledge } = client.pending
  ledger.add(acknowledge(good(await call('POST', path, body, idempotency))))
  client.pending = undefined
}

/** What a client sends at a turn: a save, a thread or a comment, each with words of its own. */
export function compose(sop: string, client: Client, head: any, turn: number): Pending {
  const idempotency = randomUUID()
  // In letters alone: a number could look like somebody's.
  const words = `Kata ${idempotency.replace(/\d/g, (digit) => 'ghijklmnop'[Number(digit)]!)} ถ้อยคำ`
  const digest = sha256(words)
  const { key } = client
  if (turn % 3 === 0 || (turn % 3 === 2 && client.thread === undefined)) {
    const edits = [{ op: 'setText', key, language: 'en', part: 'text', value: words }]
    return {
      ...{ idempotency, path: `/sops/${sop}/versions` },
      body: { base: head.version, message: 'A save', edits },
      acknowledge: ({ number, version }) => ({
        ...{ kind: 'version', key, id: version, sha256: digest },
        path: `/sops/${sop}/versions/${number}?clause=${key}`,
      }),
    }
  }
  const mine = ({ comments }: any): string => comments.find(({ body }: any) => body === words).id
  if (turn % 3 === 1) {
    const anchor = { version: 2, key, language: 'id', part: 'text', quote: 'Kata.' }
    return {
      ...{ idempotency, path: `/sops/${sop}/threads` },
      body: { zone: 'table', anchor, comment: { body: words } },
      acknowledge: (thread) => {
        client.thread = thread.id
        return commentAt(sop, thread.id, mine(thread), digest)
      },
    }
  }
  const thread = client.thread!
  return {
    ...{ idempotency, path: `/sops/${sop}/threads/${thread}/comments?zone=table` },
    body: { body: words },
    acknowledge: (answer) => commentAt(sop, thread, mine(answer), digest),
  }
}

const commentAt = (sop: string, thread: string, id: string, digest: string): Acknowledged => ({
  ...{ kind: 'comment', path: `/sops/${sop}/threads/${thread}?zone=table`, id, sha256: digest },
})

/** What of a ledger can't be read again byte for byte, or stands twice; read by the other side. */
export async function lost(call: Call, entries: readonly Acknowledged[]): Promise<string[]> {
  const found: string[] = []
  const left = [...entries]
  const reader = async () => {
    for (let entry = left.pop(); entry; entry = left.pop()) {
      const wrong = judge(entry, await call('GET', entry.path))
      if (wrong) found.push(`${entry.kind} ${entry.id}: ${wrong}`)
    }
  }
  await Promise.all([1, 2, 3, 4].map(reader))
  return found
}

function judge(entry: Acknowledged, { status, body }: Answered): string | undefined {
  if (status !== 200) return `answered ${status}`
  if (entry.kind === 'version') {
    if (body.version !== entry.id) return 'another version has its number'
    return sha256(body.clause.texts.en.text) === entry.sha256 ? undefined : 'other words'
  }
  const same = body.comments.filter((comment: any) => sha256(comment.body) === entry.sha256)
  if (same.length > 1) return 'stands twice'
  return same[0]?.id === entry.id ? undefined : 'lost'
}

/** A record read so far: its hashes in order, the versions it names, and where its last page begins. */
export interface Chain {
  readonly hashes: string[]
  readonly versions: Set<string>
  cursor?: string
}

/** Reads a record on from where it was read last; gives what breaks the chain. */
export async function follow(call: Call, sop: string, chain: Chain): Promise<string | undefined> {
  for (;;) {
    const from = chain.cursor === undefined ? '' : `&cursor=${chain.cursor}`
    const { items, next } = good(await call('GET', `/sops/${sop}/record?limit=100${from}`))
    for (const entry of items) {
      const broken = link(chain, entry)
      if (broken) return broken
    }
    if (next !== undefined) chain.cursor = next
    else if (items.at(-1)?.seq === chain.hashes.length) return undefined
    else return 'the end of the record was lost'
  }
}

function link(chain: Chain, { hash, ...entry }: any): string | undefined {
  const at = entry.seq - 1
  if ((chain.hashes[at] ?? hash) !== hash) return `entry ${entry.seq} was rewritten`
  if (at > chain.hashes.length) return `entry ${chain.hashes.length + 1} is missing`
  if (sha256(`sandhi/entry/1\n${canonical(entry)}`) !== hash) return `entry ${entry.seq} has another hash`
  if (entry.previous !== chain.hashes[at - 1]) return `entry ${entry.seq} follows another`
  chain.hashes[at] = hash
  if (entry.type === 'version.saved') chain.versions.add(entry.refs.version)
  return undefined
}
