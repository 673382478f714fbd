/** A finished mosaic, read as bands: it may be far larger than what fits into memory. */

import type { Band } from '@tesserae/core';
import { abortable } from '@tesserae/core/internal';
import { opaqueRaster } from '../codecs/rgb-raster.js';
import { withFileName } from '../decoders/crashed-file.js';
import { type Decoders, withDecoders } from '../decoders/decoder-pool.js';
import { namedFile } from '../origins/named-paths.js';
import type { TargetOptions } from './read-target.js';

/** A mosaic that was opened. */
export interface OpenedMosaic {
  /** Pixels, as stored. */
  readonly width: number;
  readonly height: number;
  /** Its rows from the top down, opaque. Throws `MosaicError` `truncated`, `damaged` or `aborted`. */
  bands(signal?: AbortSignal): AsyncGenerator<Band, void, void>;
}

/** Pixels of a band. A later band costs the decoding of all before it as well: few large ones are quicker; these take 128 MB. */
const BAND_PIXELS = 32e6;

/**
 * Opens a mosaic that some program made.
 *
 * @throws MosaicError `not-found`, `empty`, `truncated`, `damaged`, `not-a-picture`, `unsupported`, `too-large` or `unreadable`
 */
export async function openMosaic(path: string, options: Pick<TargetOptions, 'decoders'> = {}): Promise<OpenedMosaic> {
  const named = (error: unknown): never => {
    throw withFileName(path, error);
  };
  const source = await namedFile(path).catch(named);
  const work = <T>(ask: (decoders: Decoders) => Promise<T>): Promise<T> =>
    withDecoders(options.decoders, ask).catch(named);
  const { width, height } = await work((decoders) => decoders.run('mosaicSize', source));
  const most = Math.max(1, Math.floor(BAND_PIXELS / width));
  return {
    width,
    height,
    async *bands(signal) {
      for (let y = 0; y < height; y += most) {
        const rows = Math.min(most, height - y);
        const read = (decoders: Decoders): Promise<Uint8Array> =>
          decoders.run('mosaicRows', { source, width, y, rows }, PATIENT);
        yield { y, raster: opaqueRaster(await work((decoders) => abortable(read(decoders), signal)), width, rows) };
      }
    },
  };
}

/** As patient as with a file of this size: decoding a billion pixels takes a minute. */
const PATIENT = 2e9;
