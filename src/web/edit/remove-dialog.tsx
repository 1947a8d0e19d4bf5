// Removing a provision: asked once, with what goes with it.
import { Modal } from '@mantine/core'
import type { Placed } from '../document/placed.ts'
import { useWords } from '../words/words.ts'
import { useDesk } from './desk.tsx'
import { useNames } from './names.ts'
import { insertedIn, without, withoutPlace, withPlace } from './pending.ts'
import { words } from './tool-words.ts'

export function RemoveDialog({
  placed: { clause },
  below,
  close,
}: {
  placed: Placed
  below: number
  close: () => void
}) {
  const t = useWords(words)
  const { work, version } = useDesk()!
  const name = useNames()
  const called = name(clause.key)
  const remove = () => {
    work.change(version, (before) => {
      if (insertedIn(before, clause.key)) return withoutPlace(before, clause.key, 'insert')
      const keys: string[] = []
      const visit = (each: typeof clause) => {
        keys.push(each.key)
        each.children.forEach(visit)
      }
      visit(clause)
      return withPlace(without(before, keys), {
        op: 'remove',
        key: clause.key,
        ...(clause.id !== '' && { was: clause.id }),
      })
    })
    close()
  }
  return (
    <Modal
      opened
      onClose={close}
      title={t('removeTitle', { name: called })}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <div className="dialog">
        {below > 0 && <p className="b">{t('removeBelow', { count: below })}</p>}
        <p>{t('removeStays')}</p>
        <p className="q">{t('notSavedNote')}</p>
        <div className="dialog-buttons">
          <button type="button" className="btn" onClick={close}>
            {t('cancel')}
          </button>
          <button type="button" className="btn k" onClick={remove}>
            {t('removeDo')}
          </button>
        </div>
      </div>
    </Modal>
  )
}
