/** Completions for shells: commands, flags, the words that a flag may be given; names of files otherwise. */

import type { SHELLS } from '../commands/table.js';
import { type DescribedCommand, type DescribedFlag, describedCommands } from './described.js';

/** The script that a shell reads. */
export function completions(shell: (typeof SHELLS)[number]): string {
  const commands = describedCommands();
  return { bash, zsh, fish }[shell](commands);
}

/** Quoted for all three shells. */
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** The first sentence. */
const brief = (about: string): string => about.replace(/\.( .*)?$/s, '');

/** The words that may follow no word, or `library`. */
function nextWords(commands: readonly DescribedCommand[], group: string): string[] {
  const names = commands.map(({ name }) => name.split(' '));
  const within = names.filter((words) => (group === '' ? true : words[0] === group && words.length > 1));
  return [...new Set(within.map((words) => words[group === '' ? 0 : 1]))];
}

function bash(commands: readonly DescribedCommand[]): string {
  const values = commands.flatMap(({ name, flags }) =>
    flags
      .filter((flag) => flag.values.length > 0)
      .map(({ long, values }) => `    ${quoted(`${name} ${long}`)}) words=${quoted(values.join(' '))} ;;\n`),
  );
  const files = commands.flatMap(({ name, flags }) =>
    flags
      .filter(({ placeholder, values }) => placeholder !== '' && values.length === 0)
      .flatMap(({ short, long }) => (short ? [long, short] : [long]))
      .map((flag) => quoted(`${name} ${flag}`)),
  );
  const flags = commands.map(
    ({ name, flags, values }) =>
      `    ${quoted(name)}) flags=${quoted(flags.map(({ long }) => long).join(' '))}; words=${quoted(values.join(' '))} ;;\n`,
  );
  return `# bash completion for tesserae: source <(tesserae completions bash)
_tesserae() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD - 1]}"
  local command='' words='' flags='' word
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$command $word" in
    ' library' | ' help') command="$word" ;;
    ' '[a-z]*) command="$word" ;;
    'library '[a-z]*) command="$command $word" ;;
    *) break ;;
    esac
    [ "$command" = library ] || break
  done
  COMPREPLY=()
  case "$command $previous" in
${values.join('')}    ${files.join(' | ')}) return ;;
  esac
  if [ -z "$words" ]; then
    case "$command" in
    '' | help) words=${quoted([...nextWords(commands, ''), 'help', 'version'].join(' '))} ;;
    library) words=${quoted(nextWords(commands, 'library').join(' '))} ;;
${flags.join('')}    esac
    case "$current" in -*) words="$flags" ;; esac
  fi
  [ -z "$words" ] || COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _tesserae tesserae
`;
}

function zsh(commands: readonly DescribedCommand[]): string {
  const spec = ({ short, long, placeholder, about, values }: DescribedFlag): string[] => {
    const text = brief(about).replaceAll(/[[\]:]/g, '\\$&');
    const value = placeholder === '' ? '' : `:${placeholder}:${values.length > 0 ? `(${values.join(' ')})` : '_files'}`;
    return [...(short ? [short] : []), long].map((flag) => quoted(`*${flag}[${text}]${value}`));
  };
  const cases = commands.map(({ name, flags, values }) => {
    const word = values.length > 0 ? quoted(`1:word:(${values.join(' ')})`) : quoted('*:file:_files');
    return `  ${quoted(name)}) _arguments ${[...flags.flatMap(spec), word].join(' ')} ;;\n`;
  });
  const described = (group: string) =>
    nextWords(commands, group)
      .map((word) => {
        const command = commands.find(({ name }) => name === (group === '' ? word : `${group} ${word}`));
        return quoted(`${word}:${brief(command?.about ?? 'Work with a library').replaceAll(':', '\\:')}`);
      })
      .join(' ');
  return `#compdef tesserae
# zsh completion for tesserae: tesserae completions zsh > a folder of $fpath/_tesserae
_tesserae() {
  local -a words_there verbs
  words_there=(${described('')} 'help:Print help' 'version:Print the version')
  verbs=(${described('library')})
  if ((CURRENT == 2)); then
    _describe command words_there
    return
  fi
  local name="\${words[2]}"
  if [[ "$name" == library ]]; then
    if ((CURRENT == 3)); then
      _describe verb verbs
      [[ "$PREFIX" == -* ]] || return
    elif [[ "\${words[3]}" != -* ]]; then
      name="library \${words[3]}"
      shift words
      ((CURRENT--))
    fi
  fi
  shift words
  ((CURRENT--))
  case "$name" in
  help) _describe command words_there ;;
${cases.join('')}  esac
}
if [[ "\${funcstack[1]}" == _tesserae ]]; then _tesserae "$@"; else compdef _tesserae tesserae; fi
`;
}

function fish(commands: readonly DescribedCommand[]): string {
  const lines = commands.flatMap(({ name, about, flags, values }) => {
    const [first, second] = name.split(' ');
    const seen = `__fish_seen_subcommand_from ${second ?? first}`;
    const here = second === undefined ? '__fish_use_subcommand' : `__fish_seen_subcommand_from ${first}`;
    return [
      `complete -c tesserae -f -n ${quoted(here)} -a ${quoted(second ?? first)} -d ${quoted(brief(about))}`,
      ...(values.length > 0 ? [`complete -c tesserae -f -n ${quoted(seen)} -a ${quoted(values.join(' '))}`] : []),
      ...flags.map(({ short, long, placeholder, about, values: words }) => {
        const value = placeholder === '' ? '' : words.length > 0 ? ` -x -a ${quoted(words.join(' '))}` : ' -r';
        const letter = short ? ` -s ${short.slice(1)}` : '';
        return `complete -c tesserae -n ${quoted(seen)}${letter} -l ${long.slice(2)}${value} -d ${quoted(brief(about))}`;
      }),
    ];
  });
  return `# fish completion for tesserae: tesserae completions fish > ~/.config/fish/completions/tesserae.fish\n${lines.join('\n')}\n`;
}
