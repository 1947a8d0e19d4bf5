// The digests that the service must return for what was sent: SHA-256 of each text, by its place in the request.
import { type Edit, PARTS, type Words } from './pending.ts'

export interface Digest {
  readonly pointer: string
  readonly sha256: string
}

interface Written {
  readonly texts?: Readonly<Record<string, Words>> | undefined
  readonly children?: readonly Written[] | undefined
}

/** Every text that edits bring, in the order and under the names that the service uses. */
export function textsIn(edits: readonly Edit[]): { pointer: string; value: string }[] {
  return edits.flatMap((edit, position) => {
    if (edit.op === 'setText' && edit.value !== undefined && edit.value !== '')
      return [{ pointer: `/edits/${position}/value`, value: edit.value }]
    return edit.op === 'insert' ? textsOf(edit.clause, `/edits/${position}/clause`) : []
  })
}

function textsOf(clause: Written, pointer: string): { pointer: string; value: string }[] {
  const own = Object.entries(clause.texts ?? {}).flatMap(([language, words]) =>
    PARTS.flatMap((part) => {
      const value = words[part]
      return value ? [{ pointer: `${pointer}/texts/${language}/${part}`, value }] : []
    }),
  )
  return [
    ...own,
    ...(clause.children ?? []).flatMap((child, at) => textsOf(child, `${pointer}/children/${at}`)),
  ]
}

export async function sha256(value: string): Promise<string> {
  const bytes = new TextEncoder().encode(value)
  // Browsers give their own only to pages over TLS and on this computer; a house network may have neither.
  const subtle = globalThis.crypto?.subtle as SubtleCrypto | undefined
  const hash = subtle
    ? new Uint8Array(await subtle.digest('SHA-256', bytes))
    : (await import('@noble/hashes/sha2.js')).sha256(bytes)
  return [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

export async function digestsOf(edits: readonly Edit[]): Promise<Digest[]> {
  return Promise.all(
    textsIn(edits).map(async ({ pointer, value }) => ({ pointer, sha256: await sha256(value) })),
  )
}

/** Whether what the service received is what was sent: the same texts, each with the same digest. */
export async function confirmed(edits: readonly Edit[], returned: readonly Digest[]): Promise<boolean> {
  const sent = await digestsOf(edits)
  const byPointer = new Map(returned.map(({ pointer, sha256 }) => [pointer, sha256]))
  return (
    sent.length === returned.length && sent.every(({ pointer, sha256 }) => byPointer.get(pointer) === sha256)
  )
}
