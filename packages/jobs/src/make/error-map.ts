import { errorMap, pipe, type Shape } from '@tesserae/core';
import { fileSink } from '@tesserae/node';

/** Draws where a mosaic differs from its target. @param differences  cell → CIEDE2000 from afar */
export async function writeErrorMap(
  path: string,
  { shape, differences }: { readonly shape: Shape; readonly differences: Float32Array },
  options: { readonly force?: boolean },
  signal: AbortSignal,
): Promise<void> {
  const map = errorMap(shape, differences);
  const { width, height } = map;
  const sink = await fileSink(path, { width, height, quality: 100, ...options });
  await pipe(only({ y: 0, raster: map }), sink, signal);
}

async function* only<T>(chunk: T): AsyncGenerator<T, void, void> {
  yield chunk;
}
