/** What stands around the help of the commands. */

/** What the program is. */
export const ABOUT =
  'Rebuilds a picture out of other pictures: the photo mosaic that is measurably closest to its target.';

/** What stands below the list of commands. */
export const ENDING = `
Exit codes: 0 done · 1 failed · 2 wrong usage, or a file would be replaced ·
3 done, but photos were refused · 4 rules impossible · 5 over a limit ·
10 no library · 11 library locked · 12 library damaged · 20 disk full ·
21 not enough memory · 130, 143 stopped

tesserae help COMMAND lists the flags of a command, with examples.
`;

/** Where the flags are that help leaves out. */
export const moreHelp = (command: string): string => `tesserae ${command} --help-all lists all flags.`;

/** What `library` is. */
export const LIBRARY_ABOUT = 'Work with a library: ls, show, stats, verify, repair, retry, forget, hide, export.';
