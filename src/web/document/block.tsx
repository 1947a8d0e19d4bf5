// One block on paper: a chapter's title, or an article with its paragraphs and steps, language beside language.
import { memo } from 'react'
import type { Clause } from '../api/reads.ts'
import { useWords } from '../words/words.ts'
import { Cell } from './cell.tsx'
import { ClauseTools } from './clause-tools.tsx'
import { EditedClause, PlaceNote, UnsavedClause, useEditing, useMark, useUnsaved } from './editing.tsx'
import { useOpenText } from './open-text.ts'
import type { Block, Placed } from './placed.ts'
import { StepFacts } from './step-facts.tsx'
import { ThreadsBelow } from '../threads/below.tsx'
import { words } from './words.ts'

export const BlockView = memo(function BlockView({ block: { head, rows } }: { block: Block }) {
  const { kind } = head.clause
  if (kind === 'sop' || kind === 'chapter') return <Title placed={head} />
  return (
    <section className={`clause ${kind}`}>
      <Row placed={head} />
      {rows.map((each) => (
        <Row key={each.clause.key} placed={each} />
      ))}
    </section>
  )
})

function Title({ placed }: { placed: Placed }) {
  const { languages } = useOpenText()
  const { clause } = placed
  const editing = useEditing(clause.key)
  const unsaved = useUnsaved(clause.key)
  const mark = useMark(clause.key)
  if (editing) return <EditedClause placed={placed} />
  const Heading = clause.kind === 'sop' ? 'h1' : 'h2'
  return (
    <div
      className={`${clause.kind === 'sop' ? 'chap sop-title' : 'chap'} ${mark}`}
      id={clause.key}
      data-key={clause.key}
    >
      <PlaceNote placed={placed} />
      {unsaved ? (
        <UnsavedClause placed={placed} />
      ) : (
        <div className="tri">
          {languages.map((language) => (
            <Heading key={language} lang={language}>
              {clause.label?.[language] !== undefined && (
                <>
                  <span className="label">{clause.label[language]}</span>
                  <br />
                </>
              )}
              <Cell clause={clause} language={language} part="heading" />
            </Heading>
          ))}
        </div>
      )}
      <ClauseTools placed={placed} />
      <ThreadsBelow clauseKey={clause.key} title />
    </div>
  )
}

/** A clause's own words in each language, without what stands below it. */
function Row({ placed }: { placed: Placed }) {
  const { languages } = useOpenText()
  const { clause } = placed
  const editing = useEditing(clause.key)
  const unsaved = useUnsaved(clause.key)
  const mark = useMark(clause.key)
  if (editing) return <EditedClause placed={placed} />
  return (
    <div className={`row ${clause.kind} ${mark}`} id={clause.key} data-key={clause.key}>
      <PlaceNote placed={placed} />
      {unsaved ? (
        <UnsavedClause placed={placed} />
      ) : (
        <div className="tri">
          {languages.map((language) => (
            <div className="cell" key={language} lang={language} data-language={language}>
              <ClauseWords clause={clause} language={language} />
            </div>
          ))}
        </div>
      )}
      {clause.kind === 'step' && <StepFacts clause={clause} />}
      <ClauseTools placed={placed} />
      <ThreadsBelow clauseKey={clause.key} />
    </div>
  )
}

const BESIDE = ['paragraph', 'step']

/** Number, heading and text; a step's trigger, safeguard and what follows when its limit passes stand under it. */
export function ClauseWords({ clause, language }: { clause: Clause; language: string }) {
  const t = useWords(words)
  const texts = clause.texts[language]
  const label = clause.label?.[language]
  const beside = BESIDE.includes(clause.kind)
  if (texts?.erased || texts?.hidden) return <p className="q gone">{t(texts.erased ? 'erased' : 'hidden')}</p>
  if (!texts) return <MissingText clause={clause} language={language} />
  return (
    <>
      {!beside && (label !== undefined || texts.heading !== undefined) && (
        <h3>
          {label !== undefined && (
            <>
              <span className="label">{label}</span>
              {texts.heading !== undefined && <br />}
            </>
          )}
          <Cell clause={clause} language={language} part="heading" />
        </h3>
      )}
      {beside && texts.heading !== undefined && (
        <h4>
          <Cell clause={clause} language={language} part="heading" />
        </h4>
      )}
      {beside ? (
        <div className="numbered">
          <i className="n">{label}</i>
          <div>
            <Cell clause={clause} language={language} part="text" />
          </div>
        </div>
      ) : (
        <Cell clause={clause} language={language} part="text" />
      )}
      {clause.kind === 'step' && (
        <dl className="quiet">
          {(['trigger', 'safeguard', 'expiry'] as const).map(
            (part) =>
              texts[part] !== undefined && (
                <div key={part}>
                  <dt lang={language}>{words.table[part][language as 'en'] ?? words.table[part].en}</dt>
                  <dd>
                    <Cell clause={clause} language={language} part={part} />
                  </dd>
                </div>
              ),
          )}
        </dl>
      )}
    </>
  )
}

function MissingText({ clause, language }: { clause: Clause; language: string }) {
  const t = useWords(words)
  const { languages } = useOpenText()
  const written = languages.some((each) => clause.texts[each] !== undefined)
  if (!written || clause.kind === 'chapter') return null
  const name = t(`language_${language}` as 'language_en')
  return <p className="say">{t('missing', { language: name })}</p>
}
