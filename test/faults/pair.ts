// A primary server and its standby, which a test kills and promotes in turn.
import { spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Test } from 'tap'
import {
  asked,
  type Cluster,
  freePort,
  freshDatabase,
  programs,
  run,
  someone,
  startCluster,
} from '../helpers/postgres.ts'

const bin = programs() ?? ''

/** Why no pair can be made here; false where it can. */
export const noPair = (): string | false =>
  !existsSync(join(bin, 'pg_basebackup'))
    ? 'there is no pg_basebackup, which makes a standby'
    : !existsSync('/proc/self/task') && 'there is no /proc, which tells the processes of a server'

/** A primary, a standby that takes over from it, and the next standby on the port of the dead. */
export interface Pair {
  /** Address of a database at both servers; at the primary by another port, where one leads there. */
  readonly url: (way?: number) => string
  readonly port: () => number
  /** Asks the primary as a superuser. */
  readonly ask: (text: string) => Promise<any[]>
  /** Process of the standby by which it follows, once it does. */
  readonly receiver: () => Promise<number>
  /** Copies the primary; returns when the copy is followed, synchronously or not. */
  readonly follow: (state: 'sync' | 'async') => Promise<void>
  /** Stops the process that sends changes to the standby, and nothing else. */
  readonly hush: () => Promise<void>
  /** Kills the primary as a failing machine does: every process, at once. */
  readonly kill: () => Promise<void>
  readonly promote: () => Promise<void>
}

export async function pairOf(t: Test): Promise<Pair> {
  const first = await startCluster()
  let primary = first
  let standby: Cluster | undefined
  const place = dirname(first.data)
  t.teardown(async () => {
    await standby?.end()
    await primary.end()
    rmSync(place, { recursive: true, force: true })
  })
  const { password } = new URL(first.admin)
  let [spare, made] = [await freePort(), 0]
  const own = new URL(await freshDatabase(first))
  const ask = async (text: string): Promise<any[]> => (await asked(primary.admin, text)).rows

  const follow = async (state: 'sync' | 'async') => {
    const data = join(place, `standby${(made += 1)}`)
    mkdirSync(data, { mode: 0o700 })
    if (someone.uid !== undefined) chownSync(data, someone.uid, someone.gid)
    const from = ['-h', '127.0.0.1', '-p', String(primary.port), '-U', 'postgres']
    const copied = spawnSync(join(bin, 'pg_basebackup'), ['-D', data, '-R', '-c', 'fast', ...from], {
      ...{ ...someone, encoding: 'utf8', cwd: place },
      env: { PGPASSWORD: password },
    })
    if (copied.status !== 0) throw new Error(`pg_basebackup: ${copied.stderr}`)
    standby = { ...(await run(bin, data, spare, password, [])), data, port: spare }
    // After the copy, so that the standby waits for nobody once it is the primary.
    await ask(`alter system set synchronous_standby_names = '${state === 'sync' ? '*' : ''}'`)
    await ask('select pg_reload_conf()')
    for (let left = 600; ; left -= 1) {
      const [found] = await ask('select state, sync_state from pg_stat_replication')
      if (found?.state === 'streaming' && found.sync_state === state) return
      if (left === 0) throw new Error(`the standby is ${JSON.stringify(found)}`)
      await pause(50)
    }
  }
  return {
    url: (way = primary.port) => own.href.replace(own.host, `127.0.0.1:${way},127.0.0.1:${spare}`),
    port: () => primary.port,
    ask,
    receiver: async () => {
      for (let left = 600; left > 0; left -= 1) {
        const { rows } = await asked(standby!.admin, 'select pid, status from pg_stat_wal_receiver')
        const [{ pid, status } = {}] = rows as { pid?: number; status?: string }[]
        const [sender] = await ask('select sync_state from pg_stat_replication').catch(() => [])
        if (pid !== undefined && status === 'streaming' && sender?.sync_state === 'sync') return pid
        await pause(50)
      }
      throw new Error('the standby does not follow')
    },
    follow,
    hush: async () => {
      const [sender] = await ask('select pid from pg_stat_replication')
      process.kill(sender.pid as number, 'SIGSTOP')
    },
    kill: async () => {
      const { pid } = primary
      // It stands still first: so none is born meanwhile, and none that ends is taken off the list.
      process.kill(pid, 'SIGSTOP')
      const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ')
      for (const each of [...children.map(Number), pid]) process.kill(each, 'SIGKILL')
      await primary.end()
    },
    promote: async () => {
      const before = primary
      await asked(standby!.admin, 'select pg_promote(true, 60)')
      ;[primary, standby, spare] = [standby!, undefined, before.port]
      rmSync(before.data, { recursive: true, force: true })
    },
  }
}
