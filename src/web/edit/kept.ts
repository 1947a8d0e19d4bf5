// What is kept in the browser of unsaved work: the work, an attempt whose answer is awaited, a conflict to settle.
import type { Schema } from '../api/client.ts'
import type { Base, Pending } from './pending.ts'

/** A save that was sent. The same words go with the same key, so that a lost answer never makes two versions. */
export interface Sending {
  readonly key: string
  readonly body: Schema<'SaveVersion'>
  /** the work as it was sent */
  readonly pending: Pending
}

export type Unit =
  'words' | 'kind' | 'place' | 'existence' | 'elements' | 'instruments' | 'step' | 'sop' | 'parameter'

/** One place that both sides changed, as the service names it. */
export interface Place {
  readonly key: string
  readonly unit: Unit
  readonly language?: string
  readonly part?: string
  readonly field?: string
  readonly base?: unknown
  readonly theirs?: unknown
  readonly mine?: unknown
  readonly suggestion?: string
}

export type Choice = 'theirs' | 'mine' | 'both'

export interface Clash {
  readonly head: Base
  readonly places: readonly Place[]
  /** what was chosen so far, by place */
  readonly chosen: Readonly<Record<string, Choice>>
}

export interface Kept {
  readonly pending: Pending
  readonly sending?: Sending | undefined
  readonly clash?: Clash | undefined
}

export const nameOfPlace = ({ key, unit, language = '', part = '', field = '' }: Place): string =>
  `${key} ${unit} ${language} ${part} ${field}`
