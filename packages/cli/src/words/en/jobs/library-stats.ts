/** What `library stats` says: numbers and bars. */

import type { libraryJobs } from '@tesserae/jobs';
import type { Counts, LibraryStats } from '@tesserae/node/internal';
import { bars } from '../../../terminal/bars.js';
import { essential, type WordsOf } from '../../line.js';
import { counted, megabytes } from '../numbers.js';

/** More years than these are counted by decades. */
const MOST_YEARS = 30;

/** `stats` */
export const STATS_WORDS: WordsOf<(typeof libraryJobs)['stats']> = {
  done: ({ stats }) => statsLines(stats).map((text) => essential(undefined, text)),
  found: ({ stats }) => [['stats', stats]],
  event: ({ library, stats }) => ({ library, photos: stats.photos }),
};

function statsLines(found: LibraryStats): string[] {
  const { photos, repaired, refused, duplicates, bytes, dated, sizes } = found;
  const facts: [string, string][] = [
    [
      'photos',
      `${counted(photos)} usable · ${megabytes(bytes)}${some(repaired, 'repaired')}${some(duplicates, 'duplicate')}`,
    ],
    ['formats', countWords(found.formats)],
    ['sizes', sizeWords(sizes.map(({ width, height }) => `${width}×${height}`))],
    ['refused', refused === 0 ? '0' : countWords(found.refusals)],
    ['dates', `${counted(dated.exif)} by EXIF · ${counted(dated.name)} by name · ${counted(dated.mtime)} by file time`],
  ];
  const lines = facts.map(([label, text]) => `${label.padEnd(8)} ${text}`);
  return [...lines, ...block(bars(timeline(found.years))), '', 'colours', ...block(bars(found.colours))];
}

/** @param sizes  the smallest, the middle and the largest */
function sizeWords([least, middle, most]: readonly string[]): string {
  return least === undefined ? 'none' : `${least} to ${most} · the middle one ${middle}`;
}

function some(count: number, word: string): string {
  return count === 0 ? '' : ` · ${counted(count)} ${word}`;
}

function countWords(counts: Counts): string {
  const words = Object.entries(counts).map(([name, count]) => `${counted(count)} ${name}`);
  return words.length === 0 ? 'none' : words.join(' · ');
}

function block(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}

/** Years without a gap; decades if there are many. */
function timeline(years: Counts): Counts {
  const numbers = Object.keys(years).map(Number);
  if (numbers.length === 0) return {};
  const [first, last] = [Math.min(...numbers), Math.max(...numbers)];
  const step = last - first >= MOST_YEARS ? 10 : 1;
  const counts: Record<string, number> = {};
  for (let year = Math.floor(first / step) * step; year <= last; year += step) {
    const inIt = numbers.filter((number) => number >= year && number < year + step);
    // a space keeps the order: names that are numbers would be sorted
    counts[step === 1 ? `${year} ` : `${year}s`] = inIt.reduce((sum, number) => sum + years[number], 0);
  }
  return counts;
}
