// The commands of a person or a script at a server: their names, their options, how each ends.
import { Argument, type Command, Option } from 'commander'
import { completionFor, type Shell, SHELLS } from './completion.ts'
import { type Approve, approve, comment, type Said, save, type Save } from './deeds.ts'
import { at as reach, type Everywhere, EXIT } from './session.ts'
import { type Login, login, logout } from './signing.ts'
import { diff, type Export, exported, FORMATS, show, type Show, sops } from './text.ts'
import { languageOf } from './words.ts'

const ACTS = `text-agreed agreed-ad-referendum ad-referendum-confirmed initialled signed-ad-referendum signed
  internal-procedures-completed rejected withdrawn`.split(/\s+/)
const PARTS = ['heading', 'text', 'trigger', 'safeguard', 'expiry']
const MEDIA = ['in-person', 'electronic', 'on-paper']

const SERVER = 'address of the service (SANDHI_SERVER; else where you last signed in)'
const LANGUAGE = 'language of texts and messages: en, id or th (LANG)'
const JSON_ANSWER = 'print the answer of the service as it comes, in JSON'

/** A command with the options that all of them have. A usage error ends with 2. */
function named(program: Command, name: string, what: string): Command {
  return program
    .command(name)
    .description(what)
    .option('--server <address>', SERVER)
    .option('--language <code>', LANGUAGE)
    .option('--json', JSON_ANSWER)
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? EXIT.ok : EXIT.usage))
}

const chosen = (flags: string, what: string, choices: readonly string[]) =>
  new Option(flags, what).choices(choices)
const several = (value: string, before: readonly string[]) => [...before, value]

/** What a command runs in: a bug is said as one. */
type Run = (work: () => Promise<void>) => Promise<void>

/** Adds the commands of the client to those of the operator. */
export function addClientCommands(program: Command, run: Run): void {
  const at: typeof reach = (options, work, how) => run(() => reach(options, work, how))
  named(program, 'login', 'sign in to a service, and keep a personal token for it')
    .option('--delegation <code>', 'code of the delegation')
    .option('--login <name>', 'user name within the delegation')
    .option('--scopes <list>', 'what the token is good for: read,write,approve,administer', 'read,write')
    .option('--days <number>', 'how long it is good for', '30')
    .option('--token', 'keep a token that you have, from SANDHI_TOKEN or typed')
    .action((options: Login & Everywhere) =>
      at(options, (session) => login(options, session, languageOf(options.language, process.env)), {
        signedIn: false,
      }),
    )

  named(program, 'logout', 'end the token, and forget it').action((options: Everywhere) =>
    at(options, logout, { signedIn: false }),
  )

  named(program, 'sops', 'list the SOPs that your delegation takes part in').action((options: Everywhere) =>
    at(options, (session) => sops(session, languageOf(options.language, process.env))),
  )

  named(program, 'show', 'print a text with its numbers and figures')
    .argument('<sop>', 'id of the SOP')
    .option('--version <version>', 'number, id or latest', 'latest')
    .option('--clause <key>', 'only this clause, with all below it')
    .action((sop: string, options: Show & Everywhere) =>
      at(options, (session) => show(session, sop, options)),
    )

  named(program, 'diff', 'compare two versions')
    .argument('<sop>', 'id of the SOP')
    .argument('<from>', 'number, id or latest')
    .argument('<to>', 'number, id or latest')
    .option('--html', 'as a page to read and print')
    .action((sop: string, from: string, to: string, options: Everywhere & { html?: boolean }) =>
      at(options, (session) => diff(session, sop, [from, to], options)),
    )

  named(program, 'save', 'save edits as the next version')
    .argument('<sop>', 'id of the SOP')
    .option('--file <file>', 'edits as JSON or YAML; - is the input')
    .option('--set <key.language.part=value>', 'set words; may be repeated', several, [])
    .option('-m, --message <text>', 'what the change is about')
    .option('--base <version>', 'the version that the edits were made on; else the current one')
    .option('--dry-run', 'say what would happen, and save nothing')
    .action((sop: string, options: Save & Everywhere) =>
      at(options, (session) => save(session, sop, options)),
    )

  named(program, 'comment', 'open a discussion of a passage, or answer in one')
    .argument('<sop>', 'id of the SOP')
    .argument('[clause]', 'key of the clause')
    .addOption(
      chosen('--zone <zone>', 'who reads it: the table, or your own room', [
        'table',
        'room',
      ]).makeOptionMandatory(),
    )
    .requiredOption('-m, --message <text>', 'what you say')
    .option('--thread <id>', 'answer in this discussion')
    .option('--text-language <code>', 'language of the passage', 'en')
    .addOption(chosen('--part <part>', 'which words of the clause', PARTS).default('text'))
    .option('--quote <words>', 'the words that you mean')
    .action((sop: string, clause: string | undefined, options: Said & Everywhere) =>
      at(options, (session) => comment(session, sop, clause, options)),
    )

  named(program, 'approve', 'give a formal act on one exact version, after its fingerprint is typed')
    .argument('<sop>', 'id of the SOP')
    .addOption(chosen('--act <act>', 'which act', ACTS).makeOptionMandatory())
    .requiredOption('--capacity <words>', 'in which capacity you give it')
    .requiredOption('--place <place>', 'where')
    .option('--version <version>', 'number, id or latest', 'latest')
    .option('--date <date>', 'on which day; else today')
    .addOption(chosen('--medium <medium>', 'how', MEDIA).default('electronic'))
    .option('--authority <document number date...>', 'what your authority rests on')
    .option('--reason <words>', 'the reason')
    .option('--withdraws <id>', 'the act that is withdrawn')
    .option('--yes <fingerprint>', 'the first 8 characters of the fingerprint, for scripts')
    .action((sop: string, options: Approve & Everywhere) =>
      at(options, (session) => approve(session, sop, options)),
    )

  program
    .command('completion')
    .description('print completion for a shell')
    .addArgument(new Argument('<shell>', 'bash, zsh or fish').choices(SHELLS))
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? EXIT.ok : EXIT.usage))
    .action((shell: Shell) => {
      process.stdout.write(completionFor(program, shell))
    })
}

/** Adds to the operator's export what a delegate may take away from a service, chosen by `--format`. */
export function addExport(command: Command): Command {
  return command
    .addOption(chosen('--format <format>', 'from a service, in this format', FORMATS))
    .option('--version <version>', 'with --format: number, id or latest', 'latest')
    .option('--clause <key>', 'with --format: only this clause')
    .option('--server <address>', `with --format: ${SERVER}`)
    .option('--language <code>', `with --format: ${LANGUAGE}`)
}

/** The export of a service: its content is the answer, so there is no `--json` beside it. */
export const exportFrom = (
  sop: string,
  file: string | undefined,
  options: Export & Everywhere,
): Promise<void> => reach({ ...options, json: false }, (session) => exported(session, sop, file, options))

export type ExportOptions = Partial<Export> & Everywhere

export const isRemote = (options: ExportOptions): options is Export & Everywhere =>
  options.format !== undefined
