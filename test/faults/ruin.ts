// Damage to the files of a folder, the same for the same seed, and what many looks at such came to.
import { readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Test } from 'tap'

/** What a process is to look at: cases by number, each made from sound stores. */
export interface Look {
  /** sound folders, which the cases take in turn */
  readonly sound: readonly string[]
  readonly folder: string
  readonly sop: string
  readonly secret: string
  readonly from: number
  readonly to: number
  /** where the folders are those of a PostgreSQL server */
  readonly server?: Server
}

export interface Server {
  /** the database with the stores, as the service's role, at the port that is to be taken */
  readonly url: string
  readonly port: number
  /** the superuser's */
  readonly password: string
  /** folder of that database's files within the server's */
  readonly own: string
}

/** Whole numbers below a bound, the same ones for the same seed. */
export function randomFrom(seed: number): (below: number) => number {
  let state = (seed * 2_654_435_761) % 2_147_483_647 || 1
  return (below) => {
    state = Number((BigInt(state) * 48_271n) % 2_147_483_647n)
    return state % below
  }
}

const PAGE = 8192

/** Damages a page of a table or an index of our own, in one of many ways; says what. */
export function ruinPage(folder: string, random: (below: number) => number): string {
  const files = readdirSync(folder)
    .sort()
    // What the server made itself has smaller numbers.
    .filter((name) => Number(name) >= 16_384 && statSync(join(folder, name)).size >= PAGE)
  const name = files[random(files.length)]!
  const file = join(folder, name)
  const bytes = readFileSync(file)
  const pages = Math.floor(bytes.length / PAGE)
  const page = random(pages)
  const [begin, end] = [page * PAGE, (page + 1) * PAGE]
  // Only where something stands does a change change anything.
  const said = Array.from(bytes.subarray(begin, end).entries(), ([at, byte]) => (byte ? begin + at : -1))
  const places = said.filter((at) => at >= 0)
  const place = places[random(places.length || 1)] ?? begin
  const how = random(6)
  const wrote = (what: string) => {
    writeFileSync(file, bytes)
    return `${name}, page ${page} of ${pages}: ${what}`
  }
  if (how === 0) {
    truncateSync(file, begin)
    return `${name} cut off at page ${page} of ${pages}`
  }
  if (how === 1) {
    bytes[place]! ^= 1 << random(8)
    return wrote(`a bit at ${place - begin}`)
  }
  if (how === 2) {
    const length = Math.min(1 + random(64), end - place)
    for (let at = place; at < place + length; at += 1) bytes[at]! ^= 1 << random(8)
    return wrote(`${length} bytes flipped at ${place - begin}`)
  }
  if (how === 3) {
    bytes.fill(0, place, Math.min(end, place + 512))
    return wrote(`512 bytes blanked at ${place - begin}`)
  }
  if (how === 4) {
    bytes.fill(0, begin, end)
    return wrote('blanked')
  }
  // As when it was written to the wrong place.
  const other = readFileSync(join(folder, files[random(files.length)]!))
  other.copy(bytes, begin, 0, PAGE)
  return wrote('another’s page')
}

/** Flips, blanks or cuts off bytes of one file, or takes it away; says what. */
export function ruin(folder: string, random: (below: number) => number): string {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .sort()
    .filter((name) => statSync(join(folder, name)).isFile() && statSync(join(folder, name)).size > 0)
    .filter((name) => !name.endsWith('-shm') && !name.startsWith('lock'))
  const name = files[random(files.length)]!
  const file = join(folder, name)
  const bytes = readFileSync(file)
  const start = random(bytes.length)
  const how = random(4)
  if (how === 0) {
    truncateSync(file, start)
    return `${name} cut off at ${start}`
  }
  const length = how === 1 ? 1 : how === 2 ? 1 + random(64) : 512
  for (let place = start; place < Math.min(bytes.length, start + length); place += 1) {
    bytes[place] = how === 3 ? 0 : bytes[place]! ^ (1 << random(8))
  }
  writeFileSync(file, bytes)
  return `${name}, ${length} bytes ${how === 3 ? 'blanked' : 'flipped'} at ${start}`
}

/** Cases that one process looks at: it ends with the memory that they took. */
const BATCH = 50

/** Has all cases looked at, a batch after the other; what was not as it must be, and the sums in words. */
export async function lookAtAll(
  t: Test,
  cases: number,
  look: (from: number, to: number) => Promise<readonly string[]>,
): Promise<{ readonly wrong: readonly string[]; readonly said: string }> {
  const sums = new Map<string, number>()
  const wrong: string[] = []
  for (let from = 0; from < cases; from += BATCH) {
    for (const line of await look(from, Math.min(cases, from + BATCH))) {
      const kind = /^(whole|a beginning|in part|refused)/.exec(line)?.[0] ?? 'wrong'
      sums.set(kind, (sums.get(kind) ?? 0) + 1)
      if (kind === 'wrong') wrong.push(line)
    }
  }
  const looks = [...sums.values()].reduce((sum, times) => sum + times, 0)
  t.equal(looks, cases, 'every case was looked at')
  t.same(wrong, [], 'what is read is as it was saved, or refused')
  const said = [...sums].map(([kind, times]) => `${times} ${kind}`).join(', ')
  t.comment(said)
  return { wrong, said }
}
