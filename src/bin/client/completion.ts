// Completion for bash, zsh and fish, made from the commands that there are.
import type { Command } from 'commander'

export const SHELLS = ['bash', 'zsh', 'fish'] as const
export type Shell = (typeof SHELLS)[number]

interface Known {
  readonly name: string
  readonly what: string
  readonly options: readonly {
    readonly flag: string
    readonly what: string
    readonly choices: readonly string[]
  }[]
}

const knownOf = (program: Command): Known[] =>
  program.commands.map((command) => ({
    name: command.name(),
    what: command.description(),
    options: command.options.flatMap(({ long, description, argChoices }) =>
      long ? [{ flag: long, what: description, choices: argChoices ?? [] }] : [],
    ),
  }))

/** The script that a shell reads. */
export function completionFor(program: Command, shell: Shell): string {
  const known = knownOf(program)
  return { bash, zsh, fish }[shell](program.name(), known)
}

function cases(known: readonly Known[]): string {
  const values = new Map<string, readonly string[]>(
    known.flatMap(({ options }) =>
      options.flatMap(({ flag, choices }): [string, readonly string[]][] =>
        choices.length > 0 ? [[flag, choices]] : [],
      ),
    ),
  )
  return [...values].map(([flag, choices]) => `    ${flag}) words='${choices.join(' ')}' ;;`).join('\n')
}

function bash(name: string, known: readonly Known[]): string {
  return `_${name}() {
  local words='' current="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}"
  COMPREPLY=()
  case "$before" in
${cases(known)}
  esac
  if [ -z "$words" ]; then
    if [ "$COMP_CWORD" -eq 1 ]; then
      words='${known.map((command) => command.name).join(' ')}'
    elif [ "\${current#-}" != "$current" ]; then
      case "\${COMP_WORDS[1]}" in
${known.map((each) => `        ${each.name}) words='${each.options.map(({ flag }) => flag).join(' ')}' ;;`).join('\n')}
      esac
    fi
  fi
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _${name} ${name}
`
}

const zsh = (name: string, known: readonly Known[]): string =>
  `#compdef ${name}
autoload -U +X compinit && compinit
autoload -U +X bashcompinit && bashcompinit
${bash(name, known)}`

const quoted = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`

function fish(name: string, known: readonly Known[]): string {
  const first = known.map(
    (each) => `complete -c ${name} -n __fish_use_subcommand -f -a ${each.name} -d ${quoted(each.what)}`,
  )
  const further = known.flatMap((each) =>
    each.options.map(({ flag, what, choices }) => {
      const values = choices.length > 0 ? ` -x -a ${quoted(choices.join(' '))}` : ''
      const when = quoted(`__fish_seen_subcommand_from ${each.name}`)
      return `complete -c ${name} -n ${when} -l ${flag.slice(2)} -d ${quoted(what)}${values}`
    }),
  )
  return `${[...first, ...further].join('\n')}\n`
}
