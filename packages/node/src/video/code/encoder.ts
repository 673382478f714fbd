/**
 * Frames into bytes, in worker threads: a film is cut into parts of consecutive frames, each part is coded by itself, and
 * its bytes depend on nothing else. What joins the parts is in `mux/`.
 */

import type { RgbPixels } from '../../pictures/encode.js';
import type { Pace } from '../h264-level.js';

/** Takes the frames of one part. */
export interface PartEncoder {
  /**
   * Takes the next frame; its pixels may be written over when the promise has resolved.
   *
   * @throws MosaicError `failed`
   */
  add(frame: RgbPixels): Promise<void>;
  /**
   * Ends the part; nothing can be added after.
   *
   * @throws MosaicError `failed`
   */
  end(): Promise<Uint8Array>;
}

/** How frames become bytes. Plain data: it is sent to workers. */
export interface VideoEncoding extends Pace {
  /** h264: packets of an encoder in WebAssembly; native: of one in the machine's own code, of H.264 or VP9; raw: I420 of BT.709; the others: pictures. */
  readonly kind: 'h264' | 'native' | 'native-vp9' | 'raw' | 'webp' | 'gif' | 'png';
  /** 1…100. */
  readonly quality: number;
}

/** Frames of a part of H.264 or VP9 that moves: so far apart are the frames that a player can jump to. */
export const GROUP = 30;
