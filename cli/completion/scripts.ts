/** Scripts for shells, made from the program, so that they have its commands and options and no others. */
import type { Command } from 'commander';

interface CompletedOption {
  /** `--flow` */
  readonly name: string;
  readonly description: string;
  readonly takesValue: boolean;
}

export interface CompletedCommand {
  readonly name: string;
  readonly description: string;
  readonly options: readonly CompletedOption[];
  /** What its argument may be; files where this is empty. */
  readonly choices: readonly string[];
}

export function commandsOf(program: Command): readonly CompletedCommand[] {
  return program.commands.map((command) => ({
    name: command.name(),
    description: command.summary(),
    options: [
      ...command.options.map(({ long, description, required, optional }) => ({
        name: long ?? '', description, takesValue: required || optional,
      })),
      { name: '--help', description: 'print this help', takesValue: false },
    ].filter(({ name }) => name !== ''),
    choices: command.registeredArguments.flatMap(({ argChoices }) => argChoices ?? []),
  }));
}

export const SHELLS = { bash, zsh, fish } as const;

function bash(commands: readonly CompletedCommand[]): string {
  const names = commands.map(({ name }) => name);
  return `# bash completion of bedrock-flows
_bedrock_flows() {
  local current=\${COMP_WORDS[COMP_CWORD]} command='' word
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case $word in ${names.join('|')}) command=$word; break ;; esac
  done
  local options='' arguments=''
  case $command in
    '') arguments='${names.join(' ')}'; options='--help --version' ;;
${commands.map(({ name, options, choices }) => `    ${name}) `
  + `options='${options.map((option) => option.name).join(' ')}'; arguments='${choices.join(' ')}' ;;`).join('\n')}
  esac
  if [[ $current == -* ]]; then arguments=$options; fi
  # without an answer, bash completes files
  mapfile -t COMPREPLY < <(compgen -W "$arguments" -- "$current")
}
complete -o default -F _bedrock_flows bedrock-flows
`;
}

function zsh(commands: readonly CompletedCommand[]): string {
  const described = ({ name, description }: { readonly name: string; readonly description: string }) =>
    quoted(`${name}:${description.replace(/[\\:]/g, '\\$&')}`);
  return `#compdef bedrock-flows
_bedrock_flows() {
  local -a commands options arguments
  commands=(${commands.map(described).join(' ')})
  if (( CURRENT == 2 )); then _describe command commands; return; fi
  case \${words[2]} in
${commands.map(({ name, options, choices }) =>
  `    ${name}) options=(${options.map(described).join(' ')}); arguments=(${choices.join(' ')}) ;;`).join('\n')}
  esac
  if [[ \${words[CURRENT]} == -* ]]; then _describe -o option options
  elif (( \${#arguments} )); then compadd -a arguments
  else _files; fi
}
if [[ $zsh_eval_context == *func ]]; then _bedrock_flows "$@"; else compdef _bedrock_flows bedrock-flows; fi
`;
}

function fish(commands: readonly CompletedCommand[]): string {
  const lines = commands.flatMap(({ name, description, options, choices }) => [
    `complete -c bedrock-flows -n __fish_use_subcommand -f -a ${name} -d ${quoted(description)}`,
    ...choices.length > 0
      ? [`complete -c bedrock-flows -n '__fish_seen_subcommand_from ${name}' -f -a '${choices.join(' ')}'`] : [],
    ...options.map((option) => (
      `complete -c bedrock-flows -n '__fish_seen_subcommand_from ${name}' -l ${option.name.slice(2)}`
        + `${option.takesValue ? ' -r' : ''} -d ${quoted(option.description)}`
    )),
  ]);
  return `# fish completion of bedrock-flows\n${lines.join('\n')}\n`;
}

/** A word in single quotes, in which no shell sees anything but the word. */
function quoted(text: string): string {
  return `'${text.replace(/'/g, '\'\\\'\'')}'`;
}
