// Words, figures and references on the screen, with what lies on them.
import { Fragment, type ReactNode } from 'react'
import { Icon } from '../shell/icons.tsx'
import { type Say } from '../words/words.ts'
import type { Inline, Lying } from './marked-source.ts'
import type { TextContext } from './text-context.ts'
import { keepWhole } from './whole-words.tsx'
import type { words } from './words.ts'

export interface Showing {
  readonly language: string
  readonly context: TextContext
  /** of a redline: what stood before, and the figures whose value changed */
  readonly before?: TextContext
  readonly changedFigures?: ReadonlySet<string>
  readonly say: Say<keyof (typeof words)['table']>
  /** what stands after the last word of a quotation: its number */
  readonly afterMark?: ((id: string) => ReactNode) | undefined
  readonly hot?: string | undefined
}

const DANGLING = '[?]'
/** What a reader can't see, drawn: word breaks, joiners, hard spaces. */
const UNSEEN: Readonly<Record<string, string>> = {
  '\u200b': '¦',
  '\u2060': '⁀',
  '\u00a0': '␣',
  '\u200c': '¦',
  '\u200d': '⁀',
}
const UNSEEN_ALL = /([\u200b\u2060\u00a0\u200c\u200d])/

export function showInlines(inlines: readonly Inline[], showing: Showing): ReactNode {
  return grouped(inlines).map(({ on, items }, at) => {
    const inside = items.map((item, place) => <Fragment key={place}>{showInline(item, showing)}</Fragment>)
    return <Fragment key={at}>{wrap(inside, on, showing)}</Fragment>
  })
}

interface Group {
  readonly on: Lying
  readonly items: Inline[]
}
const NOTHING: Lying = { quotes: [] }

/** Neighbours on which the same lies are marked as one. */
function grouped(inlines: readonly Inline[]): Group[] {
  const groups: Group[] = []
  for (const item of inlines) {
    const on = 'on' in item ? item.on : NOTHING
    const last = groups.at(-1)
    if (last && last.on.change === on.change && last.on.quotes.join() === on.quotes.join())
      last.items.push(item)
    else groups.push({ on, items: [item] })
  }
  return groups
}

function wrap(inside: ReactNode, { change, quotes }: Lying, { say, hot }: Showing): ReactNode {
  let shown = inside
  if (change) {
    const Change = change
    shown = (
      <Change>
        <span className="vh">[{say(change === 'ins' ? 'beginAdded' : 'beginDeleted')}] </span>
        {shown}
        <span className="vh"> [{say(change === 'ins' ? 'endAdded' : 'endDeleted')}]</span>
      </Change>
    )
  }
  for (const id of quotes)
    shown = (
      <mark className={id === hot ? 'quo hot' : 'quo'} data-thread={id}>
        {shown}
      </mark>
    )
  return shown
}

function showInline(item: Inline, showing: Showing): ReactNode {
  const { language, context, afterMark } = showing
  switch (item.type) {
    case 'words':
      return item.on.change ? drawn(item.words, showing) : keepWhole(item.words, context.whole)
    case 'figure':
      return <Figure name={item.name} change={item.on.change} showing={showing} />
    case 'reference': {
      const said = contextOf(item.on, showing).references[item.name]?.[language] ?? DANGLING
      return (
        <a
          className={said.length < 20 ? 'k ref' : 'ref'}
          href={`#${item.name}`}
          data-source={`{{#${item.name}}}`}
        >
          {said}
        </a>
      )
    }
    case 'parties':
      return (
        <span data-source="{{parties}}">{contextOf(item.on, showing).parties[language] ?? DANGLING}</span>
      )
    case 'em':
      return <em>{showInlines(item.children, showing)}</em>
    case 'strong':
      return <strong>{showInlines(item.children, showing)}</strong>
    case 'link':
      return (
        <a href={item.href} rel="noopener noreferrer" target="_blank">
          {showInlines(item.children, showing)}
        </a>
      )
    case 'break':
      return <br />
    case 'end':
      return afterMark?.(item.id)
  }
}

const contextOf = ({ change }: Lying, { context, before }: Showing): TextContext =>
  change === 'del' && before ? before : context

function drawn(words: string, { context, say }: Showing): ReactNode {
  if (!UNSEEN_ALL.test(words)) return keepWhole(words, context.whole)
  return words.split(UNSEEN_ALL).map((piece, at) =>
    UNSEEN[piece] === undefined ? (
      <Fragment key={at}>{keepWhole(piece, context.whole)}</Fragment>
    ) : (
      <span className="unseen" key={at} title={say('unseen')}>
        {UNSEEN[piece]}
      </span>
    ),
  )
}

function Figure({
  name,
  change,
  showing,
}: {
  name: string
  change: 'ins' | 'del' | undefined
  showing: Showing
}) {
  const { language, context, before, changedFigures, say } = showing
  const now = context.figures[name]?.[language]
  const then = before?.figures[name]?.[language]
  if (change === undefined && before && changedFigures?.has(name) && now !== then)
    return (
      <span className="numch" data-source={`{{${name}}}`}>
        <span className="vh">[{say('figureChanged')}] </span>
        {then !== undefined && <del>{then}</del>}
        <Icon sign="becomes" />
        <span className="vh"> {say('becomes')} </span>
        {now !== undefined && <ins>{now}</ins>}
      </span>
    )
  return (
    <span className="fig" data-source={`{{${name}}}`}>
      {bracketed((change === 'del' ? (then ?? now) : now) ?? DANGLING)}
    </span>
  )
}

/** Brackets around what is not agreed stand out. */
function bracketed(said: string): ReactNode {
  if (!said.startsWith('[') || !said.endsWith(']')) return said
  return (
    <>
      <b>[</b>
      {said.slice(1, -1)}
      <b>]</b>
    </>
  )
}
