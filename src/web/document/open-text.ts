// What every part of the document page knows: the SOP, its version, the languages side by side, how figures are shown.
import { createContext, useContext } from 'react'
import type { Sop, Thread, Version, Zone } from '../api/reads.ts'
import type { TextContext } from '../text/text-context.ts'
import type { Placed } from './placed.ts'

export interface OpenText {
  readonly zone: Zone
  readonly sop: Sop
  readonly version: Version
  /** whether it is the newest version, or was when the page was opened */
  readonly standing: boolean
  /** the version that was the newest when the page was opened */
  readonly held: number
  /** all its languages, one's own first */
  readonly order: readonly string[]
  /** the languages shown, from left to right */
  readonly languages: readonly string[]
  /** how many fit */
  readonly columns: number
  readonly choose: (languages: readonly string[]) => void
  readonly context: TextContext
  readonly placed: readonly Placed[]
  readonly index: ReadonlyMap<string, Placed>
  readonly threads: readonly Thread[]
  /** versions in which discussed words stood that have changed or gone since */
  readonly earlier: ReadonlyMap<number, Version>
}

const OpenTextContext = createContext<OpenText | undefined>(undefined)
export const OpenTextProvider = OpenTextContext.Provider

export function useOpenText(): OpenText {
  const open = useContext(OpenTextContext)
  if (!open) throw new Error('no text is open')
  return open
}

/** How a clause is called in a language: Article 4 (3); its heading where it has no number. */
export function nameOf(
  { version, index }: Pick<OpenText, 'version' | 'index'>,
  key: string,
  language: string,
): string {
  const texts = index.get(key)?.clause.texts[language]
  return version.references[key]?.[language] ?? texts?.heading ?? key
}
