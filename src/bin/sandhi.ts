#!/usr/bin/env node
// The commands: an operator's on stores, and a delegate's at a service.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Command } from 'commander'
import type { Config } from '../config.ts'
import { fail, Refused } from '../errors.ts'
import { exportSop } from '../store/archive.ts'
import { backup } from '../store/backup.ts'
import { fsck } from '../store/fsck.ts'
import { openStores, type Stores } from '../store/pool.ts'
import { addClientCommands, addExport, exportFrom, type ExportOptions, isRemote } from './client/commands.ts'
import { chance, clock, configuration, EDITION, run, shipped, storesOf, VERSION } from './ground.ts'
import type { Invite } from './invite.ts'
import type { Serve } from './serve.ts'
import { moveAll, restoreTo } from './move.ts'
import { takeIn } from './take-in.ts'

const program = new Command('sandhi')
  .description('Two governments write one text together.')
  .version(VERSION)
  .enablePositionalOptions()
  .configureOutput({
    outputError: (text, write) =>
      write(
        `${text
          .replace(/^error: /, 'sandhi: ')
          .trim()
          .replace('\n', ' ')}\n`,
      ),
  })

program
  .command('serve')
  .description('start the service; on an empty store it loads the demonstration')
  .option('--empty', 'start without a demonstration')
  .option('--data <folder>', 'folder of the stores (SANDHI_DATA)')
  .option('--port <number>', 'port (SANDHI_PORT)')
  .option('--templates <folder>', 'templates and reference lists in place of those that ship')
  .action((options: Serve) => run(async () => (await import('./serve.ts')).serve(options)))

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
  .action((code: string, options: Invite & { data?: string }) =>
    run(async () => {
      const { invite } = await import('./invite.ts')
      await asGuest(placeOf(options), (stores) => invite(stores, code, options))
    }),
  )

program
  .command('fsck')
  .description('rebuild every id and the record from raw rows, and say what differs')
  .option('--data <folder>', 'folder of the stores (SANDHI_DATA)')
  .action((options: { data?: string }) =>
    run(async () => {
      const place = existing(placeOf(options))
      const findings = place.database === '' ? await fsck(place.data) : await asGuest(place, fsck)
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
    run(() => asGuest(existing(placeOf(options)), (stores) => backup(stores, target))),
  )

program
  .command('restore')
  .description('put a backup in place of an empty data folder, after checking all of it')
  .argument('<folder>', 'folder that sandhi backup wrote')
  .option('--data <folder>', 'folder of the stores (SANDHI_DATA)')
  .action((source: string, options: { data?: string }) => run(() => restoreTo(source, placeOf(options))))

addExport(
  program
    .command('export')
    .description('write an SOP with its whole history to one file; with --format, what a service gives')
    .argument('<sop>', 'id of the SOP')
    .argument('[file]', 'the file to write')
    .option('--data <folder>', 'folder of the stores (SANDHI_DATA)'),
).action(
  (sop: string, file: string | undefined, options: ExportOptions & { data?: string }, command: Command) =>
    run(async () => {
      if (isRemote(options)) return exportFrom(sop, file, options)
      if (file === undefined) return command.error("error: missing required argument 'file'")
      await asGuest(existing(placeOf(options)), async (stores) => {
        const table = await stores.table(sop)
        if (!table) throw new Refused(fail('not-found', { sop }))
        writeFileSync(file, await exportSop(table), { flag: 'wx' })
      })
    }),
)

program
  .command('import')
  .description('add an SOP from a file that sandhi export wrote')
  .argument('<file>', 'the file')
  .option('--data <folder>', 'folder of the stores (SANDHI_DATA)')
  .action((file: string, options: { data?: string }) =>
    run(async () => {
      const bytes = readFileSync(file)
      const stores = await storesOf(placeOf(options))
      try {
        process.stdout.write(`${await takeIn(stores, bytes, shipped())}\n`)
      } finally {
        await stores.close()
      }
    }),
  )

program
  .command('move')
  .description('carry all stores from a folder to a PostgreSQL database, or back; stop the service first')
  .requiredOption('--from <place>', 'folder, or postgres://role:password@host/database')
  .requiredOption('--to <place>', 'an empty one, or one that an earlier run left half done')
  .action(({ from, to }: { from: string; to: string }) => run(() => moveAll(from, to)))

program
  .command('openapi')
  .description('print the OpenAPI file')
  .action(() => run(printOpenApi))

/** A short act beside the running service. */
async function asGuest<T>(place: Stand, act: (stores: Stores) => Promise<T>): Promise<T> {
  const stores = await storesOf(place, true)
  try {
    return await act(stores)
  } finally {
    await stores.close()
  }
}

type Stand = Pick<Config, 'data' | 'database' | 'connections'>

/** Where the stores are: in the folder that was named, or else as the settings say. */
const placeOf = (options: { data?: string }): Stand =>
  options.data === undefined ? configuration() : { data: options.data, database: '', connections: 1 }

/** A folder that has stores: a mistyped one is not quietly made. */
function existing(place: Stand): Stand {
  const { data, database } = place
  if (database !== '' || ['directory.db', 'sops', 'rooms'].some((name) => existsSync(join(data, name))))
    return place
  throw new Refused(fail('configuration-invalid', { reason: `there are no stores in ${data}` }))
}

/** The file as the running service would give it, from empty stores in a folder of their own. */
async function printOpenApi(): Promise<void> {
  const { buildApp } = await import('../app.ts')
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

addClientCommands(program, run)

await program.parseAsync()
