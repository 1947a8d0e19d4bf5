// One part of a provision in one language, as it is being written: own insertions are marked at once.
import { type Ref, useCallback } from 'react'
import { useOpenText } from '../document/open-text.ts'
import { ClauseEditor, type ClauseEditorHandle } from '../editor/clause-editor.tsx'
import { changesBetween } from './word-changes.ts'

export interface WordsFieldProps {
  readonly value: string
  /** what stands in the version that is written on */
  readonly was: string
  readonly language: string
  readonly label: string
  readonly heading: boolean
  readonly onChange: (value: string) => void
  readonly onFocus: () => void
  readonly ref?: Ref<ClauseEditorHandle>
}

export function WordsField({ was, heading, ...rest }: WordsFieldProps) {
  const { context } = useOpenText()
  const compare = useCallback((now: string) => changesBetween(was, now), [was])
  return (
    <div className={heading ? 'written heading' : 'written'}>
      <ClauseEditor context={context} compare={compare} inline={heading} {...rest} />
    </div>
  )
}
