// What a text's references show, in each language.

type Said = Readonly<Record<string, Readonly<Record<string, string>>>>

export interface TextContext {
  /** figures by name and language; unsettled ones stand in brackets */
  readonly figures: Said
  /** how a reference to a clause reads, by key and language */
  readonly references: Said
  /** how the parties are named in a text, by language */
  readonly parties: Readonly<Record<string, string>>
  /** Thai terms that are never broken at the end of a line */
  readonly whole: readonly string[]
}
