/** Text in lines of a width, broken between words alone. */

/** Columns of a line: what terminals have at least, and logs show without scrolling. */
const COLUMNS = 80;

/**
 * Breaks a text into lines; a word that is longer than a line stands by itself.
 *
 * @param taken   columns that are taken in the first line
 * @param indent  columns that stay free in all others
 */
export function wrapped(text: string, taken: number, indent: number): string {
  let column = taken;
  const [first, ...rest] = text.split(' ');
  column += first.length;
  return rest.reduce((lines, word) => {
    const fits = column + 1 + word.length <= COLUMNS;
    column = fits ? column + 1 + word.length : indent + word.length;
    return `${lines}${fits ? ' ' : `\n${' '.repeat(indent)}`}${word}`;
  }, first);
}
