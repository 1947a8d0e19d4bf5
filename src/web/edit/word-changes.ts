// What changed between two texts, word by word, Thai by its words; joined so that one reads phrases. Pure.
import { diffArrays } from 'diff'

/** A stretch that both texts have, that only the first has, or that only the second has. */
export type Change = readonly ['=' | '-' | '+', string]

const segmenter = new Intl.Segmenter('th', { granularity: 'word' })
const FIGURE = /(\{\{#?[a-z0-9][a-z0-9_-]{0,63}\}\})/
const LONGEST = 20_000

/** Words, spaces and signs; a figure or a reference is one. Cut by paragraph: segmenting is slow on long texts. */
export function tokensOf(text: string): string[] {
  return text
    .split(/(\n+)/)
    .flatMap((paragraph) =>
      paragraph
        .split(FIGURE)
        .flatMap((piece) =>
          piece.startsWith('{{') ? [piece] : [...segmenter.segment(piece)].map(({ segment }) => segment),
        ),
    )
    .filter((token) => token !== '')
}

export function changesBetween(was: string, value: string): Change[] {
  if (was === value) return value === '' ? [] : [['=', value]]
  if (was === '') return [['+', value]]
  if (value === '') return [['-', was]]
  if (was.length + value.length > LONGEST)
    return [
      ['-', was],
      ['+', value],
    ]
  const found: [sign: '=' | '-' | '+', words: string][] = diffArrays(tokensOf(was), tokensOf(value)).map(
    ({ added, removed, value: tokens }) => [added ? '+' : removed ? '-' : '=', tokens.join('')],
  )
  return phrases(found)
}

/** A lone space or a short word between two changes belongs to the phrase that changed. */
function phrases(found: readonly [sign: '=' | '-' | '+', words: string][]): Change[] {
  const out: Change[] = []
  let gone = ''
  let come = ''
  const close = () => {
    if (gone !== '') out.push(['-', gone])
    if (come !== '') out.push(['+', come])
    gone = come = ''
  }
  found.forEach(([sign, words], at) => {
    if (sign === '-') gone += words
    else if (sign === '+') come += words
    else if (
      gone !== '' &&
      come !== '' &&
      at < found.length - 1 &&
      words.length <= 2 &&
      !words.includes('\n')
    ) {
      gone += words
      come += words
    } else {
      close()
      out.push(['=', words])
    }
  })
  close()
  return out
}

const wordLike = (text: string): number =>
  tokensOf(text).filter((token) => /[\p{L}\p{N}]/u.test(token)).length

/** How many words came, in place of how many. */
export function countChanges(changes: readonly Change[]): { added: number; removed: number } {
  let [added, removed] = [0, 0]
  for (const [sign, words] of changes) {
    if (sign === '+') added += wordLike(words)
    else if (sign === '-') removed += wordLike(words)
  }
  return { added, removed }
}
