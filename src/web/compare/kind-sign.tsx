// The sign of what happened to a provision; a word stands beside it or in its title.
import { Icon } from '../shell/icons.tsx'
import { useWords } from '../words/words.ts'
import type { Kind } from './blocks.ts'
import { words } from './words.ts'

const SIGNS: Readonly<Record<Kind | 'renumbered', string>> = {
  words: 'w',
  facts: 'w',
  figure: 'f',
  moved: 'm',
  added: 'a',
  removed: 'd',
  renumbered: 'r',
}

export function KindSign({ kind, silent }: { kind: Kind | 'renumbered'; silent?: boolean }) {
  const t = useWords(words)
  const title = t(`kind_${kind}`)
  return (
    <span className={`ch ${SIGNS[kind]}`} title={title}>
      {!silent && <span className="vh">{title}: </span>}
      <span aria-hidden="true">{drawn(kind)}</span>
    </span>
  )
}

function drawn(kind: Kind | 'renumbered') {
  switch (kind) {
    case 'words':
      return 'Aa'
    case 'figure':
      return '12'
    case 'moved':
      return <Icon sign="moved" />
    case 'added':
      return '+'
    case 'removed':
      return '−'
    case 'facts':
      return <Icon sign="list" />
    case 'renumbered':
      return '№'
  }
}
