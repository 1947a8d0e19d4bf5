// The list of shortcuts of the page one is on, and whether single letters are shortcuts at all.
import { Modal } from '@mantine/core'
import { useSyncExternalStore } from 'react'
import { changeSettings, useSettings } from '../words/settings.ts'
import { useWords } from '../words/words.ts'
import { words } from './shortcut-words.ts'
import { closeShortcuts, onShortcuts, shortcutsListed } from './shortcuts.ts'

export function ShortcutList() {
  const t = useWords(words)
  const settings = useSettings()
  const { open, shortcuts } = useSyncExternalStore(onShortcuts, shortcutsListed)
  return (
    <Modal
      opened={open}
      onClose={closeShortcuts}
      title={t('title')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <table className="tbl keys">
        <tbody>
          {shortcuts.map(({ keys, does }) => (
            <tr key={`${keys.join()} ${does}`}>
              <td>
                {keys.map((key) => (
                  <kbd key={key}>{key.length === 1 ? key.toUpperCase() : key}</kbd>
                ))}
              </td>
              <td>{does}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <label className="pick">
        <input
          type="checkbox"
          checked={settings.letters}
          onChange={(event) => changeSettings({ letters: event.currentTarget.checked })}
        />
        {t('letters')}
      </label>
    </Modal>
  )
}
