// Changed words of a part as a redline, computed here from what stood and what is to stand.
import { memo, useMemo } from 'react'
import { useOpenText } from '../document/open-text.ts'
import { Redline } from '../text/redline.tsx'
import { changesBetween } from './word-changes.ts'

export const Changes = memo(function Changes({
  was,
  value,
  language,
  inline = false,
}: {
  was: string
  value: string
  language: string
  inline?: boolean
}) {
  const { context } = useOpenText()
  const changes = useMemo(() => changesBetween(was, value), [was, value])
  return (
    <div className="redline" lang={language}>
      <Redline changes={changes} language={language} before={context} after={context} inline={inline} />
    </div>
  )
})
