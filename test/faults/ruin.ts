// Damage to the files of a folder, the same for the same seed.
import { readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What a process is to look at: cases by number, each made from sound stores. */
export interface Look {
  /** sound folders, which the cases take in turn */
  readonly sound: readonly string[]
  readonly folder: string
  readonly sop: string
  readonly secret: string
  readonly from: number
  readonly to: number
}

/** Whole numbers below a bound, the same ones for the same seed. */
export function randomFrom(seed: number): (below: number) => number {
  let state = (seed * 2_654_435_761) % 2_147_483_647 || 1
  return (below) => {
    state = Number((BigInt(state) * 48_271n) % 2_147_483_647n)
    return state % below
  }
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
