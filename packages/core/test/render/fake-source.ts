/** A source of photos that are made up, for tests of drawing. */

import { type PhotoSource, type Raster, randomFrom, raster, type View } from '@tesserae/core/internal';

/** Pixels that tell photo, crop, mirroring and place apart. */
export function drawn({ photo, crop, mirrored }: View, width: number, height: number): Raster {
  const out = raster(width, height);
  const random = randomFrom(photo * 1000 + Math.round(crop.x * 100) * 2 + (mirrored ? 1 : 0));
  for (let i = 0; i < out.data.length; i++) out.data[i] = i % 4 === 3 ? 255 : random() * 256;
  return out;
}

/** Answers after a while, out of order: where it is told, with a raster of its own, or with one that it keeps. Counts what is asked. */
export function fakeSource(seed = 1) {
  const random = randomFrom(seed);
  const kept = new Map<string, Raster>();
  const asked: View[] = [];
  let flying = 0;
  let most = 0;
  const source: PhotoSource = {
    thumbnails: () => Promise.reject(new Error('not asked for')),
    async view(view, width, height, into) {
      asked.push(view);
      most = Math.max(most, ++flying);
      for (let turns = random() * 5; turns > 0; turns--) await new Promise((resolve) => setImmediate(resolve));
      flying--;
      const pixels = drawn(view, width, height);
      const key = `${view.photo} ${view.crop.x} ${view.mirrored} ${width} ${height}`;
      const manner = (seed + view.photo) % 3;
      if (manner === 1) kept.set(key, kept.get(key) ?? pixels);
      if (manner !== 2 || into === undefined) return kept.get(key) ?? pixels;
      into.data.set(pixels.data);
      return into;
    },
  };
  return { source, asked, mostAtOnce: () => most };
}
