// What can be checked of a provision without a judgement: the same figures and references in every language. Pure.
import type { Words } from './pending.ts'

export interface Finding {
  readonly check: 'figures' | 'references'
  /** what all languages have */
  readonly names: readonly string[]
  /** languages in which it is missing, or stands another number of times */
  readonly off: readonly { readonly name: string; readonly languages: readonly string[] }[]
}

const REFERENCE = /\{\{(#?)([a-z0-9][a-z0-9_-]*)\}\}/g

function counted(words: Words): Map<string, number> {
  const counts = new Map<string, number>()
  for (const [, sharp, name] of Object.values(words).join('\n').matchAll(REFERENCE)) {
    if (name === 'parties' && sharp === '') continue
    const of = `${sharp}${name}`
    counts.set(of, (counts.get(of) ?? 0) + 1)
  }
  return counts
}

/** Compares the languages that have words; a language without any is named elsewhere. */
export function checksOf(texts: Readonly<Record<string, Words>>): Finding[] {
  const written = Object.entries(texts).filter(([, words]) => Object.values(words).some(Boolean))
  const counts = written.map(([language, words]) => [language, counted(words)] as const)
  const all = [...new Set(counts.flatMap(([, each]) => [...each.keys()]))]
  const finding = (check: Finding['check'], sharp: boolean): Finding => {
    const names = all.filter((name) => name.startsWith('#') === sharp)
    const off = names.flatMap((name) => {
      const most = Math.max(...counts.map(([, each]) => each.get(name) ?? 0))
      const languages = counts.flatMap(([language, each]) => ((each.get(name) ?? 0) < most ? [language] : []))
      return languages.length > 0 ? [{ name, languages }] : []
    })
    return { check, names, off }
  }
  return [finding('figures', false), finding('references', true)]
}

/** The figures that a provision shows, in the order in which they stand. */
export function figuresIn(texts: Readonly<Record<string, Words>>): string[] {
  const found = Object.values(texts).flatMap((words) => [...counted(words).keys()])
  return [...new Set(found)].filter((name) => !name.startsWith('#'))
}
