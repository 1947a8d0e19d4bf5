// What is named on a card: its provision, and those whom a comment mentions.
import { useQuery } from '@tanstack/react-query'
import { readMembers, type Thread, type Zone } from '../api/reads.ts'
import { nameOf, useOpenText } from '../document/open-text.ts'
import { words as documentWords } from '../document/words.ts'
import { useSeat } from '../shell/workspace.tsx'
import { useLanguage, useWords } from '../words/words.ts'
import type { Place } from './marks.ts'
import { words } from './words.ts'

export const ROLES = ['head', 'signatory', 'drafter', 'legal', 'linguist', 'secretary', 'reader'] as const
type Named = (typeof ROLES)[number]

/** Names the provision of a passage, and its language: "Article 9 (1) · English". */
export function usePlaceNames(): (place: Place, thread?: Thread) => { name: string; language: string } {
  const open = useOpenText()
  const reader = useLanguage()
  const say = useWords(documentWords)
  return ({ key, language }, thread) => {
    const gone = thread && !open.index.has(key) ? open.earlier.get(thread.anchor.version) : undefined
    const references = gone?.references[key]
    const name = references?.[reader] ?? (gone ? key : nameOf(open, key, reader))
    return { name, language: say(`language_${language}` as 'language_en') }
  }
}

/** Names whom a comment mentions: a delegation, a seat of one, or, in one's own room, a member. */
export function useMentionNames(zone: Zone): {
  readonly nameOf: (mention: string) => string
  readonly members: readonly { readonly id: string; readonly name: string }[]
} {
  const t = useWords(words)
  const { me, name } = useSeat()
  const members = useQuery({ ...readMembers(me.delegation), enabled: zone === 'room', retry: false })
  const active = members.data?.filter((member) => member.active && member.id !== me.member) ?? []
  return {
    members: active,
    nameOf: (mention) => {
      const [code = '', role] = mention.split('/')
      if (/^[0-9a-f]{32}$/.test(mention)) {
        const found = members.data?.find(({ id }) => id === mention)
        return found ? found.name : t('aMember')
      }
      if (role === undefined) return name(code)
      const seat = ROLES.includes(role as Named) ? t(`role_${role as Named}`) : role
      return zone === 'room' && code === me.delegation
        ? seat
        : t('ofDelegation', { seat, delegation: name(code) })
    },
  }
}
