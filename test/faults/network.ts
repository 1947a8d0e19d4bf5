// A network of two ends: a namespace of its own and this one, with a cable between them that can be pulled out.
import { spawnSync } from 'node:child_process'

export interface Network {
  /** name of the namespace, in which a server can be started */
  readonly name: string
  /** address of the far end, where that server listens */
  readonly host: string
  /** Pulls the cable out: what is sent is lost, and nobody is told. */
  unplug(): void
  plug(): void
  end(): void
}

const did = (...args: string[]): string | undefined => {
  const { status, stderr, error } = spawnSync('ip', args)
  return status === 0 ? undefined : (error?.message ?? String(stderr))
}

/** Why no network can be made here; false where it can. */
export function noNetwork(): string | false {
  if (process.platform !== 'linux' || process.getuid?.() !== 0)
    return 'to pull out a cable needs root on Linux, and network namespaces'
  if (spawnSync('nsenter', ['--version']).status !== 0) return 'to pull out a cable needs nsenter'
  try {
    makeNetwork().end()
    return false
  } catch (error) {
    return `to pull out a cable needs network namespaces: ${(error as Error).message.trim()}`
  }
}

let made = 0

/** Both ends have addresses that belong to nobody: 198.18.0.0/15 is kept for tests of networks. */
export function makeNetwork(): Network {
  const number = (process.pid * 8 + (made += 1)) % 0x7fff
  const name = `sandhi-${process.pid}-${made}`
  const [near, far] = [`sa${number}`, `sb${number}`]
  const part = `198.${18 + (number >> 14)}.${(number >> 6) & 255}`
  const last = (number & 63) * 4
  const end = () => {
    did('link', 'del', near)
    did('netns', 'del', name)
  }
  const must = (...args: string[]) => {
    const failed = did(...args)
    if (failed !== undefined) throw new Error(failed)
  }
  const host = `${part}.${last + 2}`
  try {
    must('netns', 'add', name)
    must('link', 'add', near, 'type', 'veth', 'peer', 'name', far, 'netns', name)
    must('addr', 'add', `${part}.${last + 1}/30`, 'dev', near)
    must('-n', name, 'addr', 'add', `${host}/30`, 'dev', far)
    must('link', 'set', near, 'up')
    for (const each of ['lo', far]) must('-n', name, 'link', 'set', each, 'up')
  } catch (error) {
    end()
    throw error
  }
  return {
    ...{ name, host, end },
    unplug: () => must('-n', name, 'link', 'set', far, 'down'),
    plug: () => must('-n', name, 'link', 'set', far, 'up'),
  }
}
