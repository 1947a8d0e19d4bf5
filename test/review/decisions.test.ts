// Joint decisions: who has to answer, and when one is settled.
import t from 'tap'
import {
  urgent,
  type Asked,
  outcome,
  type Question,
  QUESTIONS,
  respondents,
} from '../../src/review/decisions.ts'

const stage: Question = { kind: 'stage', stage: 'final' }
const joining: Question = { kind: 'party', delegation: 'MYS' }
const asked = (question: Question, ...answers: [string, 'yes' | 'no'][]): Asked => ({
  question,
  by: 'IDN',
  answers: answers.map(([delegation, answer]) => ({ delegation, answer })),
})
const TWO = ['IDN', 'THA']

t.test('every other party answers, and a state that is to join', (t) => {
  t.strictSame(respondents(asked(stage), TWO), ['THA'])
  t.strictSame(respondents(asked(joining), TWO), ['MYS', 'THA'])
  t.strictSame(respondents(asked(joining), ['MYS', ...TWO]), ['MYS', 'THA'], 'once')
  t.strictSame(respondents(asked(stage), ['IDN']), [])
  t.end()
})

t.test('one no declines; every yes agrees; until then it is open', (t) => {
  t.equal(outcome(asked(stage), TWO), 'asked')
  t.equal(outcome(asked(stage, ['THA', 'yes']), TWO), 'agreed')
  t.equal(outcome(asked(stage, ['THA', 'no']), TWO), 'declined')
  t.equal(outcome(asked(joining, ['THA', 'yes']), TWO), 'asked')
  t.equal(outcome(asked(joining, ['THA', 'yes'], ['MYS', 'yes']), TWO), 'agreed')
  t.equal(outcome(asked(joining, ['THA', 'yes'], ['MYS', 'no']), TWO), 'declined')
  t.equal(outcome(asked(stage), ['IDN']), 'agreed', 'with nobody to ask')
  t.equal(outcome(asked(stage, ['THA', 'yes']), ['IDN', 'THA', 'MYS']), 'asked')
  t.equal(outcome(asked(stage, ['THA', 'yes'], ['MYS', 'no']), ['IDN', 'THA', 'MYS']), 'declined')
  t.end()
})

t.test('each kind of question is named once', (t) => {
  t.equal(new Set(QUESTIONS).size, QUESTIONS.length)
  t.end()
})

t.test('only an erasure is urgent: everything else binds and is the head’s to ask', async (t) => {
  t.equal(urgent({ kind: 'erasure', text: 'x', reason: 'y' }), true)
  t.equal(urgent({ kind: 'archive' }), false)
})
