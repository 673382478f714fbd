/** Whether the disk has room for what is to be drawn, before any work. */

import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { MosaicError, type WayOut } from '@tesserae/core';
import type { Call } from './call.js';
import { megabytes } from './facts.js';

/** Estimates are good to a factor of two; photos that repeat pack better. Less than this share will not do. */
const LEAST = 1 / 8;

/**
 * Says so when a disk may be too small.
 *
 * @param bytes  that the output takes, about
 * @param least  that it takes for certain
 * @throws MosaicError `no-space` if it is too small for certain
 */
export async function checkSpace(
  { voice }: Call,
  output: string,
  bytes: number,
  least: number = bytes * LEAST,
): Promise<void> {
  const disk = await statfs(dirname(output)).catch(() => undefined);
  if (disk === undefined) return; // a folder that is missing is refused elsewhere
  const free = disk.bavail * disk.bsize;
  if (free >= bytes) return;
  const words = `about ${megabytes(bytes)} are needed, and ${megabytes(free)} are free`;
  if (free < least) {
    const ways: readonly WayOut[] = [{ do: 'free-space' }, { use: 'another folder' }, { lower: 'cell' }];
    const facts = { file: output, expected: `about ${megabytes(bytes)}`, received: `${megabytes(free)} free` };
    throw new MosaicError('no-space', { ...facts, waysOut: ways });
  }
  voice.note(`${words}: the disk may become full.`);
}
