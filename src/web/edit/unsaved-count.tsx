// What stands at the right of the status line: how many provisions are unsaved.
import { Icon } from '../shell/icons.tsx'
import { useWords } from '../words/words.ts'
import { useDesk, useWork } from './desk.tsx'
import { unsavedKeys } from './pending.ts'
import { words } from './words.ts'

export function UnsavedCount() {
  const t = useWords(words)
  const desk = useDesk()
  const count = useWork(desk?.work, ({ pending }) => (pending ? unsavedKeys(pending).length : 0))
  if (!desk) return null
  return (
    <>
      <Icon sign={count > 0 ? 'unsaved' : 'check'} small />{' '}
      {count > 0 ? t('countUnsaved', { count }) : t('allSaved')}
    </>
  )
}
