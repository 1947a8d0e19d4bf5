// sandhi serve: starts the service, with the demo on an empty store unless told otherwise.
import closeWithGrace from 'close-with-grace'
import { buildApp } from '../app.ts'
import type { Config } from '../config.ts'
import { fail, Refused } from '../errors.ts'
import { listDelegations } from '../store/directory.ts'
import { openStores } from '../store/pool.ts'
import { DEMO_HOST, DEMO_PASSWORD, loadDemo } from './demo.ts'
import { chance, clock, configuration, EDITION, shipped, VERSION } from './ground.ts'

/** Listens until the process is asked to end; then finishes what was begun, within ten seconds. */
export async function serve(options: { empty?: boolean; data?: string; port?: string }): Promise<void> {
  const given = configuration({
    ...(options.data !== undefined && { SANDHI_DATA: options.data }),
    ...(options.port !== undefined && { SANDHI_PORT: options.port }),
  })
  const lists = shipped()
  const stores = await openStores({ folder: given.data })
  const fresh = (await stores.directory.read(listDelegations)).length === 0
  const demo = fresh && !options.empty
  const hosted = given.hostedBy || (await hostOf(stores.directory, demo))
  if (!hosted) {
    await stores.close()
    throw new Refused(
      fail('configuration-invalid', {
        reason: 'SANDHI_HOSTED_BY names who runs this server; it is required',
      }),
    )
  }
  const config: Config = { ...given, hostedBy: hosted }
  if (demo) await loadDemo(stores, lists)
  const { app } = await buildApp({ stores, clock, chance }, lists, config, EDITION)
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
  announce(`http://${config.host}:${port}`, hosted)
  closeWithGrace({ delay: 10_000 }, async () => {
    await app.close()
    await stores.close()
  })
}

/** A demo keeps its host's name when it is started again. */
async function hostOf(directory: Parameters<typeof isDemo>[0], demo: boolean): Promise<string> {
  return demo || (await isDemo(directory)) ? DEMO_HOST : ''
}

async function isDemo(directory: Awaited<ReturnType<typeof openStores>>['directory']): Promise<boolean> {
  const delegations = await directory.read(listDelegations)
  return delegations.some(({ names }) => names.en?.endsWith('(demonstration)'))
}

function announce(address: string, hosted: string): void {
  const demo = hosted === DEMO_HOST
  const lines = [
    `Sandhi ${VERSION}, run by ${hosted}`,
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
