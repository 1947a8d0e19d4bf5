// What an operator watches of the stores: how many there are, how large, and how busy the engine's connections.
import { readdir, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import type { Kind } from './migrations.ts'

export interface Figures {
  readonly engine: 'sqlite' | 'postgres'
  readonly stores: Readonly<Record<Kind, number>>
  /** bytes of all stores together: of one alone they would tell of a room */
  readonly bytes: number
  /** bytes of write-ahead logs not yet moved into the stores */
  readonly wal?: number
  /** bytes free on the disk of the data folder */
  readonly free?: number
  /** connections to the database server */
  readonly connections?: {
    readonly used: number
    readonly idle: number
    /** work that waits for a connection */
    readonly waiting: number
  }
}

/** Looks at the files of a data folder; opens none. */
export async function folderFigures(folder: string): Promise<Figures> {
  const tables = await sizes(join(folder, 'sops'))
  const rooms = await sizes(join(folder, 'rooms'))
  const top = await sizes(folder, 'directory.db')
  const { bavail, bsize } = await statfs(folder)
  return {
    engine: 'sqlite',
    stores: { table: tables.count, room: rooms.count, directory: top.count },
    bytes: tables.bytes + rooms.bytes + top.bytes,
    wal: tables.wal + rooms.wal + top.wal,
    free: bavail * bsize,
  }
}

async function sizes(folder: string, first = ''): Promise<{ count: number; bytes: number; wal: number }> {
  const sum = { count: 0, bytes: 0, wal: 0 }
  for (const name of await readdir(folder)) {
    if (!name.startsWith(first)) continue
    const store = name.endsWith('.db')
    if (!store && !name.endsWith('.db-wal')) continue
    // One that goes away meanwhile counts as nothing.
    const size = (await stat(join(folder, name)).catch(() => undefined))?.size ?? 0
    if (store) sum.count += 1
    sum[store ? 'bytes' : 'wal'] += size
  }
  return sum
}
