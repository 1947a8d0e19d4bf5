// The unsaved work while a page is open: typed here, kept in the browser, and saved by a deliberate act.
import { queries } from '../api/queries.ts'
import { readVersion, type Clause, type Shown } from '../api/reads.ts'
import { keepUnsaved, onUnsaved, readUnsaved } from '../keep/unsaved.ts'
import { type Choice, type Clash, type Kept, nameOfPlace, type Sending } from './kept.ts'
import { afterSave, type Base, type Claim, emptyOn, nothingIn, type Pending, unsavedKeys } from './pending.ts'
import { rebase } from './rebase.ts'
import { type Refusal, type SavedNote, send, sendingOf } from './send.ts'
import { joined } from './tabs.ts'

export interface WorkState {
  /** whether the disk was read */
  readonly ready: boolean
  readonly pending?: Pending | undefined
  readonly sending?: Sending | undefined
  readonly clash?: Clash | undefined
  readonly kept: { readonly state: 'none' | 'writing' | 'kept' | 'lost'; readonly at?: string }
  readonly phase: 'idle' | 'saving' | 'unconfirmed' | 'refused'
  readonly refusal?: Refusal | undefined
  readonly saved?: SavedNote | undefined
  /** the clause that is being edited */
  readonly open?: string | undefined
  /** how many provisions an earlier visit left unsaved, until they are looked at */
  readonly before: number
  /** whether leaving was asked about since the last word */
  readonly asked: boolean
}

export interface Work {
  readonly member: string
  readonly sop: string
  readonly get: () => WorkState
  readonly subscribe: (listener: () => void) => () => void
  /** Opens a clause for editing on the version that is shown. */
  readonly begin: (base: Base, key: string) => void
  readonly close: () => void
  readonly change: (base: Base, change: (pending: Pending) => Pending) => void
  readonly save: (shown: Shown) => Promise<void>
  readonly discard: () => void
  readonly looked: () => void
  readonly dismiss: () => void
  readonly claim: (claim: Claim) => void
  readonly choose: (place: string, choice: Choice | undefined) => void
  /** Carries the work onto the newer version, once every place is chosen. */
  readonly settle: (from: Clause, shown: Shown) => Promise<boolean>
  /** Carries the work onto a newer version where nothing collides. */
  readonly bringUp: (from: Clause, to: Clause, base: Base) => boolean
  readonly leaveAsked: () => void
}

const PAUSE = 200 // milliseconds of silence before words are written to the disk
const works = new Map<string, Work>()

/** The work of a member on an SOP; one for as long as the tab is open. */
export function workFor(member: string, sop: string): Work {
  const name = `${member} ${sop}`
  const work = works.get(name) ?? open(member, sop)
  works.set(name, work)
  return work
}

function open(member: string, sop: string): Work {
  let state: WorkState = {
    ready: false,
    kept: { state: 'none' },
    phase: 'idle',
    before: 0,
    asked: false,
  }
  /** what this tab last read from or wrote to the disk */
  let known: { stamp?: string | undefined; work?: Kept | undefined } = {}
  let timer: ReturnType<typeof setTimeout> | undefined
  let writing: Promise<void> = Promise.resolve()
  const listeners = new Set<() => void>()
  const become = (next: Partial<WorkState>) => {
    state = { ...state, ...next }
    for (const listener of listeners) listener()
  }
  const mine = (): Kept | undefined =>
    state.pending && (!nothingIn(state.pending) || state.sending || state.pending.message !== '')
      ? { pending: state.pending, sending: state.sending, clash: state.clash }
      : undefined

  const write = async () => {
    const before = known
    const here = mine()
    let result: Kept | undefined
    const kept = await keepUnsaved<Kept>(member, sop, (stored) => {
      result = here && stored && stored.stamp !== before.stamp ? joined(before.work, stored.work, here) : here
      return result
    })
    known = { stamp: kept?.stamp, work: kept?.work }
    const touched = mine() !== here && JSON.stringify(mine()) !== JSON.stringify(here)
    if (touched) {
      // Typed while the disk was writing: what came from another tab is taken in under it.
      const latest = mine()
      if (kept && latest) become({ pending: joined(here, kept.work, latest).pending })
      return soon()
    }
    become({
      ...(kept && { pending: kept.work.pending }),
      kept: kept ? { state: 'kept', at: kept.at } : { state: 'none' },
    })
  }
  const now = (): Promise<void> => {
    clearTimeout(timer)
    timer = undefined
    writing = writing.then(write).catch(() => become({ kept: { state: 'lost' } }))
    return writing
  }
  const soon = () => {
    if (state.kept.state !== 'lost') become({ kept: { ...state.kept, state: 'writing' } })
    clearTimeout(timer)
    timer = setTimeout(() => void now(), PAUSE)
  }

  /** Takes over what another tab has written, unless words typed here wait for the disk themselves. */
  const reread = async () => {
    if (timer !== undefined || state.phase === 'saving') return
    const stored = await readUnsaved<Kept>(member, sop).catch(() => undefined)
    if (timer !== undefined || stored?.stamp === known.stamp) return
    known = { stamp: stored?.stamp, work: stored?.work }
    const { pending, sending, clash } = stored?.work ?? {}
    become({
      pending: pending ?? (state.pending && emptyOn(state.pending.base)),
      sending,
      clash,
      kept: stored ? { state: 'kept', at: stored.at } : { state: 'none' },
    })
  }
  const load = async () => {
    const stored = await readUnsaved<Kept>(member, sop).catch(() => undefined)
    known = { stamp: stored?.stamp, work: stored?.work }
    if (!stored) return become({ ready: true })
    const { pending, sending, clash } = stored.work
    become({
      ready: true,
      pending,
      sending,
      clash,
      kept: { state: 'kept', at: stored.at },
      before: unsavedKeys(pending).length,
      phase: sending ? 'unconfirmed' : 'idle',
    })
  }
  void load()
  onUnsaved(member, sop, () => void reread())
  window.addEventListener('focus', () => void reread())
  const flush = () => {
    if (timer !== undefined) void now()
  }
  document.addEventListener('visibilitychange', flush)
  window.addEventListener('pagehide', flush)
  window.addEventListener('beforeunload', (event) => {
    // Kept words need no question; only what the disk has not taken yet does.
    flush()
    if (state.kept.state === 'writing' || (state.kept.state === 'lost' && mine())) event.preventDefault()
  })

  const change: Work['change'] = (base, make) => {
    const before = state.pending && !nothingIn(state.pending) ? state.pending : onBase(state.pending, base)
    const pending = make(before)
    if (pending === state.pending) return
    become({
      pending,
      saved: undefined,
      asked: false,
      ...(state.phase === 'refused' && { phase: 'idle' as const, refusal: undefined }),
    })
    soon()
  }

  const save: Work['save'] = async (shown) => {
    const { pending } = state
    if (!pending || state.phase === 'saving' || (nothingIn(pending) && !state.sending)) return
    const sending = state.sending ?? sendingOf(pending)
    become({ phase: 'saving', sending, refusal: undefined, saved: undefined })
    // The attempt is on the disk before it leaves: after a crash it is made again, not twice.
    await now()
    const outcome = await send(sop, sending)
    if (outcome.kind === 'unconfirmed') return become({ phase: 'unconfirmed', refusal: outcome.refusal })
    if (outcome.kind === 'refused') {
      become({ phase: 'refused', sending: undefined, refusal: outcome.refusal, clash: outcome.clash })
      return now()
    }
    const { saved } = outcome
    await Promise.race([
      queries.prefetchQuery(readVersion(sop, String(saved.number), shown)),
      new Promise((done) => setTimeout(done, 4_000)),
    ])
    const rest = afterSave(state.pending ?? sending.pending, sending.pending, saved)
    become({
      phase: 'idle',
      sending: undefined,
      clash: undefined,
      saved,
      before: 0,
      pending: rest,
      ...(nothingIn(rest) && { open: undefined }),
    })
    await now()
    await queries.invalidateQueries({ queryKey: ['sop', sop] })
  }

  return {
    member,
    sop,
    get: () => state,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    begin: (base, key) =>
      become({
        open: key,
        before: 0,
        saved: undefined,
        pending: state.pending && !nothingIn(state.pending) ? state.pending : onBase(state.pending, base),
      }),
    close: () => {
      flush()
      become({ open: undefined })
    },
    change,
    save,
    discard: () => {
      if (!state.pending) return
      become({
        pending: emptyOn(state.pending.base),
        open: undefined,
        sending: undefined,
        clash: undefined,
        phase: 'idle',
        refusal: undefined,
        before: 0,
      })
      void now()
    },
    looked: () => become({ before: 0 }),
    dismiss: () => become({ saved: undefined }),
    claim: (claim) => {
      if (!state.pending) return
      change(state.pending.base, (pending) => ({ ...pending, claims: [...pending.claims, claim] }))
    },
    choose: (place, choice) => {
      const { clash } = state
      if (!clash) return
      const { [place]: _, ...others } = clash.chosen
      become({ clash: { ...clash, chosen: choice ? { ...others, [place]: choice } : others } })
      soon()
    },
    settle: async (from, shown) => {
      const { clash, pending } = state
      if (!clash || !pending) return false
      if (clash.places.some((place) => !clash.chosen[nameOfPlace(place)])) return false
      const head = await queries.fetchQuery(readVersion(sop, String(clash.head.number), shown))
      const { pending: next } = rebase(pending, from, head.clause, clash.head, clash)
      become({ pending: next, clash: undefined, phase: 'idle', refusal: undefined })
      await now()
      return true
    },
    bringUp: (from, to, base) => {
      const { pending } = state
      if (!pending || state.sending || state.clash || state.open) return false
      const { pending: next, open: left } = rebase(pending, from, to, base)
      if (left.length > 0) return false
      become({ pending: next })
      void now()
      return true
    },
    leaveAsked: () => become({ asked: true }),
  }
}

const onBase = (pending: Pending | undefined, base: Base): Pending =>
  pending && pending.base.version === base.version ? pending : { ...emptyOn(base) }
