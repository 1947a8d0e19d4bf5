// Asked once by who leaves with unsaved words: they are kept in any case.
import { Modal } from '@mantine/core'
import { useWords } from '../words/words.ts'
import { words } from './words.ts'

export function LeaveDialog({ stay, leave }: { stay: () => void; leave: () => void }) {
  const t = useWords(words)
  return (
    <Modal opened onClose={stay} title={t('leaveTitle')} closeButtonProps={{ 'aria-label': t('leaveStay') }}>
      <p>{t('leaveKept')}</p>
      <div className="dialog-buttons">
        <button type="button" className="btn" onClick={stay}>
          {t('leaveStay')}
        </button>
        <button type="button" className="btn k" onClick={leave}>
          {t('leaveDo')}
        </button>
      </div>
    </Modal>
  )
}
