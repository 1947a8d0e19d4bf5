// A library loaded before a process that stands between it and its disk, and the control by which a test directs it.
import { spawnSync } from 'node:child_process'
import { chmodSync, closeSync, existsSync, openSync, readSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'

/** Kinds of calls, as disk.c numbers them. */
export const CALLS = { read: 1, write: 2, sync: 4, cut: 8, name: 16 } as const
export const CHANGES = CALLS.write | CALLS.sync | CALLS.cut | CALLS.name

export const ERRORS = { EIO: 5, ENOSPC: 28 } as const

/** How a disk fails: in words, which calls, with which error. */
export const FAULTS = [
  ['a sync fails', CALLS.sync, ERRORS.EIO],
  ['writes fail', CALLS.write, ERRORS.EIO],
  ['no space', CALLS.write | CALLS.cut, ERRORS.ENOSPC],
  ['reads fail', CALLS.read, ERRORS.EIO],
  ['all fail', CALLS.read | CALLS.write | CALLS.sync | CALLS.cut, ERRORS.EIO],
] as const

const WHEN = { before: 0, halfway: 1, after: 2 } as const
export type When = keyof typeof WHEN

const HEAD = 32
const STEP = 64

export interface Step {
  readonly what: string
  readonly file: string
}

export interface Disk {
  /** what a process is started with */
  readonly env: Readonly<Record<string, string>>
  /** Counts calls from now on. */
  count(mask?: number): void
  /** Has the process die at the n-th call from now. */
  dieAt(call: number, when: When, mask?: number): void
  /** Has calls fail, so many of a thousand, and at most so many in all. */
  fail(mask: number, error: number, perThousand: number, most?: number): void
  /** All is well again; gives how many calls were counted and how many died or failed. */
  well(): { readonly calls: number; readonly hits: number; readonly steps: readonly Step[] }
}

export const NO_DISK_LIBRARY = 'to come between a process and its disk needs Linux and a C compiler'

/** Whether the library can be made here. */
export const compiles = (): boolean =>
  process.platform === 'linux' && spawnSync('cc', ['--version']).status !== null

/** The library, compiled into a folder of the test's, for calls on files under `folder`; undefined where it can't be. */
export function between(place: string, folder: string): Disk | undefined {
  if (process.platform !== 'linux') return undefined
  const library = join(place, 'disk.so')
  if (!existsSync(library)) {
    const source = join(import.meta.dirname, 'disk.c')
    const { status, stderr } = spawnSync('cc', ['-shared', '-fPIC', '-O2', '-o', library, source, '-ldl'])
    if (status === null) return undefined
    if (status !== 0) throw new Error(String(stderr))
  }
  const file = join(place, `control-${Math.random().toString(36).slice(2)}`)
  writeFileSync(file, Buffer.alloc(HEAD + 1024 * STEP))
  chmodSync(file, 0o666) // a server that refuses root takes part too
  const set = (act: number, mask: number, at: number, when: number, error: number, rate: number) => {
    const words = Buffer.alloc(HEAD)
    // Last comes what lets it act, so that it never acts on half of a control.
    for (const [place, word] of [0, mask, at, when, error, rate, 0, 0].entries())
      words.writeUInt32LE(word, place * 4)
    const handle = openSync(file, 'r+')
    writeSync(handle, words, 0, HEAD, 0)
    writeSync(handle, Buffer.from([act]), 0, 1, 0)
    closeSync(handle)
  }
  return {
    env: { LD_PRELOAD: library, SANDHI_DISK_CONTROL: file, SANDHI_DISK_FOLDER: folder },
    count: (mask = CHANGES) => set(1, mask, 0, 0, 0, 0),
    dieAt: (call, when, mask = CHANGES) => set(2, mask, call, WHEN[when], 0, 0),
    fail: (mask, error, perThousand, most = 0xffff_ffff) => set(3, mask, most, 0, error, perThousand * 1000),
    well: () => {
      const found = Buffer.alloc(HEAD + 1024 * STEP)
      const handle = openSync(file, 'r')
      readSync(handle, found, 0, found.length, 0)
      closeSync(handle)
      set(0, 0, 0, 0, 0, 0)
      const [calls, hits] = [found.readUInt32LE(24), found.readUInt32LE(28)]
      const steps = Array.from({ length: Math.min(calls, 1024) }, (_, step) => {
        const text = found.subarray(HEAD + step * STEP, HEAD + (step + 1) * STEP).toString()
        return { what: ended(text.slice(0, 8)), file: ended(text.slice(8)) }
      })
      return { calls, hits, steps }
    },
  }
}

const ended = (text: string): string => text.split('\0', 1)[0]!
