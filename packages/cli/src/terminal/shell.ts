/** Commands as a person types them into a shell. */

/** The command that goes on where a run was stopped: the same one, quoted so that a shell reads the same words. */
export function commandLine(words: readonly string[]): string {
  return ['tesserae', ...words.map(quoted)].join(' ');
}

/** A command about a library: with its `--library`, where it had one. */
export function libraryLine(command: string, library: string | undefined): string {
  return library === undefined ? command : `${command} --library ${quoted(library)}`;
}

/** A word as a shell reads it whole. Source: POSIX.1-2024, Shell Command Language §2.2.2: between single quotes everything stands for itself. */
export function quoted(word: string): string {
  return /^[\w@%+=:,./~-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
