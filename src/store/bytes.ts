// How ids, row numbers and JSON stand in a store: as few bytes as they need.
import { fail, Refused } from '../errors.ts'

const ID = 32 // bytes of a SHA-256

export function unhex(id: string): Uint8Array {
  return Buffer.from(id, 'hex')
}

export function hex(bytes: Uint8Array): string {
  return view(bytes).toString('hex')
}

/** Ids that stand one after another. */
export function hexes(bytes: Uint8Array): string[] {
  const all = view(bytes)
  return Array.from({ length: Math.floor(all.length / ID) }, (_, place) =>
    all.toString('hex', place * ID, (place + 1) * ID),
  )
}

/** Row numbers as little-endian int32, one after another. */
export function packRows(rows: readonly number[]): Uint8Array {
  const bytes = Buffer.allocUnsafe(rows.length * 4)
  rows.forEach((row, position) => bytes.writeInt32LE(row, position * 4))
  return bytes
}

export function unpackRows(bytes: Uint8Array): number[] {
  const all = view(bytes)
  return Array.from({ length: Math.floor(all.length / 4) }, (_, place) => all.readInt32LE(place * 4))
}

export function utf8(bytes: Uint8Array): string {
  return view(bytes).toString('utf8')
}

/** A JSON column as the type its table keeps there. Throws `storage-damaged` for one that is no JSON. */
export function json<T>(text: string): T {
  try {
    return JSON.parse(text) as T
  } catch {
    throw new Refused(fail('storage-damaged', { reason: 'a column of JSON holds none' }))
  }
}

/** In a damaged file a column of bytes may hold something else: that says nothing, and so fails its check. */
function view(bytes: Uint8Array): Buffer {
  if (Buffer.isBuffer(bytes)) return bytes
  return bytes instanceof Uint8Array ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length) : NOTHING
}

const NOTHING = Buffer.alloc(0)
