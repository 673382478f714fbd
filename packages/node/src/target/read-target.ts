/** Reading the picture to imitate. Unlike a photo it must be whole: half a target is not what the user meant. */

import type { Raster } from '@tesserae/core';
import { abortable, type Rect } from '@tesserae/core/internal';
import { opaqueRaster } from '../codecs/rgb-raster.js';
import { withFileName } from '../decoders/crashed-file.js';
import { type Decoders, withDecoders } from '../decoders/decoder-pool.js';
import { byteName } from '../origins/byte-name.js';
import { namedFile } from '../origins/named-paths.js';
import type { Source } from '../origins/source.js';

/** What `readTarget` takes besides its input. */
export interface TargetOptions {
  readonly signal?: AbortSignal;
  /** Who decodes; a process of its own if absent. */
  readonly decoders?: Decoders;
}

/** The picture to imitate. */
export interface Target {
  /** Upright, sRGB, over white; at most 16 megapixels. */
  readonly raster: Raster;
  /** As given; `-` for bytes. */
  readonly path: string;
  /** Of the file, hex. */
  readonly sha256: string;
  /** Pixels of the upright original, which may be larger than `raster`. */
  readonly width: number;
  readonly height: number;
  /** Faces that its metadata tells of (regions in XMP), in shares of the upright original. */
  readonly faces: readonly Rect[];
}

/** The most pixels of a target that are looked at: cells of one pixel on a wall-sized mosaic. */
const MAX_TARGET = 16_000_000;

/**
 * Reads a target.
 *
 * @param target  the path of a file, or what would be in it: bytes
 * @throws MosaicError `not-found`, `empty`, `truncated`, `damaged`, `not-a-picture`, `unsupported`, `too-large`,
 *   `special-file`, `unreadable` or `aborted`
 */
export async function readTarget(target: string | Uint8Array, options: TargetOptions = {}): Promise<Target> {
  return await withDecoders(options.decoders, (decoders) => abortable(read(target, decoders), options.signal));
}

async function read(target: string | Uint8Array, decoders: Decoders): Promise<Target> {
  const path = typeof target === 'string' ? target : '-';
  try {
    const order = { source: await sourceOf(target), most: MAX_TARGET };
    const { rgb, width, height, original, sha256, faces } = await decoders.run('targetPixels', order);
    return { raster: opaqueRaster(rgb, width, height), path, sha256, ...original, faces };
  } catch (error) {
    throw withFileName(path, error);
  }
}

async function sourceOf(target: string | Uint8Array): Promise<Source> {
  if (typeof target === 'string') return await namedFile(target);
  return { name: byteName('-'), content: { stamp: '', size: target.length, bytes: target } };
}
