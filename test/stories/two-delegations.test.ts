// Two delegations and an observer, from the template to a text that is agreed, signed, and carried away whole.
import { gunzipSync } from 'node:zlib'
import t from 'tap'
import { type SandhiClient, unwrap } from '../../src/client/client.ts'
import { canonical } from '../../src/document/ids.ts'
import { verifyLog } from '../../src/record/log.ts'
import { importSop } from '../../src/store/archive.ts'
import { insertSopId } from '../../src/store/directory.ts'
import { fsck } from '../../src/store/fsck.ts'
import { openStores } from '../../src/store/pool.ts'
import { at, listen, refusal } from '../helpers/listen.ts'

t.setTimeout(300_000)

const service = await listen(t)
const { client } = service
const [indonesia, thailand, observer] = [await client('IDN'), await client('THA'), await client('IOM')]
const [drafter, legal] = [await client('IDN', 'drafter'), await client('THA', 'legal')]

const made = await unwrap(
  indonesia.POST('/api/v1/sops', {
    body: {
      template: 'safe-voluntary-repatriation-reintegration',
      title: {
        en: 'SOP on safe and voluntary repatriation',
        id: 'SOP tentang pemulangan yang aman dan sukarela',
        th: 'SOP ว่าด้วยการส่งกลับอย่างปลอดภัยและโดยสมัครใจ',
      },
      parties: ['IDN', 'THA'],
      languages: ['en', 'id', 'th'],
      authentic: ['en', 'id', 'th'],
      prevailing: 'none',
      procedure: 'open',
    },
  }),
)
const sop = made.id
const table = at(sop)
const path = { sop }
const headOf = async (who: SandhiClient) => (await table.sop(who)).head.version

/** Words of a clause in one language, as the newest version has them. */
async function words(who: SandhiClient, key: string, language: string) {
  const { clause } = await table.version(who, 'latest', { clause: key, language })
  return clause.texts[language]!
}

t.test('Indonesia begins from the template, and Thailand becomes a party by saying yes', async (t) => {
  t.match(made, {
    procedure: 'open',
    stage: 'negotiation',
    standing: 'party',
    head: { number: 1, by: 'IDN' },
  })
  t.match((await table.sop(thailand)).standing, 'invited')
  t.equal(
    (await refusal(table.save(legal, made.head.version, 'Too early', [heading('en', 'Aims')]))).code,
    'standing-missing',
  )
  t.equal(await table.answer(thailand), 1)
  const { standing, parties, may } = await table.sop(legal)
  t.equal(standing, 'party')
  t.strictSame(parties, [
    { delegation: 'IDN', state: 'member' },
    { delegation: 'THA', state: 'member' },
  ])
  t.ok(may.includes('saveVersion'))
  const { clause } = await table.version(thailand)
  t.match(clause.facts.sop?.template, { name: 'safe-voluntary-repatriation-reintegration', version: 1 })
})

t.test('the observer sees nothing until both have given it a seat', async (t) => {
  const read = () => observer.GET('/api/v1/sops/{sop}', { params: { path } })
  t.equal((await refusal(read())).code, 'not-found')
  await table.ask(indonesia, {
    kind: 'observer',
    delegation: 'IOM',
    preset: 'joint-workspace',
    until: '2027-11-24T00:00:00.000Z',
    comments: true,
    withheld: [],
  })
  t.equal((await refusal(read())).code, 'not-found')
  t.equal(await table.answer(thailand), 1)
  t.match(await table.sop(observer), { standing: 'observer', observers: [{ delegation: 'IOM' }] })
  t.equal(
    (await refusal(table.save(observer, made.head.version, 'No', [heading('en', 'Aims')]))).code,
    'standing-missing',
  )
})

const heading = (language: string, value: string, key = 'purpose') =>
  ({ op: 'setText', key, language, part: 'heading', value }) as const

t.test('both sides draft on one base, and different clauses merge by themselves', async (t) => {
  const base = await headOf(drafter)
  const first = unwrap(await table.save(drafter, base, 'Plainer aim', [heading('en', 'Aim', 'scope')]))
  t.match(first, { saved: true, number: 2, incoming: [] })
  const second = unwrap(await table.save(legal, base, 'ชื่อข้อ', [heading('th', 'วัตถุประสงค์หลัก')]))
  t.match(second, { saved: true, number: 3, incoming: [{ op: 'setText', key: 'scope', language: 'en' }] })
  t.equal((await words(drafter, 'scope', 'en')).heading, 'Aim')
  t.equal((await words(drafter, 'purpose', 'th')).heading, 'วัตถุประสงค์หลัก')
  const idle = await table.save(legal, second.version, 'Once more', [heading('th', 'วัตถุประสงค์หลัก')])
  t.match(unwrap(idle), { saved: false, number: 3 })
})

t.test('the same words changed twice are a conflict, which a person resolves', async (t) => {
  const base = await headOf(drafter)
  unwrap(await table.save(legal, base, 'Shorter', [heading('en', 'Purpose of this SOP')]))
  const mine = [heading('en', 'Objectives')]
  const conflict = await refusal(table.save(drafter, base, 'Objectives', mine))
  t.equal(conflict.code, 'conflict')
  t.match(conflict.facts, {
    conflicts: [
      {
        key: 'purpose',
        language: 'en',
        part: 'heading',
        base: 'Purpose',
        theirs: 'Purpose of this SOP',
        mine: 'Objectives',
      },
    ],
  })
  t.equal((await table.sop(drafter)).head.number, 4, 'nothing was stored')
  const { headVersion } = conflict.facts as { headVersion: string }
  const resolved = [{ ...heading('en', 'Purpose and objectives'), was: 'Purpose of this SOP' }]
  t.match(unwrap(await table.save(drafter, headVersion, 'Both', resolved)), { saved: true, number: 5 })
})

t.test('what changed is seen by both, as data and as a page with Thai in it', async (t) => {
  const diff = await table.compare(thailand, '1', 'latest')
  t.strictSame(diff.entries.map(({ key }) => key).sort(), ['purpose', 'scope'])
  t.match(diff.entries.find(({ key }) => key === 'scope')?.texts.en?.heading, [
    ['-', 'Scope'],
    ['+', 'Aim'],
  ])
  const page = await thailand.GET('/api/v1/sops/{sop}/diffs/{from}/{to}', {
    params: { path: { sop, from: '1', to: 'latest' } },
    headers: { accept: 'text/html', 'accept-language': 'th' },
    parseAs: 'text',
  })
  t.match(page.response.headers.get('content-type'), 'text/html')
  t.match(page.data, 'วัตถุประสงค์')
})

t.test(
  'a passage is discussed in Thai at the table, and in one’s own room unheard by the others',
  async (t) => {
    const open = (who: SandhiClient, zone: 'table' | 'room', body: string) =>
      unwrap(
        who.POST('/api/v1/sops/{sop}/threads', {
          params: { path },
          body: {
            zone,
            anchor: { version: 5, key: 'purpose', language: 'th', part: 'heading', quote: 'วัตถุประสงค์' },
            comment: { body, ...(zone === 'table' && { mentions: ['IDN/legal'] }) },
          },
        }),
      )
    const thread = await open(legal, 'table', 'คำว่า “หลัก” จำเป็นหรือไม่')
    await open(legal, 'room', 'หารือกระทรวงก่อน')
    const asked = { params: { path: { ...path, thread: thread.id }, query: { zone: 'table' as const } } }
    const replied = await unwrap(
      drafter.POST('/api/v1/sops/{sop}/threads/{thread}/comments', {
        ...asked,
        body: { body: 'Kami setuju dihapus.' },
      }),
    )
    t.strictSame(
      replied.comments.map(({ by, body }) => [by, body]),
      [
        ['THA', 'คำว่า “หลัก” จำเป็นหรือไม่'],
        ['IDN', 'Kami setuju dihapus.'],
      ],
    )
    t.notOk(replied.comments[0]!.author, 'of the other side only the delegation is shown')
    unwrap(await table.save(legal, await headOf(legal), 'ตัดคำว่าหลัก', [heading('th', 'วัตถุประสงค์')]))
    const found = await unwrap(legal.GET('/api/v1/sops/{sop}/threads/{thread}', asked))
    t.match(found.anchor, { state: 'found', quote: 'วัตถุประสงค์', version: 5 })
    const closed = await unwrap(
      legal.PATCH('/api/v1/sops/{sop}/threads/{thread}', {
        params: { path: asked.params.path, header: { 'if-match': found.tag } },
        body: { zone: 'table', state: 'resolved' },
      }),
    )
    t.equal(closed.state, 'resolved')
    for (const [who, zone, count] of [
      [observer, 'table', 1],
      [indonesia, 'room', 0],
      [thailand, 'room', 1],
    ] as const) {
      const { items } = await unwrap(
        who.GET('/api/v1/sops/{sop}/threads', { params: { path, query: { zone } } }),
      )
      t.equal(items.length, count)
    }
  },
)

t.test('while figures stand in brackets the text can not be agreed; settled, it can', async (t) => {
  const before = await table.readiness(thailand)
  t.equal(before.ready, false)
  t.ok(before.items.some(({ rule }) => rule === 'figure-in-brackets'))
  const refused = await refusal(table.act(thailand, 'text-agreed', await headOf(thailand)))
  t.equal(refused.code, 'not-ready')
  const { version, clause } = await table.version(legal)
  const parameters = Object.entries(clause.facts.sop!.parameters)
  const settle = parameters
    .filter(([, { settled }]) => !settled)
    .map(([name, was]) => ({ op: 'setParameter', name, was, value: { ...was, settled: true } }) as const)
  t.ok(settle.length > 30, 'a figure at each time limit of the template')
  unwrap(await table.save(legal, version, 'Figures as agreed in Bangkok', settle))
  const after = await table.readiness(indonesia)
  t.strictSame(
    after.items.filter(({ class: of }) => of !== 'listed'),
    [],
  )
  t.equal(after.ready, true)
})

t.test(
  'an act stays on its version: a later save leaves it in sight, and carries it to nothing',
  async (t) => {
    const { head } = await table.sop(indonesia)
    const early = unwrap(await table.act(indonesia, 'text-agreed', head.version))
    t.match(early, { party: 'IDN', number: 7, current: true, stands: true, confirmedBy: 'The head' })
    const late = [heading('id', 'Tujuan dan sasaran')]
    unwrap(await table.save(legal, head.version, 'Judul mengikuti bahasa Inggris', late))
    const { items, adopted } = await table.approvals(thailand)
    t.match(items, [{ id: early.id, number: 7, current: false, stands: true }])
    t.equal(adopted, undefined)
    t.equal((await refusal(table.act(thailand, 'text-agreed', head.version))).code, 'superseded')
  },
)

t.test('both agree to the same id: adopted, and the joint line is closed', async (t) => {
  const version = await headOf(indonesia)
  const drafted = await refusal(table.act(drafter, 'text-agreed', version))
  t.equal(drafted.code, 'role-missing')
  t.equal((await refusal(table.act(await client('IDN', 'signatory'), 'signed', version))).code, 'not-adopted')
  const authority = { document: 'Instruction of the Minister', number: '12/2026', date: '2026-11-20' }
  const first = unwrap(await table.act(indonesia, 'text-agreed', version, { authority }))
  t.equal((await table.approvals(indonesia)).adopted, undefined)
  const second = unwrap(await table.act(thailand, 'text-agreed', version))
  t.strictSame(first.languages, second.languages)
  t.strictSame(first.languages, (await table.version(observer)).languages)
  t.equal((await table.approvals(thailand)).adopted, version)
  const state = await table.sop(legal)
  t.strictSame(state.adopted, { version })
  t.notOk(state.may.includes('saveVersion'))
  const save = await refusal(table.save(legal, version, 'One more', [heading('en', 'Aims')]))
  t.equal(save.code, 'text-adopted')
  t.equal((await refusal(table.act(indonesia, 'rejected', version))).code, 'text-adopted')
})

t.test('both signatories sign the adopted version', async (t) => {
  const { adopted } = await table.sop(indonesia)
  for (const party of ['IDN', 'THA']) {
    const signatory = await client(party, 'signatory')
    const signed = unwrap(await table.act(signatory, 'signed', adopted!.version))
    t.match(signed, { act: 'signed', party, stands: true, current: true })
    t.equal((await refusal(table.act(signatory, 'signed', adopted!.version))).code, 'act-given-already')
  }
  const { items } = await table.approvals(observer)
  t.strictSame(
    items.map(({ party, act, number }) => [party, act, number]),
    [
      ['IDN', 'text-agreed', 7],
      ['IDN', 'text-agreed', 8],
      ['THA', 'text-agreed', 8],
      ['IDN', 'signed', 8],
      ['THA', 'signed', 8],
    ],
  )
})

t.test('the record holds every act, in order, each bound to the one before', async (t) => {
  const entries = await table.record(thailand)
  t.strictSame(entries, await table.record(indonesia))
  const count = (type: string) => entries.filter((entry) => entry.type === type).length
  t.equal(count('version.saved'), 7)
  t.equal(count('approval.given'), 5)
  t.equal(count('decision.answered'), 2)
  t.equal(count('thread.opened'), 1, 'nothing of a room')
  const stored = entries.map(({ hash, ...entry }) => ({ seq: entry.seq, bytes: canonical(entry), hash }))
  t.equal(verifyLog(sop, stored), undefined)
  const changed = stored.map((entry) =>
    entry.seq === 3 ? { ...entry, bytes: entry.bytes.replace('IDN', 'THA') } : entry,
  )
  t.equal(verifyLog(sop, changed)?.seq, 3)
})

t.test('the SOP is carried away as one file and opens elsewhere with all of its past', async (t) => {
  const taken = await unwrap(
    thailand.GET('/api/v1/sops/{sop}/export', { params: { path }, parseAs: 'arrayBuffer' }),
  )
  const bytes = Buffer.from(taken)
  t.notMatch(gunzipSync(bytes).toString(), 'หารือกระทรวงก่อน')
  const elsewhere = await openStores({ folder: `${t.testdir({})}/data` })
  try {
    t.equal(await importSop(elsewhere, bytes), sop)
    await elsewhere.directory.write((tx) => insertSopId(tx, sop))
    t.strictSame(await fsck(elsewhere), [])
  } finally {
    await elsewhere.close()
  }
  t.equal(
    (await refusal(observer.GET('/api/v1/sops/{sop}/export', { params: { path } }))).code,
    'standing-missing',
  )
})
