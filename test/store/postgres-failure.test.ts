// What is done again after PostgreSQL failed, and for how long.
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import t from 'tap'
import { patiently } from '../../src/store/postgres-failure.ts'

const failing = (code: string) => Object.assign(new pg.DatabaseError('no', 2, 'error'), { code })

/** Fails with a code so many times, each after some milliseconds; counts how often it was begun. */
function job(code: string, failures: number, takes = 0) {
  const told = { begun: 0 }
  const run = async () => {
    told.begun += 1
    await sleep(takes)
    if (told.begun <= failures) throw failing(code)
    return 'done'
  }
  return { told, run }
}

t.test('what left no trace is done again until it is done', async (t) => {
  const { told, run } = job('57P02', 2)
  t.equal(await patiently(run), 'done')
  t.equal(told.begun, 3)
})

t.test('what would fail the same way is not done again', async (t) => {
  const { told, run } = job('23505', 1)
  await t.rejects(patiently(run), { code: '23505' })
  t.equal(told.begun, 1)
})

t.test('a server that hangs on a job does not get it again and again', async (t) => {
  const { told, run } = job('08006', 9, 60)
  await t.rejects(patiently(run, 100), { code: '08006' })
  t.equal(told.begun, 2)
})
