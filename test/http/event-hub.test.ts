// Many who listen, and some who don't read: everybody hears everything once and in order, and nobody fills the memory.
import { PassThrough } from 'node:stream'
import t from 'tap'
import { createHub } from '../../src/http/event-hub.ts'
import { decodePositions, encodePositions, positionIn } from '../../src/http/event-id.ts'
import { findLogin } from '../../src/store/members.ts'
import { listSessions } from '../../src/store/sessions.ts'
import { start } from '../helpers/start.ts'
import { KEYS, openTable, setText, type Table } from '../helpers/table.ts'

const service = await start(t)
// The hub’s own timer keeps no process alive.
const alive = setInterval(() => undefined, 1_000)
t.teardown(() => clearInterval(alive))

async function credential(delegation: string): Promise<{ via: string; member: string }> {
  await (
    await service.as(delegation)
  )('GET', '/me')
  const room = (await service.stores.room(delegation))!
  return room.read(async (sql) => {
    const { id: member } = (await findLogin(sql, 'head'))!
    const [session] = await listSessions(sql, member)
    return { via: `session/${session!.id}`, member }
  })
}
const wait = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds))
/** Waits for what is to be heard, and a moment longer for what is not. */
async function heardOut(holds: () => boolean): Promise<void> {
  for (let left = 500; !holds() && left > 0; left -= 1) await wait(10)
  await wait(50)
}
const seqs = (text: string, sop: string) =>
  [...text.matchAll(/^data: (.*)$/gm)]
    .map(([, data]) => JSON.parse(data!) as { sop?: string; seq: number })
    .flatMap((event) => (event.sop === sop ? [event.seq] : []))

t.test('who does not read is not written to, and hears the rest when he reads again', async (t) => {
  const hub = createHub(service.house, { tick: 60_000, gather: 1, few: 0 })
  const table = await openTable(service)
  const who = await credential('THA')
  const [quick, slow] = [new PassThrough(), new PassThrough({ highWaterMark: 100 })]
  let heard = ''
  quick.on('data', (chunk: Buffer) => (heard += chunk.toString()))
  for (const out of [quick, slow]) hub.join('THA', { ...who, sop: undefined, resumed: undefined }, out)
  await wait(50)
  for (let one = 0; one < 20; one += 1) {
    await table.save([setText(KEYS.article, 'en', 'heading', `Aim ${one}`)])
    await wait(5)
  }
  const all = Array.from({ length: 20 }, (_, one) => one + 4)
  await heardOut(() => seqs(heard, table.sop).length >= all.length)
  t.strictSame(seqs(heard, table.sop), all)
  const waiting = slow.readableLength + slow.writableLength
  t.ok(waiting < 1_000, `${waiting} bytes wait for the one who does not read`)
  let late = ''
  slow.on('data', (chunk: Buffer) => (late += chunk.toString()))
  await heardOut(() => seqs(late, table.sop).length >= all.length)
  t.strictSame(seqs(late, table.sop), all)
  await table.save([setText(KEYS.article, 'en', 'heading', 'Aim')])
  await heardOut(() => seqs(late, table.sop).length > all.length)
  t.equal(seqs(late, table.sop).at(-1), 24, 'and goes on with the others')
  await hub.close()
  t.ok(quick.writableEnded && slow.writableEnded)
})

t.test('who never reads is let go, and begins where he stopped', async (t) => {
  const hub = createHub(service.house, { tick: 5, gather: 1, few: 0 })
  const table = await openTable(service)
  const out = new PassThrough({ highWaterMark: 50 })
  const gone = new Promise((done) => out.once('close', done))
  hub.join('THA', { ...(await credential('THA')), sop: undefined, resumed: decodePositions('0') }, out)
  const began = performance.now()
  await gone
  t.ok(performance.now() - began > 100, 'after thirty looks')
  t.strictSame(hub.present('THA'), [])
  const again = new PassThrough()
  let heard = ''
  again.on('data', (chunk: Buffer) => (heard += chunk.toString()))
  const resumed = decodePositions(encodePositions(new Map([[table.sop, 1]])))
  hub.join('THA', { ...(await credential('THA')), sop: undefined, resumed }, again)
  await heardOut(() => seqs(heard, table.sop).length >= 2)
  t.strictSame(seqs(heard, table.sop), [2, 3])
  await hub.close()
})

t.test('two hundred listen while fifty write', async (t) => {
  const hub = createHub(service.house)
  const tables: Table[] = []
  for (let one = 0; one < 5; one += 1) tables.push(await openTable(service))
  const streams: { text: string }[] = []
  for (let one = 0; one < 200; one += 1) {
    const code = one % 2 ? 'IDN' : 'THA'
    const out = new PassThrough()
    const stream = { text: '' }
    out.on('data', (chunk: Buffer) => (stream.text += chunk.toString()))
    hub.join(code, { ...(await credential(code)), sop: undefined, resumed: undefined }, out)
    streams.push(stream)
  }
  await wait(100)
  const thread = { zone: 'table', comment: { body: 'Is this the word?' } }
  const anchor = { version: 2, key: KEYS.paragraph, language: 'en', part: 'text', quote: 'safe' }
  await Promise.all(
    Array.from({ length: 50 }, async (_, writer) => {
      const table = tables[writer % 5]!
      for (let one = 0; one < 2; one += 1) {
        const made = await (writer % 2 ? table.idn : table.tha)('POST', `${table.at}/threads`, {
          ...thread,
          anchor,
        })
        if (made.statusCode !== 201) throw new Error(made.body)
      }
    }),
  )
  await wait(400)
  const all = Array.from({ length: 20 }, (_, one) => one + 4)
  const whole = streams.filter(({ text }) =>
    tables.every(({ sop }) => String(seqs(text, sop)) === String(all)),
  )
  t.equal(whole.length, 200, 'each hears each of a hundred acts, once and in order')
  await hub.close()
})

t.test('an event’s id fits a header, whatever the number of SOPs', async (t) => {
  const ids = Array.from({ length: 500 }, (_, one) => (one + 2 ** 32).toString(16).padStart(32, 'c0ffee'))
  const logs = ids.map((id, at) => `${id.slice(20)}${id.slice(0, 20)}${at % 3 === 0 ? '~va' : ''}`)
  const at = new Map([...logs.map((log, one): [string, number] => [log, one * 37]), ['IDN', 9]])
  const id = encodePositions(at)
  t.ok(id.length < 12_000, `${id.length} bytes`)
  const read = decodePositions(id)!
  for (const [log, count] of at) t.equal(positionIn(read, log), count)
  t.equal(positionIn(read, 'f'.repeat(32)), 0)
  for (const wrong of [undefined, '', 'IDN', 'IDN:', '..', 'idn:1', 'IDN:1.', `${'a'.repeat(12)}~x:1`])
    t.equal(decodePositions(wrong), undefined)
  t.strictSame([...decodePositions('0')!], [])
})
