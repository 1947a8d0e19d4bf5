// The title of an SOP as words on a page: no line breaks inside a Thai compound.
import { Fragment } from 'react'
import type { Sop } from '../api/reads.ts'
import { wholePieces } from '../text/whole-words.ts'
import { useLanguage } from '../words/words.ts'
import { sopTitle } from './sop-title.ts'

const NO_TERMS: readonly string[] = []

export function SopName({ sop }: { sop: Pick<Sop, 'title'> }) {
  const pieces = wholePieces(sopTitle(sop, useLanguage()), NO_TERMS)
  return pieces.map((piece, at) =>
    at % 2 === 1 ? (
      <span className="k" key={at}>
        {piece}
      </span>
    ) : (
      <Fragment key={at}>{piece}</Fragment>
    ),
  )
}
