// Cards at their words: pushed down by each other, the focused one exactly; measured again when the paper changes.
import {
  type ReactNode,
  type RefObject,
  useCallback,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import type { Thread } from '../api/reads.ts'
import { type OpenText, useOpenText } from '../document/open-text.ts'
import { Card } from './card.tsx'
import { type Beginning, useFocus } from './focus.ts'
import { GoOn } from './go-on.tsx'
import type { KeptComment } from './kept-comment.ts'
import { layCards, type Wanting } from './layout.ts'
import { NewCard } from './new-card.tsx'
import { NoneYet } from './none-yet.tsx'
import { numbered } from './numbers.ts'
import type { Standing } from './order.ts'
import { Settled } from './settled.tsx'
import { useLeft } from './left.ts'
import { useWriting } from './writing.ts'

const GAP = 10
const LIFT = 9 // a card's first line stands on the line of its words

interface Item {
  readonly id: string
  /** where it wants to stand, in pixels of the window */
  readonly stands: () => number | undefined
  readonly show: ReactNode
}

export function AnchoredCards() {
  const open = useOpenText()
  const beginning = useFocus((focus) => focus.beginning)
  const thread = useFocus((focus) => focus.thread)
  const left = useLeft(open.sop.id)
  const margin = useRef<HTMLDivElement>(null)
  const writing = useWriting()
  const items = useMemo(() => itemsOf(open, beginning, left, writing), [open, beginning, left, writing])
  const { tops, height, measure } = usePlaces(margin, items, beginning ? 'new' : thread)
  const seen = useObserver(measure)
  return (
    <div className="cards" ref={margin} style={{ minHeight: height }}>
      {items.length === 0 && <NoneYet />}
      {items.map(({ id, show }) => (
        <div
          className="place"
          key={id}
          data-item={id}
          ref={seen}
          style={{ top: tops.get(id) ?? 0, opacity: tops.has(id) ? 1 : 0 }}
        >
          {show}
        </div>
      ))}
    </div>
  )
}

function itemsOf(
  open: OpenText,
  beginning: Beginning | undefined,
  left: ReadonlyMap<string, KeptComment>,
  writing: ReadonlySet<string>,
): Item[] {
  const { ordered, numbers, standing } = numbered(open)
  const rank = new Map(open.placed.map(({ clause }, at) => [clause.key, at]))
  const items: (Item & { readonly at: number })[] = ordered
    .filter(({ id, state }) => state === 'open' || writing.has(id))
    .map((each) => ({
      id: each.id,
      at: rank.get(standing(each) ?? '') ?? open.placed.length,
      stands: () => wordsTop(each, standing),
      show: <Card thread={each} number={numbers.get(each.id)} left={left.has(each.id)} />,
    }))
  for (const [chapter, threads] of settledByChapter(open, ordered, standing, writing)) {
    const last = open.placed.findLast((each) => each.chapter === chapter)?.clause.key ?? ''
    items.push({
      id: `settled-${chapter ?? ''}`,
      at: (rank.get(last) ?? open.placed.length) + 0.5,
      stands: () => bottomOf(last),
      show: <Settled threads={threads} inChapter={chapter !== undefined} />,
    })
  }
  if (beginning)
    items.push({
      id: 'new',
      at: (rank.get(beginning.key) ?? 0) - 0.25,
      stands: () => partTop(beginning.key, beginning.language, beginning.part),
      show: <NewCard beginning={beginning} />,
    })
  const waiting = left.get(open.zone === 'room' ? 'new-room' : 'new-table')?.beginning
  if (waiting && !beginning)
    items.push({
      id: 'waiting',
      at: (rank.get(waiting.key) ?? 0) - 0.25,
      stands: () => partTop(waiting.key, waiting.language, waiting.part),
      show: <GoOn beginning={waiting} />,
    })
  return items.sort((a, b) => a.at - b.at)
}

function settledByChapter(
  { index }: OpenText,
  ordered: readonly Thread[],
  standing: Standing,
  writing: ReadonlySet<string>,
): Map<string | undefined, Thread[]> {
  const chapters = new Map<string | undefined, Thread[]>()
  for (const thread of ordered) {
    if (thread.state === 'open' || writing.has(thread.id)) continue
    const chapter = index.get(standing(thread) ?? '')?.chapter
    chapters.set(chapter, [...(chapters.get(chapter) ?? []), thread])
  }
  return chapters
}

const drawn = (element: Element): boolean => element.checkVisibility({ contentVisibilityAuto: true })

function wordsTop(thread: Thread, standing: Standing): number | undefined {
  const { id, anchor } = thread
  const key = standing(thread)
  const row = key === undefined ? null : document.getElementById(key)
  if (!row) return undefined
  // Words in a block that is not drawn yet are not asked for: that would have the browser lay it out.
  if (!drawn(row)) return (row.closest('.clause,.chap') ?? row).getBoundingClientRect().top
  const mark = row.querySelector(`mark[data-thread="${id}"]`)
  if (mark) return mark.getBoundingClientRect().top - LIFT
  if (key !== anchor.key) return row.getBoundingClientRect().bottom - 24
  return partTop(key, anchor.language, anchor.part)
}

function partTop(key: string, language: string, part: string): number | undefined {
  const row = document.getElementById(key)
  if (!row || !drawn(row)) return row?.closest('.clause,.chap')?.getBoundingClientRect().top
  const found = row.querySelector(`[lang="${language}"] .part[data-part="${part}"]`)
  const range = document.createRange()
  range.selectNodeContents(found ?? row)
  return range.getBoundingClientRect().top - (found ? 4 : 0)
}

const bottomOf = (key: string): number | undefined => {
  const bottom = document.getElementById(key)?.closest('.clause,.chap')?.getBoundingClientRect().bottom
  return bottom === undefined ? undefined : bottom - 34
}

/** Measures in one pass for all cards, at most once a frame. */
function usePlaces(
  margin: RefObject<HTMLElement | null>,
  items: readonly Item[],
  focused: string | undefined,
) {
  const [placed, setPlaced] = useState<{ tops: ReadonlyMap<string, number>; height: number }>({
    tops: new Map(),
    height: 0,
  })
  const latest = useRef({ items, focused })
  latest.current = { items, focused }
  const frame = useRef(0)
  const now = useCallback(() => {
    frame.current = 0
    const box = margin.current
    if (!box) return
    const from = box.getBoundingClientRect().top
    const end = document.querySelector('.paper')?.getBoundingClientRect().bottom ?? from
    const elements = new Map(
      [...box.querySelectorAll<HTMLElement>(':scope > .place')].map((each) => [each.dataset.item, each]),
    )
    const cards = latest.current.items.map(({ id, stands }): Wanting => ({
      id,
      wanted: Math.round((stands() ?? end) - from),
      height: elements.get(id)?.offsetHeight ?? 0,
    }))
    const tops = layCards(cards, latest.current.focused, GAP)
    const height = Math.max(0, ...cards.map((card) => tops.get(card.id)! + card.height))
    setPlaced((before) => (before.height === height && same(before.tops, tops) ? before : { tops, height }))
  }, [margin])
  const measure = useCallback(() => {
    if (frame.current === 0) frame.current = requestAnimationFrame(now)
  }, [now])
  useLayoutEffect(() => {
    measure()
    return () => {
      cancelAnimationFrame(frame.current)
      frame.current = 0
    }
  }, [measure, items, focused])
  return { ...placed, measure }
}

function same(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): boolean {
  return a.size === b.size && [...b].every(([id, top]) => a.get(id) === top)
}

/** Hears of every change in size of the paper and of cards, and of blocks that are drawn only now. */
function useObserver(measure: () => void): (element: Element | null) => (() => void) | undefined {
  const observer = useRef<ResizeObserver>(undefined)
  useLayoutEffect(() => {
    const paper = document.querySelector('.paper')
    const sizes = (observer.current ??= new ResizeObserver(measure))
    if (paper) sizes.observe(paper)
    paper?.addEventListener('contentvisibilityautostatechange', measure, true)
    return () => {
      paper?.removeEventListener('contentvisibilityautostatechange', measure, true)
      sizes.disconnect()
      observer.current = undefined
    }
  }, [measure])
  return useCallback(
    (element) => {
      if (!element) return undefined
      const sizes = (observer.current ??= new ResizeObserver(measure))
      sizes.observe(element)
      return () => sizes.unobserve(element)
    },
    [measure],
  )
}
