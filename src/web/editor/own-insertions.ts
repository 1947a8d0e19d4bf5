// Words that one has put in, marked as one writes.
import { Extension } from '@tiptap/core'
import type { Node as ProseNode } from '@tiptap/pm/model'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import type { WordChanges } from '../text/union.ts'
import { type PlacedWord, placedWords } from './placed-words.ts'

/** What changed in a source since it was opened. */
export type Compare = (now: string) => WordChanges

const KEY = new PluginKey<DecorationSet>('ownInsertions')

export const ownInsertions = (compare: () => Compare | undefined, sourceOf: (doc: ProseNode) => string) =>
  Extension.create({
    name: 'ownInsertions',
    addProseMirrorPlugins: () => [
      new Plugin<DecorationSet>({
        key: KEY,
        state: {
          init: (_, { doc }) => marked(doc, compare(), sourceOf),
          apply(tr, before) {
            if (!tr.docChanged && tr.getMeta(KEY) === undefined) return before
            // Words that are still being composed must not be drawn anew under the keyboard's hands.
            if (tr.getMeta('composition') !== undefined) return before.map(tr.mapping, tr.doc)
            return marked(tr.doc, compare(), sourceOf)
          },
        },
        props: { decorations: (state) => KEY.getState(state) },
      }),
    ],
  })

function marked(doc: ProseNode, compare: Compare | undefined, sourceOf: (doc: ProseNode) => string) {
  if (!compare) return DecorationSet.empty
  const source = sourceOf(doc)
  const stretches: [number, number][] = []
  let at = 0
  for (const [sign, words = ''] of compare(source)) {
    if (sign === '-') continue
    if (sign === '+') stretches.push([at, at + words.length])
    at += words.length
  }
  if (stretches.length === 0) return DecorationSet.empty
  const fresh = ({ place }: PlacedWord) => stretches.some(([start, end]) => place >= start && place < end)
  const found: Decoration[] = []
  let open: { from: number; to: number } | undefined
  for (const word of placedWords(doc, source)) {
    if (open && fresh(word) && word.from <= open.to) open.to = word.to
    else {
      if (open) found.push(Decoration.inline(open.from, open.to, { class: 'ins' }))
      open = fresh(word) ? { from: word.from, to: word.to } : undefined
    }
  }
  if (open) found.push(Decoration.inline(open.from, open.to, { class: 'ins' }))
  return DecorationSet.create(doc, found)
}
