// The status line of a comparison, on screen and on every sheet: both versions and both fingerprints.
import type { Sop } from '../api/reads.ts'
import { Icon } from '../shell/icons.tsx'
import { words as shellWords } from '../shell/words.ts'
import { useSeat } from '../shell/workspace.tsx'
import { fingerprint, useFormat } from '../words/format.ts'
import { useWords } from '../words/words.ts'
import type { Heads } from './comparison.ts'
import { words } from './words.ts'

export function ComparisonStatus({ sop, heads: { from, to } }: { sop: Sop; heads: Heads }) {
  const t = useWords(words)
  const say = useWords(shellWords)
  const { bothEras } = useFormat()
  const { me, name } = useSeat()
  const agreed = sop.adopted?.version === to.version
  return (
    <>
      <span className="stamp both">{say(agreed ? 'agreedText' : 'draft')}</span>
      <span>{t('comparisonOf', { from: from.number, to: to.number })}</span>
      <span>{bothEras(to.time)}</span>
      <span>
        {say(me.kind === 'party' ? 'copyOf' : 'copyOfObserver', { delegation: name(me.delegation) })}
      </span>
      <span>
        {say('fingerprint')} <span className="fp">{fingerprint(from.version)}</span>{' '}
        <Icon sign="becomes" small /> <span className="fp">{fingerprint(to.version)}</span>
      </span>
    </>
  )
}
