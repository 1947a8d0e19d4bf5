// Moving a provision anywhere it fits: under what, and after what.
import { Modal } from '@mantine/core'
import { useState } from 'react'
import { useOpenText } from '../document/open-text.ts'
import type { Placed } from '../document/placed.ts'
import { useLanguage, useWords } from '../words/words.ts'
import { useDesk } from './desk.tsx'
import { useNames } from './names.ts'
import { withPlace } from './pending.ts'
import { hostsFor } from './places.ts'
import { words } from './tool-words.ts'

export function MoveDialog({ placed, close }: { placed: Placed; close: () => void }) {
  const t = useWords(words)
  const reader = useLanguage()
  const { work, version } = useDesk()!
  const { placed: all } = useOpenText()
  const name = useNames()
  const { key } = placed.clause
  const hosts = hostsFor(all, placed)
  const [host, setHost] = useState(placed.parent?.key ?? '')
  const [after, setAfter] = useState(placed.before ?? '')
  const siblings = (hosts.find((each) => each.key === host)?.children ?? []).filter(
    (each) => each.key !== key,
  )
  const titled = (each: string) => {
    const texts = all.find(({ clause }) => clause.key === each)?.clause.texts[reader]
    const said = texts?.heading ?? texts?.text?.slice(0, 60) ?? ''
    return [name(each), said]
      .filter((part, at, parts) => part !== '' && parts.indexOf(part) === at)
      .join(' – ')
  }
  const move = () => {
    work.change(version, (before) =>
      withPlace(before, { op: 'move', key, parent: host, ...(after !== '' && { after }) }),
    )
    close()
    setTimeout(() => {
      const moved = document.querySelector<HTMLElement>(`[data-edit="${CSS.escape(key)}"]`)
      moved?.focus()
      moved?.scrollIntoView({ block: 'center' })
    }, 300)
  }
  return (
    <Modal
      opened
      onClose={close}
      title={t('moveTitle', { name: name(key) })}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <form
        className="dialog"
        onSubmit={(event) => {
          event.preventDefault()
          move()
        }}
      >
        <label>
          {t('moveUnder')}
          <select
            className="field"
            value={host}
            onChange={(event) => {
              setHost(event.target.value)
              setAfter('')
            }}
          >
            {hosts.map((each) => (
              <option key={each.key} value={each.key}>
                {titled(each.key)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t('moveAfter')}
          <select className="field" value={after} onChange={(event) => setAfter(event.target.value)}>
            <option value="">{t('moveFirst')}</option>
            {siblings.map((each) => (
              <option key={each.key} value={each.key}>
                {titled(each.key)}
              </option>
            ))}
          </select>
        </label>
        <p className="q">{t('notSavedNote')}</p>
        <div className="dialog-buttons">
          <button type="button" className="btn" onClick={close}>
            {t('cancel')}
          </button>
          <button type="submit" className="btn k">
            {t('moveDo')}
          </button>
        </div>
      </form>
    </Modal>
  )
}
