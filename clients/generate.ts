// npm run clients: the clients in Python and Java, generated from the OpenAPI file into clients/build.
import { execFile } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { generable, MENDS, type Target } from './generators.ts'
import { in30 } from './view.ts'

const HERE = import.meta.dirname
const ROOT = resolve(HERE, '..')
export const JAR = join(ROOT, 'node_modules/@openapitools/openapi-generator-cli/bin/openapi-generator.jar')

/** For a Java program that is over before the thorough compiler is of use. */
export const BRIEFLY = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC']

/** Writes the 3.0 view and generates one client beside it; the folder of its sources. */
export async function generate(target: Target, folder: string): Promise<string> {
  const openapi = JSON.parse(readFileSync(join(ROOT, 'openapi/sandhi.json'), 'utf8')) as object
  const view = in30(openapi)
  const out = join(folder, target)
  rmSync(out, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'sandhi-3.0.json'), JSON.stringify(view, null, 2))
  const input = join(folder, `${target}.json`)
  writeFileSync(input, JSON.stringify(generable(view)))
  const only = 'apiTests=false,modelTests=false,apiDocs=false,modelDocs=false'
  const settings = ['-i', input, '-g', target, '-c', join(HERE, `${target}.json`), '-o', out]
  const java = [...BRIEFLY, '-jar', JAR, 'generate', ...settings, '--global-property', only]
  await promisify(execFile)('java', java, { maxBuffer: 100_000_000 })
  mend(target, out)
  return target === 'java' ? join(out, 'src/main/java') : out
}

function mend(target: Target, folder: string): void {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  for (const { files: which, from, to } of MENDS[target]) {
    let mended = 0
    for (const file of files.filter((name) => which.test(name))) {
      const text = readFileSync(join(folder, file), 'utf8')
      mended += [...text.matchAll(from)].length
      writeFileSync(join(folder, file), text.replaceAll(from, to))
    }
    if (mended === 0) throw new Error(`${target}: nothing matches ${from.source} in ${which.source}`)
  }
}

if (process.argv[1] === import.meta.filename) {
  for (const target of ['python', 'java'] as const) {
    const made = await generate(target, join(HERE, 'build'))
    process.stdout.write(`${made.replace(`${dirname(HERE)}/`, '')}\n`)
  }
}
