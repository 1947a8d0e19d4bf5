// The discussions of an SOP in which one's own words wait to be sent.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useSeat } from '../shell/workspace.tsx'
import { useFocus } from './focus.ts'
import { type KeptComment, leftComments } from './kept-comment.ts'

const NONE: ReadonlyMap<string, KeptComment> = new Map()

export function useLeft(sop: string): ReadonlyMap<string, KeptComment> {
  const { me } = useSeat()
  const cache = useQueryClient()
  const found = useQuery({
    queryKey: ['left-comments', me.member, sop],
    queryFn: () => leftComments(me.member, sop),
    staleTime: 0,
    structuralSharing: false,
  })
  // Whoever turns to another discussion has left this one as it is.
  const place = useFocus((focus) => focus.thread ?? focus.beginning?.key)
  useEffect(() => {
    void cache.invalidateQueries({ queryKey: ['left-comments'] })
  }, [cache, place])
  return found.data ?? NONE
}
