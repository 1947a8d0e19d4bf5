// How a caller wants texts shown: language, clause, digits, era and whose original; names from the reference lists.
import { type Clause, indexTree } from '../document/clause.ts'
import type { ShowOptions } from '../document/numbering.ts'
import type { Names } from '../formats/step-lines.ts'
import type { ReferenceLists } from './parts.ts'
import { code, language, oneOf, optional, text } from './schema.ts'

export const shownAs = {
  language: optional(language('Only this language.')),
  clause: optional(text('Only this clause, by key, with all below it.', { maxLength: 64 })),
  digits: optional(
    oneOf(['thai', 'arabic'], 'Digits of figures and numbers in Thai text; Thai if not said.'),
  ),
  era: optional(oneOf(['be', 'both', 'ce'], 'Era of dates in Thai text; Buddhist if not said.')),
  order: optional(code('The party that stands first: each state’s original puts itself first.')),
}

type Wanted = { digits?: 'thai' | 'arabic'; era?: 'be' | 'both' | 'ce'; order?: string }

export function showOptions({ digits, era, order }: Wanted, lists: ReferenceLists): ShowOptions {
  return {
    ...(digits && { digits }),
    ...(era && { era }),
    ...(order !== undefined && { order }),
    states: Object.fromEntries(lists.states.map(({ id, names }) => [id, names as Record<string, string>])),
  }
}

/** Names by id from the reference lists, and forms by key from the tree. */
export function namesOf(lists: ReferenceLists, tree: Clause): Names {
  const find = (list: ReferenceLists['agencies']) => {
    const names = new Map(list.map((item) => [item.id, item.names as Record<string, string>]))
    return (id: string, of: string) => names.get(id)?.[of]
  }
  const index = indexTree(tree)
  return {
    agency: find(lists.agencies),
    event: find(lists.events),
    form: (key, of) => index.get(key)?.clause.texts[of]?.heading,
  }
}
