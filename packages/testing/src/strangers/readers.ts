/** What the program reads of files that anybody may have made, besides pictures: for soaks and tests with damaged copies. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { MosaicError, parseScript, parseSettings, verifyCertificate, verifyPlan } from '@tesserae/core';
import { eventLoopYielder } from '@tesserae/core/internal';
import { jsonIn, readNames, readPlan, readText, settingsOfPlan } from '@tesserae/jobs/internal';
import { findPhotos, libraryStats, openLibrary, readLibrary, verifyLibrary } from '@tesserae/node';
import { findPlaces, fitting, listPhotos, ORIGINS, photoFacts, readOriginal, sourceOf } from '@tesserae/node/internal';

/** One kind of file, and all that is done with one before it is trusted. */
export interface Reader {
  readonly name: string;
  /** Where in the folder the file lies. */
  readonly file: string;
  readonly isText: boolean;
  /** Throws a MosaicError if the file is refused. */
  readonly read: (path: string) => Promise<unknown>;
}

/** Names that patterns are tried on. */
const NAMES: readonly string[] = Array.from({ length: 200 }, (_, i) => {
  return `/home/ruth/Pictures/${'2019/summer/'.repeat(i % 7)}IMG_${String(i).padStart(4, '0')} beach.jpg`;
});

async function found(path: string): ReturnType<typeof findPlaces> {
  const name = Buffer.from(path).toString('latin1');
  return await findPlaces(ORIGINS, { names: [name], listed: [], ignore: [], signal: undefined });
}

/** All kinds. */
export const READERS: readonly Reader[] = [
  {
    name: 'plan',
    file: 'a.plan.json',
    isText: true,
    read: async (path) => {
      const saved = await readPlan(path);
      await verifyPlan(saved.plan);
      if (saved.certificate) verifyCertificate(saved.certificate);
      settingsOfPlan(saved);
    },
  },
  {
    name: 'script',
    file: 'a.json',
    isText: true,
    read: async (path) => parseScript(jsonIn(await readText(path), path, 'not-a-script')),
  },
  {
    name: 'settings',
    file: 'a.json',
    isText: true,
    read: async (path) => parseSettings(jsonIn(await readText(path), path, 'settings')),
  },
  {
    name: 'names',
    file: 'a.csv',
    isText: true,
    read: async (path) => {
      const rest = eventLoopYielder();
      // as cards do: what stands in many lines is sought once
      for (const each of new Set((await readNames(path)).flatMap(({ photos }) => photos))) {
        await rest();
        fitting(each, NAMES, (name) => [name]);
      }
    },
  },
  {
    name: 'ignore',
    file: '.tesseraeignore',
    isText: true,
    read: async (path) => {
      for (const name of NAMES.slice(0, 20)) {
        const photo = join(dirname(path), name.slice(6));
        mkdirSync(dirname(photo), { recursive: true });
        writeFileSync(photo, '');
      }
      await found(dirname(path));
    },
  },
  {
    name: 'zip',
    file: 'a.zip',
    isText: false,
    read: async (path) => {
      for (const place of (await found(path)).places) {
        await readOriginal(await sourceOf(ORIGINS, place)).catch((error: unknown) => {
          if (!(error instanceof MosaicError)) throw error;
        });
      }
    },
  },
  {
    name: 'library',
    file: 'a.tesserae',
    isText: false,
    read: async (path) => {
      const library = await openLibrary(path, { readOnly: true });
      try {
        // each command reads on its own: what one of them refuses, another may take
        const uses: readonly (() => unknown)[] = [
          () => photoFacts(library, readLibrary(library).library.ids),
          () => readLibrary(library, { filter: { skipFlat: true, skipBlurry: true, skipScreenshots: true } }),
          () => listPhotos(library),
          () => libraryStats(library),
          () => verifyLibrary(library),
          () => findPhotos(library, '*.jpg'),
        ];
        for (const use of uses) refusable(use);
      } finally {
        refusable(() => library.close());
      }
    },
  },
];

function refusable(use: () => unknown): void {
  try {
    use();
  } catch (error) {
    if (!(error instanceof MosaicError)) throw error;
  }
}

export { copyOf, type ReadCopies, readCopies } from './read-copies.js';
export { strangerSources } from './sources.js';
