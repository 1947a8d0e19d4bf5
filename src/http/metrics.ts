// What an operator can watch: counts, times and sizes under stable names; nothing of any delegation, SOP or member.
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { Code } from '../problems.ts'
import type { Figures } from '../store/figures.ts'

/** A request that was answered, or a stream that ended. */
export interface Observed {
  readonly operation: string
  readonly status: number
  readonly seconds: number
  /** what it was refused with */
  readonly code?: Code
}

export interface Metrics {
  readonly observe: (observed: Observed) => void
  /** A stream of events was opened; the answer says that it ended. */
  readonly opened: () => () => void
  readonly text: () => Promise<string>
  readonly type: string
}

/** What is asked of at each look, since nothing else counts it. */
export interface Sources {
  readonly version: string
  readonly figures: () => Promise<Figures>
  /** webhooks with a call that waits to be made again, and webhooks that were switched off after failures */
  readonly webhooks?: () => Promise<{ readonly due: number; readonly disabled: number }>
}

/** The operation whose answer is a stream: how long that lasted says nothing of how fast it is. */
export const STREAM = 'streamEvents'

/** All metrics there are; each is explained in docs/operations.md. */
export function createMetrics(sources: Sources): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const requests = new Counter({
    name: 'sandhi_requests_total',
    help: 'Requests by operation and status.',
    labelNames: ['operation', 'status'],
    registers,
  })
  const seconds = new Histogram({
    name: 'sandhi_request_seconds',
    help: 'Time to answer, by operation.',
    labelNames: ['operation'],
    buckets: [0.001, 0.005, 0.02, 0.1, 0.5, 2, 10],
    registers,
  })
  const refused = new Counter({
    name: 'sandhi_refused_total',
    help: 'Requests refused, by the code of the problem.',
    labelNames: ['code'],
    registers,
  })
  const saves = new Counter({ name: 'sandhi_saves_total', help: 'Versions saved.', registers })
  const saving = new Histogram({
    name: 'sandhi_save_seconds',
    help: 'Time from a save to its acknowledgement, for versions that were saved.',
    buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers,
  })
  const streams = new Gauge({ name: 'sandhi_open_streams', help: 'Open streams of events.', registers })
  new Gauge({
    name: 'sandhi_build_info',
    help: 'Always 1; the label says what runs.',
    labelNames: ['version'],
    registers,
  }).set({ version: sources.version }, 1)
  const refresh = watchStores(registers, sources)
  return {
    observe({ operation, status, seconds: time, code }) {
      requests.inc({ operation, status })
      if (operation !== STREAM) seconds.observe({ operation }, time)
      if (code !== undefined) refused.inc({ code })
      if (operation !== 'saveVersion' || status !== 201) return
      saves.inc()
      saving.observe(time)
    },
    opened() {
      streams.inc()
      return () => streams.dec()
    },
    async text() {
      await refresh()
      return registry.metrics()
    },
    type: registry.contentType,
  }
}

/** The gauges of what lies in storage, and what brings them up to date. */
function watchStores(registers: Registry[], { figures, webhooks }: Sources): () => Promise<void> {
  const gauge = <L extends string>(name: string, help: string, ...labelNames: L[]) =>
    new Gauge({ name, help, labelNames, registers })
  const up = gauge('sandhi_storage_up', 'Whether the storage answers: 1 or 0.', 'engine')
  const stores = gauge('sandhi_stores', 'Stores by kind.', 'kind')
  const bytes = gauge('sandhi_store_bytes', 'Bytes of all stores together.')
  const wal = gauge('sandhi_wal_bytes', 'Bytes in write-ahead logs not yet moved into the stores.')
  const free = gauge('sandhi_data_free_bytes', 'Bytes free on the disk of the data folder.')
  const connections = gauge(
    'sandhi_database_connections',
    'Connections to the database server, by state.',
    'state',
  )
  const waiting = gauge('sandhi_database_waiting', 'Work that waits for a connection.')
  const calls = gauge('sandhi_webhook_calls_due', 'Webhooks with a call that waits to be made again.')
  const disabled = gauge('sandhi_webhooks_disabled', 'Webhooks switched off after failures.')
  let engine = 'unknown'
  return async () => {
    // Storage that is away is what a look at the metrics is for: the others are shown all the same.
    const seen = await figures().catch(() => undefined)
    engine = seen?.engine ?? engine
    up.reset()
    up.set({ engine }, seen ? 1 : 0)
    if (seen) {
      for (const [kind, count] of Object.entries(seen.stores)) stores.set({ kind }, count)
      bytes.set(seen.bytes)
      if (seen.wal !== undefined) wal.set(seen.wal)
      if (seen.free !== undefined) free.set(seen.free)
      connections.set({ state: 'used' }, seen.connections?.used ?? 0)
      connections.set({ state: 'idle' }, seen.connections?.idle ?? 0)
      waiting.set(seen.connections?.waiting ?? 0)
    }
    const hooks = await webhooks?.().catch(() => undefined)
    calls.set(hooks?.due ?? 0)
    disabled.set(hooks?.disabled ?? 0)
  }
}
