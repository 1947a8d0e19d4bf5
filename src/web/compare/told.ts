// A change in words: its line in the list, its line on paper.
import { useFormat } from '../words/format.ts'
import { useWords } from '../words/words.ts'
import { clauseOf, type Compared, isNewOrGone } from './blocks.ts'
import { callOn, type Comparison, headingOf, labelOf } from './comparison.ts'
import { figureLine, laggingIn, wordsChanged } from './wording.ts'
import { words } from './words.ts'

export interface Told {
  readonly name: string
  /** what stands under its name in the list */
  readonly short: string
  /** what stands above it on paper */
  readonly long: string
}

export function useTold(comparison: Comparison | undefined): (block: Compared) => Told {
  const t = useWords(words)
  const { list } = useFormat()
  if (!comparison) return () => ({ name: '', short: '', long: '' })
  const { from, to, reader, sop } = comparison
  return (block) => {
    const { head, rows, kinds } = block
    const kind = kinds[0]
    const own = clauseOf(head)
    const called = callOn(comparison, head)
    const name =
      own.kind === 'sop' ? t('general') : kind === 'removed' ? t('former', { was: called }) : called
    const heading = headingOf(own, reader) ?? ''
    if (kind === 'added') return { name, short: heading, long: t('wholeNew') }
    if (kind === 'removed') return { name, short: heading, long: t('wholeGone', { was: name }) }

    const figures = [
      ...new Set(
        [head, ...rows]
          .flatMap(({ entry }) => (entry && !isNewOrGone(entry) ? entry.parameters : []))
          .map((each) => each.name),
      ),
    ].map((figure) => figureLine(from.shown[figure]?.[reader], to.shown[figure]?.[reader]))
    const places = rows.filter(
      ({ entry }) => entry && (isNewOrGone(entry) || Object.keys(entry.texts).length > 0),
    )
    const short: string[] = []
    const long: string[] = []
    if (kinds.includes('moved')) {
      const headMoved = head.entry?.changes.includes('moved')
      const was = callOn(comparison, head, 'then')
      const before = head.then?.before
      const neighbour = before && comparison.changes && neighbourName(comparison, before)
      if (headMoved) {
        const renumbered = was !== called
        const said = neighbour
          ? renumbered
            ? t('formerlyAfter', { was, neighbour })
            : t('formerlyBehind', { neighbour })
          : t('formerly', { was })
        short.push(renumbered || !neighbour ? t('formerly', { was }) : t('formerlyBehind', { neighbour }))
        long.push(`${t('kind_moved')}: ${said}${kinds.length === 1 ? `. ${t('wordsKept')}` : ''}`)
      } else {
        const moved = rows.filter(({ entry }) => entry?.changes.includes('moved'))
        const said = t('partsMoved', { places: list(moved.map((row) => labelOf(row, reader))) })
        short.push(t('moved'))
        long.push(said)
      }
    }
    if (kinds.includes('words')) {
      const language = sop.languages.includes(reader) ? reader : 'en'
      const most = Math.max(...sop.languages.map((each) => wordsChanged(block, each)))
      const count = wordsChanged(block, language) || most
      const where = list(places.map((row) => labelOf(row, reader)))
      const lagging = sop.languages.filter((each) => laggingIn(block, each).length > 0)
      short.push(
        [
          where,
          count > 0 && t('wordsCount', { count }),
          lagging.length > 0 &&
            t('unchangedIn', {
              languages: list(lagging.map((each) => t(`language_${each}` as 'language_en'))),
            }),
        ]
          .filter(Boolean)
          .join(' · '),
      )
      const parts = new Set(Object.values(head.entry?.texts ?? {}).flatMap((each) => Object.keys(each)))
      if (parts.has('heading')) long.push(t('headingChanged'))
      if (places.length > 0) long.push(t('wordsIn', { places: where }))
      else if (parts.size > (parts.has('heading') ? 1 : 0)) long.push(t('kind_words'))
    }
    if (kinds.includes('figure')) {
      short.push(...figures)
      long.push(t('figureAll'))
    }
    if (kinds.includes('facts')) {
      if (kinds.length === 1) short.push(t('kind_facts'))
      long.push(t('kind_facts'))
    }
    return { name, short: short.join('; '), long: long.join(' · ') }
  }
}

/** The heading or the number of the clause that stood before. */
function neighbourName({ from, reader }: Comparison, key: string): string | undefined {
  return from.references[key]?.[reader]
}
