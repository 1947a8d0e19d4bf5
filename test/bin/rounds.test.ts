// What the service does by itself: a webhook is told soon after something happened, and nothing is done once it has ended.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import t from 'tap'
import { startRounds } from '../../src/bin/rounds.ts'
import { start } from '../helpers/start.ts'
import { good, KEYS, openTable, setText } from '../helpers/table.ts'

t.test('a webhook is told within seconds, whenever it was added', async (t) => {
  const service = await start(t, { config: { privateWebhooks: true } })
  const told: string[] = []
  const receiver = createServer((request, response) => {
    request.on('data', (chunk: Buffer) => told.push((JSON.parse(chunk.toString()) as { type: string }).type))
    request.on('end', () => response.writeHead(204).end())
  })
  await new Promise<void>((done) => receiver.listen(0, '127.0.0.1', done))
  t.teardown(() => receiver.close())
  const { port } = receiver.address() as AddressInfo
  const failures: unknown[] = []
  const end = startRounds(service, (error) => failures.push(error))
  const until = async (count: number) => {
    for (let tries = 0; tries < 300 && told.length < count; tries += 1)
      await new Promise((done) => setTimeout(done, 20))
  }
  const table = await openTable(service)
  const admin = await service.as('THA', 'admin')
  const url = `http://127.0.0.1:${port}/`
  good(await admin('POST', '/delegations/THA/webhooks', { name: 'A receiver', url, zones: ['table'] }))
  await new Promise((done) => setTimeout(done, 1_200))
  t.strictSame(told, [], 'of what was before it is not told')
  await table.save([setText(KEYS.article, 'en', 'heading', 'Aim')])
  await until(1)
  t.strictSame(told, ['version.saved'])
  const another = await openTable(service)
  await until(4)
  t.strictSame(told.slice(1), ['sop.created', 'decision.answered', 'version.saved'])
  await end()
  await another.save([setText(KEYS.article, 'en', 'heading', 'Aim')])
  await new Promise((done) => setTimeout(done, 1_200))
  t.equal(told.length, 4)
  t.strictSame(failures, [])
})
