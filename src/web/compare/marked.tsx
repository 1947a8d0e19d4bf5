// Inserted and deleted words that come from no text, as numbers and names, marked and heard like those of texts.
import { Fragment, type ReactNode } from 'react'
import { words as textWords } from '../text/words.ts'
import { useWords } from '../words/words.ts'
import { labelChanges } from './wording.ts'

export function Inserted({ children }: { children: ReactNode }) {
  const say = useWords(textWords)
  return (
    <ins>
      <span className="vh">[{say('beginAdded')}] </span>
      {children}
      <span className="vh"> [{say('endAdded')}]</span>
    </ins>
  )
}

export function Deleted({ children }: { children: ReactNode }) {
  const say = useWords(textWords)
  return (
    <del>
      <span className="vh">[{say('beginDeleted')}] </span>
      {children}
      <span className="vh"> [{say('endDeleted')}]</span>
    </del>
  )
}

/** A printed number, with what changed of it. */
export function Label({ then, now }: { then: string | undefined; now: string | undefined }) {
  const changes = labelChanges(then, now)
  return changes.map(([sign, said], at) => (
    <Fragment key={at}>
      {sign === '-' ? <Deleted>{said}</Deleted> : sign === '+' ? <Inserted>{said}</Inserted> : said}
      {sign === '-' && changes[at + 1]?.[0] === '+' && ' '}
    </Fragment>
  ))
}
