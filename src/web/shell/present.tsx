// Who of one's own delegation has this SOP open now: a quiet line on internal pages, never on a joint one.
import { useQuery } from '@tanstack/react-query'
import { useUnheard } from '../api/heard.ts'
import { readPresence } from '../api/reads.ts'
import { useFormat } from '../words/format.ts'
import { useWords } from '../words/words.ts'
import { words } from './present-words.ts'
import { useSeat } from './workspace.tsx'

/** Only below an internal `Page`. */
export function Present({ sop }: { sop: string }) {
  const t = useWords(words)
  const { me } = useSeat()
  const { list } = useFormat()
  const here = useQuery({ ...readPresence(me.delegation), ...useUnheard(60_000) })
  const others = (here.data ?? []).filter((one) => one.sop === sop && one.member !== me.member)
  const names = [...new Set(others.map(({ name }) => name))]
  return names.length === 0 ? null : (
    <span className="end present noprint">{t('present', { names: list(names) })}</span>
  )
}
