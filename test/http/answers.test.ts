// Encoded answers kept within a bound.
import t from 'tap'
import { createAnswers } from '../../src/http/answers.ts'

const bytes = (count: number) => Buffer.alloc(count, 1)

t.test('what was put is found again, the same bytes', (t) => {
  const answers = createAnswers(1000)
  const value = bytes(10)
  t.equal(answers.put('a', value), value)
  t.equal(answers.get('a'), value)
  t.equal(answers.get('b'), undefined)
  t.end()
})

t.test('the least recently used goes first, and the bound holds', (t) => {
  const answers = createAnswers(800)
  for (let at = 0; at < 8; at += 1) answers.put(`k${at}`, bytes(100))
  answers.get('k0')
  answers.put('new', bytes(100))
  t.ok(answers.get('k0'))
  t.equal(answers.get('k1'), undefined)
  t.ok(answers.get('new'))
  t.end()
})

t.test('a single large answer is given but not kept', (t) => {
  const answers = createAnswers(800)
  const value = bytes(101)
  t.equal(answers.put('a', value), value)
  t.equal(answers.get('a'), undefined)
  t.end()
})

t.test('an answer that is kept is not counted twice', (t) => {
  const answers = createAnswers(800)
  for (let turn = 0; turn < 50; turn += 1) answers.put('a', bytes(100))
  for (let at = 0; at < 7; at += 1) answers.put(`k${at}`, bytes(100))
  t.ok(answers.get('a'))
  t.end()
})
