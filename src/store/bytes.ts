// How ids, row numbers and JSON stand in a store: as few bytes as they need.

const ID = 32 // bytes of a SHA-256

export function unhex(id: string): Uint8Array {
  return Buffer.from(id, 'hex')
}

export function hex(bytes: Uint8Array): string {
  return view(bytes).toString('hex')
}

/** Ids that stand one after another. */
export function hexes(bytes: Uint8Array): string[] {
  return Array.from({ length: bytes.length / ID }, (_, position) =>
    view(bytes).toString('hex', position * ID, (position + 1) * ID),
  )
}

/** Row numbers as little-endian int32, one after another. */
export function packRows(rows: readonly number[]): Uint8Array {
  const bytes = Buffer.allocUnsafe(rows.length * 4)
  rows.forEach((row, position) => bytes.writeInt32LE(row, position * 4))
  return bytes
}

export function unpackRows(bytes: Uint8Array): number[] {
  return Array.from({ length: bytes.length / 4 }, (_, position) => view(bytes).readInt32LE(position * 4))
}

export function utf8(bytes: Uint8Array): string {
  return view(bytes).toString('utf8')
}

/** A JSON column as the type its table keeps there. */
export function json<T>(text: string): T {
  return JSON.parse(text) as T
}

function view(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
}
