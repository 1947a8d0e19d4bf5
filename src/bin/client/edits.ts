// Edits as a person writes them: a file of JSON or YAML, or key.language.part=value.
import { parse } from 'yaml'
import type { components } from '../../client/client.ts'

export type Edit = components['schemas']['Edit']

export interface Wanted {
  readonly edits: Edit[]
  readonly base?: string
  readonly message?: string
}

/** What a file says: a list of edits, or `edits` with `base` and `message` beside it. The service judges each edit. */
export function readEdits(text: string): Wanted | undefined {
  const read = parseOrNothing(text)
  if (Array.isArray(read)) return { edits: read as Edit[] }
  if (typeof read !== 'object' || read === null) return undefined
  const { edits, base, message } = read as Record<string, unknown>
  if (!Array.isArray(edits)) return undefined
  return {
    edits: edits as Edit[],
    ...((typeof base === 'string' || typeof base === 'number') && { base: `${base}` }),
    ...(typeof message === 'string' && { message }),
  }
}

function parseOrNothing(text: string): unknown {
  try {
    return parse(text) as unknown
  } catch {
    return undefined
  }
}

const SET = /^([^.=]+)\.([a-z]{2,3})\.(heading|text|trigger|safeguard|expiry)=(.*)$/s

/** `purpose.th.heading=…` as an edit; an empty value takes the words away. */
export function setting(said: string): Edit | undefined {
  const [, key, language, part, value] = SET.exec(said) ?? []
  if (key === undefined || language === undefined) return undefined
  const edit = { op: 'setText', key, language, part, ...(value !== '' && { value }) }
  return edit as Edit
}
