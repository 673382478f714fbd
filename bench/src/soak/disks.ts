/** Disks that are full or cannot be written to. Needs root, to mount them. */

import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { writeCollection } from '@tesserae/testing';
import type { Figure, Soaking } from './figure.js';
import { type Ended, tesserae, tesseraeEnds } from './program.js';
import { contentsOf, soundness } from './rows.js';

const PHOTOS = 300;

/** A library on a small disk, on a read-only one, and photos on a read-only one. */
export async function soakDisks(soaking: Soaking): Promise<readonly Figure[]> {
  const { folder } = soaking;
  const [photos, disk] = [join(folder, 'photos'), join(folder, 'disk')];
  mkdirSync(disk);
  await writeCollection(photos, PHOTOS);
  const whole = join(folder, 'whole.tesserae');
  const target = join(photos, '0000', 'photo-000001.jpg');
  await tesseraeEnds([0], ['index', photos, '--library', whole]);
  if (!mount('-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', disk)) return [notMeasured('full and read-only disks')];
  return [
    ...(await within(disk, () => fullDisk(photos, disk, whole))),
    ...(await mounted(['--bind', folder, disk], disk, () => readOnly({ photos, disk, folder, target }))),
  ];
}

async function fullDisk(photos: string, disk: string, whole: string): Promise<readonly Figure[]> {
  const library = join(disk, 'l.tesserae');
  const full = await tesserae(['index', photos, '--library', library]);
  const { damage } = await soundness(library);
  const picture = ['--columns', '40', '--cell', '60', '-o', join(disk, 'm.png'), '--library', whole];
  const drawn = await tesserae(['make', join(photos, '0000', 'photo-000001.jpg'), ...picture]);
  const left = readdirSync(disk).filter((name) => !name.startsWith('l.tesserae'));
  mount('-o', 'remount,size=64m', disk);
  const again = await tesserae(['index', photos, '--library', library]);
  const same = again.exit === 0 && (await contentsOf(library)) === (await contentsOf(whole));
  return [
    {
      promise: 'the disk of the library is full (1 MB)',
      wanted: 'exit 20; the library opens and is whole; with room, the same words end as if nothing had been',
      measured: `exit ${full.exit}; ${damage.length} damaged; then ${same ? 'equal' : `another (${again.exit})`}`,
      kept: full.exit === 20 && damage.length === 0 && same,
    },
    {
      promise: 'the disk of the mosaic is full',
      wanted: 'exit 20 with the bytes needed; nothing is left',
      measured: `exit ${drawn.exit}: ${sentence(drawn)}; ${left.length} files left`,
      kept: drawn.exit === 20 && /\d (MB|bytes) are needed/.test(sentence(drawn)) && left.length === 0,
    },
  ];
}

interface Places {
  readonly photos: string;
  /** Where `folder` is mounted read-only. */
  readonly disk: string;
  readonly folder: string;
  readonly target: string;
}

async function readOnly({ photos, disk, folder, target }: Places): Promise<readonly Figure[]> {
  const moved = photos.replace(folder, disk);
  const library = join(disk, 'whole.tesserae');
  const own = join(folder, 'own.tesserae');
  const indexed = await tesserae(['index', moved, '--library', own]);
  const words = ['--columns', '12', '-y', '--library', library, '-o', join(folder, 'm.png')];
  const made = await tesserae(['make', target, ...words]);
  const verified = await tesserae(['library', 'verify', '--library', library]);
  const refused = await tesserae(['index', photos, '--library', library]);
  return [
    {
      promise: 'photos on a read-only disk',
      wanted: 'indexed',
      measured: `exit ${indexed.exit}, ${indexed.last.photos} photos`,
      kept: indexed.exit === 0 && indexed.last.photos === PHOTOS,
    },
    {
      promise: 'a library on a read-only disk: make from it, verify it; index into it',
      wanted: 'works; a clear refusal',
      measured: `exit ${made.exit} and ${verified.exit}; exit ${refused.exit}: ${sentence(refused)}`,
      kept: made.exit === 0 && verified.exit === 0 && refused.exit !== 0 && refused.last.code === 'unreadable',
    },
  ];
}

/** What was said, with paths shortened to their names. */
function sentence({ last }: Ended): string {
  return String(last.message).replaceAll(/\/\S+\//g, '');
}

/** Says that something could not be tried here. */
function notMeasured(promise: string): Figure {
  return { promise, wanted: 'needs root, to mount disks', measured: 'not measured', kept: false };
}

function mount(...words: readonly string[]): boolean {
  return spawnSync('mount', words).status === 0;
}

async function mounted<T>(words: readonly string[], at: string, work: () => Promise<T>): Promise<T> {
  mount(...words);
  // what is bound becomes read-only only when it is mounted again
  mount('-o', 'remount,ro,bind', at);
  return await within(at, work);
}

async function within<T>(at: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } finally {
    // a decoder may still be ending
    spawnSync('umount', ['--lazy', at]);
  }
}
