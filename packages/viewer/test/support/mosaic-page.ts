/** A small mosaic and its page, for tests: made by the program itself out of drawn photos. */

import { mkdirSync, renameSync } from 'node:fs';
import { basename, join } from 'node:path';
import { after, type TestContext } from 'node:test';
import { makePlan, type Plan, parseSettings, type Raster } from '@tesserae/core';
import type { ReportLevel } from '@tesserae/core/internal';
import {
  type Decoders,
  indexPhotos,
  openDecoders,
  openLibrary,
  openPhotos,
  readLibrary,
  readTarget,
  writeZoom,
} from '@tesserae/node';
import { syntheticPhoto, temporaryFolder, writePhotos, writePicture } from '@tesserae/testing';

/** How a page is to be. */
export interface PageOptions {
  readonly told?: ReportLevel;
  readonly singleFile?: boolean;
  readonly photoSize?: number;
  readonly cell?: number;
  readonly url?: string;
  readonly title?: string;
  /** Names for the first photos, in place of photo-0000.jpg and so on. */
  readonly names?: readonly string[];
}

/** A page on the disk. */
export interface MosaicPage {
  /** The folder it is in, with nothing else. */
  readonly folder: string;
  /** Its address. */
  readonly url: string;
  readonly plan: Plan;
  /** The name, without its suffix, of the photo that is used most. */
  readonly favourite: string;
}

/** Of all pages of a file. */
const own = openDecoders({ jobs: 1 });

after(() => own.close());

/** Between indexing and drawing, the process would be stopped to make room. */
const decoders: Decoders = { ...own, stopIdle: () => undefined };

/** A library of 24 photos and a plan of 4:3. */
interface Collection {
  readonly library: string;
  readonly target: Raster;
  readonly plan: Plan;
}

/** Where collections are: a page is made of one, and needs it no longer. */
const collections = temporaryFolder({ after });

/** By the names of the first photos: pages that ask for none have one collection. */
const made = new Map<string, Promise<Collection>>();

async function makeCollection(home: string, names: readonly string[]): Promise<Collection> {
  mkdirSync(join(home, 'photos'), { recursive: true });
  const files = await writePhotos(join(home, 'photos'), 24, { width: 120, height: 90, seed: 10 });
  for (const [i, name] of names.entries()) renameSync(files[i], join(home, 'photos', name));
  await writePicture(join(home, 'target.png'), syntheticPhoto(77, 160, 120));

  const library = await openLibrary(join(home, 'l.tesserae'), { create: true });
  try {
    await indexPhotos(library, [join(home, 'photos')], { decoders });
    const read = readLibrary(library);
    const photos = openPhotos(library, read.library.ids, { decoders });
    const { raster: target } = await readTarget(join(home, 'target.png'), { decoders });
    const settings = parseSettings({ columns: 24, effort: 'fast', minUses: 1, spacing: 1 });
    const { plan } = await makePlan({ target, library: read.library, photos, settings });
    return { library: join(home, 'l.tesserae'), target, plan };
  } finally {
    library.close();
  }
}

/** Makes a page of 4:3 with 24 photos; it is removed after the test. */
export async function mosaicPage(t: TestContext, options: PageOptions = {}): Promise<MosaicPage> {
  const { told = 'ids', singleFile = false, photoSize = 96, cell = 40, names = [] } = options;
  const key = names.join('\0');
  const collection = made.get(key) ?? makeCollection(join(collections, `${made.size}`), names);
  made.set(key, collection);
  const { library: path, target, plan } = await collection;
  const library = await openLibrary(path, { readOnly: true });
  try {
    const read = readLibrary(library);
    const photos = openPhotos(library, read.library.ids, { decoders });
    const folder = join(temporaryFolder(t), 'site');
    if (singleFile) mkdirSync(folder);
    const { title = 'A test', url = 'https://example.org/m' } = options;
    await writeZoom(
      singleFile ? join(folder, 'index.html') : folder,
      { plan, photos, library, paths: read.paths, target },
      { cell, quality: 85, photoSize, told, title, url, singleFile, fades: true },
    );
    const uses = read.paths.map((_, photo) => plan.photos.filter((each) => each === photo).length);
    const favourite = basename(read.paths[uses.indexOf(Math.max(...uses))]).replace(/\.\w+$/, '');
    return { folder, url: `file://${join(folder, 'index.html')}`, plan, favourite };
  } finally {
    library.close();
  }
}
