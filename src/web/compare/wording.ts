// Small pieces of a comparison's wording: what two labels share, what became of a figure, how many words changed. Pure.
import type { Compared, Entry } from './blocks.ts'

type Change = readonly ['=' | '-' | '+', string]

/** Two labels by words: what both begin and end with is kept. `Article 12`, `Article 10` differ in the number. */
export function labelChanges(then: string | undefined, now: string | undefined): Change[] {
  if (then === now) return now === undefined ? [] : [['=', now]]
  const [before, after] = [piecesOf(then), piecesOf(now)]
  let start = 0
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1
  let end = 0
  while (
    end < before.length - start &&
    end < after.length - start &&
    before.at(-1 - end) === after.at(-1 - end)
  )
    end += 1
  const changes: Change[] = [
    ['=', before.slice(0, start).join('')],
    ['-', before.slice(start, before.length - end).join('')],
    ['+', after.slice(start, after.length - end).join('')],
    ['=', end === 0 ? '' : before.slice(-end).join('')],
  ]
  return changes.filter(([, words]) => words !== '')
}

const piecesOf = (label: string | undefined): string[] =>
  label?.match(/[\p{L}\p{M}\p{N}]+|[^\p{L}\p{M}\p{N}]/gu) ?? []

/** "10 → 7 working days": a figure that became another, what both end with said once. */
export function figureLine(then: string | undefined, now: string | undefined): string {
  if (then === undefined || now === undefined) return now ?? then ?? ''
  const changes = labelChanges(then, now)
  return changes
    .map(([sign, words], at) => (sign === '+' && changes[at - 1]?.[0] === '-' ? ` → ${words}` : words))
    .join('')
}

const segmenters = new Map<string, Intl.Segmenter>()
const counted = new WeakMap<Compared, Map<string, number>>()

/** How many words of a language were inserted or deleted in a block; a replaced word counts once. */
export function wordsChanged(block: Compared, language: string): number {
  const known = counted.get(block) ?? new Map<string, number>()
  counted.set(block, known)
  const found = known.get(language) ?? countChanged(block, language)
  known.set(language, found)
  return found
}

function countChanged({ head, rows }: Compared, language: string): number {
  const segmenter = segmenters.get(language) ?? new Intl.Segmenter(language, { granularity: 'word' })
  segmenters.set(language, segmenter)
  const count = (words: string) => {
    let all = 0
    for (const { isWordLike } of segmenter.segment(words)) if (isWordLike) all += 1
    return all
  }
  let all = 0
  for (const { entry } of [head, ...rows])
    for (const changes of Object.values<readonly Change[]>(
      (entry?.texts[language] ?? {}) as Record<string, Change[]>,
    )) {
      const [gone, come] = ['-', '+'].map((wanted) =>
        changes.reduce((sum, [sign, words]) => (sign === wanted ? sum + count(words) : sum), 0),
      )
      all += Math.max(gone!, come!)
    }
  return all
}

/** Whether a language differs in a block: its words, or a figure that all languages show. */
export function touches({ head, rows }: Compared, language: string): boolean {
  return [head, ...rows].some(
    ({ entry, then, now }) =>
      entry &&
      (language in entry.texts ||
        entry.parameters.length > 0 ||
        (!(then && now) && (now ?? then)!.clause.texts[language] !== undefined)),
  )
}

/** The clauses of a block whose words stayed in a language while those of another changed. */
export const laggingIn = ({ head, rows }: Compared, language: string): Entry[] =>
  [head, ...rows].flatMap(({ entry }) => (entry?.unchanged.includes(language) ? [entry] : []))

/** Of the changes of a text, only what stood before, or only what stands now. */
export function oneSide(changes: readonly Change[], side: 'then' | 'now'): Change[] {
  return changes.filter(([sign]) => sign !== (side === 'then' ? '+' : '-'))
}
