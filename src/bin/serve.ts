// sandhi serve: starts the service, with the demo on an empty store unless told otherwise.
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import closeWithGrace from 'close-with-grace'
import { buildApp } from '../app.ts'
import type { Config } from '../config.ts'
import { fail, Refused } from '../errors.ts'
import { listDelegations } from '../store/directory.ts'
import { openStores, type Stores } from '../store/pool.ts'
import { DEMO_HOST, DEMO_MARK, DEMO_PASSWORD, loadDemo } from './demo.ts'
import { startRounds } from './rounds.ts'
import { chance, clock, configuration, EDITION, shipped, storesOf, VERSION, workspace } from './ground.ts'
import { isInstalled, throughFolder } from './move.ts'

export interface Serve {
  readonly empty?: boolean
  readonly data?: string
  readonly port?: string
  /** folder of templates and reference lists in place of those that ship */
  readonly templates?: string
}

/** Listens until the process is asked to end; then finishes what was begun, within ten seconds. */
export async function serve(options: Serve): Promise<void> {
  const given = configuration({
    ...(options.data !== undefined && { SANDHI_DATA: options.data }),
    ...(options.port !== undefined && { SANDHI_PORT: options.port }),
  })
  const own = shipped()
  const lists = options.templates === undefined ? own : shipped(options.templates)
  if (lists !== own) await lists.templates() // what an operator brings is refused at once
  if (!options.empty) await begin(given, own)
  const stores = await storesOf(given)
  const demonstrates = await isDemo(stores.directory)
  const hostedBy = given.hostedBy || (demonstrates ? DEMO_HOST : LOOPBACK.test(given.host) ? NOBODY_ELSE : '')
  if (!hostedBy) {
    await stores.close()
    throw new Refused(
      fail('configuration-invalid', { reason: 'SANDHI_HOSTED_BY names who runs this server' }),
    )
  }
  const config: Config = { ...given, hostedBy }
  const web = workspace(config.web)
  const edition = { ...EDITION, ...(web && { web }) }
  const built = await buildApp({ stores, clock, chance }, lists, config, edition)
  const { app } = built
  try {
    await app.listen({ host: config.host, port: config.port })
  } catch (error) {
    await app.close()
    await stores.close()
    const { code } = error as { code?: string }
    if (code === 'EADDRINUSE' || code === 'EACCES')
      throw new Refused(fail('port-in-use', { port: config.port }))
    throw error
  }
  const address = app.server.address()
  const port = typeof address === 'object' && address ? address.port : config.port
  const endRounds = startRounds(built, (error) => app.log.error({ err: error }, 'a round failed'))
  closeWithGrace({ delay: 10_000 }, async () => {
    await endRounds()
    await app.close()
    await stores.close()
  })
  announce(`http://${config.host}:${port}`, hostedBy, { demo: demonstrates, web: web !== undefined })
}

const LOOPBACK = /^(127\.|localhost$|::1$)/
/** Where only this computer can reach the service, its host goes without saying. */
const NOBODY_ELSE = 'this computer'

/** Loads the demonstration where nothing is yet. */
async function begin({ database, data }: Config, lists: ReturnType<typeof shipped>): Promise<void> {
  if (database === '') return beginWithDemo(data, lists)
  if (!(await isInstalled(database))) await throughFolder(database, (folder) => beginWithDemo(folder, lists))
}

/** Stands in the data folder while the demonstration is loaded, so that a start that is cut off leaves no half of one. */
const LOADING = 'demonstration.loading'

/** Fills an empty data folder, or one that an earlier start left half filled, with the demonstration. */
async function beginWithDemo(folder: string, lists: ReturnType<typeof shipped>): Promise<void> {
  const found = existsSync(folder) ? readdirSync(folder) : []
  if (found.length > 0 && !found.includes(LOADING)) return
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  writeFileSync(join(folder, LOADING), '')
  for (const left of found) if (left !== LOADING) rmSync(join(folder, left), { recursive: true })
  const stores = await openStores({ folder })
  try {
    await loadDemo(stores, lists)
  } finally {
    await stores.close()
  }
  rmSync(join(folder, LOADING))
}

/** A demonstration is known by the names of its delegations, also when it is started again. */
async function isDemo(directory: Stores['directory']): Promise<boolean> {
  const delegations = await directory.read(listDelegations)
  return delegations.some(({ names }) => names.en?.endsWith(DEMO_MARK))
}

function announce(address: string, hosted: string, { demo, web }: { demo: boolean; web: boolean }): void {
  const lines = [
    `Sandhi ${VERSION}, run by ${hosted}`,
    `  Workspace      ${web ? `${address}/` : 'not built'}`,
    `  API            ${address}/api/v1`,
    `  Documentation  ${address}/api/docs`,
    `  OpenAPI file   ${address}/api/openapi.json`,
    ...(demo
      ? [
          `  Sign in        delegation IDN, THA or IOM; login admin, head, signatory, drafter, legal, linguist,`,
          `                 secretary or reader; password ${DEMO_PASSWORD}`,
        ]
      : [`  Sign in        with an invitation: sandhi invite IDN`]),
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
}
