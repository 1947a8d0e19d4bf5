// What pasting does: words alone come in; figures and references that were copied here stay what they are.
import { DOMParser as ProseParser, Fragment, type Node as ProseNode, Slice } from '@tiptap/pm/model'
import type { EditorView } from '@tiptap/pm/view'
import { pastedBlocks, pastedLine } from './pasted.ts'

/** True where it has been dealt with; what was copied in an editor of ours is left to it. */
export function paste(view: EditorView, event: ClipboardEvent, inline: boolean): boolean {
  const html = event.clipboardData?.getData('text/html') ?? ''
  if (html.includes('data-pm-slice') && !inline) return false
  if (/data-source="\{\{/.test(html)) return replaced(view, withChips(view, html))
  const text = event.clipboardData?.getData('text/plain') ?? ''
  const nodes = (inline ? pastedLine(text) : pastedBlocks(text)).map((node) =>
    view.state.schema.nodeFromJSON(node),
  )
  return nodes.length === 0 || replaced(view, sliceOf(nodes))
}

function replaced(view: EditorView, slice: Slice): boolean {
  view.dispatch(view.state.tr.replaceSelection(slice).scrollIntoView().setMeta('paste', true))
  return true
}

/** Words go on where the caret is; a list stays a list. */
function sliceOf(nodes: readonly ProseNode[]): Slice {
  const open = (node: ProseNode | undefined) => (node?.type.name === 'paragraph' ? 1 : 0)
  return new Slice(Fragment.from([...nodes]), open(nodes[0]), open(nodes.at(-1)))
}

/** Of the page's own words as they are shown: without what stands beside them. */
function withChips(view: EditorView, html: string): Slice {
  const page = new DOMParser().parseFromString(html, 'text/html')
  for (const beside of page.querySelectorAll('.vh, .nref, button, del, svg, style, script')) beside.remove()
  return ProseParser.fromSchema(view.state.schema).parseSlice(page.body, { preserveWhitespace: false })
}
