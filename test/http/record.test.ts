// The record over the API: every act in order, each naming the one before, and the SOP as one file.
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import t from 'tap'
import { verifyLog } from '../../src/record/log.ts'
import { canonical } from '../../src/document/ids.ts'
import { startConforming } from '../helpers/conform.ts'
import { ENGINE } from '../helpers/start.ts'
import { tamper } from '../helpers/stores.ts'
import { act, good, KEYS, openTable, setText, told } from '../helpers/table.ts'

const service = await startConforming(t, { parties: ['IDN', 'THA', 'MYS'] })
const { anonymous, as } = service
const table = await openTable(service)
const { at, idn, tha, sop } = table
await table.save([setText(KEYS.article, 'en', 'heading', 'Aim')], tha)
good(await idn('POST', `${at}/approvals`, act((await table.head()).version)))

t.test('the record is read whole, in pages, and holds together', async (t) => {
  const entries: any[] = []
  let cursor = ''
  do {
    const page = good(await tha('GET', `${at}/record?limit=2${cursor}`))
    entries.push(...page.items)
    cursor = page.next === undefined ? '' : `&cursor=${page.next}`
  } while (cursor)
  const types = ['sop.created', 'decision.answered', 'version.saved', 'version.saved', 'approval.given']
  t.strictSame(
    entries.map((one) => one.type),
    types,
  )
  const stored = entries.map(({ hash, ...entry }) => ({ seq: entry.seq, bytes: canonical(entry), hash }))
  t.equal(verifyLog(sop, stored), undefined)
})

t.test('it is filtered by type and by delegation', async (t) => {
  const seqs = async (query: string) =>
    good(await idn('GET', `${at}/record?${query}`)).items.map((one: any) => one.seq)
  t.strictSame(await seqs('type=version.saved'), [3, 4])
  t.strictSame(await seqs('by=THA'), [2, 4])
  t.strictSame(await seqs('type=version.saved&by=THA&limit=1'), [4])
  t.strictSame(await seqs('type=nothing'), [])
  t.equal(told(await idn('GET', `${at}/record?by=tha`)), '400 invalid-request')
  t.equal(told(await idn('GET', `${at}/record?cursor=InNvcCI`)), '400 invalid-request')
})

t.test('it names delegations and ids, no person and no words', async (t) => {
  const { body } = await idn('GET', `${at}/record`)
  t.notMatch(body, /Aim|head|Bangkok|A change/)
})

t.test('what changes nothing is not in it', async (t) => {
  const before = good(await idn('GET', `${at}/record`)).items.length
  const { version: base } = await table.head()
  await idn('POST', `${at}/versions`, {
    base,
    message: 'x',
    edits: [setText(KEYS.article, 'en', 'heading', 'Aim')],
  })
  await idn('POST', `${at}/versions`, { base, message: 'x', edits: [{ op: 'remove', key: 'none' }] })
  await idn('POST', `${at}/approvals`, act(base))
  t.equal(good(await idn('GET', `${at}/record`)).items.length, before)
})

t.test('the SOP as one file, for its parties alone', async (t) => {
  const answer = await (await as('THA', 'reader'))('GET', `${at}/export`)
  t.equal(answer.headers['content-type'], 'application/gzip')
  t.match(answer.headers['content-disposition'], `attachment; filename="sop-${sop.slice(0, 8)}.sandhi"`)
  const text = gunzipSync(answer.rawPayload).toString()
  t.match(text, sop)
  t.notMatch(text, /argon2|The head"?,"login/)
  t.equal(told(await (await as('MYS'))('GET', `${at}/export`)), '404 not-found')
  t.equal(told(await (await as('MYS'))('GET', `${at}/record`)), '404 not-found')
  t.equal(told(await anonymous('GET', `${at}/export`)), '401 unauthenticated')
  t.equal(told(await anonymous('GET', `${at}/record`)), '401 unauthenticated')
})

t.test(
  'an entry that is not what was entered is refused, and those before it are read',
  { skip: ENGINE === 'postgres' && 'what lies below is of SQLite' },
  async (t) => {
    const file = join(service.folder, 'sops', `${sop}.db`)
    for (const [from, to] of [
      ['"v":1', '"v":7'],
      ['"v":7', '"v":}'],
    ]) {
      t.equal(tamper(file, `update entry set bytes = replace(bytes, '${from}', '${to}') where seq = 3`), 1)
      const answer = await tha('GET', `${at}/record`)
      t.equal(told(answer), '500 storage-damaged')
      t.match(answer.json(), { facts: { entry: 3 } })
      t.equal(good(await tha('GET', `${at}/record?limit=1`)).items.length, 1)
    }
  },
)
