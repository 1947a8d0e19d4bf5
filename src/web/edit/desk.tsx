// The desk of the joint page: whether its text may be edited here, and how unsaved work lies on the paper.
import { createContext, type ReactNode, useContext, useMemo, useSyncExternalStore } from 'react'
import type { Clause, Sop, Version, Zone } from '../api/reads.ts'
import { type OpenText, OpenTextProvider } from '../document/open-text.ts'
import { placeAll } from '../document/placed.ts'
import { useSeat } from '../shell/workspace.tsx'
import { useSettings } from '../words/settings.ts'
import { arrange, type Placed } from './arrange.ts'
import './edit.css'
import { shownFigure } from './figures.ts'
import { nothingIn, type Pending, type Placing } from './pending.ts'
import { indexOf } from './rebase.ts'
import { type Work, workFor, type WorkState } from './work.ts'

export interface Desk {
  readonly work: Work
  /** whether what is written here can be saved */
  readonly editable: boolean
  /** the version as it was saved, without unsaved places */
  readonly version: Version
  readonly saved: ReadonlyMap<string, Clause>
  readonly marks: ReadonlyMap<string, Placed>
}

const DeskContext = createContext<Desk | undefined>(undefined)
export const useDesk = (): Desk | undefined => useContext(DeskContext)

const IDLE: WorkState = { ready: false, kept: { state: 'none' }, phase: 'idle', before: 0, asked: false }
const silent = () => () => undefined

/** What `select` picks of the work; it must be the same value while nothing it picks has changed. */
export function useWork<T>(work: Work | undefined, select: (state: WorkState) => T): T {
  return useSyncExternalStore(work?.subscribe ?? silent, () => select(work?.get() ?? IDLE))
}

/** The member's unsaved work on an SOP; none on an internal page, and none for whom the text is not theirs to change. */
export function useOpenWork(sop: Sop | undefined, zone: Zone): Work | undefined {
  const { me } = useSeat()
  return sop && zone === 'table' && sop.standing === 'party' ? workFor(me.member, sop.id) : undefined
}

const unsavedIn = ({ pending, sending }: WorkState): boolean =>
  sending !== undefined || (pending !== undefined && !nothingIn(pending))

/** The version that unsaved work stands on: it stays on the page until the work is saved or let go. */
export function useStandsOn(work: Work | undefined): number | undefined {
  return useWork(work, (state) => {
    const { pending, open } = state
    return pending && (unsavedIn(state) || open !== undefined) ? pending.base.number : undefined
  })
}

/** The version that this work was last saved as. */
export const useSavedAs = (work: Work | undefined): number | undefined =>
  useWork(work, ({ saved }) => saved?.number)

/** Whether a bar at the foot or in a row speaks of what was written here. */
export const useBarShown = (work: Work | undefined): boolean =>
  useWork(work, (state) => state.open !== undefined || state.saved !== undefined || unsavedIn(state))

const NO_PLACES: readonly Placing[] = []
const NO_PARAMETERS: Pending['parameters'] = {}

/** Lays the unsaved places and figures over the open text, for everything below it. */
export function DeskProvider({
  work,
  open,
  children,
}: {
  work: Work | undefined
  open: OpenText
  children: ReactNode
}) {
  const { sop, version } = open
  const mine = useWork(work, (state) => unsavedIn(state) && state.pending?.base.version === version.version)
  const places = useWork(work, ({ pending }) => (mine && pending ? pending.places : NO_PLACES))
  const parameters = useWork(work, ({ pending }) => (mine && pending ? pending.parameters : NO_PARAMETERS))
  const settings = useSettings()
  const laid = useMemo(() => {
    const { root, marks } = arrange(version.clause, places)
    const placed = places.length === 0 ? open.placed : placeAll(root)
    const index =
      places.length === 0 ? open.index : new Map(placed.map((each) => [each.clause.key, each] as const))
    return { placed, index, marks }
  }, [version, places, open.placed, open.index])
  const over = useMemo((): OpenText => {
    const changed = Object.entries(parameters).flatMap(([name, { value }]) =>
      value
        ? [
            [
              name,
              Object.fromEntries(
                open.order.map((language) => [language, shownFigure(value, language, settings)]),
              ),
            ] as const,
          ]
        : [],
    )
    const figures = { ...open.context.figures, ...Object.fromEntries(changed) }
    const context = changed.length > 0 ? { ...open.context, figures } : open.context
    return { ...open, context, placed: laid.placed, index: laid.index }
  }, [open, laid, parameters, settings])
  const started = useWork(work, (state) => state.open !== undefined || unsavedIn(state))
  const stands = useWork(work, (state) => state.pending?.base.version === version.version)
  const editable = sop.may.includes('saveVersion') && (started ? stands : open.standing)
  const desk = useMemo(
    (): Desk | undefined =>
      work && (editable || mine)
        ? { work, editable, version, saved: indexOf(version.clause), marks: laid.marks }
        : undefined,
    [work, editable, mine, version, laid.marks],
  )
  return (
    <DeskContext value={desk}>
      <OpenTextProvider value={over}>{children}</OpenTextProvider>
    </DeskContext>
  )
}

/** The words of a clause in every language of the SOP as they are to be. */
export function standingWords(clause: Clause | undefined, language: string): Record<string, string> {
  const text = clause?.texts[language]
  return text && !text.erased && !text.hidden ? (text as unknown as Record<string, string>) : {}
}
