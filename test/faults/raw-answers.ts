// What came back on a raw connection, read strictly: whole answers of HTTP/1.1, one after another, and nothing else.
import { PROBLEMS } from '../../src/problems.ts'

export interface Answer {
  readonly status: number
  readonly headers: ReadonlyMap<string, string>
  readonly body: Buffer
}

const STATUS = /^HTTP\/1\.1 ([1-5]\d\d) [A-Z][A-Za-z ’'-]*$/

/** The answers, or what is wrong with the bytes; one that has only begun counts where `whole` is false. */
export function answersIn(bytes: Buffer): readonly Answer[] | string {
  const answers: Answer[] = []
  for (let at = 0; at < bytes.length;) {
    const end = bytes.indexOf('\r\n\r\n', at)
    if (end < 0) return 'headers without an end'
    const [first = '', ...lines] = bytes.toString('latin1', at, end).split('\r\n')
    const status = Number(STATUS.exec(first)?.[1])
    if (Number.isNaN(status)) return `no status line: ${first.slice(0, 80)}`
    const headers = new Map<string, string>()
    for (const line of lines) {
      const [, name, value] = /^([a-z0-9-]+): (.*)$/i.exec(line) ?? []
      if (name === undefined || value === undefined) return `no header: ${line.slice(0, 80)}`
      if (headers.has(name.toLowerCase()) && name.toLowerCase() !== 'set-cookie') return `twice: ${name}`
      headers.set(name.toLowerCase(), value)
    }
    at = end + 4
    if (status === 100) continue
    const length = Number(headers.get('content-length') ?? (status === 204 || status === 304 ? 0 : NaN))
    if (Number.isNaN(length)) return 'no length'
    if (at + length > bytes.length) return 'a body that breaks off'
    answers.push({ status, headers, body: bytes.subarray(at, at + length) })
    at += length
  }
  return answers
}

/** What no answer may say: how the service is built. */
const TELLTALE = /node_modules|fastify|llhttp|HPE_|FST_|ERR_|at \S+ \(|\.[jt]s:\d+|Error:/

/** What is wrong with one refusal; undefined for a documented one. */
export function wrongRefusal({ status, headers, body }: Answer): string | undefined {
  const text = body.toString()
  if (TELLTALE.test(text)) return `tells how it is built: ${text.slice(0, 200)}`
  if (status >= 500) return `answered ${status}`
  if (status < 400) return undefined
  if (headers.get('content-type') !== 'application/problem+json; charset=utf-8')
    return `${status} as ${headers.get('content-type') ?? 'nothing'}`
  const problem = JSON.parse(text) as Record<string, unknown>
  const known = PROBLEMS[problem['code'] as keyof typeof PROBLEMS] as { status: number } | undefined
  if (known === undefined) return `an unknown code: ${text.slice(0, 200)}`
  if (known.status !== status || problem['status'] !== status)
    return `${status} for ${String(problem['code'])}`
  const fields = Object.keys(problem).sort().join()
  return fields === 'code,detail,errors,facts,instance,status,title,type' ? undefined : `has ${fields}`
}
