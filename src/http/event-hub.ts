// Everybody who listens on this node, by delegation, and the one timer behind all of them.
import type { House } from '../commands/house.ts'
import type { Present } from '../store/presence.ts'
import { createGroup, type Group } from './event-group.ts'
import { createLogs } from './event-log.ts'
import { createStream, type Stream } from './event-stream.ts'

export interface Hub {
  /** Begins a stream; it ends with its socket, or with its credential. */
  readonly join: (
    delegation: string,
    of: Pick<Stream, 'via' | 'member' | 'sop' | 'resumed'>,
    out: Parameters<typeof createStream>[1],
  ) => void
  /** Who of a delegation listens on this node. */
  readonly present: (delegation: string) => Present[]
  readonly node: string
  readonly close: () => Promise<void>
}

export interface Pace {
  /** milliseconds between two looks at whether each may still listen */
  readonly tick: number
  /** milliseconds in which what happens is gathered, when there are many streams */
  readonly gather: number
  /** streams that are told of everything at once */
  readonly few: number
}
const PACE: Pace = { tick: 1_000, gather: 50, few: 8 }

export function createHub(house: House, pace: Pace = PACE): Hub {
  const node = house.chance('requests').id()
  const logs = createLogs(house)
  const groups = new Map<string, Group>()
  const ending = new Set<Promise<void>>()
  let streams = 0
  let timer: NodeJS.Timeout | undefined
  let ticking = false

  async function tick(): Promise<void> {
    if (ticking) return
    ticking = true
    for (const group of [...groups.values()]) await group.tick()
    ticking = false
  }

  function groupOf(code: string): Group {
    const known = groups.get(code)
    if (known) return known
    const wait = () => (streams > pace.few ? pace.gather : 0)
    const alone = () => !groups.has(code)
    const group = createGroup({ house, logs, node, alone, pause: wait }, code)
    groups.set(code, group)
    timer ??= setInterval(() => void tick(), pace.tick).unref()
    return group
  }

  function left(code: string, group: Group, stream: Stream): void {
    streams -= 1
    group.left(stream)
    if (group.streams.size > 0) return
    groups.delete(code)
    const done = group.end().finally(() => ending.delete(done))
    ending.add(done)
    if (groups.size > 0) return
    clearInterval(timer)
    timer = undefined
  }

  return {
    node,
    join(code, of, out) {
      const group = groupOf(code)
      streams += 1
      const stream = createStream(of, out, {
        drained: group.drained,
        closed: () => left(code, group, stream),
      })
      group.join(stream)
    },
    present: (code) => groups.get(code)?.present() ?? [],
    async close() {
      for (const group of [...groups.values()]) for (const stream of [...group.streams]) stream.end()
      await Promise.all(ending)
    },
  }
}
