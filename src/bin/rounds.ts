// What the service does by itself: each minute it delivers, sends and erases what is due, and webhooks soon after something happened.
import type { Built } from '../app.ts'

const EVERY = 60_000 // ms
const SOON = 1_000
/** For the round under way when the process is asked to end; what it leaves is delivered after the next start. */
const PATIENCE = 5_000

/** Begins the rounds; the answer ends them and waits for the one under way. */
export function startRounds({ house, rounds }: Built, failed: (error: unknown) => void): () => Promise<void> {
  const due = new Set<string>()
  const watched = new Map<string, { readonly codes: Set<string>; readonly stop: () => void }>()
  let soon: NodeJS.Timeout | undefined
  let running: Promise<void> = Promise.resolve()
  let ended = false

  /** One after the other; a round that fails is made good by the next. */
  function begin(round: () => Promise<void>): void {
    running = running.then(() => (ended ? undefined : round())).catch(failed)
  }
  function wake(codes: Iterable<string>): void {
    for (const code of codes) due.add(code)
    if (due.size === 0 || ended) return
    soon ??= setTimeout(() => {
      soon = undefined
      const now = new Set(due)
      due.clear()
      begin(() => deliver(now))
    }, SOON)
  }
  function watch(store: string, code: string): void {
    const known = watched.get(store)
    if (known) return void known.codes.add(code)
    const codes = new Set([code])
    watched.set(store, { codes, stop: house.watch.on(store, () => wake(codes)) })
  }
  async function deliver(only?: ReadonlySet<string>): Promise<void> {
    const { heard, more } = await rounds.webhooks(only)
    for (const { codes } of watched.values()) for (const code of heard.keys()) codes.delete(code)
    for (const [code, stores] of heard) for (const store of stores) watch(store, code)
    for (const [store, { codes, stop }] of watched) {
      if (codes.size > 0) continue
      stop()
      watched.delete(store)
    }
    wake(more)
  }

  const timer = setInterval(() => {
    begin(() => deliver())
    begin(() => rounds.digests())
    begin(() => rounds.erasures())
  }, EVERY)
  begin(() => deliver())
  begin(() => rounds.erasures())
  return async () => {
    ended = true
    clearInterval(timer)
    clearTimeout(soon)
    for (const { stop } of watched.values()) stop()
    await Promise.race([running, new Promise((done) => setTimeout(done, PATIENCE).unref())])
  }
}
