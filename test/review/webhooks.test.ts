// Webhooks by their rules: signature, waiting, giving up, and which addresses are of the open internet.
import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import t from 'tap'
import { backOff, eventId, givenUp, isPublicAddress, signed, webhookUrl } from '../../src/review/webhooks.ts'

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'

t.test('a delivery is signed as the Standard Webhooks specification has it', async (t) => {
  // The example of the specification's own libraries.
  const given = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', seconds: 1614265330, body: '{"test": 2432232314}' }
  t.strictSame(signed(SECRET, given), {
    'webhook-id': given.id,
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  })
  const key = Buffer.from(SECRET.slice(6), 'base64')
  const own = (text: string) => `v1,${createHmac('sha256', key).update(text).digest('base64')}`
  t.equal(signed(SECRET, { ...given, seconds: 7 })['webhook-signature'], own(`${given.id}.7.${given.body}`))
})

t.test('an event has one id for one receiver, whenever it is sent', async (t) => {
  t.equal(eventId('a', 'log', 1), eventId('a', 'log', 1))
  const all = [eventId('a', 'log', 1), eventId('a', 'log', 2), eventId('b', 'log', 1), eventId('a', 'gol', 1)]
  t.equal(new Set(all).size, 4)
  for (const id of all) t.match(id, /^[0-9a-f]{32}$/)
})

t.test('waiting doubles from a minute to half a day, spread by a fifth', async (t) => {
  t.strictSame(
    [1, 2, 3, 10, 11, 40, 5000].map((failures) => backOff(failures, 1)),
    [60, 120, 240, 30_720, 43_200, 43_200, 43_200],
  )
  t.equal(backOff(1, 0), 48)
})

t.test(
  'a receiver is given up after many failures in more than a day, or when it says that it is gone',
  async (t) => {
    const [before, now] = ['2026-11-23T03:00:00.000Z', '2026-11-24T03:00:00.000Z']
    t.ok(givenUp('unreachable', 8, before, now))
    t.notOk(givenUp('unreachable', 7, before, now))
    t.notOk(givenUp('unreachable', 800, '2026-11-23T03:00:00.001Z', now))
    t.ok(givenUp('gone', 1, now, now))
  },
)

const PRIVATE = [
  ...['0.0.0.0', '10.1.2.3', '100.64.0.1', '127.0.0.1', '127.255.255.255', '169.254.169.254', '172.16.0.1'],
  ...['172.31.255.255', '192.0.0.8', '192.0.2.1', '192.168.1.1', '198.19.0.1', '203.0.113.9', '224.0.0.1'],
  ...['240.0.0.1', '255.255.255.255', '::', '::1', '::ffff:127.0.0.1', '::ffff:8.8.8.8', '::ffff:7f00:1'],
  ...['64:ff9b::7f00:1', 'fc00::1', 'fd12:3456::1', 'fe80::1', 'fe80::1%eth0', 'fec0::1', 'ff02::1'],
  ...['2001::1', '2001:10::1', '2001:db8::1', '2002:7f00:1::', '3fff::1', '100::1', 'nothing', '', '1.2.3'],
  ...[
    '1.2.3.256',
    '1:2:3',
    '1::2::3',
    '2a00:1:2:3:4:5:6:7:8',
    '2a00::1:2:3:4:5:6:7',
    '2a00:12345::',
    '2a00:::1',
  ],
]
const PUBLIC = [
  '8.8.8.8',
  '1.1.1.1',
  '172.32.0.1',
  '100.128.0.1',
  '2606:4700:4700::1111',
  '2a00:1450::',
  '2001:200::1',
]

t.test('only addresses of the open internet are public', async (t) => {
  for (const address of PRIVATE) t.notOk(isPublicAddress(address), address)
  for (const address of PUBLIC) t.ok(isPublicAddress(address), address)
  t.ok(isPublicAddress('2a00:1450:4001:0:0:0:0:1'))
})

t.test('whatever an address is, it is judged without an error', async () => {
  fc.assert(fc.property(fc.string(), (text) => !isPublicAddress(text) || /^[\d.]+$|:/.test(text)))
  fc.assert(fc.property(fc.ipV6(), (text) => typeof isPublicAddress(text) === 'boolean'))
})

t.test('a receiver is an https address with nothing more in it than that', async (t) => {
  const refused = [
    ...['http://example.org/', 'ftp://example.org/', 'https://user@example.org/', 'https://:p@example.org/'],
    ...[
      'https://example.org/#part',
      'example.org',
      '',
      'https://127.0.0.1/',
      'https://[::1]/',
      'https://0x7f.1/',
    ],
    ...['https://2130706433/', 'https://[::ffff:10.0.0.1]/', 'https://169.254.169.254/latest'],
  ]
  for (const text of refused) t.equal(webhookUrl(text, false), undefined, text)
  for (const text of [
    'https://example.org/hook?a=b',
    'https://8.8.8.8/',
    'https://[2606:4700:4700::1111]:8443/',
  ])
    t.equal(webhookUrl(text, false)?.href, text)
  for (const text of ['http://127.0.0.1:8080/', 'https://10.0.0.1/', 'http://intranet/'])
    t.equal(webhookUrl(text, true)?.href, text)
  t.equal(webhookUrl('http://user@intranet/', true), undefined)
})
