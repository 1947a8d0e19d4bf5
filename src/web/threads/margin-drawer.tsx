// The margin as a drawer, in a window of middle size; loaded when it is first opened.
import { Drawer } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { Thread } from '../api/reads.ts'
import { useOpenText } from '../document/open-text.ts'
import { useWords } from '../words/words.ts'
import { Card } from './card.tsx'
import { useFocus } from './focus.ts'
import { GoOn } from './go-on.tsx'
import { useLeft } from './left.ts'
import { NewCard } from './new-card.tsx'
import { NoneYet } from './none-yet.tsx'
import { numbered } from './numbers.ts'
import { Settled } from './settled.tsx'
import { words } from './words.ts'
import { useWriting } from './writing.ts'

export function MarginDrawer({
  opened,
  label,
  ordered,
  close,
}: {
  opened: boolean
  label: string
  ordered: readonly Thread[]
  close: () => void
}) {
  const t = useWords(words)
  const open = useOpenText()
  // Opened after it is there: only then does it know where the focus was.
  const [up, setUp] = useState(false)
  useEffect(() => setUp(opened), [opened])
  const { numbers } = numbered(open)
  const { sop, zone } = open
  const beginning = useFocus((focus) => focus.beginning)
  const left = useLeft(sop.id)
  const waiting = left.get(zone === 'room' ? 'new-room' : 'new-table')?.beginning
  const writing = useWriting()
  const now = ordered.filter(({ id, state }) => state === 'open' || writing.has(id))
  return (
    <Drawer
      opened={up}
      onClose={close}
      position="right"
      size={380}
      title={label}
      closeButtonProps={{ 'aria-label': t('close') }}
      classNames={{ body: 'margin' }}
    >
      {waiting && !beginning && <GoOn beginning={waiting} />}
      {beginning && <NewCard beginning={beginning} />}
      {now.map((thread) => (
        <Card key={thread.id} thread={thread} number={numbers.get(thread.id)} left={left.has(thread.id)} />
      ))}
      {now.length === 0 && !beginning && <NoneYet />}
      <Settled threads={ordered.filter((each) => !now.includes(each))} />
    </Drawer>
  )
}
