/** The photos that a plan uses, numbered as they are met: row by row, from the left. */

import type { Plan, Raster } from '@tesserae/core';
import { colourName, LINEAR, oklabFromLinear } from '@tesserae/core/internal';

/** The photos of a plan that are used. */
export interface UsedPhotos {
  /** Number → index into the plan's ids. */
  readonly photos: Uint32Array;
  /** Cell → number. */
  readonly ofCell: Uint32Array;
}

/** Numbers the photos that are used. */
export function usedPhotos(plan: Plan): UsedPhotos {
  const numbers = new Int32Array(plan.ids.length).fill(-1);
  const photos: number[] = [];
  const ofCell = plan.photos.map((photo) => {
    if (numbers[photo] < 0) numbers[photo] = photos.push(photo) - 1;
    return numbers[photo];
  });
  return { photos: Uint32Array.from(photos), ofCell };
}

/** What people would call the colour of a photo: that of its mean light. */
export function colourOf({ data }: Raster): string {
  const sums = [0, 0, 0];
  for (let i = 0; i < data.length; i += 4) {
    for (let c = 0; c < 3; c++) sums[c] += LINEAR[data[i + c]];
  }
  const mean = Float32Array.from(sums, (sum) => (sum * 4) / data.length);
  oklabFromLinear(mean, 0, mean, 0);
  const [l, a, b] = mean;
  return colourName(l, a, b);
}
