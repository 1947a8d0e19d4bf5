// Formal acts: when each may be given, and what they amount to together; as examples, and as laws over any sequence.
import fc from 'fast-check'
import t from 'tap'
import {
  type Act,
  type ActKind,
  ACTS,
  ACT_ROLES,
  adopted,
  agrees,
  type Negotiation,
  refuseAct,
  standing,
} from '../../src/review/approvals.ts'

type Given = readonly [delegation: string, act: ActKind, revision?: string, withdraws?: string]
const negotiation = (given: readonly Given[], more: Partial<Negotiation> = {}): Negotiation => ({
  acts: given.map(([delegation, act, revision = 'r1', withdraws], at): Act => {
    return {
      id: `a${at + 1}`,
      seq: at + 1,
      delegation,
      act,
      revision,
      ...(withdraws !== undefined && { withdraws }),
    }
  }),
  parties: ['IDN', 'THA'],
  head: 'r1',
  reopened: 0,
  ...more,
})
const refusal = (
  delegation: string,
  act: ActKind,
  given: readonly Given[],
  {
    revision = 'r1',
    withdraws,
    ...more
  }: { revision?: string; withdraws?: string } & Partial<Negotiation> = {},
) =>
  refuseAct(
    { delegation, act, revision, ...(withdraws !== undefined && { withdraws }) },
    negotiation(given, more),
  )?.failure

const BOTH: Given[] = [
  ['IDN', 'text-agreed'],
  ['THA', 'text-agreed'],
]

t.test('adopted when every party has agreed to the same version', (t) => {
  t.equal(adopted(negotiation([])), undefined)
  t.equal(adopted(negotiation(BOTH.slice(0, 1))), undefined)
  t.equal(adopted(negotiation(BOTH)), 'r1')
  t.equal(adopted(negotiation([BOTH[0]!, ['THA', 'text-agreed', 'r2']])), undefined)
  t.equal(adopted(negotiation(BOTH, { parties: ['IDN', 'THA', 'MYS'] })), undefined)
  t.equal(
    adopted(negotiation(BOTH.slice(0, 1), { parties: ['IDN'] })),
    undefined,
    'one party alone adopts nothing',
  )
  t.equal(adopted(negotiation(BOTH, { head: 'r2' })), 'r1', 'and stays so')
  t.end()
})

t.test('ad referendum counts when confirmed', (t) => {
  const first: Given[] = [['IDN', 'agreed-ad-referendum'], BOTH[1]!]
  t.equal(adopted(negotiation(first)), undefined)
  t.equal(adopted(negotiation([...first, ['IDN', 'ad-referendum-confirmed']])), 'r1')
  t.equal(refusal('IDN', 'ad-referendum-confirmed', []), 'nothing-to-confirm')
  t.equal(refusal('IDN', 'ad-referendum-confirmed', first), undefined)
  t.equal(refusal('THA', 'ad-referendum-confirmed', first), 'nothing-to-confirm')
  const rejected: Given[] = [...first, ['IDN', 'rejected']]
  t.equal(refusal('IDN', 'ad-referendum-confirmed', rejected), 'nothing-to-confirm')
  t.end()
})

t.test('the last word of a party decides', (t) => {
  const acts = (given: readonly Given[]) => standing(negotiation(given))
  t.equal(agrees(acts([BOTH[0]!, ['IDN', 'rejected']]), 'IDN', 'r1'), false)
  t.equal(agrees(acts([['IDN', 'rejected'], BOTH[0]!]), 'IDN', 'r1'), true)
  t.equal(
    agrees(acts([BOTH[0]!, ['IDN', 'initialled']]), 'IDN', 'r1'),
    true,
    'initials say nothing of the text',
  )
  t.equal(agrees(acts(BOTH), 'IDN', 'r2'), false)
  t.end()
})

t.test('acts up to adoption are given on the head alone, once', (t) => {
  t.equal(refusal('IDN', 'text-agreed', [], { revision: 'r0' }), 'superseded')
  t.equal(refusal('IDN', 'text-agreed', BOTH.slice(0, 1)), 'act-given-already')
  t.equal(refusal('IDN', 'agreed-ad-referendum', BOTH.slice(0, 1)), 'act-given-already')
  t.equal(refusal('IDN', 'rejected', BOTH.slice(0, 1)), undefined)
  t.equal(refusal('IDN', 'rejected', [['IDN', 'rejected']]), 'act-given-already')
  t.equal(refusal('IDN', 'text-agreed', [['IDN', 'rejected']]), undefined)
  for (const act of ['text-agreed', 'agreed-ad-referendum', 'ad-referendum-confirmed', 'rejected'] as const)
    t.equal(refusal('IDN', act, BOTH), 'text-adopted')
  t.end()
})

t.test('signature and what follows it are given on the adopted version alone', (t) => {
  for (const act of ['signed-ad-referendum', 'signed', 'internal-procedures-completed'] as const) {
    t.equal(refusal('IDN', act, []), 'not-adopted')
    t.equal(refusal('IDN', act, BOTH), undefined)
    t.equal(refusal('IDN', act, BOTH, { revision: 'r0' }), 'superseded')
    t.equal(refusal('IDN', act, [...BOTH, ['IDN', act]]), 'act-given-already')
    t.equal(refusal('THA', act, [...BOTH, ['IDN', act]]), undefined)
  }
  t.equal(refusal('IDN', 'initialled', []), undefined, 'initials come before too')
  t.equal(refusal('IDN', 'initialled', [], { revision: 'r0' }), 'superseded')
  t.equal(refusal('IDN', 'initialled', BOTH, { head: 'r2', revision: 'r2' }), 'superseded')
  t.end()
})

t.test('an act is withdrawn by its own party, on its own version, until adoption', (t) => {
  const one = BOTH.slice(0, 1)
  t.equal(refusal('IDN', 'withdrawn', one, { withdraws: 'a1' }), undefined)
  t.equal(refusal('IDN', 'withdrawn', one), 'nothing-to-withdraw')
  t.equal(refusal('THA', 'withdrawn', one, { withdraws: 'a1' }), 'nothing-to-withdraw')
  t.equal(refusal('IDN', 'withdrawn', one, { withdraws: 'a1', revision: 'r2' }), 'nothing-to-withdraw')
  t.equal(refusal('IDN', 'withdrawn', BOTH, { withdraws: 'a1' }), 'text-adopted')
  const gone: Given[] = [...one, ['IDN', 'withdrawn', 'r1', 'a1']]
  t.equal(refusal('IDN', 'withdrawn', gone, { withdraws: 'a1' }), 'nothing-to-withdraw')
  t.equal(refusal('IDN', 'text-agreed', gone), undefined, 'and may be given again')
  t.strictSame(standing(negotiation(gone)), [])
  t.end()
})

t.test('a reopening sets aside what was before it', (t) => {
  t.equal(adopted(negotiation(BOTH, { reopened: 2 })), undefined)
  t.equal(refusal('IDN', 'text-agreed', BOTH, { reopened: 2 }), undefined)
  t.equal(adopted(negotiation([...BOTH, ...BOTH], { reopened: 2 })), 'r1')
  t.end()
})

t.test('the head agrees and the signatory signs', (t) => {
  for (const act of ACTS) t.ok(ACT_ROLES[act].length > 0)
  t.notOk(ACT_ROLES['text-agreed'].includes('signatory'))
  t.notOk(ACT_ROLES.signed.includes('head'))
  t.end()
})

const attempt = fc.record({
  delegation: fc.constantFrom('IDN', 'THA', 'MYS'),
  act: fc.constantFrom(...ACTS),
  revision: fc.constantFrom('r1', 'r2'),
  withdraws: fc.option(fc.nat(12), { nil: undefined }),
})

t.test('laws: whatever is tried, adopted means that each party agrees, and it ends with no act', (t) => {
  const law = fc.property(fc.array(attempt, { maxLength: 30 }), (tries) => {
    let acts: Act[] = []
    let done: string | undefined
    for (const [at, { withdraws, ...given }] of tries.entries()) {
      const now: Negotiation = { acts, parties: ['IDN', 'THA'], head: at < 15 ? 'r1' : 'r2', reopened: 0 }
      const wanted = { ...given, ...(withdraws !== undefined && { withdraws: `a${withdraws}` }) }
      if (refuseAct(wanted, now)) continue
      acts = [...acts, { id: `a${acts.length + 1}`, seq: acts.length + 1, ...wanted }]
      const after = adopted({ ...now, acts })
      if (done !== undefined && after !== done) return false
      done = after
      if (
        done !== undefined &&
        !['IDN', 'THA'].every((party) => agrees(standing({ acts, reopened: 0 }), party, done!))
      )
        return false
    }
    return true
  })
  fc.assert(law, { numRuns: 500 })
  t.end()
})
