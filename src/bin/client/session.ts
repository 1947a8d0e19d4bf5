// One command of a person or a script at a server: its client, what it says, and with which code it ends.
import { type components, createSandhiClient, type SandhiClient, SandhiProblem } from '../../client/client.ts'
import { credentialFor, lastServer } from './credentials.ts'
import { languageOf, type Say, sayIn } from './words.ts'

/** How a command ends; the same for all, documented in docs/clients.md. */
export const EXIT = {
  ok: 0,
  refused: 1,
  usage: 2,
  notSignedIn: 3,
  conflict: 4,
  notFound: 5,
  unreachable: 6,
} as const
export type Exit = (typeof EXIT)[keyof typeof EXIT]

export interface Everywhere {
  readonly server?: string
  readonly language?: string
  readonly json?: boolean
}

/** The command can not go on: a line for the person, a code for the script. */
export class Ended extends Error {
  readonly exit: Exit
  constructor(exit: Exit, message: string) {
    super(message)
    this.exit = exit
  }
}

export interface Session {
  readonly client: SandhiClient
  readonly server: string
  readonly say: Say
  readonly json: boolean
  /** prints for a person; with `--json` nothing but the answer of the service is printed */
  readonly tell: (text: string) => void
}

/** Where the command goes: the option, the environment, else where one last signed in. */
export function serverOf({ server }: Everywhere, say: Say): string {
  const named = server ?? (process.env.SANDHI_SERVER || lastServer(process.env))
  if (named === undefined) throw new Ended(EXIT.usage, say('noServer'))
  return named.replace(/\/+$/, '')
}

/**
 * Runs a command at the server. `signedIn: false` is for signing in itself. With `--json` the last answer is printed
 * byte for byte, a problem too.
 */
export async function at(
  options: Everywhere,
  work: (session: Session) => Promise<void>,
  { signedIn = true } = {},
): Promise<void> {
  const language = languageOf(options.language, process.env)
  const say = sayIn(language)
  const json = options.json === true
  let answer: string | undefined
  try {
    const server = serverOf(options, say)
    const token = signedIn ? credentialFor(process.env, server)?.token : undefined
    if (signedIn && token === undefined) throw new Ended(EXIT.notSignedIn, say('notSignedIn', { server }))
    const client = createSandhiClient({
      baseUrl: server,
      language,
      ...(token !== undefined && { token }),
      fetch: async (request) => {
        const response = await reach(server, request as Request, say)
        if (json && /json/.test(response.headers.get('content-type') ?? ''))
          answer = await response.clone().text()
        return response
      },
    })
    const tell = (text: string) => {
      if (!json) process.stdout.write(`${text}\n`)
    }
    await work({ client, server, say, json, tell })
  } catch (error) {
    if (error instanceof Ended) process.exitCode = error.exit
    else if (error instanceof SandhiProblem) process.exitCode = exitOf(error)
    else throw error
    const line = error instanceof SandhiProblem ? toldOf(error, say) : `sandhi: ${error.message}`
    if (answer === undefined) process.stderr.write(`${line}\n`)
  }
  if (answer !== undefined) process.stdout.write(answer.endsWith('\n') ? answer : `${answer}\n`)
}

async function reach(server: string, request: Request, say: Say): Promise<Response> {
  try {
    return await globalThis.fetch(request)
  } catch (error) {
    const cause = (error as { cause?: { code?: string; message?: string } }).cause
    const reason = cause?.code ?? cause?.message ?? String(error)
    throw new Ended(EXIT.unreachable, say('unreachable', { server, reason }))
  }
}

function exitOf({ status, code }: SandhiProblem): Exit {
  if (status === 401) return EXIT.notSignedIn
  if (status === 404) return EXIT.notFound
  return code === 'conflict' ? EXIT.conflict : EXIT.refused
}

type Finding = components['schemas']['Finding']

interface Conflict {
  readonly key?: string
  readonly language?: string
  readonly unit?: string
  readonly base?: unknown
  readonly theirs?: unknown
  readonly mine?: unknown
}

/** A problem as lines: what happened, what to do, every place, and for a conflict base, theirs and mine. */
function toldOf(problem: SandhiProblem, say: Say): string {
  const { message, detail, errors, facts } = problem
  const places = errors.map(({ pointer, code, detail: what }) => `  ${pointer} ${what ?? code}`)
  const findings = ((facts.findings ?? []) as readonly Finding[]).map(
    ({ key, what, todo }) => `  ${key === undefined ? '' : `${key}: `}${what} ${todo}`,
  )
  const conflicts = (facts.conflicts ?? []) as readonly Conflict[]
  const sides = conflicts.flatMap((conflict) => [
    `  ${[conflict.key, conflict.language, conflict.unit].filter(Boolean).join(' ')}`,
    ...(['base', 'theirs', 'mine'] as const).map((side) => `    ${say(side)}: ${shown(conflict[side], say)}`),
  ])
  return [`sandhi: ${message} ${detail}`, ...places, ...findings, ...sides].join('\n')
}

export const shown = (value: unknown, say: Say): string =>
  value === undefined ? say('nothing') : typeof value === 'string' ? value : JSON.stringify(value)
