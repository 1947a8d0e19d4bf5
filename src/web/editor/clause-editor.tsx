// One text of one language as it is written: in the type it is read in, without a sign of its source in sight.
import { type ChainedCommands, type Content, Editor } from '@tiptap/core'
import type { Node as ProseNode } from '@tiptap/pm/model'
import { type Ref, useEffect, useImperativeHandle, useRef } from 'react'
import type { TextContext } from '../text/text-context.ts'
import { useLanguage, useWords } from '../words/words.ts'
import { ChipWords } from './chips.ts'
import './editor.css'
import { inlineSource } from './inline-source.ts'
import { keptWhole } from './kept-whole.ts'
import { type Compare, ownInsertions } from './own-insertions.ts'
import { parse } from './parse.ts'
import { paste } from './paste.ts'
import { placedWords, stretchOf } from './placed-words.ts'
import { serialise } from './serialise.ts'
import type { WordsNode } from './words-document.ts'
import { words } from './words.ts'
import { wordsExtensions } from './words-schema.ts'

/** What the tools do to the editor that has the focus. */
export interface ClauseEditorHandle {
  readonly focus: () => void
  /** Puts a figure or a reference, as a source has it, where the caret is. */
  readonly insert: (source: string) => void
  readonly insertFigure: (name: string) => void
  readonly insertReference: (key: string) => void
  readonly toggleList: (ordered?: boolean) => void
  readonly list: () => void
  readonly toggleBold: () => void
  readonly toggleItalic: () => void
  readonly undo: () => void
  readonly redo: () => void
  /** Selects a stretch of the source, counted in code points. */
  readonly show: (start: number, end: number) => void
}

export interface ClauseEditorProps {
  readonly value: string
  readonly language: string
  readonly label: string
  readonly context: TextContext
  /** Told the source whenever words change, never before. */
  readonly onChange: (source: string) => void
  readonly onFocus?: () => void
  readonly autofocus?: boolean
  /** One line of words alone, as a heading has them. */
  readonly inline?: boolean
  /** What changed since the text was opened: what was put in is marked. */
  readonly compare?: Compare
  readonly ref?: Ref<ClauseEditorHandle>
}

export function ClauseEditor(props: ClauseEditorProps) {
  const { value, language, label, context, inline = false, ref } = props
  const t = useWords(words)
  const reader = useLanguage()
  const place = useRef<HTMLDivElement>(null)
  const latest = useRef(props)
  const writing = useRef<Writing>(undefined)
  const title = useRef((kind: 'figure' | 'reference' | 'parties') => t(`chip_${kind}`))
  useEffect(() => {
    latest.current = props
  })
  useEffect(() => {
    const made = new Writing(place.current!, latest, title.current)
    writing.current = made
    return () => made.end()
  }, [language, inline])
  useEffect(() => writing.current?.take(value), [value])
  useEffect(() => {
    title.current = (kind) => t(`chip_${kind}`)
    writing.current?.chips.say(context, title.current)
    // `t` is another one at each render; what it says changes with the reader's language.
  }, [context, reader])
  useEffect(() => writing.current?.name(label), [label])
  useImperativeHandle(ref, () => handleOf(() => writing.current), [])
  return <div ref={place} className={inline ? 'writing inline' : 'writing'} lang={language} />
}

/** Plain data that is only read may be taken for data that could be changed. */
const contentOf = (node: WordsNode) => node as unknown as Content

/** An editor, and the source that it stands for. */
class Writing {
  readonly chips: ChipWords
  readonly editor: Editor
  readonly #inline: boolean
  /** the source as it came, and the document it was read as: unchanged words go back to the byte */
  #came: { source: string; doc: ProseNode } | undefined
  #source: string
  #visited = false

  constructor(
    element: HTMLElement,
    latest: { current: ClauseEditorProps },
    title: (kind: 'figure' | 'reference' | 'parties') => string,
  ) {
    const { value, language, label, context, inline = false, autofocus = false } = latest.current
    this.#inline = inline
    this.#source = value
    this.chips = new ChipWords(context, language, title)
    const sourceOf = (doc: ProseNode) => this.#sourceOf(doc)
    this.editor = new Editor({
      element,
      content: contentOf(parse(value, inline)),
      extensions: [
        ...wordsExtensions(this.chips, inline),
        keptWhole(() => latest.current.context.whole),
        ownInsertions(() => latest.current.compare, sourceOf),
      ],
      injectCSS: false,
      enableInputRules: false,
      enablePasteRules: false,
      autofocus: autofocus ? 'end' : false,
      editorProps: {
        attributes: {
          role: 'textbox',
          'aria-multiline': String(!inline),
          'aria-label': label,
          lang: language,
          spellcheck: 'true',
        },
        handlePaste: (view, event) => paste(view, event, inline),
        handleDrop: () => true,
        // These keys belong to the page: the next field, and closing.
        handleDOMEvents: { keydown: (_, { key }) => key === 'Tab' || key === 'Escape' },
      },
      onUpdate: ({ editor }) => {
        const source = this.#sourceOf(editor.state.doc)
        if (source === this.#source) return
        this.#source = source
        latest.current.onChange(source)
      },
      onFocus: () => {
        this.#visited = true
        latest.current.onFocus?.()
      },
    })
    this.#came = { source: value, doc: this.editor.state.doc }
  }

  #sourceOf(doc: ProseNode): string {
    // Before a document is known to have come, it is the one that is asked for.
    if (!this.#came) return this.#source
    if (this.#came.doc.eq(doc)) return this.#came.source
    return this.#inline
      ? inlineSource((doc.toJSON() as WordsNode).content?.[0]?.content ?? [])
      : serialise(doc.toJSON() as WordsNode)
  }

  /** A source that comes from elsewhere takes the place of the words; one's own echo does not. */
  take(source: string): void {
    if (source === this.#source) return
    this.#source = source
    this.#came = undefined
    this.editor.commands.setContent(contentOf(parse(source, this.#inline)), { emitUpdate: false })
    this.#came = { source, doc: this.editor.state.doc }
  }

  name(label: string): void {
    this.editor.view.dom.setAttribute('aria-label', label)
  }

  show(start: number, end: number): void {
    const unit = (point: number) => [...this.#source].slice(0, point).join('').length
    const found = stretchOf(placedWords(this.editor.state.doc, this.#source), unit(start), unit(end))
    if (found) this.editor.chain().setTextSelection(found).focus().scrollIntoView().run()
    else this.editor.commands.focus()
  }

  /** Where one has written last; at the end before that. */
  place(): ChainedCommands {
    const { editor } = this
    const chain = editor.chain()
    return this.#visited ? chain.focus(undefined, { scrollIntoView: false }) : chain.focus('end')
  }

  end(): void {
    this.editor.destroy()
  }
}

function handleOf(writing: () => Writing | undefined): ClauseEditorHandle {
  const chain = () => writing()?.place()
  const chip = (node: WordsNode) => chain()?.insertContent(contentOf(node)).run()
  const handle: ClauseEditorHandle = {
    focus: () => writing()?.editor.commands.focus(),
    insert: (source) => {
      const [, figure, key] = /^\{\{(?:([a-z][a-z0-9_]*)|#([a-z0-9-]+))\}\}$/.exec(source) ?? []
      if (figure !== undefined) handle.insertFigure(figure)
      else if (key !== undefined) handle.insertReference(key)
    },
    insertFigure: (name) => chip({ type: 'figure', attrs: { name } }),
    insertReference: (key) => chip({ type: 'reference', attrs: { key } }),
    toggleList: (ordered = false) =>
      ordered ? chain()?.toggleOrderedList().run() : chain()?.toggleBulletList().run(),
    list: () => handle.toggleList(),
    toggleBold: () => chain()?.toggleBold().run(),
    toggleItalic: () => chain()?.toggleItalic().run(),
    undo: () => chain()?.undo().run(),
    redo: () => chain()?.redo().run(),
    show: (start, end) => writing()?.show(start, end),
  }
  return handle
}
