// The units and scripts of deploy/: how exposed the service is, and a backup as the timer makes it.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { build, sandhi, seed } from '../faults/service.ts'
import { DEPLOY, installed, without } from './nginx.ts'

const UNITS = ['sandhi.service', 'sandhi-backup.service']

for (const unit of UNITS) {
  t.test(`the exposure of ${unit} is 2.0 or less`, { skip: without('systemd-analyze') }, async (t) => {
    const args = ['security', '--offline=true', '--no-pager', join(DEPLOY, unit)]
    const { stdout, stderr } = spawnSync(installed('systemd-analyze')!, args, { encoding: 'utf8' })
    const exposure = Number(/exposure level for \S+: ([\d.]+)/.exec(stdout)?.[1])
    t.ok(exposure <= 2, `${exposure} ${stderr}`)
    t.match(
      readFileSync(join(DEPLOY, '../docs/operations.md'), 'utf8'),
      `rates their exposure at ${exposure.toFixed(1)},`,
    )
  })

  t.test(`${unit} leaves Node what it needs to compile as it runs`, async (t) => {
    t.notMatch(readFileSync(join(DEPLOY, unit), 'utf8'), /^MemoryDenyWriteExecute=/m)
  })
}

t.test('the timer tells when it goes off', { skip: without('systemd-analyze') }, async (t) => {
  const [, when] = /^OnCalendar=(.+)$/m.exec(readFileSync(join(DEPLOY, 'sandhi-backup.timer'), 'utf8'))!
  const args = ['calendar', '--iterations=1', when!]
  t.equal(spawnSync(installed('systemd-analyze')!, args).status, 0)
})

t.test('a backup is made, checked, kept as long as is said, and can be restored', async (t) => {
  await build()
  const place = mkdtempSync(join(tmpdir(), 'sandhi-backup-'))
  t.teardown(() => rmSync(place, { recursive: true }))
  const [data, backups] = [join(place, 'data'), join(place, 'backups')]
  mkdirSync(backups)
  await seed(data)
  for (const old of ['2026-01-01T000000Z', '2026-01-02T000000Z', '2026-01-03T000000Z.part'])
    mkdirSync(join(backups, old))
  const { status, stdout, stderr } = spawnSync('sh', [join(DEPLOY, 'sandhi-backup')], {
    encoding: 'utf8',
    env: {
      PATH: process.env['PATH'] ?? '',
      SANDHI_DATA: data,
      SANDHI_BACKUPS: backups,
      SANDHI_BACKUPS_KEPT: '2',
      SANDHI_BACKUP_FIGURES: join(place, 'sandhi.prom'),
      SANDHI_NODE: process.execPath,
    },
  })
  t.equal(status, 0, stderr)
  t.match(stdout, /every id and every record entry holds/)
  const kept = readdirSync(backups).sort()
  t.equal(kept.length, 2, 'the older one and what was half done went')
  t.equal(kept[0], '2026-01-02T000000Z')
  t.match(readFileSync(join(place, 'sandhi.prom'), 'utf8'), /^sandhi_backup_time_seconds \d+$/m)
  const restored = join(place, 'restored')
  t.equal((await sandhi(['restore', join(backups, kept[1]!), '--data', restored])).code, 0)
  t.match((await sandhi(['fsck', '--data', restored])).out, /holds/)
})
