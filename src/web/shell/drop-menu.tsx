// A menu under a button. Until it is first opened it is that button alone: its code is loaded then, and a long text stays light.
import type { Menu, MenuProps } from '@mantine/core'
import { cloneElement, type ReactElement, type ReactNode, type Ref, useEffect, useRef, useState } from 'react'

type Parts = typeof Menu
type Button = ReactElement<{
  ref?: Ref<HTMLButtonElement>
  onClick?: () => void
  onPointerEnter?: () => void
  onFocus?: () => void
  'aria-haspopup'?: 'menu'
  'aria-expanded'?: boolean
}>

const load = async (): Promise<Parts> => (await import('./menu-parts.ts')).Menu
/** What is pointed at is fetched already. Where the service is gone, the click tries again. */
const soon = () => void load().catch(() => undefined)

export interface DropMenuProps extends Pick<MenuProps, 'position' | 'width' | 'onOpen'> {
  /** the button */
  readonly target: Button
  readonly className?: string
  /** its entries, made of the parts that are given */
  readonly children: (parts: Parts) => ReactNode
}

export function DropMenu({ target, className, children, ...rest }: DropMenuProps) {
  const [parts, setParts] = useState<{ readonly Menu: Parts }>()
  const [opened, setOpened] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const { onOpen } = rest
  useEffect(() => {
    if (!parts) return
    // The button is a new element now; the focus goes back to it when the menu is closed.
    button.current?.focus({ preventScroll: true })
    setOpened(true)
    onOpen?.()
  }, [parts])
  if (!parts)
    return cloneElement(target, {
      ref: button,
      'aria-haspopup': 'menu',
      'aria-expanded': false,
      onPointerEnter: soon,
      onFocus: soon,
      onClick: () =>
        void load().then(
          (Menu) => setParts({ Menu }),
          () => undefined,
        ),
    })
  const { Menu } = parts
  return (
    <Menu {...rest} opened={opened} onChange={setOpened} withInitialFocusPlaceholder={false}>
      <Menu.Target>{cloneElement(target, { ref: button })}</Menu.Target>
      <Menu.Dropdown {...(className !== undefined && { className })}>{children(Menu)}</Menu.Dropdown>
    </Menu>
  )
}
