/** Numbers as bars of text, for 80 columns. */

import { counted } from '../words/en/numbers.js';

/** Columns of a bar at its longest. */
const LONGEST = 44;

/** Eighths of a character, from one on. */
const EIGHTHS = ['▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** Lines of a name, a bar and a number; the longest bar is that of the largest number. Every number above 0 is seen. */
export function bars(counts: Readonly<Record<string, number>>): string[] {
  const entries = Object.entries(counts);
  const most = Math.max(1, ...entries.map(([, count]) => count));
  const width = Math.max(0, ...entries.map(([name]) => name.length));
  return entries.map(([name, count]) => {
    const eighths = count === 0 ? 0 : Math.max(1, Math.round((count / most) * LONGEST * 8));
    const bar = '█'.repeat(Math.floor(eighths / 8)) + (eighths % 8 === 0 ? '' : EIGHTHS[(eighths % 8) - 1]);
    return `${name.padEnd(width)}  ${bar}${bar === '' ? '' : ' '}${counted(count)}`;
  });
}
