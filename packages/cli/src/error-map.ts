/** `--error-map`: a picture of where the mosaic differs from its target. */

import { errorMap, pipe, type Shape } from '@tesserae/core';
import { fileSink } from '@tesserae/node';
import type { Call } from './call.js';

/** Draws the map if it was asked for. @param differences  cell → CIEDE2000 from afar */
export async function writeErrorMap({ flags, signal }: Call, shape: Shape, differences: Float32Array): Promise<void> {
  if (flags.errorMap === undefined) return;
  const map = errorMap(shape, differences);
  const { width, height } = map;
  const sink = await fileSink(flags.errorMap, { width, height, quality: 100, force: flags.force });
  await pipe(only({ y: 0, raster: map }), sink, signal);
}

async function* only<T>(chunk: T): AsyncGenerator<T, void, void> {
  yield chunk;
}
