// Which formal acts a delegation is offered, by what was done before and by whom.
import t from 'tap'
import {
  type ActKind,
  earlierAct,
  lastWord,
  mayGive,
  offeredActs,
  standingOn,
} from '../../../src/web/agreement/offered.ts'

const V14 = 'a'.repeat(64)
const V15 = 'b'.repeat(64)
let seq = 0
const act = (kind: ActKind, party = 'THA', version = V15, stands = true) => ({
  id: `act-${(seq += 1)}`,
  act: kind,
  party,
  version,
  number: version === V15 ? 15 : 14,
  seq,
  stands,
})
const offered = (acts: ReturnType<typeof act>[], adopted?: string, version = V15) =>
  offeredActs('THA', version, { acts, head: V15, adopted })

t.test('on the current version, before any act of ours, all but confirmation and withdrawal', async (t) => {
  t.same(offered([]), ['text-agreed', 'agreed-ad-referendum', 'initialled', 'rejected'])
  t.same(offered([act('text-agreed', 'IDN')]), offered([]), 'acts of others change nothing')
})

t.test('after agreement ad referendum it is confirmed, not given again', async (t) => {
  t.same(offered([act('agreed-ad-referendum')]), [
    'ad-referendum-confirmed',
    'initialled',
    'rejected',
    'withdrawn',
  ])
})

t.test('after agreement it can be refused or withdrawn until all have agreed', async (t) => {
  t.same(offered([act('text-agreed')]), ['initialled', 'rejected', 'withdrawn'])
  t.same(offered([act('agreed-ad-referendum'), act('ad-referendum-confirmed')]), [
    'initialled',
    'rejected',
    'withdrawn',
  ])
})

t.test('after refusal we can still agree', async (t) => {
  t.same(offered([act('rejected')]), ['text-agreed', 'agreed-ad-referendum', 'initialled', 'withdrawn'])
})

t.test('an act that was withdrawn is as if it had not been', async (t) => {
  const taken = [act('text-agreed', 'THA', V15, false), act('withdrawn', 'THA', V15, false)]
  t.same(offered(taken), offered([]))
})

t.test('on an earlier version nothing can be given; what stands there can be withdrawn', async (t) => {
  t.same(offered([], undefined, V14), [])
  t.same(offered([act('text-agreed', 'THA', V14)], undefined, V14), ['withdrawn'])
})

t.test('when all have agreed, what follows is signature, on that version alone', async (t) => {
  const agreed = [act('text-agreed'), act('text-agreed', 'IDN')]
  t.same(offered(agreed, V15), [
    'initialled',
    'signed-ad-referendum',
    'signed',
    'internal-procedures-completed',
  ])
  t.same(offered([...agreed, act('initialled'), act('signed-ad-referendum')], V15), [
    'signed',
    'internal-procedures-completed',
  ])
  t.same(offered([...agreed, act('signed')], V15), ['initialled', 'internal-procedures-completed'])
  t.same(offered(agreed, V14), [], 'not on another version')
})

t.test('the head agrees and the signatory signs, for all SOPs or for this one', async (t) => {
  const head = [{ role: 'head', sop: '*' }]
  const signatory = [{ role: 'signatory', sop: 'this' }]
  t.ok(mayGive('text-agreed', head, 'this'))
  t.notOk(mayGive('signed', head, 'this'))
  t.ok(mayGive('signed', signatory, 'this'))
  t.notOk(mayGive('signed', signatory, 'other'))
  t.notOk(mayGive('text-agreed', [{ role: 'legal', sop: '*' }], 'this'))
})

t.test('acts on other versions are told apart from those on this one', async (t) => {
  const before = act('agreed-ad-referendum', 'THA', V14)
  const initialled = act('initialled')
  const acts = [before, initialled]
  t.same(standingOn(acts, 'THA', V15), [initialled])
  t.equal(earlierAct(acts, 'THA', 15), before)
  t.equal(earlierAct(acts, 'THA', 14), undefined, 'a later act is not an earlier one')
  t.equal(lastWord(acts, 'THA', V15), undefined, 'initialling is no word on the text')
  t.equal(earlierAct(acts, 'IDN', 15), undefined)
})
