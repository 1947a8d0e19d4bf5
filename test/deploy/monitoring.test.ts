// What deploy/ and docs/operations.md say of monitoring is what the service gives: no metric missing, none invented.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { createMetrics } from '../../src/http/metrics.ts'
import { PROBLEMS } from '../../src/problems.ts'
import { DEPLOY, installed, without } from './nginx.ts'

const page = readFileSync(join(DEPLOY, '../docs/operations.md'), 'utf8')
const alerts = readFileSync(join(DEPLOY, 'prometheus/alerts.yml'), 'utf8')
const unique = (found: Iterable<string>) => [...new Set(found)].sort()
const named = (text: string, pattern: RegExp) => unique([...text.matchAll(pattern)].map(([, name]) => name!))

const metrics = createMetrics({
  version: '1.0.0',
  figures: async () => ({ engine: 'sqlite', stores: { table: 1, room: 1, directory: 1 }, bytes: 1 }),
})
const given = named(await metrics.text(), /^# TYPE (\w+) /gm)
const ofBackups = named(readFileSync(join(DEPLOY, 'sandhi-backup'), 'utf8'), /^# TYPE (\w+) /gm)

t.test('docs/operations.md explains every metric, and no other', async (t) => {
  const explained = named(page.split('## 6. Monitoring')[1]!, /^\| `(sandhi_\w+)` \|/gm)
  t.same(explained, unique([...given.filter((name) => name.startsWith('sandhi_')), ...ofBackups]))
  for (const name of named(page, /`((?:process|nodejs)_\w+[a-z])`/g)) t.ok(given.includes(name), name)
})

t.test('every metric of Sandhi’s own has its prefix, and the others begin as is said', async (t) => {
  for (const name of given) t.match(name, /^(sandhi|process|nodejs)_[a-z0-9_]+$/)
})

t.test('alerts ask for metrics and codes that there are', async (t) => {
  const asked = named(alerts, /\b((?:sandhi|process|nodejs)_\w+)/g)
  t.ok(asked.length > 8)
  for (const name of asked) t.ok([...given, ...ofBackups].includes(name.replace(/_bucket$/, '')), name)
  for (const codes of named(alerts, /code=~"([^"]+)"/g))
    for (const code of codes.split('|'))
      t.ok(
        Object.keys(PROBLEMS).some((known) => new RegExp(`^${code}$`).test(known)),
        code,
      )
})

t.test('Prometheus takes the alerts', { skip: without('promtool') }, async (t) => {
  const file = join(DEPLOY, 'prometheus/alerts.yml')
  const { status, stdout, stderr } = spawnSync(installed('promtool')!, ['check', 'rules', file], {
    encoding: 'utf8',
  })
  t.equal(status, 0, stdout + stderr)
})
