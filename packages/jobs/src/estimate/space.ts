/** Whether the disk has room for what is to be drawn, before any work. */

import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { MosaicError } from '@tesserae/core';
import type { Note } from '../notes.js';

/** Estimates are good to a factor of two; photos that repeat pack better. Less than this share will not do. */
const LEAST = 1 / 8;

/**
 * A note if a disk may be too small.
 *
 * @param bytes  that the output takes, about
 * @param least  that it takes for certain
 * @throws MosaicError `no-space` if it is too small for certain
 */
export async function spaceNotes(output: string, bytes: number, least: number = bytes * LEAST): Promise<Note[]> {
  const disk = await statfs(dirname(output)).catch(() => undefined);
  if (disk === undefined) return []; // a folder that is missing is refused elsewhere
  const free = disk.bavail * disk.bsize;
  if (free >= bytes) return [];
  if (free >= least) return [{ code: 'disk-nearly-full', values: { needed: bytes, free } }];
  const waysOut = [{ do: 'free-space' }, { use: 'another folder' }, { use: 'smaller cells' }] as const;
  throw new MosaicError('no-space', {
    file: output,
    expected: `about ${megabytes(bytes)}`,
    received: `${megabytes(free)} free`,
    waysOut,
  });
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
