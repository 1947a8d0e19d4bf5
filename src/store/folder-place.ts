// A data folder as a place to carry stores from or to, held alone so that nobody writes meanwhile.
import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { kindOfStore, type Place, type StoreName } from './place.ts'
import { holdFolder, removeFiles } from './pool.ts'
import { openSqlite } from './sqlite.ts'

/** Takes hold of a data folder, made if need be; refuses one that a process uses (`data-in-use`). */
export async function folderPlace(folder: string): Promise<Place> {
  const release = await holdFolder(folder)
  const fileOf = (store: StoreName) => join(folder, `${store}.db`)
  const names = async (kind: 'sops' | 'rooms') =>
    (await readdir(join(folder, kind)))
      .filter((file) => file.endsWith('.db'))
      .map((file): StoreName => `${kind}/${file.slice(0, -3)}`)
      .sort()
  return {
    list: async () => [
      ...(await names('rooms')),
      ...(await names('sops')),
      ...(existsSync(fileOf('directory')) ? (['directory'] as const) : []),
    ],
    open: async (store) =>
      existsSync(fileOf(store)) ? openSqlite(fileOf(store), kindOfStore(store)) : undefined,
    create: async (store) => openSqlite(fileOf(store), kindOfStore(store), { create: true }),
    remove: (store) => removeFiles(fileOf(store)),
    close: () => Promise.resolve(release()),
  }
}
