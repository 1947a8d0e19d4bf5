// The case-data guard over the API: personal data is refused at save, and a false alarm let through is on record.
import { createHash } from 'node:crypto'
import t from 'tap'
import { startConforming } from '../helpers/conform.ts'
import { listClaims } from '../../src/store/claims.ts'
import { good, KEYS, NUMBER, openTable, setText, type Table, told } from '../helpers/table.ts'

const service = await startConforming(t)
const thai = (digits: string) => digits.replace(/\d/g, (digit) => String.fromCharCode(0xe50 + Number(digit)))
const save = async (table: Table, value: string, more: object = {}, query = '') =>
  table.idn('POST', `${table.at}/versions${query}`, {
    base: (await table.head()).version,
    message: 'x',
    edits: [setText(KEYS.note, 'th', 'text', value)],
    ...more,
  })
const claimsOf = async (table: Table) => (await service.stores.table(table.sop))!.read(listClaims)

t.test(
  'an identity number is refused with its place, in Thai digits too, and nothing is stored',
  async (t) => {
    const table = await openTable(service)
    for (const value of [NUMBER, thai(NUMBER)]) {
      const answer = await save(table, `หมายเลข ${value}`)
      t.equal(told(answer), '422 case-data')
      t.match(answer.json().errors, [
        { pointer: '/edits/0/value', code: 'thai-id', facts: { start: 8, end: 21 } },
      ])
      t.notMatch(answer.body, value, 'the answer does not repeat it')
    }
    t.equal(told(await save(table, `หมายเลข ${NUMBER}`, {}, '?dryRun=true')), '422 case-data')
    t.equal(told(await save(table, 'ว่าง', { message: `For ${NUMBER}` })), '422 case-data')
    t.equal((await table.head()).number, 2)
  },
)

t.test(
  'each number needs a claim of its own, which is kept with its reason and a digest alone',
  async (t) => {
    const table = await openTable(service)
    const claims = [{ text: NUMBER, reason: 'The file number of the circular' }]
    t.equal(told(await save(table, `${NUMBER} และ 1234567890139`, { claims })), '422 case-data', 'one of two')
    const other = [{ text: '1234567890139', reason: 'Something else' }]
    t.equal(told(await save(table, `หมายเลข ${NUMBER}`, { claims: other })), '422 case-data')
    t.strictSame(await claimsOf(table), [])
    const answer = await save(table, `หมายเลข ${NUMBER}`, { claims })
    t.equal(answer.statusCode, 201)
    const kept = await claimsOf(table)
    t.match(kept, [
      { place: { version: 3, pointer: '/edits/0/value' }, reason: claims[0]!.reason, by: 'IDN' },
    ])
    t.equal(kept[0]!.text, createHash('sha256').update(NUMBER).digest('hex'))
    t.notMatch(JSON.stringify(kept), NUMBER)
  },
)

t.test('a reason is guarded too, and has to be one', async (t) => {
  const table = await openTable(service)
  const claim = (reason: string) => [{ text: NUMBER, reason }]
  const answer = await save(table, `หมายเลข ${NUMBER}`, { claims: claim('See 1234567890139 as well') })
  t.equal(told(answer), '422 case-data')
  t.match(answer.json().errors, [{ pointer: '/claims/0/reason' }])
  t.equal(told(await save(table, `หมายเลข ${NUMBER}`, { claims: claim('no') })), '400 invalid-request')
  t.equal(told(await save(table, `หมายเลข ${NUMBER}`, { claims: claim('No\u0000ne') })), '422 text-refused')
})

t.test('a passport or a telephone is warned of and saved', async (t) => {
  const table = await openTable(service)
  const { warnings, saved } = good(await save(table, 'หนังสือเดินทาง AA1234567'))
  t.equal(saved, true)
  t.match(warnings, [{ pointer: '/edits/0/value', code: 'passport', facts: { start: 15, end: 24 } }])
})

t.test('a claim made in a comment at the table is on record; in a room it is one’s own', async (t) => {
  const table = await openTable(service)
  const anchor = { version: 2, key: KEYS.note, language: 'en', part: 'text', quote: 'Offices' }
  const claims = [{ text: NUMBER, reason: 'The file number of the circular' }]
  const comment = { body: `File ${NUMBER}`, claims }
  good(await table.tha('POST', `${table.at}/threads`, { zone: 'room', anchor, comment }))
  t.strictSame(await claimsOf(table), [])
  const { id, comments } = good(
    await table.tha('POST', `${table.at}/threads`, { zone: 'table', anchor, comment }),
  )
  t.match(await claimsOf(table), [
    { place: { comment: comments[0].id, pointer: '/comment/body' }, by: 'THA' },
  ])
  good(await table.idn('POST', `${table.at}/threads/${id}/comments?zone=table`, comment))
  t.equal((await claimsOf(table)).length, 2)
})
