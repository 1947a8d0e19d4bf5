// What a room keeps of webhooks, digests and presence: on every engine, one node has a delivery at a time.
import t from 'tap'
import {
  beginDigest,
  claimDigest,
  finishDigest,
  getDigest,
  listDigestPositions,
  listReadyDigests,
  postponeDigest,
  putDigestPosition,
} from '../../src/store/digests.ts'
import { insertMember, updateMember } from '../../src/store/members.ts'
import { listPresence, putPresence } from '../../src/store/presence.ts'
import { countTypes, listEntriesOf } from '../../src/store/record.ts'
import { insertSession, insertToken, listLive } from '../../src/store/sessions.ts'
import {
  claimWebhook,
  type Delivered,
  deleteWebhook,
  getWebhook,
  insertWebhook,
  listPositions,
  listReady,
  listWebhooks,
  noteDelivery,
  putPosition,
  releaseWebhook,
  updateWebhook,
} from '../../src/store/webhooks.ts'
import { engines, record } from '../helpers/stores.ts'

const at = (minute: number) => new Date(Date.UTC(2026, 10, 24, 3, minute)).toISOString()
const head = { id: 'a'.repeat(32), name: 'The head', login: 'head', active: true, language: 'th' }
const webhook = {
  ...{
    id: 'b'.repeat(32),
    name: 'A receiver',
    url: 'https://example.org/',
    zones: ['table', 'room'] as const,
  },
  ...{ secret: 'whsec_eA==', state: 'active' as const, created: at(0), failures: 0 },
}
const failed: Delivered = {
  state: 'active',
  failures: 1,
  failing: at(1),
  outcome: 'status-refused',
  status: 500,
  next: at(3),
  delivered: null,
}

for (const engine of engines) {
  t.test(engine.name, async (t) => {
    const { stores } = await engine.open(t)
    const room = await stores.createRoom('IDN')
    await room.write((tx) => insertMember(tx, head))

    t.test('a webhook is with one node until that lets go, or its time is over', async (t) => {
      await room.write((tx) => insertWebhook(tx, webhook))
      t.strictSame(await room.read(listWebhooks), [webhook])
      const claim = (holder: string, minute: number) =>
        room.write((tx) => claimWebhook(tx, webhook.id, { holder, now: at(minute), until: at(minute + 10) }))
      const tries = await Promise.all(['one', 'two', 'three'].map((holder) => claim(holder, 0)))
      t.equal(tries.filter(Boolean).length, 1)
      t.strictSame(await room.read((sql) => listReady(sql, at(1))), [])
      t.notOk(await claim('four', 9))
      t.ok(await claim('five', 10), 'after ten minutes')
      const first = ['one', 'two', 'three'][tries.indexOf(true)]!
      t.notOk(await room.write((tx) => noteDelivery(tx, webhook.id, first, failed)), 'it is another’s now')
      t.ok(await room.write((tx) => noteDelivery(tx, webhook.id, 'five', failed)))
      await room.write((tx) => releaseWebhook(tx, webhook.id, first))
      t.strictSame(await room.read((sql) => listReady(sql, at(12))), [])
      await room.write((tx) => releaseWebhook(tx, webhook.id, 'five'))
      t.strictSame(await room.read((sql) => listReady(sql, at(2))), [], 'and not before its next time')
      const [ready] = await room.read((sql) => listReady(sql, at(3)))
      t.match(ready, { failures: 1, failing: at(1), status: 500, next: at(3), outcome: 'status-refused' })
      await room.write((tx) => updateWebhook(tx, webhook.id, { name: 'Another', state: 'active' }, true))
      t.strictSame(await room.read((sql) => getWebhook(sql, webhook.id)), { ...webhook, name: 'Another' })
      await room.write(async (tx) => {
        await putPosition(tx, webhook.id, 'IDN', 4)
        await putPosition(tx, webhook.id, 'IDN', 5)
      })
      t.strictSame([...(await room.read((sql) => listPositions(sql, webhook.id)))], [['IDN', 5]])
      t.ok(await room.write((tx) => deleteWebhook(tx, webhook.id)))
      t.notOk(await room.write((tx) => deleteWebhook(tx, webhook.id)))
      t.strictSame(await room.read((sql) => listPositions(sql, webhook.id)), new Map())
    })

    t.test('a digest is sent by one node, and what became of it is kept', async (t) => {
      const member = head.id
      await room.write((tx) => beginDigest(tx, { member, secret: 'key', period: '2026-11-23' }))
      const ready = (minute: number) => room.read((sql) => listReadyDigests(sql, at(minute)))
      t.strictSame(await ready(0), [], 'nobody is sent one who did not choose it')
      await room.write((tx) => updateMember(tx, member, { email: 'head@example.org', digest: 'daily' }))
      const [row] = await ready(0)
      t.strictSame(row, { member, secret: 'key', period: '2026-11-23', tries: 0 })
      const claim = (holder: string, minute: number) =>
        room.write((tx) => claimDigest(tx, row!, { holder, now: at(minute), until: at(minute + 10) }))
      const tries = await Promise.all(['one', 'two'].map((holder) => claim(holder, 0)))
      t.equal(tries.filter(Boolean).length, 1)
      t.notOk(await claim('three', 10), 'the try was counted')
      t.equal((await ready(10))[0]?.tries, 1)
      const holder = tries[0] ? 'one' : 'two'
      await room.write((tx) => postponeDigest(tx, member, holder, at(30)))
      t.strictSame(await ready(29), [])
      t.equal((await ready(30))[0]?.tries, 0)
      t.ok(await claim('four', 30))
      await room.write(async (tx) => {
        await putDigestPosition(tx, member, 'log', 3)
        await putDigestPosition(tx, member, 'log', 7)
        await finishDigest(tx, member, 'four', '2026-11-24')
      })
      t.strictSame([...(await room.read((sql) => listDigestPositions(sql, member)))], [['log', 7]])
      await room.write((tx) => beginDigest(tx, { member, secret: 'another', period: '2026-11-25' }))
      t.match(await room.read((sql) => getDigest(sql, member)), { secret: 'key', period: '2026-11-25' })
      await room.write((tx) => updateMember(tx, member, { digest: null }))
      t.strictSame(await ready(31), [])
    })

    t.test('presence is what each node last said, until it is over', async (t) => {
      const there = { member: head.id, sop: '' }
      const say = (node: string, list: (typeof there)[], minute: number) =>
        room.write((tx) => putPresence(tx, node, list, { now: at(minute), until: at(minute + 2) }))
      await say('one', [there, { ...there, sop: 'c'.repeat(32) }], 0)
      await say('two', [there], 1)
      const others = (node: string, minute: number) => room.read((sql) => listPresence(sql, node, at(minute)))
      t.strictSame(await others('two', 1), [there, { ...there, sop: 'c'.repeat(32) }])
      t.strictSame(await others('three', 2), [there])
      t.strictSame(await others('one', 3), [])
      await say('one', [], 1)
      t.strictSame(await others('two', 1), [])
    })

    t.test('a session or token is live while it, and its member, is', async (t) => {
      const common = { member: head.id, created: at(0), until: at(9) }
      await room.write(async (tx) => {
        await insertSession(tx, { ...common, hash: 'h1', id: 's1', agent: '' })
        await insertToken(tx, { ...common, hash: 'h2', id: 't1', name: 'A program', scopes: ['read'] })
      })
      const live = async (minute: number) => [...(await room.read((sql) => listLive(sql, at(minute))))].sort()
      t.strictSame(await live(8), ['session/s1', 'token/t1'])
      t.strictSame(await live(9), [])
      await room.write((tx) => updateMember(tx, head.id, { until: at(5) }))
      t.strictSame([await live(4), await live(5)], [['session/s1', 'token/t1'], []])
      await room.write((tx) => updateMember(tx, head.id, { until: null, active: false }))
      t.strictSame(await live(4), [])
    })

    t.test('entries of some types are counted and read by their own number', async (t) => {
      for (const type of ['a.one', 'b.two', 'a.one', 'c.three'])
        await room.write((tx) => record(tx, 'IDN', type, {}))
      t.strictSame(await room.read((sql) => countTypes(sql)), [
        { type: 'a.one', count: 2 },
        { type: 'b.two', count: 1 },
        { type: 'c.three', count: 1 },
      ])
      t.strictSame(await room.read((sql) => countTypes(sql, 2)), [
        { type: 'a.one', count: 1 },
        { type: 'b.two', count: 1 },
      ])
      const of = async (types: string[], skip: number) =>
        (await room.read((sql) => listEntriesOf(sql, types, { skip, limit: 2 }))).map(({ seq }) => seq)
      t.strictSame(await of(['a.one', 'c.three'], 0), [1, 3])
      t.strictSame(await of(['a.one', 'c.three'], 1), [3, 4])
      t.strictSame(await of(['a.one'], 2), [])
      t.strictSame(await of([], 0), [])
    })
  })
}
