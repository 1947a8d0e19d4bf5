// Three parties at one table: everyone has to say yes, and nobody is agreed for.
import t from 'tap'
import { unwrap } from '../../src/client/client.ts'
import { at, listen, refusal } from '../helpers/listen.ts'

t.setTimeout(300_000)

const { client } = await listen(t, { parties: ['IDN', 'MYS', 'THA'] })
const [indonesia, malaysia, thailand] = [await client('IDN'), await client('MYS'), await client('THA')]
const { id: sop, head: first } = await unwrap(
  indonesia.POST('/api/v1/sops', {
    body: {
      title: { en: 'A short SOP', th: 'ขั้นตอนฉบับย่อ' },
      parties: ['IDN', 'THA'],
      languages: ['en', 'th'],
      authentic: ['en', 'th'],
      prevailing: 'none',
    },
  }),
)
const table = at(sop)
const article = {
  op: 'insert',
  parent: 'sop',
  clause: {
    kind: 'article',
    texts: {
      en: { heading: 'Purpose', text: 'This SOP protects victims.' },
      th: { heading: 'วัตถุประสงค์', text: 'ขั้นตอนนี้คุ้มครองผู้เสียหาย' },
    },
  },
} as const

t.test('a third state joins when it and both parties have said yes', async (t) => {
  t.equal(await table.answer(thailand), 1)
  await table.ask(indonesia, { kind: 'party', delegation: 'MYS' })
  t.equal((await table.sop(malaysia)).standing, 'invited')
  await table.answer(malaysia)
  t.equal((await table.sop(malaysia)).standing, 'invited', 'Thailand has not said yes')
  await table.answer(thailand)
  t.equal((await table.sop(malaysia)).standing, 'party')
})

t.test('the procedure is switched by all three', async (t) => {
  const save = () => table.save(indonesia, first.version, 'First article', [article])
  t.equal((await refusal(save())).code, 'procedure-by-proposal')
  const asked = await table.ask(malaysia, { kind: 'procedure', procedure: 'open' })
  t.strictSame(asked.waitsFor, ['IDN', 'THA'])
  await table.answer(indonesia)
  t.equal((await refusal(save())).code, 'procedure-by-proposal')
  await table.answer(thailand)
  t.match(unwrap(await save()), { number: 2 })
})

t.test('one no declines a decision for all', async (t) => {
  const asked = await table.ask(thailand, { kind: 'stage', stage: 'final' })
  await table.answer(malaysia, 'no')
  t.equal(await table.answer(indonesia), 0, 'nothing is left to answer')
  const { state } = await unwrap(
    indonesia.GET('/api/v1/sops/{sop}/decisions/{decision}', {
      params: { path: { sop, decision: asked.id } },
    }),
  )
  t.equal(state, 'declined')
})

t.test('three saves on one base all stand', async (t) => {
  const { head } = await table.sop(indonesia)
  for (const [place, who] of [indonesia, malaysia, thailand].entries()) {
    unwrap(await table.save(who, head.version, `Article ${place}`, [article]))
  }
  const { clause, number } = await table.version(thailand)
  t.equal(clause.children.length, 4)
  t.equal(number, 5)
})

t.test('missing safeguards need an agreed exception of all three, each with its reason', async (t) => {
  const { head } = await table.sop(indonesia)
  const { items } = await table.readiness(indonesia)
  const missing = items.flatMap(({ class: of, subject }) => (of === 'needs-reason' ? [subject!] : []))
  t.ok(missing.length > 0)
  t.equal((await refusal(table.act(indonesia, 'text-agreed', head.version))).code, 'not-ready')
  for (const element of missing) {
    await table.ask(indonesia, {
      kind: 'exception',
      element,
      reason: 'It stands in the agreement above this SOP.',
    })
  }
  await table.answer(malaysia)
  t.equal((await table.readiness(malaysia)).ready, false)
  await table.answer(thailand)
  t.equal((await table.readiness(malaysia)).ready, true)
})

t.test('two of three do not adopt; the third, ad referendum and confirmed, does', async (t) => {
  const { head } = await table.sop(indonesia)
  unwrap(await table.act(indonesia, 'text-agreed', head.version))
  unwrap(await table.act(thailand, 'text-agreed', head.version))
  unwrap(await table.act(malaysia, 'agreed-ad-referendum', head.version))
  t.equal((await table.sop(indonesia)).adopted, undefined)
  unwrap(await table.act(malaysia, 'ad-referendum-confirmed', head.version))
  t.strictSame((await table.sop(indonesia)).adopted, { version: head.version })
})

t.test('a joint decision reopens the text, and sets the acts aside', async (t) => {
  const { adopted } = await table.sop(indonesia)
  await table.ask(thailand, { kind: 'reopening', version: adopted!.version, reason: 'A clerical error.' })
  await table.answer(indonesia)
  t.ok((await table.sop(indonesia)).adopted)
  await table.answer(malaysia)
  t.equal((await table.sop(indonesia)).adopted, undefined)
  const { items } = await table.approvals(malaysia)
  t.equal(items.length, 4, 'they stay in sight')
  t.ok(items.every(({ stands }) => !stands))
})
