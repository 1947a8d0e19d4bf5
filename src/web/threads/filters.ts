// Which discussions a list shows. Pure.
import type { Thread } from '../api/reads.ts'

export const FILTERS = ['open', 'mine', 'settled', 'changed'] as const
export type Filter = (typeof FILTERS)[number]

export interface Oneself {
  readonly member: string
  readonly delegation: string
  readonly roles: readonly string[]
}

/** Whether a thread mentions one's delegation, seat or self, or one took part in it. */
export function concerns({ comments }: Thread, { member, delegation, roles }: Oneself): boolean {
  const names = new Set([member, delegation, ...roles.map((role) => `${delegation}/${role}`)])
  return comments.some(
    ({ mentions, author }) => author?.member === member || mentions.some((name) => names.has(name)),
  )
}

export function passes(thread: Thread, filter: Filter, self: Oneself): boolean {
  switch (filter) {
    case 'open':
      return thread.state === 'open'
    case 'settled':
      return thread.state === 'resolved'
    case 'changed':
      return thread.state === 'open' && thread.anchor.state !== 'found'
    case 'mine':
      return thread.state === 'open' && concerns(thread, self)
  }
}
