// The status line of a text, on screen and on every sheet: stage, version, date, whose copy, fingerprint.
import type { ReactNode } from 'react'
import type { Sop } from '../api/reads.ts'
import { fingerprint, useFormat } from '../words/format.ts'
import { useWords } from '../words/words.ts'
import { words } from './words.ts'
import { useSeat } from './workspace.tsx'

interface Head {
  readonly number: number
  readonly version: string
  readonly time: string
}

export function TextStatus({ sop, version, end }: { sop: Sop; version: Head; end?: ReactNode }) {
  const t = useWords(words)
  const { bothEras } = useFormat()
  const { me, name } = useSeat()
  const agreed = sop.adopted?.version === version.version
  const stamp = agreed ? 'agreedText' : version.number < sop.head.number ? 'earlierVersion' : 'draft'
  return (
    <>
      <span className="stamp">{t(stamp)}</span>
      <span>{t('jointVersion', { number: version.number })}</span>
      <span>{bothEras(version.time)}</span>
      <span>{t(me.kind === 'party' ? 'copyOf' : 'copyOfObserver', { delegation: name(me.delegation) })}</span>
      <span>
        {t('fingerprint')} <span className="fp">{fingerprint(version.version)}</span>
      </span>
      {end && <span className="end">{end}</span>}
    </>
  )
}
