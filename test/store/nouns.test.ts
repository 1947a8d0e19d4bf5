// Every noun of a store: what is put is got, lists are in order and paged, and what must not happen twice doesn't.
import t from 'tap'
import type { Anchor } from '../../src/document/anchors.ts'
import { insertApproval, listApprovals } from '../../src/store/approvals.ts'
import { insertClaim, listClaims } from '../../src/store/claims.ts'
import {
  getDecision,
  insertAnswer,
  insertDecision,
  listDecisions,
  setDecisionState,
} from '../../src/store/decisions.ts'
import {
  accessOf,
  getDelegation,
  grantAccess,
  hasAccess,
  insertSopId,
  knownSops,
  listDelegations,
  putDelegation,
  revokeAccess,
} from '../../src/store/directory.ts'
import { dropExpired, find, save } from '../../src/store/idempotency.ts'
import { appendEntry, listEntries, logHead } from '../../src/store/record.ts'
import { getSop, listParties, putParty, updateSop, usedKeys, useKeys } from '../../src/store/sops.ts'
import {
  getComment,
  getThread,
  insertComment,
  insertThread,
  listComments,
  listThreads,
  updateComment,
  updateThreadState,
} from '../../src/store/threads.ts'
import { findVersion, insertRevision, listVersions } from '../../src/store/versions.ts'
import { sop } from '../helpers/clauses.ts'
import { beginSop, engines, id, saveVersion, SOP, time } from '../helpers/stores.ts'

const anchor: Anchor = {
  version: 1,
  key: 'a1',
  language: 'th',
  part: 'text',
  text: 'f'.repeat(64),
  start: 0,
  end: 4,
}

for (const engine of engines) {
  t.test(engine.name, async (t) => {
    t.test('versions are found by number, id and as the latest, and listed from the newest', async (t) => {
      const { stores } = await engine.open(t)
      const db = await beginSop(stores, sop([]))
      for (const title of ['a', 'b', 'c'])
        await saveVersion(db, sop([{ kind: 'article', texts: { en: { text: title } } }]), undefined, title)
      const latest = (await db.read((sql) => findVersion(sql, 'latest')))!
      t.match(latest, { number: 4, message: 'c', act: id(1_004), revision: { sop: SOP, by: 'IDN' } })
      t.same(await db.read((sql) => findVersion(sql, latest.id)), latest)
      t.same(await db.read((sql) => findVersion(sql, 4)), latest)
      for (const ref of [5, 0, 'f'.repeat(64), 'last', '']) {
        t.equal(await db.read((sql) => findVersion(sql, ref)), undefined)
      }
      const numbers = async (page: { before?: number; limit: number }) =>
        (await db.read((sql) => listVersions(sql, page))).map(({ number }) => number)
      t.same(await numbers({ limit: 2 }), [4, 3])
      t.same(await numbers({ before: 3, limit: 9 }), [2, 1])
    })

    t.test('of two saves on one head the second is refused, whoever it is', async (t) => {
      const { stores } = await engine.open(t)
      const db = await beginSop(stores, sop([]))
      const { revision, rootRow } = (await db.read((sql) => findVersion(sql, 1)))!
      const rest = { revision, rootRow, messageText: 'm', messageSalt: 's', number: 2, from: 1 }
      const moved = await Promise.all(
        ['a', 'b', 'c'].map((each) =>
          db.write((tx) => insertRevision(tx, { ...rest, id: each.repeat(64), act: each })),
        ),
      )
      t.same(moved, [true, false, false])
      t.equal((await db.read(getSop)).head, 2)
    })

    t.test('an SOP keeps its stage, parties and used keys', async (t) => {
      const { stores } = await engine.open(t)
      const db = await beginSop(stores, sop([]))
      const before = await db.read(getSop)
      t.same(before, {
        ...{ id: SOP, stage: 'negotiation', procedure: 'open', negotiated: ['en'] },
        ...{ archived: false, head: 1, reopened: 0, erasures: 0 },
      })
      await db.write((tx) =>
        updateSop(tx, { stage: 'legal-scrub', negotiated: ['en', 'th'], archived: true }),
      )
      await db.write((tx) => updateSop(tx, { reopened: 7 }))
      t.same(await db.read(getSop), {
        ...before,
        stage: 'legal-scrub',
        negotiated: ['en', 'th'],
        archived: true,
        reopened: 7,
      })
      const seat = {
        delegation: 'IOM',
        kind: 'observer',
        state: 'member',
        preset: 'clean-text',
        until: time(9),
        comments: false,
        withheld: ['c1', 'c2'],
      } as const
      await db.write((tx) => putParty(tx, { ...seat, withheld: [...seat.withheld] }))
      t.same(
        (await db.read(listParties)).map(({ delegation }) => delegation),
        ['IDN', 'IOM', 'THA'],
      )
      t.same((await db.read(listParties))[1], seat)
      await db.write((tx) =>
        putParty(tx, { delegation: 'IOM', kind: 'observer', state: 'ended', comments: true, withheld: [] }),
      )
      t.same((await db.read(listParties))[1], {
        delegation: 'IOM',
        kind: 'observer',
        state: 'ended',
        comments: true,
        withheld: [],
      })
      await db.write((tx) => useKeys(tx, ['k1', 'k2']))
      await db.write((tx) => useKeys(tx, ['k2', 'k3']))
      t.same([...(await db.read((sql) => usedKeys(sql, ['k0', 'k2', 'k3'])))].sort(), ['k2', 'k3'])
    })

    for (const zone of ['table', 'room'] as const) {
      t.test(`threads and comments are kept in a ${zone}, in the order they came`, async (t) => {
        const { stores } = await engine.open(t)
        const db = zone === 'table' ? await beginSop(stores, sop([])) : await stores.createRoom('THA')
        const threads = [9, 3, 7].map((n) => ({
          id: id(n),
          sop: SOP,
          anchor,
          state: 'open' as const,
          by: 'THA',
          time: time(n),
        }))
        await db.write(async (tx) => {
          for (const thread of threads) await insertThread(tx, thread)
          t.equal(await updateThreadState(tx, id(3), 'resolved'), true)
          t.equal(await updateThreadState(tx, id(3), 'resolved'), false)
        })
        const ids = async (page: Parameters<typeof listThreads>[1]) =>
          (await db.read((sql) => listThreads(sql, page))).map((thread) => Number.parseInt(thread.id, 16))
        t.same(await ids({ sop: SOP, limit: 9 }), [9, 3, 7])
        t.same(await ids({ sop: SOP, limit: 9, after: id(9) }), [3, 7])
        t.same(await ids({ sop: SOP, limit: 1, state: 'open', after: id(9) }), [7])
        t.same(await ids({ sop: 'other', limit: 9 }), [])
        t.same(await db.read((sql) => getThread(sql, id(9))), { ...threads[0], said: 0 })
        t.equal(await db.read((sql) => getThread(sql, 'none')), undefined)
        const comment = {
          id: id(20),
          thread: id(9),
          by: 'THA',
          time: time(1),
          salt: 's',
          body: 'ทำไม',
          earlier: [],
          mentions: ['IDN'],
          withdrawn: false,
        }
        await db.write(async (tx) => {
          await insertComment(tx, comment)
          await insertComment(tx, { ...comment, id: id(10) })
          await insertComment(tx, { ...comment, id: id(11), thread: id(3) })
          await updateComment(tx, id(10), {
            body: 'why',
            salt: 't',
            earlier: [{ body: 'ทำไม', time: time(1) }],
            withdrawn: true,
          })
        })
        t.same(await db.read((sql) => getComment(sql, id(20))), comment)
        const changed = {
          ...comment,
          id: id(10),
          body: 'why',
          salt: 't',
          earlier: [{ body: 'ทำไม', time: time(1) }],
          withdrawn: true,
        }
        const [first, second] = await db.read((sql) => listThreads(sql, { sop: SOP, limit: 2 }))
        t.match([first, second], [{ said: 2 }, { said: 1 }])
        t.same(await db.read((sql) => listComments(sql, [first!])), [comment, changed])
        t.equal((await db.read((sql) => listComments(sql, [first!, second!]))).length, 3)
        t.same(await db.read((sql) => listComments(sql, [])), [])
      })
    }

    t.test('acts are listed in the order of the record, with the names they were given with', async (t) => {
      const { stores } = await engine.open(t)
      const db = await beginSop(stores, sop([]))
      const act = {
        id: id(2),
        number: 1,
        revision: 'e'.repeat(64),
        delegation: 'THA',
        act: 'text-agreed',
        body: { capacity: 'head' },
        seq: 5,
      } as const
      const taken = {
        ...act,
        id: id(1),
        act: 'withdrawn',
        withdraws: id(2),
        seq: 6,
        prepared: 'p',
        confirmed: 'c',
      } as const
      await db.write(async (tx) => {
        await insertApproval(tx, taken)
        await insertApproval(tx, act)
      })
      t.same(await db.read(listApprovals), [act, taken])
    })

    t.test('a decision is answered once by each, and leaves a state once', async (t) => {
      const { stores } = await engine.open(t)
      const db = await beginSop(stores, sop([]))
      const asked = {
        id: id(9),
        kind: 'procedure',
        payload: { procedure: 'open' },
        by: 'THA',
        state: 'asked',
        time: time(1),
      } as const
      await db.write(async (tx) => {
        await insertDecision(tx, asked)
        await insertDecision(tx, { ...asked, id: id(4) })
        const answer = { delegation: 'IDN', answer: 'yes', reason: 'ok', time: time(2) } as const
        t.equal(await insertAnswer(tx, id(9), answer), true)
        t.equal(await insertAnswer(tx, id(9), { ...answer, answer: 'no' }), false)
        t.equal(await setDecisionState(tx, id(9), 'agreed', 'asked'), true)
        t.equal(await setDecisionState(tx, id(9), 'declined', 'asked'), false)
      })
      const answers = [{ delegation: 'IDN', answer: 'yes', reason: 'ok', time: time(2) }]
      t.same(await db.read((sql) => getDecision(sql, id(9))), { ...asked, state: 'agreed', answers })
      t.equal(await db.read((sql) => getDecision(sql, 'none')), undefined)
      const ids = async (page: Parameters<typeof listDecisions>[1]) =>
        (await db.read((sql) => listDecisions(sql, page))).map((decision) => decision.id)
      t.same(await ids({}), [id(9), id(4)])
      t.same(await ids({ state: 'asked' }), [id(4)])
      t.same(await ids({ after: id(9), limit: 5 }), [id(4)])
    })

    t.test('claims, kept answers and entries', async (t) => {
      const { stores } = await engine.open(t)
      const db = await beginSop(stores, sop([]))
      const claim = {
        id: id(1),
        place: { key: 'a1' },
        text: 'd',
        reason: 'a form number',
        by: 'THA',
        time: time(1),
      }
      const kept = { keyHash: 'k', requestHash: 'r', status: 201, result: '{}', until: time(60) }
      await db.write(async (tx) => {
        await insertClaim(tx, claim)
        await save(tx, kept)
        t.equal(await dropExpired(tx, time(59)), 0)
      })
      t.same(await db.read(listClaims), [claim])
      t.same(await db.read((sql) => find(sql, 'k')), kept)
      t.equal(await db.write((tx) => dropExpired(tx, time(61))), 1)
      t.equal(await db.read((sql) => find(sql, 'k')), undefined)

      const room = await stores.createRoom('IDN')
      t.same(await room.read(logHead), { seq: 0, hash: '' })
      const entry = { seq: 1, type: 'x', by: 'IDN', bytes: '{}', hash: 'a'.repeat(64) }
      await room.write(async (tx) => {
        await appendEntry(tx, entry)
        await appendEntry(tx, { ...entry, seq: 2, type: 'y' })
        await appendEntry(tx, { ...entry, seq: 3, by: 'THA' })
      })
      for (const seq of [3, 5]) await t.rejects(room.write((tx) => appendEntry(tx, { ...entry, seq })))
      t.same(await room.read(logHead), { seq: 3, hash: entry.hash })
      const list = async (page: Parameters<typeof listEntries>[1]) =>
        (await room.read((sql) => listEntries(sql, page))).map(({ seq }) => seq)
      t.same(await list({ limit: 2 }), [1, 2])
      t.same(await list({ after: 1, limit: 9 }), [2, 3])
      t.same(await list({ limit: 9, type: 'x', by: 'IDN' }), [1])
      t.same((await room.read((sql) => listEntries(sql, { limit: 1 })))[0], entry)
    })

    t.test('the directory knows delegations, SOPs and who has access, the oldest SOP first', async (t) => {
      const { stores } = await engine.open(t)
      const { directory } = stores
      await directory.write(async (tx) => {
        await putDelegation(tx, { code: 'THA', kind: 'party', names: { en: 'Thai' } })
        await putDelegation(tx, { code: 'THA', kind: 'party', names: { en: 'Thailand' } })
        await putDelegation(tx, { code: 'IOM', kind: 'observer', names: {} })
        for (const sop of ['zz', 'aa', 'mm']) {
          await insertSopId(tx, sop)
          await grantAccess(tx, sop, 'THA')
          await grantAccess(tx, sop, 'THA')
        }
        await revokeAccess(tx, 'aa', 'THA')
      })
      t.same(
        (await directory.read(listDelegations)).map(({ code }) => code),
        ['IOM', 'THA'],
      )
      t.same(await directory.read((sql) => getDelegation(sql, 'THA')), {
        code: 'THA',
        kind: 'party',
        names: { en: 'Thailand' },
      })
      t.equal(await directory.read((sql) => getDelegation(sql, 'USA')), undefined)
      t.same(await directory.read(knownSops), ['zz', 'aa', 'mm'])
      t.same(await directory.read((sql) => accessOf(sql, 'THA')), ['zz', 'mm'])
      t.equal(await directory.read((sql) => hasAccess(sql, 'mm', 'THA')), true)
      t.equal(await directory.read((sql) => hasAccess(sql, 'aa', 'THA')), false)
    })
  })
}
