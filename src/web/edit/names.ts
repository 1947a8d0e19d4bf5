// What a provision is called on the screen: its number, its heading, or what it is while it is new.
import { nameOf, useOpenText } from '../document/open-text.ts'
import { useLanguage, useWords } from '../words/words.ts'
import type { Kind } from './pending.ts'
import { words as toolWords } from './tool-words.ts'
import { words } from './words.ts'

/** Names a clause by its key; a new one is called by its kind. */
export function useNames(): (key: string) => string {
  const t = useWords(words)
  const kind = useKinds()
  const open = useOpenText()
  const reader = useLanguage()
  return (key) => {
    const found = open.index.get(key)?.clause
    if (found?.id === '') return t('newProvision', { kind: kind(found.kind) })
    if (open.version.references?.[key]?.[reader] === undefined) {
      const label = found?.label?.[reader]
      const heading = found?.texts[reader]?.heading
      return [label, heading].filter(Boolean).join(' ') || (found ? kind(found.kind) : key)
    }
    return nameOf(open, key, reader)
  }
}

export function useKinds(): (kind: Kind) => string {
  const t = useWords(toolWords)
  return (kind) => t(`kind_${kind}`)
}
