// Words that no line may break stay whole while one writes, so that lines end where they will.
import { Extension } from '@tiptap/core'
import type { Node as ProseNode } from '@tiptap/pm/model'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { wholePieces } from '../text/whole-words.ts'

const KEY = new PluginKey<DecorationSet>('keptWhole')

export const keptWhole = (terms: () => readonly string[]) =>
  Extension.create({
    name: 'keptWhole',
    addProseMirrorPlugins: () => [
      new Plugin<DecorationSet>({
        key: KEY,
        state: {
          init: (_, { doc }) => whole(doc, terms()),
          apply(tr, before) {
            if (!tr.docChanged) return before
            return tr.getMeta('composition') === undefined
              ? whole(tr.doc, terms())
              : before.map(tr.mapping, tr.doc)
          },
        },
        props: { decorations: (state) => KEY.getState(state) },
      }),
    ],
  })

function whole(doc: ProseNode, terms: readonly string[]): DecorationSet {
  const found: Decoration[] = []
  doc.descendants((node, at) => {
    if (!node.isText) return
    let from = at
    wholePieces(node.text!, terms).forEach((piece, place) => {
      if (place % 2 === 1) found.push(Decoration.inline(from, from + piece.length, { class: 'k' }))
      from += piece.length
    })
  })
  return DecorationSet.create(doc, found)
}
