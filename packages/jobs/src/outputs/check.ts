/** Everything about the files a job will write that can be known before any work. */

import { MosaicError } from '@tesserae/core';
import type { LibraryFile } from '@tesserae/node';
import { checkOutput, isKnownOriginal, isPictureBelow } from '@tesserae/node/internal';
import type { Host } from '../host.js';
import { placesOf } from './in-use.js';

/** The files of a job, by the fields of its input that name them. */
export type Outputs = Readonly<Record<string, string | undefined>>;

/** What outputs are checked against. */
export interface OutputCheck {
  /** What the job reads. */
  readonly files: readonly string[];
  /** Its photos: folders of them, or single ones. */
  readonly photos: readonly string[];
  /** The library it uses. */
  readonly library: string;
  /** Whether what is there is replaced. */
  readonly force?: boolean;
}

/**
 * Makes sure that outputs can be written: the folders are there, nothing is overwritten unless asked, no two are the same, none is
 * what the job reads, and no other job writes them.
 *
 * @throws MosaicError `exists`, `not-found`, `unwritable` or `usage`
 */
export async function checkOutputs(outputs: Outputs, host: Host, check: OutputCheck): Promise<void> {
  const besideLibrary = ['-wal', '-shm', '-journal'].map((suffix) => check.library + suffix);
  const files = [...check.files, ...host.sources, check.library, ...besideLibrary];
  const read = new Set((await Promise.all(files.map(placesOf))).flat());
  const seen = new Map<string, string>();
  for (const [name, path] of Object.entries(outputs)) {
    if (path === undefined) continue;
    const places = await placesOf(path);
    if (places.some((place) => read.has(place))) throw lossError(name, path, 'a file that this job reads');
    if (await isPictureBelow(path, check.photos)) throw lossError(name, path, 'one of the photos');
    const other = places.map((place) => seen.get(place)).find((found) => found !== undefined);
    if (other !== undefined) {
      const received = `also the file of ${other}`;
      throw new MosaicError('usage', { file: path, subject: name, received, waysOut: [{ use: 'another name' }] });
    }
    for (const place of places) seen.set(place, name);
    await host.outputs.check([path]);
    await checkOutput(path, { force: check.force });
  }
}

/**
 * Makes sure that no output is a photo that the library knows, wherever that lies.
 *
 * @throws MosaicError `exists`
 */
export async function checkAgainstLibrary(outputs: Outputs, library: LibraryFile): Promise<void> {
  for (const [name, path] of Object.entries(outputs)) {
    if (path !== undefined && (await isKnownOriginal(library, path))) {
      throw lossError(name, path, 'a photo of the library');
    }
  }
}

function lossError(name: string, path: string, what: string): MosaicError {
  return new MosaicError('exists', { file: path, subject: name, received: what });
}

/**
 * The output that a job cannot do without.
 *
 * @throws MosaicError `usage`
 */
export function requiredOutput(output: string | undefined, example = 'mosaic.png'): string {
  if (output !== undefined) return output;
  const expected = `a name whose suffix is the format, as ${example}`;
  throw new MosaicError('usage', { subject: 'output', expected, received: 'nothing', waysOut: [{ give: 'output' }] });
}
