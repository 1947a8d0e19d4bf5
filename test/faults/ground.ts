// A PostgreSQL server of a test's own, with a library between it and its disk; started again when it has ended.
import { rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Test } from 'tap'
import {
  type Around,
  asked,
  type Cluster,
  freshDatabase,
  programs,
  run,
  startCluster,
} from '../helpers/postgres.ts'
import { between, type Disk } from './disk.ts'

export interface Ground {
  /** address of a database on it, as the service's role */
  readonly url: string
  readonly disk: Disk
  /** Asks the database as a superuser. */
  readonly ask: (text: string) => Promise<any[]>
  /** Returns when it takes connections, within half a minute; starts it again if it has ended, and says so. */
  readonly up: () => Promise<'stayed' | 'ended'>
}

/** Nothing writes by itself, so that what a save writes can be counted, and little is kept in memory, so that it reads. */
const SETTINGS = [
  ...['autovacuum=off', 'checkpoint_timeout=1h', 'wal_writer_delay=10s', 'bgwriter_lru_maxpages=0'],
  'shared_buffers=2MB',
]

export async function groundOf(t: Test): Promise<Ground> {
  let disk: Disk | undefined
  let around: Around = {}
  const cluster: Cluster = await startCluster({
    settings: SETTINGS,
    around: (data) => {
      disk = between(dirname(data), data)
      return (around = { env: disk?.env ?? {} })
    },
  })
  let server: Pick<Cluster, 'pid' | 'end'> = cluster
  t.teardown(async () => {
    disk?.well()
    await server.end()
    rmSync(dirname(cluster.data), { recursive: true, force: true })
  })
  const url = await freshDatabase(cluster)
  const admin = new URL(cluster.admin)
  const { password } = admin
  admin.pathname = new URL(url).pathname
  const ask = async (text: string): Promise<any[]> => (await asked(admin.href, text)).rows
  return {
    ...{ url, disk: disk!, ask },
    up: async () => {
      for (let left = 600; left > 0; left -= 1) {
        if (!isThere(server.pid)) {
          server = await run(programs()!, cluster.data, cluster.port, password, SETTINGS, around)
          return 'ended'
        }
        const answers = await ask('select 1').catch(() => undefined)
        if (answers) return 'stayed'
        await pause(50)
      }
      throw new Error('PostgreSQL does not come back')
    },
  }
}

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
