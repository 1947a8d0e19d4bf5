// Backups: a consistent copy of every store while work goes on, and the way back that believes nothing.
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import {
  copyFile,
  mkdir,
  mkdtemp,
  open,
  readdir,
  readFile,
  rename,
  rm,
  rmdir,
  writeFile,
} from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { fail, Refused } from '../errors.ts'
import type { Code } from '../problems.ts'
import { attempt } from './contents.ts'
import type { Db } from './db.ts'
import { knownSops } from './directory.ts'
import { eraseText } from './erasure.ts'
import { type Finding, fsck } from './fsck.ts'
import { type Kind, MIGRATIONS } from './migrations.ts'
import { openStores, type Stores } from './pool.ts'

/** `manifest.json`, written last: a backup without it is not complete. */
interface Manifest {
  readonly product: 'sandhi'
  readonly format: 1
  readonly files: readonly { readonly name: string; readonly bytes: number; readonly sha256: string }[]
  /** How many migrations each kind of store had taken. */
  readonly shapes: Readonly<Record<Kind, number>>
}

const SHAPES: Manifest['shapes'] = {
  table: MIGRATIONS.table.length,
  room: MIGRATIONS.room.length,
  directory: MIGRATIONS.directory.length,
}

/**
 * Copies every store to a new or empty folder, in which nothing is left when that fails. Refuses one that holds
 * anything (`target-not-empty`).
 */
export async function backup(stores: Stores, target: string): Promise<void> {
  await assertEmpty(target)
  try {
    await copyAll(stores, target)
  } catch (error) {
    for (const part of PARTS) await rm(join(target, part), { recursive: true, force: true })
    throw error
  }
}

const PARTS = ['sops', 'rooms', 'directory.db', 'manifest.json']

/** Rooms, then tables, then the directory, so that whatever a store refers to is older than it. */
async function copyAll(stores: Stores, target: string): Promise<void> {
  await mkdir(join(target, 'sops'), { recursive: true, mode: 0o700 })
  await mkdir(join(target, 'rooms'), { recursive: true, mode: 0o700 })
  const files: Manifest['files'][number][] = []
  const take = async (name: string, db: Db | undefined) => {
    if (!db) return
    await db.copy(join(target, name))
    await sync(join(target, name))
    files.push({ name, ...(await measure(join(target, name))) })
  }
  const { tables, rooms } = await stores.list()
  for (const code of rooms) await take(`rooms/${code}.db`, await stores.room(code))
  for (const sop of tables) await take(`sops/${sop}.db`, await stores.table(sop))
  await take('directory.db', stores.directory)
  // An SOP that began meanwhile stands in the copied directory, so its table belongs to the copy.
  for (const sop of await stores.directory.read(knownSops)) {
    if (!tables.includes(sop)) await take(`sops/${sop}.db`, await stores.table(sop))
  }
  const manifest: Manifest = { product: 'sandhi', format: 1, files, shapes: SHAPES }
  await writeFile(join(target, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`)
  for (const each of ['manifest.json', 'sops', 'rooms', '.']) await sync(join(target, each))
}

/** A text erased since a backup was taken. */
export interface Erased {
  readonly sop: string
  readonly text: string
  readonly time: string
}

/**
 * Puts a backup's stores into an empty or new folder, with the texts erased since then erased again. Refuses
 * what is damaged or incomplete (`backup-damaged`) or not ours (`backup-foreign`), and then leaves nothing.
 */
export async function restore(from: string, target: string, erased: readonly Erased[] = []): Promise<void> {
  await assertEmpty(target)
  const manifest = await readManifest(from)
  const place = resolve(target)
  await mkdir(dirname(place), { recursive: true })
  const fresh = await mkdtemp(`${place}.restoring-`)
  try {
    for (const kind of ['sops', 'rooms']) await mkdir(join(fresh, kind), { mode: 0o700 })
    for (const file of manifest.files) {
      await copyFile(join(from, file.name), join(fresh, file.name)).catch(() =>
        refuse('backup-damaged', file.name),
      )
      const { bytes, sha256 } = await measure(join(fresh, file.name))
      if (bytes !== file.bytes || sha256 !== file.sha256) refuse('backup-damaged', file.name)
    }
    await settle(fresh, erased)
    await rmdir(place).catch(() => undefined)
    await rename(fresh, place)
    await sync(dirname(place))
  } catch (error) {
    await rm(fresh, { recursive: true, force: true })
    throw error
  }
}

/** Checks the copied stores, and erases in them what was erased since. */
async function settle(folder: string, erased: readonly Erased[]): Promise<void> {
  const harmless = ({ what }: Finding) => what === 'table-unknown' // an SOP about to begin: swept at the start
  const [finding] = (await fsck(folder)).filter((each) => !harmless(each))
  if (finding) refuse('backup-damaged', finding.store, finding)
  const stores = await openStores({ folder })
  try {
    for (const { sop, text, time } of erased) {
      const table = await stores.table(sop)
      await table?.write((tx) => eraseText(tx, text, time))
      await table?.scrub()
    }
  } finally {
    await stores.close()
  }
}

async function readManifest(from: string): Promise<Manifest> {
  const text = await readFile(join(from, 'manifest.json'), 'utf8').catch(() => '')
  const manifest = attempt(() => JSON.parse(text) as Manifest | null)
  if (manifest === undefined) return refuse('backup-damaged', 'manifest.json')
  if (manifest?.product !== 'sandhi' || manifest.format !== 1)
    return refuse('backup-foreign', 'manifest.json')
  for (const kind of Object.keys(SHAPES) as Kind[]) {
    if (!(manifest.shapes[kind] <= SHAPES[kind])) return refuse('backup-foreign', 'manifest.json')
  }
  const names = manifest.files.map(({ name }) => name)
  const complete = names.includes('directory.db') && names.every((name) => STORE.test(name))
  return complete ? manifest : refuse('backup-damaged', 'manifest.json')
}

const STORE = /^(directory|sops\/[a-z0-9-]+|rooms\/[A-Z0-9-]+)\.db$/

async function assertEmpty(folder: string): Promise<void> {
  const found = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw new Refused(fail('target-not-empty', { reason: error.code }))
  })
  if (found.length) throw new Refused(fail('target-not-empty'))
}

async function measure(file: string): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    hash.update(chunk)
    bytes += chunk.length
  }
  return { bytes, sha256: hash.digest('hex') }
}

/** Waits until a file or folder is on the disk. */
async function sync(path: string): Promise<void> {
  const file = await open(path, 'r')
  await file.sync().finally(() => file.close())
}

function refuse(code: Code, file: string, facts: object = {}): never {
  throw new Refused(fail(code, { file, ...facts }))
}
