// `npm run openapi`: records the examples anew, then writes the OpenAPI file and the client's types.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import prettier from 'prettier'
import { clientTypes, EXAMPLES, FILE, RECORDING, openApiFile, SCHEMA } from './openapi.ts'
import { recordExamples } from './record-examples.ts'
import { start } from './start.ts'

const folder = mkdtempSync(join(tmpdir(), 'sandhi-openapi-'))
const ends: (() => unknown)[] = []
const started = await start({ testdir: () => folder, teardown: (end) => ends.push(end) }, RECORDING)
const examples = await recordExamples(started)
const options = await prettier.resolveConfig(EXAMPLES)
writeFileSync(EXAMPLES, await prettier.format(JSON.stringify(examples), { ...options, parser: 'json' }))
const file = await openApiFile(examples)
writeFileSync(FILE, file)
writeFileSync(SCHEMA, await clientTypes(file))
for (const end of ends) await end()
rmSync(folder, { recursive: true })
