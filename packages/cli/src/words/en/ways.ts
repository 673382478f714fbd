/** English for ways out of an error: options as flags, parts of the program as commands. */

import type { Step, Task, WayOut } from '@tesserae/core/errors';
import { libraryLine, quoted } from '../../terminal/shell.js';
import { optionNamed } from '../options.js';

/** All ways out in one sentence: "Set --max-uses to at least 20, or lower --columns." Empty if there are none. */
export function waysWords(ways: readonly WayOut[]): string {
  if (ways.length === 0) return '';
  const words = ways.map(wayWords);
  const sentence = words.length < 3 ? words.join(', or ') : `${words.slice(0, -1).join(', ')}, or ${words.at(-1)}`;
  return `${sentence[0].toUpperCase()}${sentence.slice(1)}.`;
}

function wayWords(way: WayOut): string {
  if ('set' in way) {
    if ('to' in way) return `set ${named(way.set)} to ${way.to}`;
    return `set ${named(way.set)} to ${'atLeast' in way ? `at least ${way.atLeast}` : `at most ${way.atMost}`}`;
  }
  if ('raise' in way) return `raise ${named(way.raise)}`;
  if ('lower' in way) return `lower ${named(way.lower)}`;
  if ('give' in way) return `add ${named(way.give)}${way.as === undefined ? '' : ` ${way.as}`}`;
  if ('omit' in way) return `leave out ${named(way.omit)}`;
  if ('add' in way) return way.atLeast === undefined ? 'add photos' : `add photos until there are ${way.atLeast}`;
  if ('run' in way) return runWords(way);
  if ('install' in way) return INSTALLED[way.install] ?? `install ${way.install} (npm install ${way.install})`;
  return 'use' in way ? `use ${way.use}` : STEPS[way.do];
}

function runWords({ run, on, library }: Extract<WayOut, { readonly run: Task }>): string {
  const [command, usual] = TASKS[run];
  const words = on?.map(quoted).join(' ') ?? usual;
  return libraryLine(`run tesserae ${command}${words === undefined ? '' : ` ${words}`}`, library);
}

function named(option: string): string {
  return optionNamed(option) ?? option;
}

/** Commands, and the words that they usually take. */
const TASKS: Readonly<Record<Task, readonly [command: string, words?: string]>> = {
  index: ['index', 'PHOTOS'],
  make: ['make', 'photo.jpg PHOTOS -o mosaic.png'],
  render: ['render', 'PLAN -o mosaic.png'],
  zoom: ['zoom', 'PLAN -o DIR'],
  film: ['film', 'PLAN -o film.mp4'],
  edit: ['edit', 'PLAN'],
  'replace-missing': ['edit', 'PLAN --replace-missing'],
  inspect: ['inspect', 'FILE'],
  list: ['library ls'],
  'repair-library': ['library repair'],
};

const INSTALLED: Readonly<Record<string, string>> = {
  ffmpeg: 'install ffmpeg (Debian, Ubuntu: apt install ffmpeg; others: ffmpeg.org)',
};

const STEPS: Readonly<Record<Step, string>> = {
  'allow-reading': 'allow reading it (chmod u+r)',
  'allow-writing': 'change the permissions of the folder',
  'ask-print-shop': 'ask the print shop for its profile',
  'check-disk': 'check the disk, then try again',
  'check-json': 'check its commas and quotes',
  'check-name': 'check the name',
  'close-programs': 'close other programs',
  'copy-again': 'copy it again from where it came',
  'free-space': 'free some space',
  'make-folder': 'create it first',
  'move-away': 'move it away and index the photos again (the photos themselves are unchanged)',
  'raise-open-files': 'raise the limit of open files (ulimit -n)',
  reinstall: 'install the program again',
  'remove-link': 'remove the link',
  report: 'report this, with the output of -v',
  retry: 'try again',
  unpack: 'unpack it',
  update: 'update the program',
};
