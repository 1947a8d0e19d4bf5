// Which of a text's quotations is in focus; a text is drawn again only when that changes for its own.
import type { Mark } from '../text/marks.ts'
import { useFocus } from './focus.ts'

export function useHot(marks: readonly Mark[]): string | undefined {
  return useFocus(({ thread }) =>
    thread !== undefined && marks.some(({ id }) => id === thread) ? thread : undefined,
  )
}
