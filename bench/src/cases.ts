/** What is timed: the command line as its users start it, beside other programs doing the same work. */

import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** One row of the table. */
export interface Case {
  readonly name: string;
  /** What the issue asks for, shown beside what was measured. */
  readonly reach: string;
  /** Run before each timed run of either side. */
  readonly before?: () => void;
  /** Run once, untimed: what has to be ready. */
  readonly given?: readonly (readonly string[])[];
  readonly ours: readonly string[];
  /** The other program's commands, timed as one; none for a case with an absolute bound. */
  readonly others?: readonly (readonly string[])[];
  readonly otherName?: string;
  /** From our standard output: a number that would change if the work were done wrongly. */
  readonly checksum: (stdout: string) => string;
}

/** Where things are. */
export interface Places {
  /** The launcher of the command line. */
  readonly tesserae: string;
  readonly photos: string;
  readonly target: string;
  /** A folder for whatever the cases write. */
  readonly scratch: string;
}

const EFFORTS = [
  { effort: 'balanced', reach: 'no longer than metapixel' },
  { effort: 'fast', reach: 'at most half of metapixel' },
  { effort: 'best', reach: 'at most ten times balanced, and better' },
];

/** The cases of the main job. */
export function mainJobCases({ tesserae, photos, target, scratch }: Places): readonly Case[] {
  const fresh = join(scratch, 'fresh');
  const ready = join(scratch, 'ready.tesserae');
  const prepared = join(scratch, 'metapixel');
  const out = join(scratch, 'out.png');
  const ours = (...args: string[]) => [process.execPath, tesserae, ...args];
  const empty = () => {
    rmSync(fresh, { recursive: true, force: true });
    mkdirSync(fresh, { recursive: true });
  };
  const defaults = ['make', target, photos, '-o', out, '-y', '--json', '--columns', '80', '--cell', '40'];
  // metapixel has whole photos and no refinement
  const make = [...defaults, '--views', 'whole', '--no-refine'];
  const metapixel = [
    'metapixel',
    '--width=40',
    '--height=40',
    '--scale=6.25',
    '--metapixel',
    target,
    join(scratch, 'other.png'),
  ];
  const prepare = (folder: string) => ['metapixel-prepare', '-r', photos, folder, '--width=64', '--height=64'];
  const index = (library: string) => ours('index', photos, '--library', library, '--json');
  return [
    {
      name: 'index 709 photos',
      reach: 'at least 1.0× the photos per second of vipsthumbnail',
      before: empty,
      ours: index(join(fresh, 'l.tesserae')),
      otherName: 'vipsthumbnail, two at a time',
      others: [
        [
          'sh',
          '-c',
          `find "$1" -type f -print0 | xargs -0 -P2 -n 45 vipsthumbnail -s 64x64 -o "$2/%s.jpg"`,
          'sh',
          photos,
          fresh,
        ],
      ],
      checksum: (stdout) => `${last(stdout).photos} photos`,
    },
    {
      name: 'make, 80 columns of 40 px, PNG, library ready',
      reach: 'at least 2× as fast as metapixel',
      given: [index(ready), ['mkdir', '-p', prepared], prepare(prepared)],
      ours: ours(...make, '--library', ready),
      otherName: 'metapixel, its library ready',
      others: [[...metapixel, `--library=${prepared}`]],
      checksum: scores,
    },
    {
      name: 'the same, first time',
      reach: 'at least 4× as fast; peak below 300 MB',
      before: empty,
      ours: ours(...make, '--library', join(fresh, 'l.tesserae')),
      otherName: 'metapixel-prepare and metapixel',
      others: [prepare(fresh), [...metapixel, `--library=${fresh}`]],
      checksum: scores,
    },
    ...EFFORTS.map(({ effort, reach }) => ({
      name: `make with all views and refinement, effort ${effort}, library ready`,
      reach,
      given: [index(ready), ['mkdir', '-p', prepared], prepare(prepared)],
      ours: ours(...defaults, '--library', ready, '--effort', effort),
      otherName: 'metapixel, its library ready',
      others: [[...metapixel, `--library=${prepared}`]],
      checksum: scores,
    })),
    {
      name: 'a cell a pixel: 512 × 512 cells of 20 px, mean sRGB',
      reach: 'at most 10 s; peak at most 400 MB',
      given: [index(ready)],
      ours: ours(
        'make',
        target,
        photos,
        '-o',
        out,
        '-y',
        '--json',
        '--library',
        ready,
        '--columns',
        'pixels',
        '--match',
        'mean',
        '--space',
        'srgb',
        '--spacing',
        '0',
        '--cell',
        '20',
      ),
      checksum: (stdout) => `${last(stdout).used} photos used`,
    },
    {
      name: 'tesserae --version',
      reach: 'below .15 s',
      ours: ours('--version'),
      otherName: 'node -e 0',
      others: [[process.execPath, '-e', '0']],
      checksum: (stdout) => stdout.trim(),
    },
  ];
}

/** The last JSON line, which is `done`. */
function last(stdout: string): Record<string, unknown> {
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
}

function scores(stdout: string): string {
  const { far_dE, edge } = last(stdout).metrics as { far_dE: number; edge: number };
  return `far ΔE ${far_dE.toFixed(3)}, edge ${edge.toFixed(4)}`;
}
