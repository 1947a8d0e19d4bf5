// What waits for a delegation and for one of its members, by the answers of the service.
import t from 'tap'
import { groupsOf, type Known, type Task, tasksOf, wordOf } from '../../../src/web/home/tasks.ts'
import { type Ask, start } from '../../helpers/start.ts'
import { good, KEYS, openTable, setText, type Table } from '../../helpers/table.ts'

const service = await start(t)
const NOW = new Date('2026-11-25T09:00:00')

/** What the page reads of one SOP, as the one who asks. */
async function known(ask: Ask, { at, sop }: Table): Promise<Known> {
  const { head } = good(await ask('GET', at))
  const list = async (path: string) => good(await ask('GET', `${at}/${path}`)).items
  return {
    sop: good(await ask('GET', `/sops/${sop}`)),
    versions: await list('versions'),
    threads: [...(await list('threads?zone=table')), ...(await list('threads?zone=room'))],
    approvals: await list('approvals'),
    decisions: await list('decisions'),
    ready: good(await ask('GET', `${at}/versions/${head.number}/readiness`)).ready,
  }
}

async function waiting(table: Table, delegation: string, login: string): Promise<Task[]> {
  const ask = await service.as(delegation, login)
  return tasksOf(good(await ask('GET', '/me')), [await known(ask, table)], NOW)
}
const kinds = (tasks: readonly Task[]) => tasks.map(({ kind }) => kind)
const of = (tasks: readonly Task[], kind: Task['kind']) => tasks.find((task) => task.kind === kind)

const rewrite = (text: string) => [setText(KEYS.paragraph, 'en', 'text', text)]
const say = (body: string, mentions: string[] = []) => ({ body, mentions })
const opened = async (ask: Ask, { at, head }: Table, zone: string, comment: object) =>
  good(
    await ask('POST', `${at}/threads`, {
      zone,
      anchor: {
        version: (await head()).number,
        key: KEYS.paragraph,
        language: 'en',
        part: 'text',
        quote: 'safe and voluntary',
      },
      comment,
    }),
  )

t.test('what the other side saved is to be read until one has looked', async (t) => {
  const table = await openTable(service)
  await table.save(rewrite('Return is voluntary.'), table.tha)
  const first = of(await waiting(table, 'IDN', 'legal'), 'first')
  t.match(first, { by: ['THA'], number: 3, mine: true, to: `/sops/${table.sop}/versions/latest` })
  const legal = await service.as('IDN', 'legal')
  good(await legal('POST', `${table.at}/visits`, { version: 3 }))
  t.notOk(of(await waiting(table, 'IDN', 'legal'), 'read'), 'nothing is new')
  await table.save(rewrite('Return is safe.'), table.tha)
  const read = of(await waiting(table, 'IDN', 'legal'), 'read')
  t.match(read, { from: 3, number: 4, to: `/sops/${table.sop}/compare/3/4` }, 'what is new is compared')
  t.notOk(of(await waiting(table, 'THA', 'head'), 'read'), 'what one’s own side saved is not news')
})

t.test('who is asked in a discussion has it before him until his side has answered', async (t) => {
  const table = await openTable(service)
  const thread = await opened(table.tha, table, 'table', say('Is this enough?', ['IDN/linguist']))
  const asked = of(await waiting(table, 'IDN', 'linguist'), 'answer')
  t.match(asked, { zone: 'joint', by: ['THA'], seat: { role: 'linguist' }, mine: true })
  t.equal(asked?.to, `/sops/${table.sop}/discussions#${thread.id}`)
  t.equal(of(await waiting(table, 'IDN', 'drafter'), 'answer')?.mine, false, 'another seat knows of it')
  good(await table.idn('POST', `${table.at}/threads/${thread.id}/comments?zone=table`, say('It is.')))
  t.notOk(of(await waiting(table, 'IDN', 'linguist'), 'answer'), 'an answer by any of us is one')
  t.match(of(await waiting(table, 'THA', 'head'), 'replied'), { by: ['IDN'], mine: true })
})

t.test('a call to the whole delegation is for each who may answer', async (t) => {
  const table = await openTable(service)
  await opened(table.tha, table, 'table', say('What does Indonesia say?', ['IDN']))
  t.equal(of(await waiting(table, 'IDN', 'secretary'), 'answer')?.mine, true)
  t.equal(of(await waiting(table, 'IDN', 'reader'), 'answer')?.mine, false, 'a reader may not')
})

t.test('a question in our own room is internal and no other delegation’s', async (t) => {
  const table = await openTable(service)
  await opened(table.idn, table, 'room', say('Please ask the ministry.', ['IDN/legal']))
  t.match(of(await waiting(table, 'IDN', 'legal'), 'answer'), { zone: 'internal', mine: true })
  t.equal(of(await waiting(table, 'IDN', 'head'), 'answer')?.mine, false, 'who asked does not answer')
  t.notOk(of(await waiting(table, 'THA', 'legal'), 'answer'))
})

t.test('who opened a discussion sees when its words have changed', async (t) => {
  const table = await openTable(service)
  await opened(table.tha, table, 'table', say('Too long.'))
  await table.save(rewrite('Return is free.'))
  const changed = of(await waiting(table, 'THA', 'head'), 'changed')
  t.ok(['changed', 'removed'].includes(changed?.thread?.anchor.state ?? ''))
  t.notOk(of(await waiting(table, 'IDN', 'head'), 'changed'))
})

t.test('a joint decision waits for the heads who have not answered', async (t) => {
  const table = await openTable(service)
  good(await table.idn('POST', `${table.at}/decisions`, { kind: 'stage', stage: 'legal-scrub' }))
  const task = of(await waiting(table, 'THA', 'head'), 'decide')
  t.match(task, { question: 'stage', seat: { role: 'head' }, mine: true, by: ['IDN'] })
  t.equal(task?.to, `/sops/${table.sop}/versions#decisions`)
  t.equal(of(await waiting(table, 'THA', 'legal'), 'decide')?.mine, false)
  t.notOk(of(await waiting(table, 'IDN', 'head'), 'decide'), 'who asked has said yes')
})

t.test('when the others have agreed to the current version, our agreement is awaited', async (t) => {
  const table = await openTable(service)
  t.match(of(await waiting(table, 'IDN', 'head'), 'ready'), { mine: true }, 'nothing stands against it')
  const { version } = await table.head()
  const act = { capacity: 'Head', place: 'Bangkok', date: '2026-11-24', medium: 'electronic', version }
  good(await table.tha('POST', `${table.at}/approvals`, { ...act, act: 'agreed-ad-referendum' }))
  const ours = await waiting(table, 'IDN', 'head')
  t.match(of(ours, 'agree'), { by: ['THA'], to: `/sops/${table.sop}/versions/2/agreement`, mine: true })
  t.match(of(await waiting(table, 'THA', 'head'), 'confirm'), { mine: true }, 'theirs is to be confirmed')
  await table.save(rewrite('Return is voluntary.'))
  t.notOk(of(await waiting(table, 'IDN', 'head'), 'agree'), 'an act is never carried over')
  const { approvals } = await known(table.idn, table)
  t.match(wordOf('THA', approvals), { sign: 'earlier', act: { number: 2 } })
  t.match(wordOf('IDN', approvals), { sign: 'none' })
})

t.test('tasks come by day, and among those of a day what binds comes first', async (t) => {
  const table = await openTable(service)
  await table.save(rewrite('Return is voluntary.'), table.tha)
  good(await table.tha('POST', `${table.at}/decisions`, { kind: 'archive' }))
  const tasks = await waiting(table, 'IDN', 'head')
  t.same(kinds(tasks), ['decide', 'ready', 'first'])
  const day = (when: string): Task => ({ ...tasks[0]!, when })
  const days = [day('2026-11-25T01:00:00'), day('2026-11-23T10:00:00'), day('2026-11-22T23:00:00')]
  const groups = groupsOf(days, NOW)
  t.same(
    groups.map(({ group }) => group),
    ['today', 'week', 'earlier'],
    'a week begins on Monday',
  )
  t.same(groupsOf([], NOW), [])
})

t.test('words that are not saved yet come before everything of their day', async (t) => {
  const table = await openTable(service)
  const ask = await service.as('IDN', 'drafter')
  const facts = { ...(await known(ask, table)), unsaved: NOW.toISOString() }
  const [first] = tasksOf(good(await ask('GET', '/me')), [facts], NOW)
  t.match(first, { kind: 'unsaved', zone: 'internal', mine: true })
})
