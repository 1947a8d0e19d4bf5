// Words, figures and references on the screen, with what lies on them.
import { Fragment, type ReactNode } from 'react'
import { Icon } from '../shell/icons.tsx'
import { type Say } from '../words/words.ts'
import { figureChange } from './figure-change.ts'
import type { Inline, Lying } from './marked-source.ts'
import type { TextContext } from './text-context.ts'
import { wholePieces } from './whole-words.ts'
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

/** `around` is what lies on the whole of them already. */
export function showInlines(
  inlines: readonly Inline[],
  showing: Showing,
  around: Lying = NOTHING,
): ReactNode {
  return grouped(inlines).map(({ on, items }, at) => {
    const inside = items.map((item, place) => (
      <Fragment key={place}>{showInline(item, showing, on)}</Fragment>
    ))
    return <Fragment key={at}>{on === around ? inside : wrap(inside, on, showing)}</Fragment>
  })
}

interface Group {
  readonly on: Lying
  readonly items: Inline[]
}
const NOTHING: Lying = { quotes: [] }

/** What lies on the whole of an item; nothing where its words differ in that. */
function lying(item: Inline): Lying {
  if ('on' in item) return item.on
  if (!('children' in item)) return NOTHING
  const [first, ...rest] = item.children.filter(({ type }) => type !== 'end').map(lying)
  return first && rest.every((each) => each === first) ? first : NOTHING
}

/** Neighbours on which the same lies are marked as one. */
function grouped(inlines: readonly Inline[]): Group[] {
  const groups: Group[] = []
  for (const item of inlines) {
    const on = lying(item)
    const last = groups.at(-1)
    if (last && (last.on === on || item.type === 'break')) last.items.push(item)
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

function showInline(item: Inline, showing: Showing, around: Lying): ReactNode {
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
      return <em>{showInlines(item.children, showing, around)}</em>
    case 'strong':
      return <strong>{showInlines(item.children, showing, around)}</strong>
    case 'link':
      return (
        <a href={item.href} rel="noopener noreferrer" target="_blank">
          {showInlines(item.children, showing, around)}
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
      <span className="unseen" key={at} title={say('unseen')} data-source={piece}>
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
    return <ChangedFigure name={name} then={then} now={now} say={say} />
  return (
    <span className="fig" data-source={`{{${name}}}`}>
      {bracketed((change === 'del' ? (then ?? now) : now) ?? DANGLING)}
    </span>
  )
}

function ChangedFigure({
  name,
  then,
  now,
  say,
}: {
  name: string
  then: string | undefined
  now: string | undefined
  say: Showing['say']
}) {
  const { before, old, now: is, after } = figureChange(then ?? DANGLING, now ?? DANGLING)
  return (
    <span className="numch" data-source={`{{${name}}}`}>
      <span className="vh">[{say('figureChanged')}] </span>
      {before !== '' && <b>{before}</b>}
      <del>{old}</del>
      <Icon sign="becomes" />
      <span className="vh"> {say('becomes')} </span>
      <ins>{is}</ins>
      {after.endsWith(']') ? (
        <>
          {after.slice(0, -1)}
          <b>]</b>
        </>
      ) : (
        after
      )}
    </span>
  )
}

function keepWhole(words: string, terms: readonly string[]): ReactNode {
  const pieces = wholePieces(words, terms)
  if (pieces.length === 1) return words
  return pieces.map((piece, at) =>
    at % 2 === 0 ? (
      piece
    ) : (
      <span className="k" key={at}>
        {piece}
      </span>
    ),
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
