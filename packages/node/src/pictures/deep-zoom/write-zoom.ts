/**
 * A plan as a deep zoom: squares of every size, the photos behind the cells, and a page that shows them. The steps, each with
 * a file of its own:
 *
 *     plan ─ render ─▶ bands ─ pyramid ─▶ squares ─ jpeg ─▶ ┐
 *     photos ─ photo-files ───────────────────────────────▶ ├─ bundle ─▶ a folder, or one page
 *     plan, library ─ page-data ─ page ───────────────────▶ ┘
 */

import {
  type Band,
  distinctViews,
  gridPixels,
  type Hooks,
  type PhotoSource,
  type Plan,
  place,
  prepareViews,
  type Raster,
  type ReportLevel,
  render,
  throwIfAborted,
} from '@tesserae/core';
import { PAGE_FILES } from '@tesserae/viewer';
import type { LibraryFile } from '../../library/database/file.js';
import { photoFacts } from '../../library/photo-facts.js';
import { pyramidLevels, type Square, squareCount } from '../pyramid/levels.js';
import { type Bundle, beginBundle } from './bundle.js';
import {
  deepZoomDescriptor,
  deepZoomPath,
  type IiifFacts,
  iiifInfo,
  iiifLevels,
  iiifManifest,
  iiifPaths,
  wholePaths,
} from './descriptors.js';
import { type EncodeJpeg, loadEncoder } from './encoder.js';
import { fadingTarget } from './fading-target.js';
import { pageEnd, pageStart } from './page.js';
import { type PagePhotos, pageData } from './page-data.js';
import { makePhotoFiles } from './photo-files.js';
import { type Slab, slabsOf } from './slabs.js';
import { makeSquares, previewLevel } from './tiles.js';
import { colourOf, usedPhotos } from './used-photos.js';

/** What a deep zoom is made from. */
export interface ZoomInput {
  readonly plan: Plan;
  /** The plan's photos, by its ids. */
  readonly photos: PhotoSource;
  readonly library: LibraryFile;
  /** Photo → the path it had. */
  readonly paths: readonly string[];
  /** What the plan was made for: it can be faded in; needed if the plan has an overlay. */
  readonly target?: Raster;
}

/** How a deep zoom is to be. */
export interface ZoomOptions {
  /** Pixels a cell is wide at the largest. */
  readonly cell: number;
  /** 1…100. */
  readonly quality: number;
  /** Pixels of the longer side of the photos behind the cells; 0 = none. */
  readonly photoSize: number;
  /** What is told of photos. */
  readonly told: ReportLevel;
  readonly title: string;
  /** Where the folder will stand, for IIIF; without a slash at the end. */
  readonly url: string;
  /** Whether the page shows the target too, which fades in. */
  readonly fades: boolean;
  /** Everything in one page, instead of a folder. */
  readonly singleFile: boolean;
  /** Views asked for at a time; 0 = as `render` has it. */
  readonly parallel?: number;
  readonly force?: boolean;
}

/** Bytes of views that are held: of slabs, which are narrow, fewer rows suffice. */
const BUDGET = { whole: 64 * 2 ** 20, slab: 32 * 2 ** 20 };

/** What was written. */
export interface ZoomResult {
  readonly bytes: number;
  readonly squares: number;
  readonly photos: number;
}

/** A deep zoom on its way. */
interface Work extends ZoomInput, ZoomOptions {
  readonly bundle: Bundle;
  readonly encode: EncodeJpeg;
  readonly hooks: Hooks;
}

/**
 * Writes a deep zoom. It appears when it is complete, or not at all. The bytes do not depend on how many work at a time.
 *
 * @throws MosaicError as `checkZoomOutput` and `render` do
 */
export async function writeZoom(
  path: string,
  input: ZoomInput,
  options: ZoomOptions,
  hooks: Hooks = {},
): Promise<ZoomResult> {
  const { plan } = input;
  const target = options.fades ? input.target : undefined;
  const known = await knownPhotos(input);
  const wishes = { ...options, target: target !== undefined };
  const { title, description } = pageData(plan, known, wishes);
  const bundle = await beginBundle(path, await pageStart(title, description), options);
  try {
    const encode = await loadEncoder(options.quality);
    const work = { ...input, ...options, bundle, encode, hooks };
    // first what needs decoders: their memory is for the squares afterwards
    const sizes = await drawPhotos(work, known);
    await prepareAll(work);
    const preview = await drawSquares(work);
    if (target) await bundle.add(PAGE_FILES.target, await encode(fadingTarget(plan, target)));
    throwIfAborted(hooks.signal);
    await bundle.commit(await pageEnd({ data: pageData(plan, { ...known, sizes }, wishes), preview }));
    const { width, height } = gridPixels(plan.layout.shape, options.cell);
    return { bytes: bundle.bytes(), squares: squareCount(pyramidLevels(width, height)), photos: known.facts.length };
  } catch (error) {
    await bundle.abandon();
    throw error;
  }
}

/** All that is known of the photos that are used, but for their files. */
async function knownPhotos({ plan, library, photos, paths }: ZoomInput): Promise<PagePhotos> {
  const used = usedPhotos(plan);
  const ids = Array.from(used.photos, (photo) => plan.ids[photo]);
  const facts = photoFacts(library, ids);
  const colours: string[] = [];
  for (const photo of used.photos) {
    const [thumbnail] = await photos.thumbnails(photo, 1);
    colours.push(colourOf(thumbnail));
  }
  return { used, facts, colours, paths: Array.from(used.photos, (photo) => paths[photo]), sizes: new Uint16Array(0) };
}

/** All views, though squares are drawn slab by slab. */
async function prepareAll({ plan, photos, cell, hooks }: Work): Promise<void> {
  const placed = place(plan.layout.shape, cell);
  await prepareViews({ plan, source: photos, placed }, distinctViews(plan, placed).firstCell, hooks);
}

/** @returns where a page finds the preview */
async function drawSquares({ plan, photos, target, bundle, encode, hooks, ...options }: Work): Promise<string> {
  const { cell, parallel, title, url, singleFile } = options;
  const { width, height } = gridPixels(plan.layout.shape, cell);
  const levels = pyramidLevels(width, height);
  const asked = new Set(iiifLevels(levels).map(({ number }) => number));
  const slabs = slabsOf(width, height);
  const budget = slabs.joint ? BUDGET.slab : BUDGET.whole;
  const draw = ({ x, levels: [{ width: w }] }: Slab): AsyncIterable<Band> => {
    const options = { cell, target, parallel, budget, window: { x, y: 0, w, h: height } };
    const onProgress = slabProgress(hooks, x / width, w / width);
    return render(plan, photos, options, { signal: hooks.signal, onProgress });
  };
  const take = async (square: Square, jpeg: Uint8Array): Promise<void> => {
    const name = deepZoomPath(square);
    await bundle.add(name, jpeg);
    if (!asked.has(square.level.number)) return;
    for (const other of iiifPaths(levels[0], square)) await bundle.again(name, other);
  };
  const preview = await makeSquares({ width, height, slabs, draw, cell, encode, take }, hooks);
  if (singleFile) return `data:image/jpeg;base64,${Buffer.from(preview).toString('base64')}`;

  const iiif: IiifFacts = { url, title, levels, preview: previewLevel(width, height) };
  await bundle.add(PAGE_FILES.preview, preview);
  for (const other of wholePaths(iiif)) await bundle.again(PAGE_FILES.preview, other);
  await bundle.extra('mosaic.dzi', deepZoomDescriptor(width, height));
  await bundle.extra('iiif/info.json', iiifInfo(iiif));
  await bundle.extra('iiif/manifest.json', iiifManifest(iiif));
  return PAGE_FILES.preview;
}

/** How far drawing has come, where a slab is a share of it that begins at another. */
function slabProgress({ onProgress }: Hooks, begin: number, share: number): Hooks['onProgress'] {
  return (progress) => onProgress?.({ ...progress, done: Math.round(progress.total * begin + progress.done * share) });
}

/** @returns as of `makePhotoFiles`; empty if no photos are wanted */
async function drawPhotos({ photos, photoSize, bundle, encode, hooks }: Work, known: PagePhotos): Promise<Uint16Array> {
  if (photoSize === 0) return known.sizes;
  const { used, facts } = known;
  const take = (number: number, jpeg: Uint8Array): Promise<void> => {
    throwIfAborted(hooks.signal);
    return bundle.add(PAGE_FILES.photo(number), jpeg);
  };
  const files = { photos, indices: used.photos, facts, side: photoSize, encode, take };
  return await makePhotoFiles(files, (done) =>
    hooks.onProgress?.({ stage: 'photos', done, total: used.photos.length }),
  );
}
