/** Everything about the files a run will write that can be known before any work. */

import { realpath, stat } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import { MosaicError } from '@tesserae/core';
import { checkOutput, isKnownOriginal, isPictureBelow, type LibraryFile } from '@tesserae/node';
import type { Call } from './call.js';
import { libraryPath } from './collection.js';
import type { Flags } from './flags.js';

/** What a run reads, and must not replace. */
export interface Sources {
  readonly files: readonly string[];
  /** Folders of photos, or single photos. */
  readonly photos: readonly string[];
}

/**
 * Makes sure that the files a run is asked for can be written: the folders are there, nothing is overwritten unless
 * asked, no two are the same, and none is what the run reads: the target, the plan, the settings, the library, a photo.
 *
 * @throws MosaicError `exists`, `not-found`, `unwritable`, `unknown-format` or `usage`
 */
export async function checkOutputs(call: Call, sources: Sources): Promise<void> {
  const { flags } = call;
  checkErrorMap(flags);
  const library = libraryPath(call);
  const config = flags.config === undefined ? [] : [flags.config];
  const besideLibrary = ['-wal', '-shm', '-journal'].map((suffix) => library + suffix);
  const files = [...sources.files, ...config, library, ...besideLibrary];
  const read = new Set((await Promise.all(files.map(placesOf))).flat());
  const seen = new Map<string, string>();
  for (const [name, path] of outputsOf(flags)) {
    const places = await placesOf(path);
    if (places.some((place) => read.has(place))) throw lossError(name, path, 'what the run reads');
    if (await isPictureBelow(path, sources.photos)) throw lossError(name, path, 'one of the photos');
    const other = places.map((place) => seen.get(place)).find((found) => found !== undefined);
    if (other !== undefined) {
      const facts = {
        subject: name,
        expected: 'a file of its own',
        received: `${path}, which is also that of ${other}`,
      };
      throw new MosaicError('usage', { ...facts, waysOut: [{ use: 'another name for one of them' }] });
    }
    for (const place of places) seen.set(place, name);
    // a dry run replaces nothing
    await checkOutput(path, { force: flags.force || flags.dryRun });
  }
}

/**
 * Makes sure that no output is a photo that the library knows, wherever that lies.
 *
 * @throws MosaicError `exists`
 */
export async function checkAgainstLibrary({ flags }: Call, library: LibraryFile): Promise<void> {
  for (const [name, path] of outputsOf(flags)) {
    if (await isKnownOriginal(library, path)) throw lossError(name, path, 'a photo of the library');
  }
}

function outputsOf({
  output,
  plan,
  placements,
  report,
  errorMap,
  csv,
  render,
  poster,
}: Flags): [name: string, path: string][] {
  const table = csv === '-' ? undefined : csv;
  const named = Object.entries({ output, plan, placements, report, errorMap, csv: table, render, poster });
  return named.flatMap(([name, path]) => (path === undefined ? [] : [[name, path]]));
}

function checkErrorMap({ errorMap }: Flags): void {
  if (errorMap === undefined || extname(errorMap).toLowerCase() === '.png') return;
  const facts = { subject: 'errorMap', expected: 'a name that ends in .png', received: `"${errorMap}"` };
  throw new MosaicError('unknown-format', facts);
}

function lossError(name: string, path: string, what: string): MosaicError {
  const received = `${path}, which is ${what} and would be lost`;
  return new MosaicError('exists', { subject: name, expected: 'a file of its own', received });
}

/** What tells a file from others: where its path leads, and the file itself if there is one. */
export async function placesOf(path: string): Promise<string[]> {
  const real = await realpath(path).catch(() => resolve(path));
  const there = await stat(path, { bigint: true }).catch(() => undefined);
  return there === undefined ? [real] : [real, `file ${there.dev} ${there.ino}`];
}

/**
 * The output that a command cannot do without.
 *
 * @throws MosaicError `usage`
 */
export function requiredOutput({ output }: Flags, example = 'mosaic.png'): string {
  if (output !== undefined) return output;
  const facts = { subject: 'output', expected: 'a file, whose suffix is the format', received: 'nothing' };
  throw new MosaicError('usage', { ...facts, waysOut: [{ give: 'output', as: example }] });
}
