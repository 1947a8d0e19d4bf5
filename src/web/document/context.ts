// What a version's texts refer to, as each language shows it.
import type { Schema } from '../api/client.ts'
import type { Version } from '../api/reads.ts'
import type { TextContext } from '../text/text-context.ts'

export function contextOf(version: Version, terms: Schema<'ReferenceList'> | undefined): TextContext {
  return {
    figures: version.shown,
    references: version.references,
    parties: version.parties,
    whole: terms?.items.flatMap(({ terms: of }) => (of?.th === undefined ? [] : [of.th])) ?? [],
  }
}
