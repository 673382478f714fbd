/** Bands into a picture file of any format. */

import type { Band, Progress, Sink } from '@tesserae/core';
import { beginOutput, type Output, writingError } from '../files/output.js';
import { encodeFile } from './encode.js';
import { checkFits, type Format, formatOf } from './formats.js';
import { pngFormat } from './png.js';
import { type StripFormat, stripWriter } from './strips.js';
import { needsBigTiff, tiffFormat } from './tiff.js';

/** What file to write. */
export interface FileSinkOptions {
  /** Pixels of the whole picture. */
  readonly width: number;
  readonly height: number;
  /** 1…100, for JPEG, WebP and AVIF; each has a default. */
  readonly quality?: number;
  /** Replace what is there. */
  readonly force?: boolean;
  /** Told at the beginning and at the end of encoding, where that is a step of its own (`encode`, in rows). */
  readonly onProgress?: (progress: Progress) => void;
}

/**
 * Opens a picture file for bands, top to bottom; the suffix decides the format. The file appears when `close` resolves.
 *
 * PNG and TIFF are written as the bands come, without loss. JPEG, WebP and AVIF go by way of a plain TIFF beside the
 * output (3 bytes a pixel), from which they are encoded at the end. No metadata is written but `Software: Tesserae`.
 *
 * @throws MosaicError `unknown-format`; `limit` if the format cannot hold the picture; `exists`, `not-found`,
 * `unwritable`, `no-space` if the file cannot be begun. Writing may throw `no-space` and `failed`
 */
export async function fileSink(path: string, options: FileSinkOptions): Promise<Sink<Band>> {
  const { width, height, force } = options;
  const format = formatOf(path);
  checkFits(format, width, height);
  const strips = stripFormatOf(format, width, height);
  if (strips) return stripSink(await beginOutput(path, { force }), strips);

  const output = await beginOutput(path, { force, bytes: width * height * 3 });
  try {
    return await encodedSink(path, output, options);
  } catch (error) {
    await output.abandon();
    throw error;
  }
}

function stripFormatOf(format: Format, width: number, height: number): StripFormat | undefined {
  if (format.name === 'png') return pngFormat(width, height);
  if (format.name === 'tiff') return tiffFormat(width, height, { compressed: true, big: needsBigTiff(width, height) });
  return undefined;
}

async function stripSink(output: Output, format: StripFormat): Promise<Sink<Band>> {
  const strips = await begun(output, format);
  return {
    write: strips.write,
    async close() {
      await strips.end();
      await output.commit();
    },
    abort: () => output.abandon(),
  };
}

async function encodedSink(path: string, output: Output, options: FileSinkOptions): Promise<Sink<Band>> {
  const { width, height, quality, onProgress } = options;
  const plain = await beginOutput(`${path}.strips`, { force: true });
  const strips = await begun(plain, tiffFormat(width, height, { compressed: false, big: true }));
  const abort = async () => {
    await plain.abandon();
    await output.abandon();
  };
  return {
    write: strips.write,
    async close() {
      await strips.end();
      onProgress?.({ stage: 'encode', done: 0, total: height });
      try {
        await encodeFile(plain.part, output.part, formatOf(path), quality);
      } catch (error) {
        throw writingError(error, path);
      }
      await plain.abandon();
      await output.commit();
      onProgress?.({ stage: 'encode', done: height, total: height });
    },
    abort,
  };
}

async function begun(output: Output, format: StripFormat): ReturnType<typeof stripWriter> {
  try {
    return await stripWriter(output, format);
  } catch (error) {
    await output.abandon();
    throw error;
  }
}
