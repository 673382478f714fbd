/** Bands into a picture file of any format. */

import { type Band, MosaicError, type Progress, type Sink } from '@tesserae/core';
import type { PixelSize } from '@tesserae/core/internal';
import { srgbProfile } from '../codecs/colours/rgb-profile.js';
import { fileHash } from '../files/content-hash.js';
import { checkOutput } from '../files/output.js';
import { openParts, type Parts, type PartsOptions, partsKey } from '../files/parts.js';
import { addWhole, type Publication, publication, type WholeFile } from '../files/publication.js';
import { checkFits, checkResumable, formatOf, type OutputFormat } from './formats.js';
import { jpegFormat } from './jpeg.js';
import { pngFormat } from './png.js';
import { SQUARE } from './pyramid/levels.js';
import { pyramidWriter } from './pyramid-tiff.js';
import { type StripFormat, type StripWriter, stripWriter } from './strips.js';
import { needsBigTiff, tiffFormat } from './tiff.js';
import { bandInProfile, type PictureProfile } from './to-profile.js';

/** What file to write; width and height are those of the whole picture. */
export interface FileSinkOptions extends PixelSize {
  /** 1…100, for JPEG, WebP and AVIF; each has a default. */
  readonly quality?: number;
  /** Dots an inch, which PNG, JPEG and TIFF say; 200 unless told. */
  readonly dpi?: number;
  /** What colours are converted to and said to be; sRGB if absent. */
  readonly icc?: PictureProfile;
  /** A TIFF of squares at every size, for viewers of large pictures. */
  readonly pyramid?: boolean;
  /** Replace what is there. */
  readonly force?: boolean;
  /** Told at the beginning and at the end of encoding, where that is a step of its own (`encode`, in rows). */
  readonly onProgress?: (progress: Progress) => void;
  /** Keeps strips as parts: if the process is killed, the picture can be gone on with. PNG, TIFF and JPEG only. */
  readonly parts?: PartsOptions;
  /**
   * Further files, asked for when the picture is complete: they and the picture appear together, or none does.
   *
   * @param hash  reads the picture for its SHA-256, hex
   */
  readonly beside?: (hash: () => Promise<string>) => Promise<readonly WholeFile[]>;
}

/** Where bands go, from row `from` on: those above are there already, and may be left out or are passed over. */
export interface FileSink extends Sink<Band> {
  readonly from: number;
}

/**
 * Opens a picture file for bands, top to bottom; the suffix decides the format. The file appears when `close` resolves.
 *
 * PNG, TIFF and JPEG are written as the bands come, the first two without loss. WebP and AVIF go by way of a plain TIFF
 * beside the output (3 bytes a pixel), from which they are encoded at the end. No metadata is written but `Software: Tesserae` and a colour profile.
 *
 * @throws MosaicError `usage` if what was begun is another picture, or a pyramid is no TIFF; `unknown-format`; `limit` if the format cannot hold the picture; `exists`, `not-found`,
 * `unwritable`, `no-space` if the file cannot be begun. Writing may throw `no-space` and `failed`
 */
export async function fileSink(path: string, options: FileSinkOptions): Promise<FileSink> {
  const { force = false, beside } = options;
  const format = formatOf(path);
  checkFits(format, options.width, options.height);
  checkPyramid(format, options.pyramid);
  if (options.parts?.resume) checkResumable(format, options.pyramid);
  await checkOutput(path, { force });
  const files = publication();
  const isInStrips = format.bytesPerPixel === 0 && !options.pyramid;
  const parts = isInStrips && options.parts ? await openParts(path, keyed(options.parts, options)) : undefined;
  try {
    const { part, from, write, end, scrap } = await drawing({ files, path, format, parts }, options);
    return {
      from,
      write,
      async close() {
        await end();
        files.requireWanted();
        for (const file of (await beside?.(() => fileHash(part))) ?? []) await addWhole(files, file, { force });
        await files.commit();
        await parts?.end('done');
      },
      async abort() {
        const [undone] = await Promise.all([files.abandon(), scrap?.()]);
        await parts?.end(undone ? 'given-up' : 'done');
        return undone;
      },
    };
  } catch (error) {
    await files.abandon();
    await parts?.end('given-up');
    throw error;
  }
}

/** Strips depend on the size of the picture, too. */
function keyed(parts: PartsOptions, { width, height, quality = 0, dpi = DPI, icc }: FileSinkOptions): PartsOptions {
  return { ...parts, key: partsKey(parts.key, width, height, quality, dpi, icc?.bytes ?? '') };
}

/**
 * Makes sure that a pyramid is wanted of a format that has such.
 *
 * @throws MosaicError `usage`
 */
export function checkPyramid({ name }: OutputFormat, wanted: boolean | undefined): void {
  if (!wanted || name === 'tiff') return;
  throw new MosaicError('usage', {
    subject: 'pyramid',
    expected: 'an output that ends in .tif',
    received: name.toUpperCase(),
    waysOut: [{ use: 'TIFF' }, { run: 'zoom' }],
  });
}

/** Undefined for formats that are encoded in one piece. */
async function stripFormatOf(format: OutputFormat, options: FileSinkOptions): Promise<StripFormat | undefined> {
  const { width, height, quality = format.quality, dpi = DPI } = options;
  const icc = options.icc?.bytes ?? srgbProfile();
  switch (format.name) {
    case 'png':
      return pngFormat({ width, height, dpi }, icc);
    case 'tiff':
      return tiffFormat(width, height, { compressed: true, big: needsBigTiff(width, height), dpi, icc });
    case 'jpeg': {
      const { encodeJpeg } = await import('./encode.js'); // it loads libvips: PNG and TIFF need none of it
      const how = { quality, chroma: 'full', marked: false } as const;
      return await jpegFormat({ width, height, dpi }, icc, (pixels) => encodeJpeg(pixels, how));
    }
    case 'webp':
    case 'avif':
      return undefined;
  }
}

/** A good print. */
const DPI = 200;

/** What lossless packing takes of pixels that cannot be packed. */
function mostBytes(width: number, height: number): number {
  return Math.ceil(width * height * 3 * 1.01) + 4096;
}

/** Where a picture goes. */
interface Place {
  readonly files: Publication;
  readonly path: string;
  readonly format: OutputFormat;
  readonly parts: Parts | undefined;
}

async function drawing(place: Place, options: FileSinkOptions): Promise<Drawing> {
  // one square is a plain TIFF, which some readers ask for when it is small
  const strips = await stripFormatOf(place.format, options);
  if (strips === undefined) return await encodedDrawing(place, options);
  const isPyramid = options.pyramid && Math.max(options.width, options.height) > SQUARE;
  const plain = isPyramid ? await pyramidDrawing(place, options) : await stripDrawing(place, strips, options.force);
  const { icc } = options;
  return icc === undefined ? plain : { ...plain, write: async (band) => plain.write(await bandInProfile(band, icc)) };
}

/** A picture on its way into an output that somebody else publishes. */
interface Drawing extends StripWriter {
  /** Where the picture is until it is published. */
  readonly part: string;
  /** Removes what lies elsewhere than in the output. */
  scrap?(): Promise<void>;
}

async function stripDrawing({ files, path, parts }: Place, format: StripFormat, force?: boolean): Promise<Drawing> {
  const most = mostBytes(format.width, format.height);
  const output = await files.begin(path, { force, most, part: parts?.data });
  return { part: output.part, ...(await stripWriter(output, format, parts)) };
}

async function pyramidDrawing({ files, path }: Place, options: FileSinkOptions): Promise<Drawing> {
  const { width, height, dpi = DPI, force } = options;
  const icc = options.icc?.bytes ?? srgbProfile();
  const most = Math.ceil((mostBytes(width, height) * 4) / 3);
  const output = await files.begin(path, { force, most });
  return { part: output.part, from: 0, ...(await pyramidWriter(output, { width, height, dpi, icc })) };
}

async function encodedDrawing({ files, path, format }: Place, options: FileSinkOptions): Promise<Drawing> {
  const { width, height, quality, force, onProgress, icc } = options;
  const output = await files.begin(path, { force, bytes: width * height * 3 });
  const aside = publication(); // never published
  const scrap = async () => {
    await aside.abandon();
  };
  try {
    const plain = await aside.begin(`${path}.strips`, { force: true });
    const kind = { compressed: false, big: true, dpi: DPI, icc: srgbProfile() };
    const strips = await stripWriter(plain, tiffFormat(width, height, kind));
    const end = async () => {
      await strips.end();
      onProgress?.({ stage: 'encode', done: 0, total: height });
      const { encodeFile } = await import('./encode.js');
      await encodeFile({ path, from: plain.part, to: output.part, width, height, profile: icc?.path }, format, quality);
      await scrap();
      onProgress?.({ stage: 'encode', done: height, total: height });
    };
    return { ...strips, part: output.part, end, scrap };
  } catch (error) {
    await scrap();
    throw error;
  }
}
