// A database at several addresses: its URL is taken apart, and a connection goes to the address that takes writes.
import t from 'tap'
import { clientFor, urlsOf } from '../../src/store/postgres-hosts.ts'
import { endShared, freePort, freshDatabase, programs } from '../helpers/postgres.ts'

t.test('a URL names one host or several', (t) => {
  const [before, after] = ['postgres://role:pa%2Css@', '/sandhi?sslmode=verify-full']
  t.same(urlsOf(`${before}one:5432${after}`), [`${before}one:5432${after}`], 'one is itself')
  t.same(
    urlsOf(`${before}one:5432,two,[::1]:6000${after}`),
    ['one:5432', 'two', '[::1]:6000'].map((host) => before + host + after),
    'several stand in their order, each with its port, the password and the options',
  )
  t.same(urlsOf('postgres://one,two/db'), ['postgres://one/db', 'postgres://two/db'], 'without a role')
  t.same(
    urlsOf('postgresql://one/db?target_session_attrs=read-write&sslmode=require'),
    ['postgresql://one/db?sslmode=require'],
    'that the host takes writes goes without saying',
  )
  t.same(urlsOf('postgres://one/db?target_session_attrs=read-write'), ['postgres://one/db'])
  t.same(urlsOf('nothing of the kind'), ['nothing of the kind'])
  t.end()
})

const skip = programs() === undefined && 'there is no PostgreSQL server'
t.test('a host that refuses is passed over, and so is one that takes no writes', { skip }, async (t) => {
  t.teardown(endShared)
  const url = await freshDatabase()
  const { host } = new URL(url)
  const Client = clientFor(url.replace(host, `127.0.0.1:${await freePort()},${host}`))
  await t.rejects(new Client().connect(), { code: 'ECONNREFUSED' }, 'the first refuses')
  for (const time of ['then', 'and from then on']) {
    const client = new Client()
    await client.connect()
    t.equal((await client.query<{ one: number }>('select 1 as one')).rows[0]?.one, 1, `${time} the second`)
    await client.end()
  }

  const name = new URL(url).username
  const one = new (clientFor(url))()
  await one.connect()
  await one.query(`alter role ${name} set default_transaction_read_only = on`)
  await one.end()
  const Writer = clientFor(url.replace(host, `${host},${host}`))
  await t.rejects(new Writer().connect(), { message: /takes no writes/ }, 'it is asked, and let go')
})
