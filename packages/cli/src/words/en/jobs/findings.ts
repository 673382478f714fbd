/** English for what is found: violations, and checks of the machine. */

import type { Violation } from '@tesserae/core';
import type { Note } from '@tesserae/core/internal';
import type { Check } from '@tesserae/node/internal';
import { essential, type Line } from '../../line.js';
import { plural } from '../numbers.js';

/** What breaks a rule, in a sentence. */
export function violationSentence({ rule, values }: Violation): string {
  return VIOLATIONS[rule](values);
}

/** The same in a line of its own. */
export function violationLine(violation: Violation): Line {
  return essential(undefined, `${violation.rule.padEnd(11)} ${violationSentence(violation)}`);
}

const VIOLATIONS: Readonly<Record<Violation['rule'], (values: Note['values']) => string>> = {
  ids: ({ id, before }) => `photo ${id} comes after ${before}; ids must ascend, each once.`,
  banned: ({ id, uses }) => `photo ${id} is used ${uses} times; it is banned.`,
  'min-uses': (values) => `${usesOf(values)}; it must be at least ${values.bound}.`,
  'max-uses': (values) => `${usesOf(values)}; it may be at most ${values.bound}.`,
  spacing: ({ name, other, spacing, same }) =>
    `${name} and ${other} show ${same ? 'the same photo' : 'photos of one group'}; repeats must be more than ${plural(Number(spacing), 'cell')} apart.`,
  pinned: ({ name }) => `${name} must show another photo, which is pinned there.`,
  crop: ({ name }) => `${name} has a crop outside its photo.`,
  mirrored: ({ name }) => `${name} is neither mirrored (1) nor unmirrored (0).`,
  tint: ({ name }) => `${name} has a tint that is not above 0.`,
  certificate: ({ cost, lowerBound, gap, share }) => {
    if (cost !== undefined) return `The cost ${cost} is below the lower bound ${lowerBound}: one of the two is wrong.`;
    return `The gap ${gap} does not follow from cost and bound, which give ${share}.`;
  },
};

function usesOf({ id, uses, group }: Note['values']): string {
  return `photo ${id} ${group ? 'and its near-duplicates are used' : 'is used'} ${uses} times`;
}

/** What a check of the machine found, and what to do if it is not well. */
export function checkWords({ area, code, state, values }: Check): string {
  const isWell = state === 'ok';
  const { version, oldest, all, free, cores, folder, library, made, as, expected, received } = values;
  switch (code) {
    case 'heic':
      return `libheif-js ${version}`;
    case 'no-heic':
      return 'cannot be read: npm install libheif-js adds it';
    case 'codec':
      return `${version}, at least ${oldest}${isWell ? '' : ': pictures could do harm. Update this program'}`;
    case 'memory':
      return `${gigabytes(all)}, ${gigabytes(free)} of it free, ${cores} cores${isWell ? '' : ': little for large photos. Use --jobs 1'}`;
    case 'disk':
      return `${gigabytes(free)} free in ${folder}${isWell ? '' : ': little. Free some space, or use a --library on another disk'}`;
    case 'library':
      return `${library}${made ? '' : ', not made yet'}, ${LIBRARY[state]}${state === 'wrong' ? `: change the permissions of ${folder}, or use another --library` : ''}`;
    case 'works':
      return 'works';
    case 'does-not-work':
      return `does not work: ${values.reason}. ${area === 'disk' ? 'Use another --library' : 'Install the program again'}`;
    case 'refused-rightly':
      return `refused as ${as}, as expected`;
    case 'decoded-rightly':
      return 'decoded as expected';
    default:
      return `expected ${expected}, received ${received}`;
  }
}

const LIBRARY = { ok: 'can be written', note: 'can only be read', wrong: 'cannot be written' } as const;

function gigabytes(bytes: string | number): string {
  return `${(Number(bytes) / 1e9).toFixed(1)} GB`;
}
