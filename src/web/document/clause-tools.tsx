// What can be done with a clause, beside it: edit, insert, move, remove, its history.
import { lazy, Suspense, useState } from 'react'
import { countBelow, kindsUnder, stepFrom } from '../edit/places.ts'
import { useDesk } from '../edit/desk.tsx'
import { useKinds, useNames } from '../edit/names.ts'
import { insertedIn, type Kind, newKey, withPlace } from '../edit/pending.ts'
import { words } from '../edit/tool-words.ts'
import { DropMenu } from '../shell/drop-menu.tsx'
import { Icon } from '../shell/icons.tsx'
import { useWords } from '../words/words.ts'
import { useOpenText } from './open-text.ts'
import type { Placed } from './placed.ts'

const MoveDialog = lazy(async () => ({ default: (await import('../edit/move-dialog.tsx')).MoveDialog }))
const RemoveDialog = lazy(async () => ({
  default: (await import('../edit/remove-dialog.tsx')).RemoveDialog,
}))
const HistoryDialog = lazy(async () => ({
  default: (await import('../edit/history-dialog.tsx')).HistoryDialog,
}))
type Dialog = 'move' | 'remove' | 'history'

const FIXED: readonly Kind[] = ['sop', 'preamble', 'signature']

export function ClauseTools({ placed }: { placed: Placed }) {
  const t = useWords(words)
  const desk = useDesk()
  const name = useNames()
  const kind = useKinds()
  const { zone, placed: all } = useOpenText()
  const [dialog, setDialog] = useState<Dialog>()
  const { clause, parent } = placed
  const { key } = clause
  const editable = desk?.editable === true && desk.marks.get(key) !== 'removed'
  const isNew = clause.id === ''
  if (zone !== 'table' || (!editable && isNew)) return null
  const called = name(key)

  const insert = (what: Kind, under: string, after: string | undefined) => {
    if (!desk) return
    const made = newKey()
    desk.work.change(desk.version, (before) =>
      withPlace(before, {
        op: 'insert',
        key: made,
        kind: what,
        parent: under,
        ...(after !== undefined && { after }),
      }),
    )
    desk.work.begin(desk.version, made)
  }
  const move = (direction: 'up' | 'down') => {
    const spot = stepFrom(all, key, direction)
    if (!desk || !spot) return
    desk.work.change(desk.version, (before) =>
      insertedIn(before, key)
        ? {
            ...before,
            places: before.places.map((each) =>
              each.key === key && each.op === 'insert'
                ? { op: 'insert', key, kind: each.kind, ...spot }
                : each,
            ),
          }
        : withPlace(before, { op: 'move', key, ...spot }),
    )
    setTimeout(() => {
      const moved = document.querySelector<HTMLElement>(`[data-edit="${CSS.escape(key)}"]`)
      moved?.focus()
      moved?.scrollIntoView({ block: 'nearest' })
    }, 50)
  }
  const last = clause.children.at(-1)?.key
  return (
    <div
      className="clause-tools noprint"
      role="group"
      aria-label={called}
      onKeyDown={(event) => {
        if (!event.altKey || !editable || FIXED.includes(clause.kind)) return
        if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
        event.preventDefault()
        move(event.key === 'ArrowUp' ? 'up' : 'down')
      }}
    >
      {editable && (
        <button
          type="button"
          className="tool"
          data-edit={key}
          aria-label={t('editNamed', { name: called })}
          title={`${t('edit')} (E)`}
          onClick={() => desk.work.begin(desk.version, key)}
        >
          <Icon sign="pen" />
        </button>
      )}
      <DropMenu
        position="bottom-end"
        width={280}
        target={
          <button
            type="button"
            className="tool"
            aria-label={t('more', { name: called })}
            title={t('more', { name: called })}
          >
            <b aria-hidden="true">⋯</b>
          </button>
        }
      >
        {(Menu) => (
          <>
            {editable && (
              <>
                <Menu.Item onClick={() => desk.work.begin(desk.version, key)}>{t('edit')}</Menu.Item>
                {parent &&
                  kindsUnder(parent.kind).map((each) => (
                    <Menu.Item key={`after ${each}`} onClick={() => insert(each, parent.key, key)}>
                      {t('insertAfter', { kind: kind(each) })}
                    </Menu.Item>
                  ))}
                {kindsUnder(clause.kind).map((each) => (
                  <Menu.Item key={`inside ${each}`} onClick={() => insert(each, key, last)}>
                    {t('insertInside', { kind: kind(each) })}
                  </Menu.Item>
                ))}
                {!FIXED.includes(clause.kind) && (
                  <>
                    <Menu.Divider />
                    <Menu.Item disabled={!stepFrom(all, key, 'up')} onClick={() => move('up')}>
                      {t('moveUp')} <kbd>Alt ↑</kbd>
                    </Menu.Item>
                    <Menu.Item disabled={!stepFrom(all, key, 'down')} onClick={() => move('down')}>
                      {t('moveDown')} <kbd>Alt ↓</kbd>
                    </Menu.Item>
                    <Menu.Item onClick={() => setDialog('move')}>{t('moveTo')}</Menu.Item>
                    <Menu.Item onClick={() => setDialog('remove')}>{t('remove')}</Menu.Item>
                  </>
                )}
                <Menu.Divider />
              </>
            )}
            {!isNew && <Menu.Item onClick={() => setDialog('history')}>{t('history')}</Menu.Item>}
          </>
        )}
      </DropMenu>
      <Suspense fallback={null}>
        {dialog === 'move' && <MoveDialog placed={placed} close={() => setDialog(undefined)} />}
        {dialog === 'remove' && (
          <RemoveDialog placed={placed} below={countBelow(clause)} close={() => setDialog(undefined)} />
        )}
        {dialog === 'history' && <HistoryDialog placed={placed} close={() => setDialog(undefined)} />}
      </Suspense>
    </div>
  )
}
