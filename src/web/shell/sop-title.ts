// The title of an SOP in the reader's language, or in the first that it has.
import type { Sop } from '../api/reads.ts'

export function sopTitle({ title }: Pick<Sop, 'title'>, language: string): string {
  return title[language] ?? title.en ?? Object.values(title)[0] ?? ''
}

/** The title without the long form before its abbreviation: "SOP on the Safe …". */
export function shortTitle(sop: Pick<Sop, 'title'>, language: string): string {
  return sopTitle(sop, language).replace(/^[^()]{4,80}\(([A-Z]{2,6})\)\s*/, '$1 ')
}
