// A list to choose one thing from, found by typing.
import { Modal } from '@mantine/core'
import { useId, useMemo, useRef, useState } from 'react'
import { useWords } from '../words/words.ts'
import { words } from './words.ts'

export interface Choice {
  readonly id: string
  readonly name: string
  /** a second line */
  readonly more?: string | undefined
  /** what it is also found by */
  readonly also?: string
}

export interface ChosenListProps {
  readonly title: string
  readonly opened: boolean
  readonly choices: readonly Choice[]
  readonly onChoose: (id: string) => void
  readonly onClose: () => void
}

const plain = (text: string) => text.normalize('NFC').toLowerCase()

export function ChosenList({ title, opened, onClose, ...rest }: ChosenListProps) {
  const t = useWords(words)
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      closeButtonProps={{ 'aria-label': t('close') }}
      size={620}
    >
      <Choices title={title} {...rest} />
    </Modal>
  )
}

function Choices({ title, choices, onChoose }: Pick<ChosenListProps, 'title' | 'choices' | 'onChoose'>) {
  const t = useWords(words)
  const id = useId()
  const list = useRef<HTMLUListElement>(null)
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const found = useMemo(() => {
    const wanted = plain(typed).split(/\s+/).filter(Boolean)
    return choices.filter(({ name, more = '', also = '' }) => {
      const all = plain(`${name} ${more} ${also}`)
      return wanted.every((each) => all.includes(each))
    })
  }, [choices, typed])
  const active = Math.min(at, found.length - 1)
  const go = (to: number) => {
    const next = Math.max(0, Math.min(found.length - 1, to))
    setAt(next)
    list.current?.children[next]?.scrollIntoView({ block: 'nearest' })
  }
  const steps: Readonly<Record<string, () => void>> = {
    ArrowDown: () => go(active + 1),
    ArrowUp: () => go(active - 1),
    PageDown: () => go(active + 8),
    PageUp: () => go(active - 8),
    Enter: () => found[active] && onChoose(found[active].id),
  }
  return (
    <>
      <input
        className="field"
        data-autofocus
        type="search"
        role="combobox"
        aria-label={`${title}: ${t('search')}`}
        placeholder={t('search')}
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={found.length > 0 ? `${id}-${active}` : undefined}
        value={typed}
        onChange={({ target }) => {
          setTyped(target.value)
          setAt(0)
        }}
        onKeyDown={(event) => {
          const step = steps[event.key]
          if (!step || event.nativeEvent.isComposing) return
          event.preventDefault()
          step()
        }}
      />
      <p className="vh" role="status">
        {found.length === 0 ? t('noneFound') : t('found', { count: found.length })}
      </p>
      {found.length === 0 ? (
        <p className="empty">{t('noneFound')}</p>
      ) : (
        <ul className="chosen-list" role="listbox" id={`${id}-list`} aria-label={title} ref={list}>
          {found.map((choice, place) => (
            <li
              key={choice.id}
              id={`${id}-${place}`}
              role="option"
              aria-selected={place === active}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => onChoose(choice.id)}
            >
              <span>{choice.name}</span>
              {choice.more && <span className="q">{choice.more}</span>}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
