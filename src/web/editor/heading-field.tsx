// A heading as it is written: one line of words that grows as it needs to.
import type { ClauseEditorProps } from './clause-editor.tsx'
import { ClauseEditor } from './clause-editor.tsx'

/** Figures and references in it are what they are in a text; a new line there is none. */
export function HeadingField(props: Omit<ClauseEditorProps, 'inline'>) {
  return <ClauseEditor {...props} inline />
}
