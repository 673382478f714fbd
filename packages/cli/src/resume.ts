/**
 * The command that goes on where a run was stopped: the same one, quoted so that a shell reads the same words.
 *
 * Source: POSIX.1-2024, Shell Command Language §2.2.2: between single quotes everything stands for itself.
 */
export function resumeLine(words: readonly string[]): string {
  return ['tesserae', ...words.map(quoted)].join(' ');
}

function quoted(word: string): string {
  return /^[\w@%+=:,./~-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
