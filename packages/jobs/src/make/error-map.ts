import { pipe, type Shape } from '@tesserae/core';
import { errorMap } from '@tesserae/core/internal';
import { fileSink } from '@tesserae/node';

/** Draws where a mosaic differs from its target. @param samples  CIEDE2000 from afar */
export async function writeErrorMap(
  path: string,
  { shape, samples }: { readonly shape: Shape; readonly samples: Float32Array },
  options: { readonly force?: boolean },
  signal: AbortSignal,
): Promise<void> {
  const map = errorMap(shape, samples);
  const { width, height } = map;
  const sink = await fileSink(path, { width, height, quality: 100, ...options });
  await pipe(only({ y: 0, raster: map }), sink, signal);
}

async function* only<T>(chunk: T): AsyncGenerator<T, void, void> {
  yield chunk;
}
