// The provisions of an SOP to refer to, by number and heading.
import { useMemo } from 'react'
import { useWords } from '../words/words.ts'
import { ChosenList } from './chosen-list.tsx'
import { words } from './words.ts'

export interface Referred {
  readonly key: string
  /** its number as the reader knows it: "Article 4 (3)" */
  readonly number: string
  readonly heading?: string | undefined
}

export interface ReferencePickerProps {
  readonly clauses: readonly Referred[]
  readonly opened: boolean
  readonly onPick: (key: string) => void
  readonly onClose: () => void
}

export function ReferencePicker({ clauses, opened, onPick, onClose }: ReferencePickerProps) {
  const t = useWords(words)
  const choices = useMemo(
    () => clauses.map(({ key, number, heading }) => ({ id: key, name: number, more: heading })),
    [clauses],
  )
  return (
    <ChosenList
      title={t('pickReference')}
      opened={opened}
      choices={choices}
      onChoose={onPick}
      onClose={onClose}
    />
  )
}
