// The fingerprint that is typed from the foot of the paper: what was meant, and of which version it is. Pure.

interface Known {
  readonly number: number
  readonly version: string
}
export type Match =
  | { readonly of: 'incomplete' }
  | { readonly of: 'this' }
  /** another version's: that paper is not the text shown here */
  | { readonly of: 'other'; readonly number: number }
  /** the fingerprint of one language of this version */
  | { readonly of: 'language'; readonly language: string }
  | { readonly of: 'none' }

const LENGTH = 8

/** What was typed as a fingerprint is written: lower case, without spaces, Thai digits as Arabic ones. */
export function cleanFingerprint(typed: string): string {
  return typed
    .normalize('NFKC')
    .replace(/[๐-๙]/g, (digit) => String(digit.codePointAt(0)! - 0x0e50))
    .toLowerCase()
    .replace(/[^0-9a-f]/g, '')
    .slice(0, LENGTH)
}

/** Which version the typed fingerprint belongs to. */
export function matchFingerprint(
  typed: string,
  here: Known & { readonly languages: Readonly<Record<string, string>> },
  versions: readonly Known[],
): Match {
  const said = cleanFingerprint(typed)
  if (said.length < LENGTH) return { of: 'incomplete' }
  if (here.version.startsWith(said)) return { of: 'this' }
  const other = versions.find(({ version }) => version.startsWith(said))
  if (other) return { of: 'other', number: other.number }
  const language = Object.entries(here.languages).find(([, hash]) => hash.startsWith(said))
  return language ? { of: 'language', language: language[0] } : { of: 'none' }
}
