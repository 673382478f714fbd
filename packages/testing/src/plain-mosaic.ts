/** A mosaic made the plainest way, for what judges mosaics to have something to judge: no code under test takes part. */

import type { Raster } from '@tesserae/core';
import { raster } from '@tesserae/core/internal';

/** A mosaic and what stands where. */
export interface PlainMosaic {
  readonly mosaic: Raster;
  /** Cell, row by row → index of its photo. */
  readonly placed: Uint32Array;
}

/**
 * Puts into every cell the photo whose plain mean is nearest to the target there; every photo has a cell's size. The
 * target is stretched over the grid.
 *
 * @param photos  at least one, all of one size: a cell's
 */
export function plainMosaic(
  target: Raster,
  photos: readonly Raster[],
  grid: { readonly columns: number; readonly rows: number },
): PlainMosaic {
  const { columns, rows } = grid;
  const { width: w, height: h } = photos[0];
  const means = photos.map((photo) => meanOf(photo, 0, 0, { w: photo.width, h: photo.height }));
  const mosaic = raster(columns * w, rows * h);
  const placed = new Uint32Array(columns * rows);
  for (let cell = 0; cell < placed.length; cell++) {
    const column = cell % columns;
    const row = Math.floor(cell / columns);
    const part = { w: target.width / columns, h: target.height / rows };
    const wanted = meanOf(target, column * part.w, row * part.h, part);
    const distances = means.map((mean) => mean.reduce((sum, value, c) => sum + (value - wanted[c]) ** 2, 0));
    placed[cell] = distances.indexOf(Math.min(...distances));
    copy(photos[placed[cell]], mosaic, column * w, row * h);
  }
  return { mosaic, placed };
}

/**
 * A picture as plain means of about the pixels under each new one, of its largest centred part of the new shape: how
 * real photos become a cell's size.
 */
export function shrunk(picture: Raster, width: number, height: number): Raster {
  const scale = Math.min(picture.width / width, picture.height / height);
  const left = (picture.width - width * scale) / 2;
  const top = (picture.height - height * scale) / 2;
  const out = raster(width, height);
  for (let y = 0, o = 0; y < height; y++) {
    for (let x = 0; x < width; x++, o += 4) {
      out.data.set([...meanOf(picture, left + x * scale, top + y * scale, { w: scale, h: scale }), 255], o);
    }
  }
  return out;
}

/** The mean of the bytes of about the pixels from x, y on: at least one. */
function meanOf(picture: Raster, x: number, y: number, size: { w: number; h: number }): number[] {
  const sums = [0, 0, 0];
  let count = 0;
  for (let j = Math.floor(y); j === Math.floor(y) || j < Math.floor(y + size.h); j++) {
    for (let i = Math.floor(x); i === Math.floor(x) || i < Math.floor(x + size.w); i++, count++) {
      for (let c = 0; c < 3; c++) sums[c] += picture.data[(j * picture.width + i) * 4 + c];
    }
  }
  return sums.map((sum) => sum / count);
}

function copy(photo: Raster, mosaic: Raster, x: number, y: number): void {
  for (let row = 0; row < photo.height; row++) {
    const from = row * photo.width * 4;
    mosaic.data.set(photo.data.subarray(from, from + photo.width * 4), ((y + row) * mosaic.width + x) * 4);
  }
}
