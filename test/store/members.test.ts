// A room's people: logins are theirs alone, invitations work once, sessions and tokens end when they should.
import t from 'tap'
import {
  authorOf,
  authorsOf,
  findLogin,
  getInvitation,
  getMember,
  getVisit,
  insertAuthor,
  insertMember,
  listMembers,
  listRoles,
  putInvitation,
  putVisit,
  setRoles,
  takeInvitation,
  updateMember,
} from '../../src/store/members.ts'
import {
  clearSignIn,
  dropEnded,
  endSession,
  endSessions,
  endToken,
  endTokens,
  findSession,
  findToken,
  getSignIn,
  insertSession,
  insertToken,
  listSessions,
  listTokens,
  putSignIn,
} from '../../src/store/sessions.ts'
import { engines, time } from '../helpers/stores.ts'

const head = { id: 'm1', name: 'Head of delegation', login: 'head', active: true, language: 'id' }
const legal = {
  ...head,
  id: 'm2',
  name: 'Legal adviser',
  login: 'legal',
  seat: 'Legal',
  until: time(99),
  secret: 's',
}

for (const engine of engines) {
  t.test(engine.name, async (t) => {
    const { stores } = await engine.open(t)
    const room = await stores.createRoom('IDN')
    await room.write(async (tx) => {
      t.equal(await insertMember(tx, head), true)
      t.equal(await insertMember(tx, legal), true)
      t.equal(await insertMember(tx, { ...head, id: 'm3' }), false)
    })

    t.test('members are found by id and login, and changed field by field', async (t) => {
      t.same(await room.read(listMembers), [head, legal])
      t.same(await room.read((sql) => getMember(sql, 'm2')), legal)
      t.same(await room.read((sql) => findLogin(sql, 'head')), head)
      t.equal(await room.read((sql) => findLogin(sql, 'nobody')), undefined)
      await room.write((tx) => updateMember(tx, 'm1', { active: false, seat: 'Chair', language: 'en' }))
      t.same(await room.read((sql) => getMember(sql, 'm1')), {
        ...head,
        active: false,
        seat: 'Chair',
        language: 'en',
      })
      await room.write((tx) => updateMember(tx, 'm1', { active: true, seat: null, language: 'id' }))
      t.same(await room.read((sql) => getMember(sql, 'm1')), head)
    })

    t.test('roles are replaced as a whole', async (t) => {
      await room.write((tx) =>
        setRoles(tx, 'm1', [
          { sop: '*', role: 'head' },
          { sop: 'x', role: 'drafter' },
        ]),
      )
      await room.write((tx) => setRoles(tx, 'm2', [{ sop: '*', role: 'legal' }]))
      await room.write((tx) => setRoles(tx, 'm1', [{ sop: '*', role: 'head' }]))
      t.same(await room.read((sql) => listRoles(sql, 'm1')), [{ member: 'm1', sop: '*', role: 'head' }])
      t.equal((await room.read((sql) => listRoles(sql))).length, 2)
    })

    t.test('a new invitation voids the one before, and is taken once', async (t) => {
      await room.write((tx) => putInvitation(tx, { hash: 'h1', member: 'm1', until: time(5) }))
      await room.write((tx) => putInvitation(tx, { hash: 'h2', member: 'm1', until: time(5) }))
      t.equal(await room.read((sql) => getInvitation(sql, 'h1')), undefined)
      t.same(await room.read((sql) => getInvitation(sql, 'h2')), { hash: 'h2', member: 'm1', until: time(5) })
      t.equal(await room.write((tx) => takeInvitation(tx, 'h2')), true)
      t.equal(await room.write((tx) => takeInvitation(tx, 'h2')), false)
    })

    t.test('sessions and tokens are listed, found and ended, by their own member alone', async (t) => {
      const session = {
        hash: 's1',
        id: 'i1',
        member: 'm1',
        created: time(1),
        until: time(10),
        agent: 'a browser',
      }
      const token = {
        hash: 't1',
        id: 'i1',
        member: 'm1',
        name: 'script',
        scopes: ['read' as const],
        created: time(1),
        until: time(10),
      }
      await room.write(async (tx) => {
        for (const n of ['1', '2', '3']) {
          await insertSession(tx, { ...session, hash: `s${n}`, id: `i${n}` })
          await insertToken(tx, { ...token, hash: `t${n}`, id: `i${n}` })
        }
      })
      t.same(await room.read((sql) => findSession(sql, 's1')), session)
      t.same(await room.read((sql) => findToken(sql, 't1')), token)
      t.equal(await room.read((sql) => findToken(sql, 'no')), undefined)
      t.equal(await room.write((tx) => endSession(tx, 'm2', 'i1')), false)
      t.equal(await room.write((tx) => endSession(tx, 'm1', 'i1')), true)
      t.equal(await room.write((tx) => endToken(tx, 'm2', 'i1')), false)
      t.equal(await room.write((tx) => endToken(tx, 'm1', 'i1')), true)
      await room.write((tx) => endSessions(tx, 'm1', 'i3'))
      t.same(
        (await room.read((sql) => listSessions(sql, 'm1'))).map((each) => each.id),
        ['i3'],
      )
      t.same(
        (await room.read((sql) => listTokens(sql, 'm1'))).map((each) => each.id),
        ['i2', 'i3'],
      )
      await room.write((tx) => endTokens(tx, 'm1'))
      await room.write((tx) => dropEnded(tx, time(11)))
      t.same(await room.read((sql) => listSessions(sql, 'm1')), [])
      t.same(await room.read((sql) => listTokens(sql, 'm1')), [])
    })

    t.test('failed sign-ins are counted until one succeeds', async (t) => {
      await room.write((tx) => putSignIn(tx, { login: 'head', failures: 1, until: time(1) }))
      await room.write((tx) => putSignIn(tx, { login: 'head', failures: 2, until: time(2) }))
      t.same(await room.read((sql) => getSignIn(sql, 'head')), { login: 'head', failures: 2, until: time(2) })
      await room.write((tx) => clearSignIn(tx, 'head'))
      t.equal(await room.read((sql) => getSignIn(sql, 'head')), undefined)
    })

    t.test('the room knows whose acts were whose, and what each has seen', async (t) => {
      await room.write(async (tx) => {
        await insertAuthor(tx, 'a1', 'm1')
        await insertAuthor(tx, 'a2', 'm2')
        await putVisit(tx, 'm1', 'x', 3)
        await putVisit(tx, 'm1', 'x', 4)
      })
      t.equal(await room.read((sql) => authorOf(sql, 'a2')), 'm2')
      t.same(
        [...(await room.read((sql) => authorsOf(sql, ['a1', 'a2', 'a3'])))],
        [
          ['a1', 'm1'],
          ['a2', 'm2'],
        ],
      )
      t.equal(await room.read((sql) => getVisit(sql, 'm1', 'x')), 4)
      t.equal(await room.read((sql) => getVisit(sql, 'm2', 'x')), undefined)
    })
  })
}
