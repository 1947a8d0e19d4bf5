// Figures and references in the editor: each is one thing, shown as the text will show it.
import { Node } from '@tiptap/core'
import type { Node as ProseNode } from '@tiptap/pm/model'
import type { NodeView } from '@tiptap/pm/view'
import type { TextContext } from '../text/text-context.ts'
import { chipSource } from './words-document.ts'

const DANGLING = '[?]'

/** What the chips of one editor say; told when that changes. */
export class ChipWords {
  #context: TextContext
  readonly #language: string
  #title: (kind: 'figure' | 'reference' | 'parties') => string
  readonly #shown = new Set<() => void>()

  constructor(context: TextContext, language: string, title: ChipWords['title']) {
    this.#context = context
    this.#language = language
    this.#title = title
  }

  say(context: TextContext, title: ChipWords['title']): void {
    if (context === this.#context && title === this.#title) return
    this.#context = context
    this.#title = title
    for (const show of this.#shown) show()
  }

  title(kind: 'figure' | 'reference' | 'parties'): string {
    return this.#title(kind)
  }

  words(kind: string, name: string): string {
    const { figures, references, parties } = this.#context
    if (kind === 'reference') return references[name]?.[this.#language] ?? DANGLING
    if (name === 'parties') return parties[this.#language] ?? DANGLING
    return figures[name]?.[this.#language] ?? DANGLING
  }

  subscribe(show: () => void): () => void {
    this.#shown.add(show)
    return () => this.#shown.delete(show)
  }
}

const SOURCE = /^\{\{(?:([a-z][a-z0-9_]{0,63})|#([a-z0-9][a-z0-9-]{0,63}))\}\}$/

function chip(kind: 'figure' | 'reference', attribute: 'name' | 'key', chips: ChipWords) {
  const nameOf = (node: ProseNode) => String(node.attrs[attribute])
  return Node.create({
    name: kind,
    group: 'inline',
    inline: true,
    atom: true,
    selectable: true,
    draggable: false,
    addAttributes: () => ({ [attribute]: { default: '' } }),
    parseHTML: () => [
      {
        tag: '[data-source]',
        priority: 100,
        getAttrs: (element) => {
          const found = SOURCE.exec(element.getAttribute('data-source') ?? '')?.[kind === 'figure' ? 1 : 2]
          return found === undefined ? false : { [attribute]: found }
        },
      },
    ],
    renderHTML: ({ node }) => [
      'span',
      { 'data-source': sourceOf(node), class: 'fig' },
      chips.words(kind, nameOf(node)),
    ],
    renderText: ({ node }) => chips.words(kind, nameOf(node)),
    addNodeView:
      () =>
      ({ node }): NodeView =>
        chipView(kind, nameOf(node), sourceOf(node), chips),
  })
}

const sourceOf = (node: ProseNode): string => chipSource({ type: node.type.name, attrs: node.attrs }) ?? ''

function chipView(kind: 'figure' | 'reference', name: string, source: string, chips: ChipWords): NodeView {
  const dom = document.createElement('span')
  dom.className = name === 'parties' ? 'chip' : kind === 'figure' ? 'chip fig' : 'chip ref k'
  dom.dataset.source = source
  dom.contentEditable = 'false'
  const show = () => {
    dom.replaceChildren(...bracketed(chips.words(kind, name)))
    dom.title = chips.title(name === 'parties' ? 'parties' : kind)
  }
  show()
  const destroy = chips.subscribe(show)
  return { dom, destroy, ignoreMutation: () => true }
}

function bracketed(said: string): (string | HTMLElement)[] {
  if (!said.startsWith('[') || !said.endsWith(']')) return [said]
  const bold = (sign: string) => {
    const element = document.createElement('b')
    element.textContent = sign
    return element
  }
  return [bold('['), said.slice(1, -1), bold(']')]
}

export const figureChip = (chips: ChipWords) => chip('figure', 'name', chips)
export const referenceChip = (chips: ChipWords) => chip('reference', 'key', chips)
