// The answer to an act that stands: when it can't be read again, the act isn't denied.
import t from 'tap'
import { fail, Refused } from '../../src/errors.ts'
import { asWritten } from '../../src/http/parts.ts'
import { refusal } from '../helpers/stores.ts'

t.test('what was written is read for the answer', async (t) => {
  t.equal(await asWritten(() => Promise.resolve('read')), 'read')
})

t.test('a disk that fails under that reading leaves it uncertain, never refused', async (t) => {
  for (const code of ['storage-failed', 'storage-damaged', 'service-busy'] as const) {
    const failing = () => Promise.reject(new Refused(fail(code, { store: 'sops/x' })))
    t.equal(await refusal(asWritten(failing)), 'save-uncertain', code)
  }
})

t.test('a bug stays one', async (t) => {
  await t.rejects(
    asWritten(() => Promise.reject(new TypeError('a bug'))),
    TypeError,
  )
})
