// What the page of a formal act knows: the SOP, the exact version, the acts of all parties.
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import {
  type Approval,
  readApprovals,
  readReadiness,
  readSop,
  readVersion,
  readVersions,
  type Sop,
  type Version,
  type VersionHead,
} from '../api/reads.ts'
import type { Schema } from '../api/client.ts'
import { useUnheard } from '../api/heard.ts'
import { useShown } from '../document/shown.ts'
import { useLanguage } from '../words/words.ts'

const OFTEN = 10_000 // milliseconds between two looks for a newer version where nothing is heard of one

export interface Table {
  readonly sop: Sop
  readonly version: Version
  readonly versions: readonly VersionHead[]
  readonly acts: readonly Approval[]
  readonly adopted: string | undefined
  readonly readiness: Schema<'Readiness'> | undefined
}

/** Everything that is asked before an act, and kept fresh while the page stands open. */
export function useTable(id: string, named: string) {
  const shown = useShown()
  const language = useLanguage()
  const often = useUnheard(OFTEN)
  const sop = useQuery({ ...readSop(id), ...often })
  const party = sop.data !== undefined && sop.data.standing !== 'observer'
  const version = useQuery({ ...readVersion(id, named, shown), enabled: party && named !== 'latest' })
  const versions = useQuery({ ...readVersions(id), enabled: party })
  const approvals = useQuery({ ...readApprovals(id), enabled: party, ...often })
  const readiness = useQuery({
    ...readReadiness(id, named, language),
    enabled: party && named !== 'latest',
    ...often,
  })
  const table = useMemo((): Table | undefined => {
    if (!sop.data || !version.data || !approvals.data) return undefined
    return {
      sop: sop.data,
      version: version.data,
      versions: versions.data ?? [],
      acts: approvals.data.items,
      adopted: approvals.data.adopted,
      readiness: readiness.data,
    }
  }, [sop.data, version.data, versions.data, approvals.data, readiness.data])
  return {
    table,
    sop: sop.data,
    error: sop.error ?? version.error ?? approvals.error,
    again: () => void Promise.all([sop.refetch(), version.refetch(), approvals.refetch()]),
  }
}
