/** The manual page, in the language of man(7). */

import { ABOUT } from '../words/en/help.js';
import { type DescribedCommand, describedCommands } from './described.js';

/** The page of a version. */
export function manual(version: string): string {
  const commands = describedCommands();
  return `.\\" Made from the tables of options by UPDATE=1 npm run check.
.TH TESSERAE 1 "" "tesserae ${version}" "User Commands"
.SH NAME
tesserae \\- photo mosaics that are measurably closest to their target
.SH SYNOPSIS
.B tesserae
.I COMMAND
[flags]
.SH DESCRIPTION
${escaped(ABOUT)}
Photos are only read, and stay on this machine.
.SH COMMANDS
${commands.map(section).join('')}.SH EXIT STATUS
0 done; 1 failed; 2 wrong usage, or a file would be replaced; 3 done, but photos were refused; 4 rules impossible; 5 over a limit;
10 no library; 11 library locked; 12 library damaged; 20 disk full; 21 not enough memory; 129, 130, 143 stopped.
`;
}

function section({ name, words, about, flags, examples }: DescribedCommand): string {
  const rows = flags.map(({ short, long, placeholder, about: what }) => {
    const names = [...(short ? [short] : []), long].map((flag) => `\\fB${escaped(flag)}\\fR`).join(', ');
    return `.TP\n${names}${placeholder === '' ? '' : ` \\fI${escaped(placeholder)}\\fR`}\n${escaped(what)}\n`;
  });
  const lines = examples.map((line) => `${escaped(line)}\n`).join('');
  return `.SS ${escaped(`tesserae ${name} ${words}`.trim())}\n${escaped(about)}\n${rows.join('')}.PP\n.EX\n${lines}.EE\n`;
}

/** A text in which nothing is a command of man(7). */
function escaped(text: string): string {
  return text.replaceAll('\\', '\\e').replaceAll('-', '\\-').replaceAll(/^[.']/gm, '\\&$&');
}
