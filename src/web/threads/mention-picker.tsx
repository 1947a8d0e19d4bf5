// Whose attention a comment draws: a small list to pick from, and those picked.
import type { Sop, Zone } from '../api/reads.ts'
import { DropMenu } from '../shell/drop-menu.tsx'
import { Icon } from '../shell/icons.tsx'
import { useReaders } from '../shell/readers.ts'
import { useSeat } from '../shell/workspace.tsx'
import { useWords } from '../words/words.ts'
import { ROLES, useMentionNames } from './names.ts'
import { words } from './words.ts'

export function MentionPicker({
  sop,
  zone,
  chosen,
  choose,
}: {
  sop: Sop
  zone: Zone
  chosen: readonly string[]
  choose: (chosen: readonly string[]) => void
}) {
  const t = useWords(words)
  const { me } = useSeat()
  const { codes } = useReaders(sop)
  const { nameOf, members } = useMentionNames(zone)
  const seats = ROLES.filter((role) => role !== 'reader').map((role) => `${me.delegation}/${role}`)
  const offered = [...(zone === 'table' ? codes : members.map(({ id }) => id)), ...seats]
  const left = offered.filter((each) => !chosen.includes(each))
  return (
    <div className="mentions">
      {chosen.map((each) => (
        <button
          type="button"
          className="tag o"
          key={each}
          aria-label={t('unmention', { name: nameOf(each) })}
          onClick={() => choose(chosen.filter((other) => other !== each))}
        >
          {nameOf(each)} <Icon sign="cross" small />
        </button>
      ))}
      <DropMenu
        position="bottom-start"
        width={240}
        className="mention-list"
        target={
          <button type="button" className="btn plain" disabled={left.length === 0 || chosen.length >= 20}>
            <Icon sign="people" small />
            {t('mention')}
          </button>
        }
      >
        {(Menu) => (
          <>
            {left.map((each) => (
              <Menu.Item key={each} onClick={() => choose([...chosen, each])}>
                {nameOf(each)}
              </Menu.Item>
            ))}
          </>
        )}
      </DropMenu>
    </div>
  )
}
