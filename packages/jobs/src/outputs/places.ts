import { realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';

/** What tells a file from others: where its path leads, and the file itself if there is one. */
export async function placesOf(path: string): Promise<string[]> {
  const real = await realpath(path).catch(() => whereToBe(path));
  const there = await stat(path, { bigint: true }).catch(() => undefined);
  return there === undefined ? [real] : [real, `file ${there.dev} ${there.ino}`];
}

/** Of a file that is still to be: its folder may have several names. */
async function whereToBe(path: string): Promise<string> {
  const folder = await realpath(dirname(resolve(path))).catch(() => dirname(resolve(path)));
  return join(folder, basename(path));
}
