// The id of an event: how far its hearer has got in each log, short enough for a header.

/** Entries heard, by the key of the log. */
export type Positions = ReadonlyMap<string, number>

const PART = /^([0-9a-f]{12}|[A-Z]{3,12})(~v?t?a?)?:([0-9a-z]{1,8})$/
/** From the beginning of everything. */
const NOTHING = '0'

/** Twelve digits of an SOP's id tell the SOPs of one delegation apart. */
const short = (log: string): string => log.replace(/^([0-9a-f]{12})[0-9a-f]{20}/, '$1')

export function encodePositions(at: Positions): string {
  return [...at].map(([log, count]) => `${short(log)}:${count.toString(36)}`).join('.') || NOTHING
}

/** Undefined for what is no id of ours. */
export function decodePositions(id: string | undefined): Positions | undefined {
  if (id === undefined || id === '') return undefined
  const at = new Map<string, number>()
  if (id === NOTHING) return at
  for (const part of id.split('.')) {
    const [, log, ear = '', count] = PART.exec(part) ?? []
    if (log === undefined || count === undefined) return undefined
    at.set(log + ear, parseInt(count, 36))
  }
  return at
}

/** How far one has got in a log; 0 in one that the id does not name. */
export function positionIn(at: Positions, log: string): number {
  return at.get(log) ?? at.get(short(log)) ?? 0
}
