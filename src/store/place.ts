// A place that holds the stores of an installation, as they are carried from one to another: store by store.
import type { Db } from './db.ts'
import type { Kind } from './migrations.ts'

/** `directory`, `sops/<id>` or `rooms/<code>`, as a data folder names its files. */
export type StoreName = 'directory' | `sops/${string}` | `rooms/${string}`

export interface Place {
  /** Rooms, then tables, then the directory, which comes last and makes an installation of them. */
  list(): Promise<StoreName[]>
  open(store: StoreName): Promise<Db | undefined>
  create(store: StoreName): Promise<Db>
  remove(store: StoreName): Promise<void>
  close(): Promise<void>
}

export function kindOfStore(store: StoreName): Kind {
  return store === 'directory' ? 'directory' : store.startsWith('sops/') ? 'table' : 'room'
}
