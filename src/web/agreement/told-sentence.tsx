// The words in which everyone reads an act, in the reader's language and in the others.
import { useQuery } from '@tanstack/react-query'
import { readDelegations, type Sop } from '../api/reads.ts'
import { ENDONYMS } from '../document/languages.ts'
import { sopTitle } from '../shell/sop-title.ts'
import { wholePieces } from '../text/whole-words.ts'
import { LANGUAGES, type UiLanguage } from '../words/languages.ts'
import { useSettings } from '../words/settings.ts'
import { useLanguage, useWords } from '../words/words.ts'
import { type Around, sentences, type Told } from './sentence.ts'
import { words } from './words.ts'

export interface ToldSentence {
  readonly sop: Sop
  readonly party: string
  readonly told: Told
  readonly withdrawn?: Around['withdrawn']
}

export function useSentence({ sop, party, told, withdrawn }: ToldSentence): (language: UiLanguage) => string {
  const settings = useSettings()
  const delegations = useQuery(readDelegations())
  const names = delegations.data?.find(({ code }) => code === party)?.names
  return (language) =>
    sentences(
      language,
      told,
      {
        delegation: (names?.[language] ?? party).replace(/ \(.*\)$/, ''),
        sop: sopTitle(sop, language),
        ...(withdrawn && { withdrawn }),
      },
      settings,
    ).join(' ')
}

/** Official compounds and figures with their nouns stay on one line. */
function Whole({ said }: { said: string }) {
  return wholePieces(said, []).map((piece, at) =>
    at % 2 === 1 ? (
      <span key={at} className="k">
        {piece}
      </span>
    ) : (
      piece
    ),
  )
}

/** The act in the reader's language; folded below it, the same in the others. */
export function Sentence({ others = false, ...told }: ToldSentence & { others?: boolean }) {
  const t = useWords(words)
  const reader = useLanguage()
  const say = useSentence(told)
  return (
    <>
      <p lang={reader}>
        <Whole said={say(reader)} />
      </p>
      {others && (
        <details className="agree-fold">
          <summary>{t('inOtherLanguages')}</summary>
          {LANGUAGES.filter((language) => language !== reader).map((language) => (
            <p key={language} lang={language}>
              <b className="q">{ENDONYMS[language]}</b>
              <br />
              <Whole said={say(language)} />
            </p>
          ))}
        </details>
      )}
    </>
  )
}
