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
  drawnSize,
  type Hooks,
  type PhotoSource,
  type Plan,
  place,
  type Raster,
  render,
} from '@tesserae/core';
import {
  distinctViews,
  prepareViews,
  type ReportLevel,
  raster,
  resample,
  targetCrop,
  throwIfAborted,
} from '@tesserae/core/internal';
import { PAGE_FILES } from '@tesserae/viewer';
import { filePart } from '../../files/output-folder.js';
import { openParts, type PartsOptions, partsKey } from '../../files/parts.js';
import type { LibraryFile } from '../../library/database/file.js';
import { photoFacts } from '../../library/photo-facts.js';
import { rgbPixels } from '../pack-rows.js';
import { pyramidLevels, type Square, squareCount } from '../pyramid/levels.js';
import { type Bundle, beginBundle, checkZoomOutput } from './bundle.js';
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
import { pageEnd, pageStart } from './page.js';
import { type PagePhotos, pageData } from './page-data.js';
import { makePhotoFiles } from './photo-files.js';
import { previewLevel, type Slab, slabsOf } from './slabs.js';
import { type EncodeJpeg, type KeptSquares, makeSquares } from './tiles.js';
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
  /** Keeps files as parts; the key is that of the plan. */
  readonly parts?: PartsOptions | undefined;
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
interface Work extends ZoomInput, Omit<ZoomOptions, 'parts'> {
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
  const { parts: asked, cell, quality, photoSize, singleFile, force } = options;
  await checkZoomOutput(path, { singleFile, force });
  const key = partsKey(asked?.key, cell, quality, photoSize);
  const parts = asked && (await openParts(path, { ...asked, key }));
  const begun: Bundle[] = [];
  try {
    const bundle = await beginBundle(path, await pageStart(title, description), { ...options, parts });
    begun.push(bundle);
    const { encodeJpeg } = await import('../encode.js'); // it loads libvips
    const encode: EncodeJpeg = (pixels, chroma = 'full') => encodeJpeg(pixels, { quality, chroma, marked: true });
    const work = { ...input, ...options, bundle, encode, hooks };
    // first what needs decoders: their memory is for the squares afterwards
    const sizes = await drawPhotos(work, known);
    await prepareAll(work);
    const preview = await drawSquares(work);
    if (target) await bundle.add(PAGE_FILES.target, await encode(rgbPixels(fadingTarget(plan, target))));
    throwIfAborted(hooks.signal);
    await bundle.commit(await pageEnd(pageData(plan, { ...known, sizes }, wishes), preview));
    await parts?.end('done');
    const { width, height } = drawnSize(plan.layout.shape, options.cell);
    return { bytes: bundle.bytes(), squares: squareCount(pyramidLevels(width, height)), photos: known.facts.length };
  } catch (error) {
    await begun[0]?.abandon();
    await parts?.end('given-up');
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
  const { width, height } = drawnSize(plan.layout.shape, cell);
  const levels = pyramidLevels(width, height);
  const asked = new Set(iiifLevels(levels).map(({ number }) => number));
  const slabs = slabsOf(width, height);
  const budget = slabs.slabs.length > 1 ? BUDGET.slab : BUDGET.whole;
  const draw = ({ x, levels: [{ width: w }] }: Slab, from: number): AsyncIterable<Band> => {
    const options = { cell, target, parallel, budget, window: { x, y: from, w, h: height - from } };
    const onProgress = slabProgress(hooks, { begin: x / width, share: w / width, from });
    return render(plan, photos, options, { signal: hooks.signal, onProgress });
  };
  const take = async (square: Square, jpeg: Uint8Array): Promise<void> => {
    const name = deepZoomPath(square);
    await bundle.add(name, jpeg);
    if (!asked.has(square.level.number)) return;
    for (const other of iiifPaths(levels[0], square)) await bundle.again(name, other);
  };
  const preview = await makeSquares(
    { width, height, slabs, draw, cell, encode, take, kept: keptSquares(bundle) },
    hooks,
  );
  if (singleFile) return `data:image/jpeg;base64,${Buffer.from(preview).toString('base64')}`;

  const iiif: IiifFacts = { url, title, levels, preview: previewLevel(width, height) };
  await bundle.add(PAGE_FILES.preview, preview);
  for (const other of wholePaths(iiif)) await bundle.again(PAGE_FILES.preview, other);
  await bundle.extra('mosaic.dzi', deepZoomDescriptor(width, height));
  await bundle.extra('iiif/info.json', iiifInfo(iiif));
  await bundle.extra('iiif/manifest.json', iiifManifest(iiif));
  return PAGE_FILES.preview;
}

/** Squares are files of the bundle; of blocks, pixels are kept aside. */
function keptSquares({ kept }: Bundle): KeptSquares | undefined {
  const nameOf = (block: number) => `block ${block}`;
  return (
    kept && {
      square: async (square) => (await kept.read(filePart(deepZoomPath(square))))?.bytes,
      block: async (number) => (await kept.read(nameOf(number)))?.bytes,
      keepBlock: (number, rgb) => kept.write(nameOf(number), rgb),
    }
  );
}

/** Pixels of the longer side at most: it is a memory of the whole, and not to be zoomed into. */
const SIDE = 1600;

/** The target as a page lays it over the mosaic: the part that the plan covers, no larger than it needs to be. */
function fadingTarget({ layout }: Plan, target: Raster): Raster {
  const box = targetCrop(layout.shape, target.width, target.height);
  const factor = Math.min(1, SIDE / Math.max(box.w, box.h));
  const [width, height] = [box.w, box.h].map((side) => Math.max(1, Math.round(side * factor)));
  return resample(target, box, raster(width, height));
}

/** How far drawing has come, where a slab is a share of it that begins at another, and is drawn from a row on. */
function slabProgress(
  { onProgress }: Hooks,
  { begin, share, from }: { readonly begin: number; readonly share: number; readonly from: number },
): Hooks['onProgress'] {
  return (progress) => {
    const above = progress.stage === 'draw' ? from : 0;
    const total = progress.total + above;
    onProgress?.({ ...progress, total, done: Math.round(total * begin + (progress.done + above) * share) });
  };
}

/** @returns as of `makePhotoFiles`; empty if no photos are wanted */
async function drawPhotos({ photos, photoSize, bundle, encode, hooks }: Work, known: PagePhotos): Promise<Uint16Array> {
  if (photoSize === 0) return known.sizes;
  const { used, facts } = known;
  const take = (number: number, jpeg: Uint8Array): Promise<void> => {
    throwIfAborted(hooks.signal);
    return bundle.add(PAGE_FILES.photo(number), jpeg);
  };
  const kept = async (number: number) => (await bundle.kept?.read(filePart(PAGE_FILES.photo(number))))?.bytes;
  const files = { photos, indices: used.photos, facts, side: photoSize, encode, take, kept };
  return await makePhotoFiles(files, (done) =>
    hooks.onProgress?.({ stage: 'photos', done, total: used.photos.length }),
  );
}
