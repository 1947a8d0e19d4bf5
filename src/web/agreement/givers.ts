// Who gives an act, by seat, in the reader's language.
import { useWords } from '../words/words.ts'
import { words as actWords } from './act-words.ts'
import { type ActKind, GIVEN_BY } from './offered.ts'
import { words } from './words.ts'

/** The seat that gives an act, or either of two; without an act, any that gives one. */
export function useGivers(): (act: ActKind | undefined) => string {
  const t = useWords(words)
  const says = useWords(actWords)
  return (act) => {
    const seats = act === undefined ? (['head', 'signatory'] as const) : GIVEN_BY[act]
    const [one = '', other] = seats.map((role) => says(`role_${role}`))
    return other === undefined ? one : t('eitherOf', { one, other })
  }
}
