#!/usr/bin/env node
// The commands that an operator types.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Command } from 'commander'
import { buildApp, buildHouse } from '../app.ts'
import { inviteAdministrator } from '../commands/members.ts'
import { fail, isFailure, Refused } from '../errors.ts'
import { exportSop, importSop } from '../store/archive.ts'
import { backup, restore } from '../store/backup.ts'
import { getDelegation, putDelegation } from '../store/directory.ts'
import { fsck } from '../store/fsck.ts'
import { openStores, type Stores } from '../store/pool.ts'
import { chance, clock, configuration, EDITION, run, shipped, VERSION } from './ground.ts'
import { serve } from './serve.ts'

const program = new Command('sandhi')
  .description('Two governments write one text together.')
  .version(VERSION)
  .showHelpAfterError()

program
  .command('serve')
  .description('start the service; on an empty store it loads the demonstration')
  .option('--empty', 'start without a demonstration')
  .option('--data <folder>', 'folder of the stores (SANDHI_DATA)')
  .option('--port <number>', 'port (SANDHI_PORT)')
  .action((options: { empty?: boolean; data?: string; port?: string }) => run(() => serve(options)))

program
  .command('invite')
  .description(
    'print a one-time invitation for the first administrator of a delegation, which is added if it is new',
  )
  .argument('<code>', 'code of the delegation: IDN, THA, IOM')
  .option('--kind <kind>', 'party or observer', 'party')
  .option('--name <name>', 'name, if the reference lists have none for this code')
  .option('--login <login>', 'login of the administrator', 'admin')
  .option('--language <code>', 'language of the interface: en, id or th', 'en')
  .option('--data <folder>', 'folder of the stores (SANDHI_DATA)')
  .action((code: string, options: Invite) => run(() => invite(code, options)))

program
  .command('fsck')
  .description('rebuild every id and the record from raw rows, and say what differs')
  .option('--data <folder>', 'folder of the stores (SANDHI_DATA)')
  .action((options: { data?: string }) =>
    run(async () => {
      const findings = await fsck(dataOf(options))
      for (const finding of findings) process.stdout.write(`${Object.values(finding).join('  ')}\n`)
      process.stdout.write(
        findings.length === 0 ? 'every id and every record entry holds\n' : `${findings.length} differ\n`,
      )
      if (findings.length > 0) process.exitCode = 2
    }),
  )

program
  .command('backup')
  .description('write a consistent copy of all stores, also while the service runs')
  .argument('<folder>', 'a new folder')
  .option('--data <folder>', 'folder of the stores (SANDHI_DATA)')
  .action((target: string, options: { data?: string }) =>
    run(() => asGuest(options, (stores) => backup(stores, target))),
  )

program
  .command('restore')
  .description('put a backup in place of an empty data folder, after checking all of it')
  .argument('<folder>', 'folder that sandhi backup wrote')
  .option('--data <folder>', 'folder of the stores (SANDHI_DATA)')
  .action((source: string, options: { data?: string }) => run(() => restore(source, dataOf(options))))

program
  .command('export')
  .description('write an SOP with its whole history, record and all, to one file')
  .argument('<sop>', 'id of the SOP')
  .argument('<file>', 'the file to write')
  .option('--data <folder>', 'folder of the stores (SANDHI_DATA)')
  .action((sop: string, file: string, options: { data?: string }) =>
    run(() =>
      asGuest(options, async (stores) => {
        const table = await stores.table(sop)
        if (!table) throw new Refused(fail('not-found', { sop }))
        writeFileSync(file, await exportSop(table), { flag: 'wx' })
      }),
    ),
  )

program
  .command('import')
  .description('add an SOP from a file that sandhi export wrote')
  .argument('<file>', 'the file')
  .option('--data <folder>', 'folder of the stores (SANDHI_DATA)')
  .action((file: string, options: { data?: string }) =>
    run(async () => {
      const stores = await openStores({ folder: dataOf(options) })
      try {
        process.stdout.write(`${await importSop(stores, readFileSync(file))}\n`)
      } finally {
        await stores.close()
      }
    }),
  )

program
  .command('openapi')
  .description('print the OpenAPI file')
  .action(() => run(printOpenApi))

/** A short act beside the running service. */
async function asGuest(options: { data?: string }, act: (stores: Stores) => Promise<void>): Promise<void> {
  const stores = await openStores({ folder: dataOf(options), guest: true })
  try {
    await act(stores)
  } finally {
    await stores.close()
  }
}

interface Invite {
  kind: string
  name?: string
  login: string
  language: string
  data?: string
}

const dataOf = (options: { data?: string }): string => options.data ?? configuration().data

async function invite(code: string, options: Invite): Promise<void> {
  const { kind } = options
  if (!/^[A-Z]{3,12}$/.test(code) || (kind !== 'party' && kind !== 'observer')) {
    throw new Refused(fail('delegation-unknown', { code }))
  }
  const lists = shipped()
  await asGuest(options, async (stores) => {
    const known = await stores.directory.read((sql) => getDelegation(sql, code))
    const named = [...lists.lists.values()].at(-1)!.states.find(({ id }) => id === code)?.names as
      Record<string, string> | undefined
    const names =
      options.name === undefined
        ? (known?.names ?? named)
        : { en: options.name, id: options.name, th: options.name }
    if (!names)
      throw new Refused(
        fail('configuration-invalid', {
          reason: `the reference lists have no name for ${code}: give --name`,
        }),
      )
    await stores.directory.write((tx) => putDelegation(tx, { code, kind: known?.kind ?? kind, names }))
    const house = buildHouse({ stores, clock, chance }, lists, 1_000_000)
    const { login, language } = options
    const invited = await inviteAdministrator(house, code, known?.kind ?? kind, {
      name: 'Administrator',
      login,
      language,
    })
    if (isFailure(invited)) throw new Refused(invited)
    process.stdout.write(`${invited.invitation}\n`)
    process.stderr.write(
      `Hand this to the administrator of ${names.en ?? code} (login ${login}); it opens once, until ${invited.until}.\n`,
    )
  })
}

/** The file as the running service would give it, from empty stores in a folder of their own. */
async function printOpenApi(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'sandhi-openapi-'))
  const stores = await openStores({ folder })
  try {
    const config = { ...configuration({ SANDHI_LOG: 'silent' }), hostedBy: 'nobody' }
    const { app } = await buildApp({ stores, clock, chance }, shipped(), config, EDITION)
    await app.ready()
    process.stdout.write(`${JSON.stringify(app.swagger(), null, 2)}\n`)
    await app.close()
  } finally {
    await stores.close()
    rmSync(folder, { recursive: true })
  }
}

await program.parseAsync()
