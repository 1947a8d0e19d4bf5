// How provisions are called: "Article 9 (2)", by the numbers of this version; and where a figure stands. Pure.
import type { Clause, Version } from '../api/reads.ts'

/** Kinds that are counted within an article, a form or an annex. */
const WITHIN = ['paragraph', 'step']

/** The name of each provision in one language, by key. */
export function placeNames(root: Clause, language: string): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  const visit = (clause: Clause, above: string) => {
    const own = clause.label?.[language] ?? clause.texts[language]?.heading ?? ''
    const inside = WITHIN.includes(clause.kind) && above !== ''
    const name = !inside ? own : own === '' ? above : `${above}${joint(own, language)}${own}`
    names.set(clause.key, name)
    for (const child of clause.children) visit(child, name)
  }
  visit(root, '')
  return names
}

const joint = (own: string, language: string) => (own.startsWith('(') || language === 'th' ? ' ' : ', ')

/** The first provision in whose words or time limit each figure stands. */
export function figurePlaces({ clause: root }: Pick<Version, 'clause'>): ReadonlyMap<string, string> {
  const places = new Map<string, string>()
  const note = (name: string, key: string) => {
    if (!places.has(name)) places.set(name, key)
  }
  const visit = ({ key, texts, facts, children }: Clause) => {
    for (const text of Object.values(texts))
      for (const part of Object.values(text))
        if (typeof part === 'string')
          for (const [, name] of part.matchAll(/\{\{([a-z0-9_]+)\}\}/g)) note(name!, key)
    const limit = facts.step?.limit
    if (limit && 'parameter' in limit && typeof limit.parameter === 'string') note(limit.parameter, key)
    children.forEach(visit)
  }
  visit(root)
  return places
}
