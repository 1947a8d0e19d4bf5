// One part of a provision in one language, as it is being written.
import { type Ref, useEffect, useImperativeHandle, useRef } from 'react'

/** What the tools do to the field that has the focus. */
export interface FieldHandle {
  readonly focus: () => void
  /** Puts a figure or a reference where the caret is. */
  readonly insert: (source: string) => void
  readonly list: () => void
  readonly undo: () => void
  /** Shows a stretch, counted in code points. */
  readonly show: (start: number, end: number) => void
}

export interface WordsFieldProps {
  readonly value: string
  readonly language: string
  readonly label: string
  readonly heading?: boolean
  readonly onChange: (value: string) => void
  readonly onFocus: () => void
  readonly ref?: Ref<FieldHandle>
}

export function WordsField({ value, language, label, heading, onChange, onFocus, ref }: WordsFieldProps) {
  const area = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    const element = area.current
    if (!element) return
    element.style.height = '0'
    element.style.height = `${element.scrollHeight}px`
  }, [value])
  useImperativeHandle(ref, () => ({
    focus: () => area.current?.focus(),
    insert: (source) => {
      area.current?.focus()
      document.execCommand('insertText', false, source)
    },
    list: () => {
      area.current?.focus()
      document.execCommand('insertText', false, '\n- ')
    },
    undo: () => {
      area.current?.focus()
      document.execCommand('undo')
    },
    show: (start, end) => {
      const points = [...value]
      const from = points.slice(0, start).join('').length
      area.current?.focus()
      area.current?.setSelectionRange(from, from + points.slice(start, end).join('').length)
    },
  }))
  return (
    <textarea
      ref={area}
      className={heading ? 'written heading' : 'written'}
      lang={language}
      aria-label={label}
      value={value}
      rows={1}
      spellCheck={false}
      onChange={(event) => onChange(heading ? event.target.value.replace(/\n+/g, ' ') : event.target.value)}
      onFocus={onFocus}
    />
  )
}
