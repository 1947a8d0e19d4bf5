// How figures and numbers of texts are shown: as the reader chose, one's own state first.
import { useMemo } from 'react'
import type { Shown } from '../api/reads.ts'
import { useSeat } from '../shell/workspace.tsx'
import { useSettings } from '../words/settings.ts'

export function useShown(): Shown {
  const { digits, era } = useSettings()
  const { me } = useSeat()
  return useMemo(
    () => ({ digits, era, ...(me.kind === 'party' && { order: me.delegation }) }),
    [digits, era, me.kind, me.delegation],
  )
}
