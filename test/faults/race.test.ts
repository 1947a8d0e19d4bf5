// Many clients on one head: one path of versions, each save accepted once, and no loser without his words.
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { dropDatabase, endShared, freshDatabase, programs } from '../helpers/postgres.ts'
import { type Call, caller, good, openTable, signIn } from './harness.ts'
import { again, FULL, report, type Row, skipUnless, tries } from './rows.ts'
import { build, launch, seed, withoutTemplates } from './service.ts'

const CLIENTS = tries(20, 100)
const SAVES = tries(5, 50)
/** A clause that all write in, and one that merges with it. */
const [SHARED, OTHER] = ['a'.repeat(16), 'b'.repeat(16)]

interface Saved {
  readonly version: string
  readonly number: number
}

const PLACES = [
  { engine: 'SQLite', nodes: 1 },
  { engine: 'PostgreSQL', nodes: 2 },
] as const
const WHAT = `${CLIENTS} clients on one head, ${SAVES} saves each, some with one key three times at once`

t.setTimeout(FULL ? 3_600_000 : 240_000)
await build()
t.teardown(endShared)

for (const { engine, nodes } of PLACES) {
  const row = { what: WHAT, engine, again: again(import.meta.url) }
  const skip = skipUnless(
    engine === 'SQLite' || programs() !== undefined,
    row,
    'there is no PostgreSQL server',
  )
  t.test(
    `${engine}: each save is accepted once, merged, or given back with everything`,
    { skip },
    async (t) => {
      const place = t.testdir({})
      const folder = join(place, 'data')
      const url = engine === 'SQLite' ? undefined : await freshDatabase()
      if (url !== undefined) t.teardown(() => dropDatabase(url))
      await seed(url ?? folder)
      const args = ['--templates', withoutTemplates(join(place, 'templates'))]
      const addresses: string[] = []
      for (let node = 0; node < nodes; node += 1) {
        const service = await launch(folder, args, url === undefined ? {} : { SANDHI_DATABASE: url })
        t.teardown(() => service.kill())
        addresses.push(service.address)
      }
      await race(t, row, addresses)
    },
  )
}

/** All clients save at once, each by any of the nodes; then the path of versions is looked at. */
async function race(
  t: Test,
  row: Omit<Row, 'tries' | 'lost' | 'note'>,
  addresses: readonly string[],
): Promise<void> {
  const secrets = [await signIn(addresses[0]!, 'IDN', 'head'), await signIn(addresses[0]!, 'THA', 'head')]
  /** each caller at each node, in turn */
  const at = (which: number, turn: number): Call =>
    caller(addresses[turn % addresses.length]!, secrets[which % secrets.length]!)
  const [idn, tha] = [at(0, 0), at(1, 0)]
  const sop = await openTable(idn, tha, [SHARED, OTHER])
  const began = good(await idn('GET', `/sops/${sop}`)).head.number as number

  const accepted: Saved[] = []
  const wrong: string[] = []
  let [lost, newest] = [0, began]
  const client = async (which: number): Promise<void> => {
    let seen = 0
    for (let turn = 0; turn < SAVES; turn += 1) {
      const call = at(which, which + turn)
      const acknowledged = newest
      const { head } = good(await call('GET', `/sops/${sop}`))
      if (head.number < Math.max(seen, acknowledged)) wrong.push(`read ${head.number} after ${acknowledged}`)
      seen = head.number
      const value = `Words of ${which} in turn ${turn}.`.replace(
        /\d/g,
        (digit) => 'abcdefghij'[Number(digit)]!,
      )
      const key = turn % 3 === 2 ? OTHER : SHARED
      const language = ['en', 'id', 'th'][which % 3]!
      const edits = [{ op: 'setText', key, language, part: 'text', value }]
      const body = { base: head.version, message: 'A save', edits }
      const once = randomUUID()
      const path = `/sops/${sop}/versions`
      // Every fifth is sent three times at once with one key.
      const times = turn % 5 === 4 ? 3 : 1
      const answers = await Promise.all(
        Array.from({ length: times }, (_, copy) => at(which, turn + copy)('POST', path, body, once)),
      )
      const saved = answers.filter(({ status }) => status === 201)
      for (const { status, body: refusal } of answers) {
        if (status === 409 && refusal.code === 'conflict') {
          const text = JSON.stringify(refusal)
          const { base, theirs, mine } = placeOf(refusal)
          if (!text.includes(value) || base === undefined || theirs === undefined || mine === undefined)
            wrong.push(`a loser lost his words: ${text.slice(0, 500)}`)
        } else if (status !== 201) wrong.push(`${status} ${JSON.stringify(refusal).slice(0, 300)}`)
      }
      if (saved.length === 0) lost += 1
      else {
        if (new Set(saved.map((one) => one.body.version)).size > 1) wrong.push(`one key saved twice: ${once}`)
        const { version, number } = saved[0]!.body as Saved
        accepted.push({ version, number })
        newest = Math.max(newest, number)
        seen = Math.max(seen, number)
      }
    }
  }
  const start = Date.now()
  await Promise.all(Array.from({ length: CLIENTS }, (_, which) => client(which)))
  const seconds = Math.round((Date.now() - start) / 100) / 10

  const path = await versionsOf(idn, sop)
  for (const [at, one] of path.entries()) {
    const before = path[at - 1]
    if (one.number !== at + 1) wrong.push(`number ${one.number} in place ${at + 1}`)
    if (before && !one.parents.includes(before.version)) wrong.push(`${one.number} does not follow`)
  }
  const stands = new Map(path.map((one) => [one.version, one.number]))
  for (const { version, number } of accepted)
    if (stands.get(version) !== number) wrong.push(`version ${number} was acknowledged and is not there`)
  t.equal(new Set(accepted.map(({ version }) => version)).size, accepted.length, 'none is accepted twice')
  t.equal(path.length, began + accepted.length, 'no version is there that nobody saved')
  t.same(wrong.slice(0, 10), [])
  t.ok(lost > 0, 'some lost the race')
  t.comment(`${accepted.length} accepted, ${lost} given back, in ${seconds} s`)
  report({
    ...row,
    tries: CLIENTS * SAVES,
    lost: wrong.length,
    note: `${addresses.length} node(s); ${accepted.length} accepted in one path, ${lost} given back with base, theirs and mine`,
  })
}

/** Base, theirs and mine of the first place of a conflict, wherever the answer has them. */
function placeOf(value: unknown): { base?: unknown; theirs?: unknown; mine?: unknown } {
  if (typeof value !== 'object' || value === null) return {}
  if ('base' in value && 'theirs' in value && 'mine' in value) return value
  for (const inner of Object.values(value)) {
    const found = placeOf(inner)
    if (found.mine !== undefined) return found
  }
  return {}
}

async function versionsOf(call: Call, sop: string): Promise<(Saved & { parents: string[] })[]> {
  const all: (Saved & { parents: string[] })[] = []
  for (let cursor = ''; ;) {
    const { items, next } = good(await call('GET', `/sops/${sop}/versions?limit=100${cursor}`))
    all.push(...items)
    if (next === undefined) return all.sort((a, b) => a.number - b.number)
    cursor = `&cursor=${next}`
  }
}
