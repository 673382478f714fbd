/** The frames of a clip at a constant rate: counted beforehand, then read one by one, as small as they are needed. */

import { stat } from 'node:fs/promises';
import { MosaicError, type Raster } from '@tesserae/core';
import type { PixelSize } from '@tesserae/core/internal';
import { opaqueRaster } from '../../codecs/rgb-raster.js';
import { QUIETLY } from '../ffmpeg.js';
import { type ClipFacts, MOST_PIXELS } from './probe.js';
import { inputOf, outputOf } from './program.js';

/** A rate that is more than enough for any screen. */
const MOST_RATE = 60;

/** Frames a second of the mosaic: the clip's own, in whole numbers. */
export function wholeRate({ rate }: Pick<ClipFacts, 'rate'>): number {
  return Math.max(1, Math.min(MOST_RATE, Math.round(rate)));
}

/** A clip may grow on its way: what its header says is not all. */
const AT_MOST = ['-max_pixels', `${MOST_PIXELS}`];
/** The moving pictures alone (a cover is none), turned upright as the clip says. */
const PICTURES = ['-map', '0:V:0', '-an', '-sn', '-dn'];

const RAW = ['-f', 'rawvideo', 'pipe:1'];

/** Pixels of a side of a frame that is only counted. */
const SPECK = 2;
const BYTES = SPECK * SPECK * 3;

/** A clip stands still for a while, and not for hours: so many frames may be in a file however small. */
const LEAST_MOST = 1000;

function inputFor(clip: ClipFacts): string[] {
  return [...QUIETLY, ...AT_MOST, ...inputOf(clip), ...PICTURES];
}

/** What there is to be read of a clip. */
export interface ClipLength {
  readonly frames: number;
  /** What ffmpeg says of damage that it could pass over. */
  readonly damage: string | undefined;
}

/**
 * Counts the frames that a clip has at a rate, by decoding it once: a film's file wants to know, and no header can be believed.
 * What is damaged shows here, before any work.
 *
 * @throws MosaicError `damaged`, `unsupported`, `empty` for a clip without frames, `limit` for one that stands still for hours; `aborted`
 */
export async function countFrames(clip: ClipFacts, fps: number, signal?: AbortSignal): Promise<ClipLength> {
  // just as it is read, but for the size: ways of writing that differ lose and repeat frames differently
  const args = [...inputFor(clip), '-vf', `fps=${fps},scale=${SPECK}:${SPECK},format=rgb24`, ...RAW];
  let bytes = 0;
  let damage: string | undefined;
  const onComplaint = (sentence: string): void => {
    damage = sentence;
  };
  const { size } = await stat(clip.path);
  const most = Math.max(LEAST_MOST, size);
  for await (const chunk of outputOf({ command: 'ffmpeg', args, path: clip.path, signal, onComplaint })) {
    bytes += chunk.length;
    if (bytes / BYTES <= most) continue;
    const received = `a file of ${size} bytes that spans more than ${most}`;
    throw new MosaicError('limit', {
      file: clip.path,
      expected: 'at most a frame for each of its bytes',
      received,
      waysOut: [{ use: 'another clip' }],
    });
  }
  const frames = Math.floor(bytes / BYTES);
  if (frames > 0) return { frames, damage };
  throw new MosaicError('empty', { file: clip.path, expected: 'at least one frame', received: 'none' });
}

/** How frames are wanted: in the proportions of the clip. */
export interface FrameRequest extends PixelSize {
  readonly fps: number;
}

/**
 * Reads the frames of a clip, sRGB, opaque. One is decoded while the one before is worked on, not more: the program waits.
 *
 * @throws MosaicError `damaged`, `unsupported`, `aborted`
 */
export async function* readFrames(
  clip: ClipFacts,
  { fps, width, height }: FrameRequest,
  signal?: AbortSignal,
): AsyncGenerator<Raster, void, void> {
  const matrix = clip.matrix === undefined ? '' : `:in_color_matrix=${clip.matrix}`;
  const filter = `fps=${fps},scale=${width}:${height}:flags=area${matrix},format=rgb24`;
  const args = [...inputFor(clip), '-vf', filter, ...RAW];
  const frame = Buffer.alloc(width * height * 3);
  let filled = 0;
  for await (const chunk of outputOf({ command: 'ffmpeg', args, path: clip.path, signal })) {
    for (let from = 0; from < chunk.length; ) {
      const copied = chunk.copy(frame, filled, from);
      from += copied;
      filled += copied;
      if (filled < frame.length) continue;
      filled = 0;
      yield opaqueRaster(frame, width, height);
    }
  }
}
