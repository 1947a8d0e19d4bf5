// Erasure: afterwards the words stand in no file, and every id and version still does.
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import type { Clause } from '../../src/document/clause.ts'
import { sealText } from '../../src/document/ids.ts'
import {
  eraseText,
  findText,
  hideText,
  isErased,
  listErased,
  listHidden,
  unhideText,
} from '../../src/store/erasure.ts'
import { fsck } from '../../src/store/fsck.ts'
import { find, save } from '../../src/store/idempotency.ts'
import { getSop } from '../../src/store/sops.ts'
import { getComment, insertComment, insertThread } from '../../src/store/threads.ts'
import { createTreeCache } from '../../src/store/tree-cache.ts'
import { getTree } from '../../src/store/trees.ts'
import { findVersion } from '../../src/store/versions.ts'
import { insertAnswer, insertDecision, listDecisions } from '../../src/store/decisions.ts'
import { clause, sop } from '../helpers/clauses.ts'
import { beginSop, type Engine, engines, id, refusal, saveVersion, SOP, time } from '../helpers/stores.ts'

const SECRET = 'ผู้เสียหายชื่อ XQZ-REMOVE-ME'

/** Which files of an engine's hold some words; nothing is known of a server that isn't ours. */
async function holding(engine: Engine, folder: string, words: string): Promise<string[]> {
  const files = (await engine.files(folder)) ?? []
  return files.filter((file) => readFileSync(file).includes(words))
}

for (const engine of engines) {
  t.test(engine.name, async (t) => {
    t.test('a text is hidden and shown again', async (t) => {
      const { stores } = await engine.open(t)
      const db = await beginSop(stores, sop([]))
      await db.write((tx) => hideText(tx, 'f1', 'THA', 'd1', time(1)))
      await db.write((tx) => hideText(tx, 'f2', 'IDN', undefined, time(2)))
      t.same(await db.read(listHidden), [
        { text: 'f1', by: 'THA', decision: 'd1', time: time(1) },
        { text: 'f2', by: 'IDN', time: time(2) },
      ])
      await db.write((tx) => unhideText(tx, 'f1'))
      t.same(
        (await db.read(listHidden)).map(({ text }) => text),
        ['f2'],
      )
    })

    t.test('erased words stand in no file, and fsck and all versions are as before', async (t) => {
      const { stores, folder } = await engine.open(t)
      const written = clause('a1', 'article', { th: { text: SECRET }, en: { text: 'Scope' } })
      const tree = sop([written, clause('a2', 'article', 'other')])
      const db = await beginSop(stores, tree)
      const text = tree.children[0]!.texts['th']!
      let known: Clause = tree
      for (let version = 2; version < 40; version += 1) {
        const [first, second] = known.children
        const texts = { en: sealText(id(version), { text: `other ${version}`.repeat(50) }) }
        const next = {
          ...known,
          children:
            version % 2
              ? [first!, { ...second!, texts }]
              : [{ ...first!, texts: { ...first!.texts, ...texts } }, second!],
        }
        await saveVersion(db, next, known)
        known = next
      }
      const comment = {
        thread: id(1),
        by: 'THA',
        time: time(1),
        salt: 's',
        earlier: [],
        mentions: [],
        withdrawn: false,
      }
      const anchor = {
        version: 1,
        key: 'a1',
        language: 'th',
        part: 'text' as const,
        text: text.id,
        start: 0,
        end: 3,
      }
      await db.write(async (tx) => {
        await insertThread(tx, { id: id(1), sop: SOP, anchor, state: 'open', by: 'THA', time: time(1) })
        await insertComment(tx, { ...comment, id: id(2), body: `why "${SECRET}"?` })
        await insertComment(tx, {
          ...comment,
          id: id(3),
          body: 'I see',
          earlier: [{ body: SECRET, time: time(1) }],
        })
        await insertComment(tx, { ...comment, id: id(4), body: 'nothing of it' })
        await save(tx, {
          keyHash: 'k',
          requestHash: 'r',
          status: 200,
          result: JSON.stringify({ is: [SECRET] }),
          until: time(9),
        })
        const decision = { kind: 'stage' as const, by: 'IDN', state: 'asked' as const, time: time(1) }
        await insertDecision(tx, { ...decision, id: id(5), payload: { stage: 'final', reason: SECRET } })
        await insertAnswer(tx, id(5), { delegation: 'THA', answer: 'no', reason: SECRET, time: time(1) })
        await hideText(tx, text.id, 'IDN', undefined, time(2))
      })
      t.not((await holding(engine, folder, 'XQZ-REMOVE-ME')).length, (await engine.files(folder)) ? 0 : -1)
      t.same(await db.read((sql) => findText(sql, text.id)), text)
      t.equal(await db.read((sql) => isErased(sql, text.id)), 'kept')

      await db.write((tx) => eraseText(tx, text.id, time(3)))
      await db.scrub()
      t.same(await holding(engine, folder, 'XQZ-REMOVE-ME'), [])
      t.same(await holding(engine, folder, text.salt), [])
      t.equal(await db.read((sql) => isErased(sql, text.id)), 'erased')
      t.equal(await db.read((sql) => findText(sql, text.id)), undefined)
      t.same(await db.read(listErased), [text.id])
      t.same(await db.read(listHidden), [])
      t.equal((await db.read(getSop)).erasures, 1)
      t.same(await fsck(stores), [])
      for (let version = 1; version < 40; version += 1) {
        const got = await db.read(async (sql) => {
          const { rootRow, revision } = (await findVersion(sql, version))!
          t.match(await getTree(sql, rootRow, createTreeCache(1e6)), { key: 'sop' })
          return revision
        })
        t.equal(got.sop, SOP)
      }
      const bodies = async (comment: string) => (await db.read((sql) => getComment(sql, comment)))!
      t.match(await bodies(id(2)), { body: '', salt: '' })
      t.match(await bodies(id(3)), { body: 'I see', salt: 's', earlier: [] })
      t.match(await bodies(id(4)), { body: 'nothing of it' })
      t.equal(await db.read((sql) => find(sql, 'k')), undefined)
      const [decision] = await db.read((sql) => listDecisions(sql))
      t.match(decision, { payload: { stage: 'final', reason: '' }, answers: [{ answer: 'no' }] })
      t.notOk('reason' in decision!.answers[0]!)

      await db.write((tx) => eraseText(tx, text.id, time(4)))
      t.equal((await db.read(getSop)).erasures, 1)
      await stores.close()
      t.same(await holding(engine, folder, 'XQZ-REMOVE-ME'), [])
      const again = await engine.again(folder)
      t.same(await fsck(again), [])
      await again.close()
    })

    t.test('erased words stand in no file once who still read them is done', async (t) => {
      const { stores, folder } = await engine.open(t)
      const db = await beginSop(stores, sop([]))
      const { revision } = await saveVersion(db, sop([{ kind: 'article' }]), undefined, SECRET)
      let began = (): void => undefined
      const beginning = new Promise<void>((done) => (began = done))
      const reading = db.read(async (sql) => {
        await sql.get('select 1 from sop')
        began()
        await sleep(600)
        return findText(sql, revision.message)
      })
      await beginning
      await db.write((tx) => eraseText(tx, revision.message, time(3)))
      await db.scrub()
      t.same(await holding(engine, folder, 'XQZ-REMOVE-ME'), [])
      t.equal((await reading)?.text, SECRET)
    })

    t.test('what was damaged before is not made good by an erasure', async (t) => {
      const { stores } = await engine.open(t)
      const db = await beginSop(stores, sop([]))
      const { revision } = await saveVersion(db, sop([{ kind: 'article' }]), undefined, SECRET)
      const anchor = {
        version: 1,
        key: 'a1',
        language: 'th',
        part: 'text',
        text: 'f',
        start: 0,
        end: 3,
      } as const
      const said = { by: 'THA', time: time(1), salt: 's', mentions: [], withdrawn: false }
      const earlier = [{ body: SECRET, time: time(1) }]
      const decision = { kind: 'stage' as const, by: 'IDN', state: 'asked' as const, time: time(1) }
      await db.write(async (tx) => {
        await insertThread(tx, { id: id(1), sop: SOP, anchor, state: 'open', by: 'THA', time: time(1) })
        await insertComment(tx, { ...said, id: id(2), thread: id(1), body: 'do not agree', earlier })
        await insertDecision(tx, { ...decision, id: id(5), payload: { stage: 'final', reason: SECRET } })
        await insertAnswer(tx, id(5), { delegation: 'THA', answer: 'no', reason: SECRET, time: time(1) })
        await tx.run(`update comment set body = 'do now agree'`)
        await tx.run(`update decision set payload = replace(payload, 'final', 'fatal')`)
        await tx.run(`update answer set answer = 'yes'`)
        await eraseText(tx, revision.message, time(3))
      })
      t.equal(await refusal(db.read((sql) => getComment(sql, id(2)))), 'storage-damaged')
      t.equal(await refusal(db.read((sql) => listDecisions(sql))), 'storage-damaged')
      t.same(
        (await fsck(stores)).map(({ where }) => where),
        [`comment ${id(2)}`, `decision ${id(5)}`, `answer ${id(5)} THA`],
      )
    })

    t.test('a message and a comment are erased like any text', async (t) => {
      const { stores, folder } = await engine.open(t)
      const db = await beginSop(stores, sop([]))
      const { revision } = await saveVersion(db, sop([{ kind: 'article' }]), undefined, SECRET)
      const body = 'COMMENT-TO-GO'
      const comment = {
        id: id(2),
        thread: id(1),
        by: 'THA',
        time: time(1),
        salt: 's',
        body,
        earlier: [],
        mentions: [],
        withdrawn: false,
      }
      const anchor = {
        version: 1,
        key: 'a1',
        language: 'th',
        part: 'text' as const,
        text: 'f',
        start: 0,
        end: 3,
      }
      await db.write(async (tx) => {
        await insertThread(tx, { id: id(1), sop: SOP, anchor, state: 'open', by: 'THA', time: time(1) })
        await insertComment(tx, comment)
      })
      for (const text of [revision.message, sealText('s', { text: body }).id]) {
        t.equal(await db.read((sql) => isErased(sql, text)), 'kept')
        await db.write((tx) => eraseText(tx, text, time(3)))
        t.equal(await db.read((sql) => isErased(sql, text)), 'erased')
      }
      await db.scrub()
      t.same(await holding(engine, folder, 'XQZ-REMOVE-ME'), [])
      t.same(await holding(engine, folder, body), [])
      t.match(await db.read((sql) => findVersion(sql, 2)), { message: undefined, revision })
      t.same(await fsck(stores), [])
      t.equal(await db.read((sql) => isErased(sql, 'f'.repeat(64))), 'unknown')
      t.equal(await db.read((sql) => isErased(sql, 'no id')), 'unknown')
    })
  })
}
