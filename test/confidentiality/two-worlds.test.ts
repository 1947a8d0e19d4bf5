// Two worlds: the same acts at the table, with and without hidden acts of one side, read alike to the byte.
import fc from 'fast-check'
import t from 'tap'
import { type Act, actAtTable, actHidden, hiddenAct, type Known, nothing, tableAct } from './actions.ts'
import { crawl, listen, replay, rest, type Seen } from './crawl.ts'
import { again, report, tries } from '../faults/rows.ts'
import { beginObserved } from './sop.ts'
import { openWorld, settleBase, START, type World } from './world.ts'

const RUNS = Number(process.env['SANDHI_RUNS'] ?? tries(60, 300))
const SEED = process.env['SANDHI_SEED']
const LONGEST = RUNS > 60 ? 24 * 3_600_000 : 50_000 // ms
/** How many of them look in each run. */
const BESIDE = tries(1, 3)
/** Who looks besides Thailand: each preset of observer, a delegation that has no part in it, nobody. */
const OTHERS = ['IOM/head', 'RSO/head', 'UNODC/head', 'MYS/head', undefined] as const

/** A mail server that nothing is sent to: digests can be chosen. */
const MAIL = { smtp: 'smtp://127.0.0.1:9', mailFrom: 'sandhi@example.org' }

interface Run {
  readonly acts: readonly Act[]
  /** before which act somebody looks, besides at the end */
  readonly look: number
  readonly other: number
  readonly whole: boolean
}

const anyRun: fc.Arbitrary<Run> = fc
  .record({
    table: fc.array(tableAct, { minLength: 2, maxLength: 9 }),
    hidden: fc.array(hiddenAct, { minLength: 1, maxLength: 9 }),
    order: fc.array(fc.nat(99), { minLength: 18, maxLength: 18 }),
    look: fc.nat(35),
    other: fc.nat(OTHERS.length - 1),
    whole: fc.nat(19).map((one) => one === 0),
  })
  .map(({ table, hidden, order, ...rest }) => ({
    ...rest,
    acts: [
      ...table.map((one, at) => [order[at]!, at, one] as const),
      ...hidden.map((one, at) => [order[at + 9]!, at, one] as const),
    ]
      .sort((a, b) => a[0] - b[0])
      .map(([, , one]) => one),
  }))

t.setTimeout(LONGEST + 60_000)
t.test('hidden acts of one side change no byte that anybody else can read', async (t) => {
  t.setTimeout(LONGEST + 60_000)
  const base = await settleBase(t)
  const worlds = [await openWorld(t, base, 'without', MAIL), await openWorld(t, base, 'with', MAIL)] as const
  await worlds[0].fresh('begun')
  const sop = await beginObserved(worlds[0])
  const begun = await worlds[0].freeze()
  let looked = 0
  let ran = 0
  const deadline = performance.now() + LONGEST
  const result = await fc.check(
    fc.asyncProperty(anyRun, async (run) => {
      if (performance.now() > deadline) return
      looked += await compare(worlds, { sop, begun }, run)
      ran += 1
    }),
    {
      numRuns: RUNS,
      endOnFailure: true,
      ...(SEED !== undefined && { seed: Number(SEED) }),
    },
  )
  if (result.failed) t.fail(`${String(result.errorInstance)}\n${fc.defaultReportMessage(result)}`)
  t.ok(ran >= Math.min(RUNS, 5), `${ran} runs`)
  t.comment(`${ran} runs, ${looked} answers compared`)
  report({
    what: 'Two worlds, with and without hidden acts of one side: a differing byte for anybody else',
    engine: 'SQLite',
    tries: ran,
    lost: result.failed ? 1 : 0,
    note: `${1 + BESIDE} viewers in each run; ${looked} answers compared`,
    again: again(import.meta.url),
  })
})

/** Runs both worlds in step; throws at the first byte that differs. Gives how many answers were compared. */
async function compare(
  [without, withHidden]: readonly [World, World],
  { sop, begun }: { sop: string; begun: string },
  run: Run,
): Promise<number> {
  const worlds = [without, withHidden]
  for (const world of worlds) await world.fresh('run', begun)
  const known: [Known, Known] = [nothing(), nothing()]
  const hidden = nothing()
  const others = Array.from({ length: BESIDE }, (_, turn) => OTHERS[(run.other + turn) % OTHERS.length])
  const viewers = ['THA/head', ...others]
  const open = await Promise.all(worlds.map((world) => listenAll(world, viewers)))
  const look = async (whole: boolean, end: boolean) => {
    const foreign = [...hidden.threads, ...hidden.members, ...hidden.tokens, ...hidden.sessions].slice(-3)
    const scope = { sops: [sop, ...hidden.sops.slice(-1), '0'.repeat(32)], foreign, whole, end }
    let answers = 0
    for (const viewer of end ? viewers : viewers.slice(0, 1)) {
      const [a, b] = [await seenBy(without, viewer, scope), await seenBy(withHidden, viewer, scope)]
      same(a, b, viewer)
      answers += a.length
    }
    return answers
  }
  let answers = 0
  let time = START
  for (const [at, one] of run.acts.entries()) {
    if (at === run.look) answers += await look(false, false)
    if (one.at === 'hidden') await actHidden(withHidden, sop, hidden, one)
    else {
      time += 60_000
      for (const [of, world] of worlds.entries()) {
        world.setClock(time)
        await actAtTable(world, sop, known[of]!, one)
      }
    }
    await rest()
  }
  answers += await look(run.whole, true)
  const heard = await Promise.all(open.map((streams) => streams()))
  for (const [at, text] of heard[0]!.entries()) sameText(`stream of ${viewers[at]}`, text, heard[1]![at]!)
  return answers
}

async function listenAll(world: World, viewers: readonly (string | undefined)[]) {
  const named = viewers.filter((viewer) => viewer !== undefined)
  const streams = await Promise.all(named.map((viewer) => listen(world.app, world.member(viewer).secret)))
  await rest()
  return async () => {
    await rest()
    for (const stream of streams) await stream.end()
    return streams.map((stream) => stream.text())
  }
}

type Scope = Parameters<typeof crawl>[2] & { readonly end: boolean }

/** All that a viewer reads, the answers to his fruitless writes, and the events from the beginning. */
async function seenBy(world: World, viewer: string | undefined, scope: Scope): Promise<Seen[]> {
  world.resetChance()
  const ask = world.as(viewer)
  const seen = await crawl(world.app, ask, scope)
  for (const id of scope.end ? scope.foreign : []) {
    for (const [method, url, body] of fruitless(scope.sops[0]!, id)) {
      const answer = await ask(method, url, body, { 'if-match': '*' })
      const { date: _, ...headers } = answer.headers
      const text = `${answer.statusCode} ${JSON.stringify(headers)}\n${answer.body}`
      seen.push({ request: `${method} ${url}`, answer: text, raw: answer.rawPayload })
    }
  }
  if (viewer !== undefined) {
    const answer = await replay(world.app, world.member(viewer).secret)
    seen.push({ request: '/events', answer, raw: Buffer.from(answer) })
  }
  return seen
}

/** Writes that name what another side's room holds. */
function fruitless(sop: string, id: string): ['POST' | 'PATCH' | 'DELETE', string, object?][] {
  const thread = `/sops/${sop}/threads/${id}`
  return [
    ['POST', `${thread}/comments?zone=table`, { body: 'Is it there?' }],
    ['POST', `${thread}/comments?zone=room`, { body: 'Is it there?' }],
    ['PATCH', thread, { zone: 'table', state: 'resolved' }],
    ['PATCH', `/delegations/IDN/members/${id}`, { active: false }],
    ['POST', `/delegations/IDN/members/${id}/invitation`],
    ['PATCH', `/delegations/IDN/webhooks/${id}`, { active: false }],
    ['DELETE', `/delegations/IDN/webhooks/${id}`],
    ['POST', `/delegations/IDN/webhooks/${id}/ping`],
    ['DELETE', `/me/sessions/${id}`],
    ['DELETE', `/me/tokens/${id}`],
  ]
}

function same(a: readonly Seen[], b: readonly Seen[], viewer: string | undefined): void {
  for (const [at, one] of a.entries()) {
    const other = b[at]
    if (one.request !== other?.request) throw new Error(`${viewer}: ${one.request} against ${other?.request}`)
    sameText(`${viewer}: ${one.request}`, one.answer, other.answer)
  }
  if (a.length !== b.length) throw new Error(`${viewer}: ${b[a.length]?.request} in one world only`)
}

function sameText(what: string, a: string, b: string): void {
  if (a === b) return
  let at = 0
  while (a[at] === b[at]) at += 1
  const [from, to] = [Math.max(0, at - 100), at + 200]
  throw new Error(`${what} differs at ${at}\nwithout: ${a.slice(from, to)}\nwith:    ${b.slice(from, to)}`)
}
