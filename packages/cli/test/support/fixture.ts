/** A small target and photos for tests of the command line, and how to call it on them. */

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Scope, syntheticPhoto, temporaryFolder, writePhotos, writePicture } from '@tesserae/testing';
import { type Ended, inProcess } from './tesserae.js';

/** Where the files are. */
export interface Workshop {
  readonly folder: string;
  /** The path of a file in it. */
  readonly at: (name: string) => string;
  /** The flag that names its library. */
  readonly library: readonly string[];
  /** `make` with 10 columns into out.png, in one thread, and the words given. */
  readonly make: (...words: string[]) => Promise<Ended>;
}

/** A target of 4:3, photos of 90 × 90 in two folders, and how to call the program on them. */
export async function workshop(scope: Scope, photos = 24): Promise<Workshop> {
  const folder = temporaryFolder(scope);
  const at = (name: string): string => join(folder, name);
  await writePicture(at('target.png'), syntheticPhoto(77, 160, 120));
  for (const [name, seed] of [
    ['a', 1],
    ['b', 500],
  ] as const) {
    mkdirSync(at(name));
    await writePhotos(at(name), photos / 2, { width: 90, height: 90, format: 'png', seed });
  }
  const library = ['--library', at('l.tesserae')];
  // a thread starts longer than it works here
  const made = ['--columns', '10', '--cell', '12', '-y', '-j', '1'];
  const make = (...words: string[]): Promise<Ended> =>
    inProcess([
      'make',
      at('target.png'),
      at('a'),
      at('b'),
      ...library,
      ...made,
      '-o',
      at('out.png'),
      '--json',
      ...words,
    ]);
  return { folder, at, library, make };
}
