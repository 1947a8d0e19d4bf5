// What a webhook's receiver is sent and when: signature, waiting after failures, giving up, and which addresses are public.
import { createHash, createHmac } from 'node:crypto'

/** What became of one delivery. */
export const OUTCOMES = [
  'delivered',
  'status-refused',
  'gone',
  'unreachable',
  'timed-out',
  'address-refused',
] as const
export type Outcome = (typeof OUTCOMES)[number]

/** An event as a receiver is told of it: where, which and when, and no word of it. */
export interface Told {
  readonly id: string
  readonly sop?: string
  readonly zone: 'table' | 'room'
  readonly seq: number
  readonly type: string
  readonly time: string
}

/** The same for each try to tell one receiver of one event, and for no other. */
export function eventId(webhook: string, log: string, seq: number): string {
  return createHash('sha256').update(`${webhook}/${log}/${seq}`).digest('hex').slice(0, 32)
}

export const SECRET_PREFIX = 'whsec_'

/**
 * The headers of a delivery, as the Standard Webhooks specification 1.0.0 has them: HMAC-SHA256 over
 * `id.timestamp.body` with the bytes that the secret stands for, so that neither can be replayed under another.
 */
export function signed(
  secret: string,
  { id, seconds, body }: { id: string; seconds: number; body: string },
): Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string> {
  const key = Buffer.from(secret.slice(SECRET_PREFIX.length), 'base64')
  const signature = createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64')
  return { 'webhook-id': id, 'webhook-timestamp': String(seconds), 'webhook-signature': `v1,${signature}` }
}

const FIRST = 60 // seconds
const LONGEST = 12 * 3600

/** Seconds to wait after so many failures in a row, spread by a fraction from 0 to 1 so that not all come back at once. */
export function backOff(failures: number, fraction: number): number {
  const whole = Math.min(LONGEST, FIRST * 2 ** Math.min(20, failures - 1))
  return Math.round(whole * (0.8 + 0.2 * fraction))
}

const DAY = 24 * 3600 * 1000
const FEWEST = 8

/** Whether a receiver is given up: many failures in a row, over a day and more; or it says that it is gone. */
export function givenUp(outcome: Outcome, failures: number, failing: string, now: string): boolean {
  return outcome === 'gone' || (failures >= FEWEST && Date.parse(now) - Date.parse(failing) >= DAY)
}

/** An address that events can be sent to: `https:`, or `http:` where private ones may be used too; no more in it than that. */
export function webhookUrl(text: string, privately: boolean): URL | undefined {
  if (!URL.canParse(text)) return undefined
  const url = new URL(text)
  const scheme = url.protocol === 'https:' || (privately && url.protocol === 'http:')
  if (!scheme || url.username !== '' || url.password !== '' || url.hash !== '') return undefined
  const literal = url.hostname.replace(/^\[(.*)\]$/, '$1')
  if (/^[\d.]+$|:/.test(literal) && !privately && !isPublicAddress(literal)) return undefined
  return url
}

/** IPv4 networks that are not the open internet (IANA special-purpose registry), with their lengths. */
const PRIVATE_4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
]

/** IPv6: only global unicast is open, and of it neither protocol assignments, documentation, nor IPv4 in disguise. */
const GLOBAL_6 = ['2000::', 3] as const
const PRIVATE_6: readonly (readonly [string, number])[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
]

/** Whether an IP address, as a resolver gives it, is one of the open internet. What can't be read is not. */
export function isPublicAddress(address: string): boolean {
  const four = bits4(address)
  if (four !== undefined)
    return !PRIVATE_4.some(([net, length]) => four.startsWith(bits4(net)!.slice(0, length)))
  const six = bits6(address)
  const within = ([net, length]: readonly [string, number]) => six?.startsWith(bits6(net)!.slice(0, length))
  return within(GLOBAL_6) === true && !PRIVATE_6.some(within)
}

function bits4(address: string): string | undefined {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(address)?.slice(1).map(Number)
  if (!parts || parts.some((part) => part > 255)) return undefined
  return parts.map((part) => part.toString(2).padStart(8, '0')).join('')
}

function bits6(address: string): string | undefined {
  const [head = '', tail, more] = address.split('::')
  if (more !== undefined || !/^[0-9a-f:]*$/i.test(address)) return undefined
  const before = head === '' ? [] : head.split(':')
  const after = tail === undefined || tail === '' ? [] : tail.split(':')
  const missing = 8 - before.length - after.length
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined
  const groups = [...before, ...Array.from({ length: missing }, () => '0'), ...after]
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined
  return groups.map((group) => parseInt(group, 16).toString(2).padStart(16, '0')).join('')
}
