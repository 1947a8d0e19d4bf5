// How sources are cut into Markdown tokens: without HTML, without what would hide words. Pure.
import { Marked } from 'marked'

const never = () => undefined

/** `marked`, as far as texts may use it: neither HTML nor struck words, bare addresses or link definitions. */
export const lexing = new Marked({
  gfm: true,
  tokenizer: { url: never, del: never, html: never, tag: never, def: never },
})

const MASKED = /\{\{#?[a-z0-9][a-z0-9_-]{0,63}\}\}/g

/** The same source, unit by unit, with nothing in its references that Markdown could take for a sign of its own. */
export function masked(source: string): string {
  if (!source.includes('{{')) return source
  return source.replace(MASKED, (whole) => whole.replaceAll('_', '\uE000').replace('#', '\uE001'))
}

export function unmasked(text: string): string {
  return text.replaceAll('\uE000', '_').replaceAll('\uE001', '#')
}
