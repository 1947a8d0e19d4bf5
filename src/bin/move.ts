// Carrying a whole installation from one place to another: sandhi move, restore into a database, the demonstration there.
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import { fail, Refused } from '../errors.ts'
import { restore } from '../store/backup.ts'
import { folderPlace } from '../store/folder-place.ts'
import { move } from '../store/move.ts'
import type { Place } from '../store/place.ts'
import { postgresPlace } from '../store/postgres-stores.ts'

const DATABASE = /^postgres(ql)?:\/\//

/** Carries everything and says, a line a store, what was carried; ends with what to set. */
export async function moveAll(from: string, to: string): Promise<void> {
  if (!DATABASE.test(from) && !existsSync(join(from, 'directory.db')))
    throw new Refused(fail('configuration-invalid', { reason: `there are no stores in ${from}` }))
  const source = await placeAt(from)
  try {
    const target = await placeAt(to)
    try {
      await move(source, target, ({ store, rows, before }) =>
        process.stdout.write(
          `${store}  ${rows} rows  ${before ? 'the same already' : 'carried, and the same'}\n`,
        ),
      )
    } finally {
      await target.close()
    }
  } finally {
    await source.close()
  }
  const setting = DATABASE.test(to)
    ? 'SANDHI_DATABASE to that address'
    : `SANDHI_DATA to ${to}, without SANDHI_DATABASE`
  process.stdout.write(`every row and every record entry is the same; set ${setting}\n`)
}

const placeAt = (place: string): Promise<Place> =>
  DATABASE.test(place) ? postgresPlace(place) : folderPlace(place)

/** Puts a backup into the folder or database of a configuration, which must be empty, after checking all of it. */
export async function restoreTo(
  from: string,
  { database, data }: Pick<Config, 'database' | 'data'>,
): Promise<void> {
  if (database === '') return restore(from, data)
  await throughFolder(database, (folder) => restore(from, folder))
}

/** Fills a folder and carries it to a database that holds no installation. */
export async function throughFolder(
  database: string,
  fill: (folder: string) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'sandhi-'))
  try {
    await fill(join(folder, 'data'))
    const source = await folderPlace(join(folder, 'data'))
    const target = await postgresPlace(database)
    await move(source, target, () => undefined).finally(async () => {
      await target.close()
      await source.close()
    })
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Whether a database holds an installation. */
export async function isInstalled(database: string): Promise<boolean> {
  const place = await postgresPlace(database)
  return place
    .list()
    .then((stores) => stores.length > 0)
    .finally(() => place.close())
}
