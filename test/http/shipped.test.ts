// Templates and reference lists over the API: what ships, read only.
import t from 'tap'
import { startConforming } from '../helpers/conform.ts'
import { good, told } from '../helpers/table.ts'

const { anonymous, as } = await startConforming(t)
const reader = await as('IOM', 'reader')
const NAME = 'safe-voluntary-repatriation-reintegration'

t.test('templates are listed and read, with their notes for drafters', async (t) => {
  const { items } = good(await reader('GET', '/templates'))
  t.match(items[0], { name: NAME, languages: ['en', 'id', 'th'], parties: ['IDN', 'THA'] })
  const template = good(await reader('GET', `/templates/${NAME}`))
  t.match(template, { ...items[0], prevailing: 'none' })
  t.ok(Object.keys(template.notes).length > 10)
  const count = (clauses: any[]): number =>
    clauses.reduce((sum, one) => sum + 1 + count(one.children ?? []), 0)
  t.equal(count(template.text), items[0].clauses)
  t.equal(told(await reader('GET', '/templates/none')), '404 not-found')
  t.equal(told(await reader('GET', `/templates/${'x'.repeat(150)}`)), '400 invalid-request')
  t.equal(told(await anonymous('GET', `/templates/${NAME}`)), '401 unauthenticated')
})

for (const list of ['glossary', 'agencies', 'instruments', 'elements']) {
  t.test(`the list ${list}: its newest edition, or the one named`, async (t) => {
    const { edition, items } = good(await reader('GET', `/reference/${list}`))
    t.equal(edition, '2026.1')
    t.ok(items.length > 5)
    t.ok(items.every((item: any) => typeof item.id === 'string' && item.id.length > 0))
    t.equal(new Set(items.map((item: any) => item.id)).size, items.length)
    t.strictSame(good(await reader('GET', `/reference/${list}?edition=2026.1`)).items, items)
    t.equal(told(await reader('GET', `/reference/${list}?edition=1999.1`)), '404 not-found')
    t.equal(told(await reader('GET', `/reference/${list}?year=2026`)), '400 invalid-request')
    t.equal(told(await anonymous('GET', `/reference/${list}`)), '401 unauthenticated')
  })
}

t.test('a list that does not ship is not there, and nothing of them is written', async (t) => {
  t.equal(told(await reader('GET', '/reference/treaties')), '404 not-found')
  t.equal(told(await reader('POST', '/templates', {})), '405 method-not-allowed')
  t.equal(told(await reader('DELETE', `/templates/${NAME}`)), '405 method-not-allowed')
})
