// What the page of tasks is made of: every SOP with what hangs on it, read together, and when it was read.
import { useQueries, useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useUnheard } from '../api/heard.ts'
import {
  readApprovals,
  readDecisions,
  readReadiness,
  readSops,
  readThreads,
  readVersions,
  type Sop,
} from '../api/reads.ts'
import { allUnsaved } from '../keep/unsaved.ts'
import { useSeat } from '../shell/workspace.tsx'
import { useLanguage } from '../words/words.ts'
import type { Known } from './tasks.ts'

const OFTEN = 60_000 // milliseconds between two looks where nothing is heard

export interface AllKnown {
  /** in the order of the service; undefined until all of it was read once */
  readonly known: readonly Known[] | undefined
  /** the oldest answer in it */
  readonly readAt: number
  readonly error: unknown
  readonly again: () => void
}

/** The part of a table that one's seat sees. */
function sightOf({ standing, observers }: Sop, delegation: string) {
  if (standing !== 'observer') return { threads: true, approvals: true, party: true }
  const preset = observers.find((seat) => seat.delegation === delegation)?.preset
  return { threads: preset === 'joint-workspace', approvals: preset !== 'clean-text', party: false }
}

export function useKnown(): AllKnown {
  const { me } = useSeat()
  const language = useLanguage()
  const unsaved = useUnsaved(me.member)
  const often = useUnheard(OFTEN)
  const list = useQuery({ ...readSops(), ...often, staleTime: 0 })
  const sops = list.data ?? []
  const seen = sops.map((sop) => sightOf(sop, me.delegation))
  const versions = useQueries({ queries: sops.map(({ id }) => ({ ...readVersions(id), ...often })) })
  const table = useQueries({
    queries: sops.map(({ id }, at) => ({
      ...readThreads(id, 'table'),
      ...often,
      enabled: seen[at]!.threads,
    })),
  })
  const room = useQueries({
    queries: sops.map(({ id }, at) => ({ ...readThreads(id, 'room'), ...often, enabled: seen[at]!.threads })),
  })
  const approvals = useQueries({
    queries: sops.map(({ id }, at) => ({ ...readApprovals(id), ...often, enabled: seen[at]!.approvals })),
  })
  const decisions = useQueries({
    queries: sops.map(({ id }, at) => ({ ...readDecisions(id), ...often, enabled: seen[at]!.party })),
  })
  const readiness = useQueries({
    queries: sops.map(({ id, head }, at) => ({
      ...readReadiness(id, String(head.number), language),
      enabled: seen[at]!.party,
    })),
  })
  const all = [list, ...versions, ...table, ...room, ...approvals, ...decisions, ...readiness]
  const waiting = all.some((query) => query.data === undefined && query.isLoading)
  const times = all.flatMap(({ data, dataUpdatedAt }) => (data === undefined ? [] : [dataUpdatedAt]))
  const known = sops.map((sop, at): Known => ({
    sop,
    versions: versions[at]?.data ?? [],
    threads: [...(table[at]?.data ?? []), ...(room[at]?.data ?? [])],
    approvals: approvals[at]?.data?.items ?? [],
    decisions: decisions[at]?.data ?? [],
    ready: readiness[at]?.data?.ready ?? false,
    unsaved: unsaved.get(sop.id),
  }))
  // What is read for the first time, of a new version say, joins the list without taking it away.
  const last = useRef<readonly Known[]>(undefined)
  if (!waiting && list.data) last.current = known
  return {
    known: last.current,
    readAt: Math.min(...times),
    error: all.find(({ data, error }) => data === undefined && error !== null)?.error,
    again: () => all.forEach((query) => query.error !== null && void query.refetch()),
  }
}

/** When words of each SOP were last kept here that are not saved yet. */
function useUnsaved(member: string): ReadonlyMap<string, string> {
  const [kept, setKept] = useState<ReadonlyMap<string, string>>(new Map())
  useEffect(() => {
    let gone = false
    void allUnsaved(member).then(
      (found) => {
        if (!gone) setKept(new Map(found.map(({ sop, kept: { at } }) => [sop, at])))
      },
      () => undefined, // a browser that keeps nothing has nothing unsaved
    )
    return () => {
      gone = true
    }
  }, [member])
  return kept
}
