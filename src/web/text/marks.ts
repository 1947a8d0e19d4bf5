// A range of a text's source that is marked: discussed words, inserted words, deleted words.

/** Code points of the source, from `start` up to but not including `end`. */
export interface Mark {
  readonly kind: 'quote' | 'ins' | 'del'
  readonly start: number
  readonly end: number
  /** of a quotation: the thread */
  readonly id?: string
}
