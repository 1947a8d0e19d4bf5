// Words that are not saved yet, kept in this browser under their owner and SOP until the service has confirmed them.
import { get, list, update } from './store.ts'

/** What is kept, when, and a stamp by which two tabs tell whose writing came last. */
export interface Unsaved<T> {
  readonly format: 1
  readonly stamp: string
  readonly at: string
  readonly work: T
}

const nameOf = (member: string, sop: string) => `unsaved:${member}:${sop}`
const channel = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('sandhi.unsaved')

export async function readUnsaved<T>(member: string, sop: string): Promise<Unsaved<T> | undefined> {
  const kept = await get<Unsaved<T>>(nameOf(member, sop))
  return kept?.format === 1 ? kept : undefined
}

/**
 * Keeps what `join` makes of what is on the disk; resolves when it is written there. Another tab may have written
 * since: `join` sees what. Gives nothing when nothing is left to keep.
 */
export async function keepUnsaved<T>(
  member: string,
  sop: string,
  join: (kept: Unsaved<T> | undefined) => T | undefined,
): Promise<Unsaved<T> | undefined> {
  const name = nameOf(member, sop)
  const next = await update<Unsaved<T>>(name, (kept) => {
    const work = join(kept?.format === 1 ? kept : undefined)
    return work && { format: 1, stamp: stamp(), at: new Date().toISOString(), work }
  })
  channel?.postMessage(name)
  return next
}

/** Hears that another tab has written for the same owner and SOP. */
export function onUnsaved(member: string, sop: string, listener: () => void): () => void {
  const hear = ({ data }: MessageEvent) => {
    if (data === nameOf(member, sop)) listener()
  }
  channel?.addEventListener('message', hear)
  return () => channel?.removeEventListener('message', hear)
}

/** Everything that a member has left unsaved, by SOP. */
export async function allUnsaved<T>(member: string): Promise<{ sop: string; kept: Unsaved<T> }[]> {
  const prefix = `unsaved:${member}:`
  return (await list<Unsaved<T>>(prefix)).map(({ key, value }) => ({
    sop: key.slice(prefix.length),
    kept: value,
  }))
}

const stamp = () => [...crypto.getRandomValues(new Uint32Array(2))].map((each) => each.toString(36)).join('')
