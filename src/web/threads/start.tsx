// Beginning a discussion: a button at the words that are selected, and the key C.
import { useEffect, useState } from 'react'
import { createPortal } from 'react-dom'
import { useOpenText } from '../document/open-text.ts'
import { Icon } from '../shell/icons.tsx'
import { useShortcuts } from '../shell/shortcuts.ts'
import { quotationOf } from '../text/quotation.ts'
import { useWords } from '../words/words.ts'
import { begin, type Beginning } from './focus.ts'
import { words } from './words.ts'

const LONGEST = 2_000

/** What the words selected on the paper, or the provision in focus, give to discuss. */
export function useBeginnings() {
  const { zone, sop, version, index, languages } = useOpenText()
  const base = { zone, sop: sop.id, version: version.number }
  const fromSelection = (): Beginning | undefined => {
    const selection = getSelection()
    if (!selection || selection.isCollapsed || selection.rangeCount === 0) return undefined
    const { startContainer } = selection.getRangeAt(0)
    const near = startContainer instanceof Element ? startContainer : startContainer.parentElement
    const part = near?.closest<HTMLElement>('.paper [data-key] .part[data-part]') ?? undefined
    const place = part && placeOf(part)
    const source = place && index.get(place.key)?.clause.texts[place.language]?.[place.part as 'text']
    const found = source === undefined || !part ? undefined : quotationOf(selection, part, source)
    if (!place || !found || found.quote.length > LONGEST) return undefined
    return { ...base, ...place, ...found }
  }
  const ofProvision = (key: string, wanted?: string): Beginning | undefined => {
    const texts = index.get(key)?.clause.texts
    const language = [...(wanted === undefined ? [] : [wanted]), ...languages].find((code) => texts?.[code])
    if (language === undefined) return undefined
    const part = texts?.[language]?.text === undefined ? 'heading' : 'text'
    const source = texts?.[language]?.[part]
    if (source === undefined || source === '') return undefined
    // The whole of a long text is more than a quotation may be: its first paragraphs stand for it.
    const quote = source.length <= LONGEST ? source : source.slice(0, LONGEST).replace(/\s+\S*$/, '')
    return { ...base, key, language, part, quote, before: '', after: '' }
  }
  return { fromSelection, ofProvision }
}

function placeOf(part: HTMLElement): { key: string; language: string; part: string } | undefined {
  const key = part.closest<HTMLElement>('[data-key]')?.dataset.key
  const language = part.closest('[lang]')?.getAttribute('lang')
  const name = part.dataset.part
  return key !== undefined && language && name !== undefined ? { key, language, part: name } : undefined
}

export function StartButton() {
  const t = useWords(words)
  const { zone, sop } = useOpenText()
  const may = sop.may.includes('openThread')
  const { fromSelection, ofProvision } = useBeginnings()
  const [at, setAt] = useState<{ top: number; left: number }>()
  const act = () => {
    const focused = document.activeElement?.closest<HTMLElement>('.paper [data-key]')?.dataset.key
    const beginning = fromSelection() ?? (focused === undefined ? undefined : ofProvision(focused))
    if (!may || !beginning) return
    getSelection()?.removeAllRanges()
    setAt(undefined)
    begin(beginning)
  }
  useShortcuts([{ keys: ['c', 'C'], does: t('shortcut'), act }])
  useEffect(() => {
    if (!may) return
    let waiting: ReturnType<typeof setTimeout> | undefined
    const look = () => {
      const selection = getSelection()
      const range = selection && selection.rangeCount > 0 ? selection.getRangeAt(0) : undefined
      const inPaper = range?.startContainer.parentElement?.closest('.paper [data-key] .part')
      if (!selection || selection.isCollapsed || !range || !inPaper || selection.toString().trim() === '')
        return setAt(undefined)
      const boxes = [...range.getClientRects()].filter(({ width }) => width > 0)
      const last = boxes.at(-1)
      if (!last) return setAt(undefined)
      const { clientWidth } = document.documentElement
      setAt({
        top: last.bottom + scrollY + 6,
        left: Math.max(8, Math.min(last.right - 60, clientWidth - 250)),
      })
    }
    const hear = () => {
      clearTimeout(waiting)
      waiting = setTimeout(look, 150)
    }
    document.addEventListener('selectionchange', hear)
    return () => {
      clearTimeout(waiting)
      document.removeEventListener('selectionchange', hear)
    }
  }, [may])
  if (!at) return null
  return createPortal(
    <button
      type="button"
      className={zone === 'room' ? 'btn start n-out noprint' : 'btn start noprint'}
      style={at}
      onMouseDown={(event) => event.preventDefault()}
      onClick={act}
    >
      <Icon sign={zone === 'room' ? 'lock' : 'discuss'} />
      {t(zone === 'room' ? 'discussInternally' : 'discussThese')} <kbd>C</kbd>
    </button>,
    document.body,
  )
}
