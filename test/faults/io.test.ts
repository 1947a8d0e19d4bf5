// The disk fails in the midst of saves: what was acknowledged stays, what was refused is nowhere, and work goes on.
import { join } from 'node:path'
import t from 'tap'
import { between, FAULTS, NO_DISK_LIBRARY } from './disk.ts'
import { type Acknowledged, compose, good, sha256 } from './harness.ts'
import { again, report, skipUnless, tries } from './rows.ts'
import { build } from './service.ts'
import { setStage } from './stage.ts'

const RUNS = tries(4, 50)

t.setTimeout(900_000)
await build()
const place = t.testdir({})
const folder = join(place, 'data')
const disk = between(place, folder)
const row = {
  what: 'disk fails: EIO, ENOSPC, a failed sync',
  engine: 'SQLite',
  again: again(import.meta.url),
} as const

const RATES = [30, 150, 500, 1000]

t.test(
  'a disk that fails loses nothing acknowledged and keeps nothing refused',
  {
    skip: skipUnless(disk !== undefined, row, NO_DISK_LIBRARY),
  },
  async (t) => {
    const stage = await setStage(t, place, { env: disk!.env })
    const { clients, ledger, sop, of, as } = stage
    const refused = new Set<string>()
    const statuses = new Map<string, number>()
    let [hits, gone] = [0, 0]

    /** Writes some turns whatever is answered. */
    const writing = async (client: (typeof clients)[number], run: number) => {
      for (let turn = 0; turn < 6; turn += 1) {
        const call = of(client)
        const { status: seen, body } = await call('GET', `/sops/${sop}`)
        count('read', seen, body)
        if (seen !== 200) continue
        const { path, body: sent, idempotency, acknowledge } = compose(sop, client, body.head, run + turn)
        const answer = await call('POST', path, sent, idempotency)
        count('write', answer.status, answer.body)
        const words: string = JSON.stringify(sent)
        if (answer.status < 300) ledger.add(acknowledge(answer.body))
        else if (answer.body.code !== 'save-uncertain') refused.add(/Kata [^"]+ ถ้อยคำ/.exec(words)![0])
      }
    }
    const count = (kind: string, status: number, body: any) => {
      const name = status < 300 ? `${kind} ${status}` : `${kind} ${status} ${body.code}`
      statuses.set(name, (statuses.get(name) ?? 0) + 1)
    }

    for (let run = 0; run < RUNS; run += 1) {
      const [name, mask, error] = FAULTS[run % FAULTS.length]!
      const rate = RATES[Math.floor(run / FAULTS.length) % RATES.length]!
      const known = ledger.entries.length
      disk!.fail(mask, error, rate)
      await Promise.all(clients.map((client) => writing(client, run)))
      hits += disk!.well().hits
      const client = clients[run % clients.length]!
      const last = compose(sop, client, good(await as('idn')('GET', `/sops/${sop}`)).head, 0)
      const saved = await of(client)('POST', last.path, last.body, last.idempotency)
      t.equal(saved.status, 201, `${name}, ${rate} ‰: when the disk is well again the same process saves`)
      ledger.add(last.acknowledge(saved.body))
      const fresh = ledger.entries.slice(known)
      const wrong = await check(fresh)
      t.same(wrong, [], `${name}, ${rate} ‰: nothing lost`)
      await stage.service().kill()
      await stage.next()
      const later = await check(fresh)
      t.same(later, [], `${name}, ${rate} ‰: nothing lost after a crash`)
      gone += wrong.length + later.length
    }

    async function check(fresh: readonly Acknowledged[]): Promise<string[]> {
      return [...(await stage.wrong(fresh)), ...(await kept(fresh))]
    }

    /** What was refused and is there all the same. */
    async function kept(fresh: readonly Acknowledged[]): Promise<string[]> {
      const digests = new Set([...refused].map(sha256))
      const numbers = fresh.map(({ path }) => Number(/versions\/(\d+)/.exec(path)?.[1] ?? 0)).filter(Boolean)
      const found: string[] = []
      for (let number = Math.min(...numbers); number <= Math.max(...numbers); number += 1) {
        const { root } = good(await as('tha')('GET', `/sops/${sop}/versions/${number}`))
        const clauses = [root]
        for (let clause = clauses.pop(); clause; clause = clauses.pop()) {
          clauses.push(...(clause.children ?? []))
          if (digests.has(sha256(clause.texts?.en?.text ?? '')))
            found.push(`refused, and in version ${number}`)
        }
      }
      return found
    }

    t.ok(hits > RUNS, `${hits} calls failed`)
    const odd = [...statuses.keys()].filter(
      (name) =>
        !/ 20\d$| 503 (storage-failed|save-uncertain)$| 507 storage-full$| 500 storage-damaged$/.test(name),
    )
    t.same(odd, [], 'every answer is one of those that say so: a read that fails may be taken for damage')
    const sum = [...statuses].map(([name, times]) => `${times} × ${name}`).sort()
    t.comment(sum.join(', '))
    report({
      ...{ ...row, tries: RUNS, lost: gone },
      note: `${hits} calls failed; ${ledger.entries.length} acknowledged, of ${refused.size} refused none stands in a version, also after a crash; the same process saves again each time`,
    })
  },
)
