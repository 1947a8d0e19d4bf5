// Who sees what: the true list of an SOP's readers, by name, one's own side left out.
import type { Sop } from '../api/reads.ts'
import { useFormat } from '../words/format.ts'
import { useWords } from '../words/words.ts'
import { words } from './words.ts'
import { useSeat } from './workspace.tsx'

export interface Readers {
  /** the other side's delegations and the observers who see the joint text, as one list of names */
  readonly others: string
  /** the other parties alone */
  readonly parties: string
  readonly codes: readonly string[]
}

export function useReaders(sop: Sop | undefined): Readers {
  const { me, name } = useSeat()
  const { list } = useFormat()
  const t = useWords(words)
  if (!sop) return { others: '', parties: '', codes: [] }
  const parties = sop.parties.filter(
    ({ delegation, state }) => delegation !== me.delegation && state === 'member',
  )
  const observers = sop.observers.filter(({ delegation }) => delegation !== me.delegation)
  return {
    others: list([
      ...parties.map(({ delegation }) => name(delegation)),
      ...observers.map(({ delegation }) => t('observer', { name: name(delegation) })),
    ]),
    parties: list(parties.map(({ delegation }) => name(delegation))),
    codes: [...parties, ...observers].map(({ delegation }) => delegation),
  }
}
