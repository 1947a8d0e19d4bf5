// Changed words as a redline: what came and what went, by shape, colour and, for those who listen, by a word.
import { memo, useMemo } from 'react'
import { useOpenText } from '../document/open-text.ts'
import { SourceText } from '../text/source-text.tsx'
import { useWords } from '../words/words.ts'
import { changesBetween } from './word-changes.ts'
import { words } from './words.ts'

export const Changes = memo(function Changes({
  was,
  value,
  language,
}: {
  was: string
  value: string
  language: string
}) {
  const t = useWords(words)
  const { context } = useOpenText()
  const changes = useMemo(() => changesBetween(was, value), [was, value])
  return (
    <span className="redline" lang={language}>
      {changes.map(([sign, stretch], at) => {
        const shown = <SourceText source={stretch} language={language} context={context} inline />
        if (sign === '=') return <span key={at}>{shown}</span>
        const Tag = sign === '+' ? 'ins' : 'del'
        return (
          <Tag key={at}>
            <span className="vh">{`[${t(sign === '+' ? 'added' : 'deleted')}: `}</span>
            {shown}
            <span className="vh">]</span>
          </Tag>
        )
      })}
    </span>
  )
})
