// The figures of an SOP to choose from, each as all its languages show it.
import { useMemo } from 'react'
import type { TextContext } from '../text/text-context.ts'
import { useFormat } from '../words/format.ts'
import { useWords } from '../words/words.ts'
import { ChosenList } from './chosen-list.tsx'
import { words } from './words.ts'

export interface FigurePickerProps {
  readonly figures: TextContext['figures']
  /** languages in the order in which they are shown */
  readonly languages: readonly string[]
  /** the provisions that use a figure, by its name */
  readonly uses?: Readonly<Record<string, readonly string[]>>
  readonly opened: boolean
  readonly onPick: (name: string) => void
  readonly onClose: () => void
}

const FEW = 3

export function FigurePicker({ figures, languages, uses, opened, onPick, onClose }: FigurePickerProps) {
  const t = useWords(words)
  const { list } = useFormat()
  const choices = useMemo(
    () =>
      Object.entries(figures).map(([name, shown]) => {
        const places = uses?.[name] ?? []
        const said = [...new Set(languages.map((language) => shown[language] ?? ''))].filter(Boolean)
        return {
          id: name,
          name: said.join(' · '),
          also: name.replaceAll('_', ' '),
          more: places.length > 0 ? t('usedIn', { places: list(places.slice(0, FEW)) }) : undefined,
        }
      }),
    [figures, languages, uses, t, list],
  )
  return (
    <ChosenList
      title={t('pickFigure')}
      opened={opened}
      choices={choices}
      onChoose={onPick}
      onClose={onClose}
    />
  )
}
