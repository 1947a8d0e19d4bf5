// The metrics that an operator watches: what counts, what a look costs, and what shows when storage is away.
import t from 'tap'
import { createMetrics } from '../../src/http/metrics.ts'
import { listen } from '../helpers/listen.ts'
import { ENGINE } from '../helpers/start.ts'
import { good, KEYS, openTable, setText, told } from '../helpers/table.ts'

/** Each sample of a text of metrics, by name and labels. */
function samples(text: string): Record<string, number> {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  return Object.fromEntries(lines.map((line) => line.split(/ (?=[^ ]+$)/)).map(([n, v]) => [n, Number(v)]))
}

const service = await listen(t)
const look = async () => {
  const answer = await service.anonymous('GET', '/metrics', undefined, {
    authorization: 'Bearer metrics-token',
  })
  t.equal(answer.statusCode, 200)
  return samples(answer.body)
}

t.test('a save counts once, with its time; what is refused counts by its code', async (t) => {
  const { idn, at, head: current } = await openTable(service)
  const base = (await current()).version
  const edits = [setText(KEYS.article, 'en', 'heading', 'What this is for')]
  const before = await look()
  good(await idn('POST', `${at}/versions`, { base, message: 'A heading', edits }))
  good(await idn('POST', `${at}/versions`, { base, message: 'The same again', edits }))
  t.equal(told(await idn('GET', `/sops/${'0'.repeat(32)}`)), '404 not-found')
  t.equal(told(await service.anonymous('GET', '/me')), '401 unauthenticated')
  const after = await look()
  const more = (name: string) => (after[name] ?? 0) - (before[name] ?? 0)
  t.equal(more('sandhi_saves_total'), 1, 'edits that change nothing make no version')
  t.equal(more('sandhi_save_seconds_count'), 1)
  t.equal(more('sandhi_requests_total{operation="saveVersion",status="200"}'), 1)
  t.equal(more('sandhi_refused_total{code="not-found"}'), 1)
  t.equal(more('sandhi_refused_total{code="unauthenticated"}'), 1)
})

t.test('what lies in storage is measured at each look', async (t) => {
  const seen = await look()
  t.equal(seen[`sandhi_storage_up{engine="${ENGINE}"}`], 1)
  t.equal(seen['sandhi_stores{kind="room"}'], 3)
  t.ok(seen['sandhi_stores{kind="table"}']! >= 1)
  t.equal(seen['sandhi_stores{kind="directory"}'], 1)
  t.ok(seen['sandhi_store_bytes']! > 100_000)
  if (ENGINE === 'sqlite') t.ok(seen['sandhi_wal_bytes']! > 0)
  if (ENGINE === 'sqlite') t.ok(seen['sandhi_data_free_bytes']! > 0)
  t.ok(Object.keys(seen).some((name) => name.startsWith('sandhi_build_info{version="0.0.0-test"')))
  t.ok(seen['nodejs_eventloop_lag_p99_seconds']! >= 0)
})

t.test('a stream is open as long as somebody listens', async (t) => {
  const { baseUrl, app } = service
  const signed = await app.inject({
    method: 'POST',
    url: '/api/v1/sessions',
    payload: { delegation: 'IDN', login: 'legal', password: 'a phrase for the test' },
  })
  const headers = { cookie: `sandhi=${signed.cookies[0]!.value}` }
  const before = (await look())['sandhi_open_streams']!
  const gone = new AbortController()
  const stream = await fetch(`${baseUrl}/api/v1/events`, { headers, signal: gone.signal })
  t.equal(stream.status, 200)
  t.equal((await look())['sandhi_open_streams'], before + 1)
  gone.abort()
  for (let tries = 0; tries < 50 && (await look())['sandhi_open_streams'] !== before; tries += 1)
    await new Promise((done) => setTimeout(done, 20))
  t.equal((await look())['sandhi_open_streams'], before)
})

t.test('storage that is away shows as such, and hides nothing else', async (t) => {
  let away = false
  const metrics = createMetrics({
    version: '1.0.0',
    figures: async () => {
      if (away) throw new Error('away')
      return {
        engine: 'postgres',
        stores: { table: 2, room: 3, directory: 1 },
        bytes: 5_000,
        connections: { used: 4, idle: 6, waiting: 2 },
      }
    },
    webhooks: async () => ({ due: 3, disabled: 1 }),
  })
  const seen = samples(await metrics.text())
  t.equal(seen['sandhi_storage_up{engine="postgres"}'], 1)
  t.equal(seen['sandhi_database_connections{state="used"}'], 4)
  t.equal(seen['sandhi_database_connections{state="idle"}'], 6)
  t.equal(seen['sandhi_database_waiting'], 2)
  t.equal(seen['sandhi_webhook_calls_due'], 3)
  t.equal(seen['sandhi_webhooks_disabled'], 1)
  away = true
  metrics.observe({ operation: 'saveVersion', status: 503, seconds: 1, code: 'storage-failed' })
  const then = samples(await metrics.text())
  t.equal(then['sandhi_storage_up{engine="postgres"}'], 0)
  t.equal(then['sandhi_refused_total{code="storage-failed"}'], 1)
  t.equal(then['sandhi_store_bytes'], 5_000, 'the last that was seen')
})
