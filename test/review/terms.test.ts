// The names of codes: one for each, in each language, told apart from its neighbours.
import t from 'tap'
import { ACTS } from '../../src/review/approvals.ts'
import { PROCEDURES, QUESTIONS, STAGES } from '../../src/review/decisions.ts'
import { PRESETS, ROLES } from '../../src/review/policy.ts'
import { TERMS } from '../../src/review/terms.ts'

t.test('every code has a name of its own in each language', (t) => {
  const codes: Record<keyof typeof TERMS, readonly string[]> = {
    act: ACTS,
    stage: STAGES,
    procedure: PROCEDURES,
    role: ROLES,
    preset: PRESETS,
    question: QUESTIONS,
    standing: ['party', 'invited', 'observer'],
  }
  for (const [group, of] of Object.entries(codes)) {
    const terms: Record<string, Record<string, string>> = TERMS[group as 'act']
    t.strictSame(Object.keys(terms).sort(), [...of].sort(), group)
    for (const language of ['en', 'id', 'th']) {
      const names = of.map((code) => terms[code]![language])
      t.ok(names.every(Boolean), `${group} ${language}`)
      t.equal(new Set(names).size, names.length, `${group} ${language}`)
    }
  }
  t.end()
})
