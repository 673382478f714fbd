/**
 * How vivid a photo is: colourful, of many colours, and not smooth. Clip art, flags and drawings have few colours, however strong;
 * wallpapers are smooth. Of 709 photos and 164 drawings, no drawing was among the 60 most vivid.
 */

import { type Raster, raster } from '../../pixels/raster.js';
import type { Rect } from '../../pixels/rect.js';
import type { Plan } from '../../plan/plan.js';
import type { PhotoSource } from '../../ports.js';
import { shownThumbnails } from './thumbnails.js';

/** Colours are counted in so many bits of each primary: what differs by less is noise. */
const BITS = 4;

/** "Highly colourful" in the words of the source: what is stronger still is no better. Photos without colours differ in the rest. */
const MOST_COLOURFUL = 82;
const LEAST_COLOURFUL = 10;

/** Detail of a common photo: more is no better. */
const MOST_DETAIL = 20;

/** Where neighbours differ by more, a contour is as good as another. */
const CONTOUR = 60;

/** How vivid a photo is: how colourful, times its number of colours, times its detail squared. Only the order means something. */
export function vividness(photo: Raster): number {
  const colourful = LEAST_COLOURFUL + Math.min(MOST_COLOURFUL, colourfulness(photo));
  // squared: a wallpaper has as many colours as any photo
  return colourful * colours(photo) * Math.min(MOST_DETAIL, detail(photo)) ** 2;
}

/**
 * How colourful a picture is: 0 for grey, about 33 for moderate, 59 for quite colourful, 109 for extreme.
 *
 * Source: D. Hasler and S. Süsstrunk, "Measuring colourfulness in natural images", Human Vision and Electronic Imaging VIII,
 * 2003, doi:10.1117/12.477378 (the second metric).
 */
export function colourfulness({ width, height, data }: Raster): number {
  const pixels = width * height;
  let [rg, rgSquares, yb, ybSquares] = [0, 0, 0, 0];
  for (let i = 0; i < pixels * 4; i += 4) {
    const redGreen = data[i] - data[i + 1];
    const yellowBlue = (data[i] + data[i + 1]) / 2 - data[i + 2];
    rg += redGreen;
    rgSquares += redGreen * redGreen;
    yb += yellowBlue;
    ybSquares += yellowBlue * yellowBlue;
  }
  const [meanRg, meanYb] = [rg / pixels, yb / pixels];
  const variance = rgSquares / pixels - meanRg * meanRg + ybSquares / pixels - meanYb * meanYb;
  return Math.sqrt(Math.max(0, variance)) + 0.3 * Math.sqrt(meanRg * meanRg + meanYb * meanYb);
}

/** The effective number of a picture's colours: so many that are as frequent as each other have the same entropy. 1 for a flat one. */
export function colours({ width, height, data }: Raster): number {
  const pixels = width * height;
  const counts = new Uint32Array(2 ** (3 * BITS));
  const drop = 8 - BITS;
  for (let i = 0; i < pixels * 4; i += 4) {
    counts[((data[i] >> drop) << (2 * BITS)) | ((data[i + 1] >> drop) << BITS) | (data[i + 2] >> drop)]++;
  }
  let entropy = 0;
  for (const count of counts) if (count > 0) entropy -= (count / pixels) * Math.log(count / pixels);
  return Math.exp(entropy);
}

/** How much neighbours in a row differ, red, green and blue together, as a mean: 6 in a smooth wallpaper, 20 in a common photo. */
function detail({ width, height, data }: Raster): number {
  let sum = 0;
  for (let i = 4; i < width * height * 4; i += 4) {
    if (i % (width * 4) === 0) continue;
    const [r, g, b] = [data[i] - data[i - 4], data[i + 1] - data[i - 3], data[i + 2] - data[i - 2]];
    sum += Math.min(CONTOUR, Math.abs(r) + Math.abs(g) + Math.abs(b));
  }
  return sum / (width * height);
}

/** Cell → how vivid the part of its photo is that it shows: a float a cell. */
export async function vividCells(plan: Plan, photos: PhotoSource): Promise<Float32Array> {
  const vivid = new Float32Array(plan.photos.length);
  const cellsOf = Array.from(plan.ids, (): number[] => []);
  plan.photos.forEach((photo, cell) => {
    cellsOf[photo].push(cell);
  });
  for await (const [photo, thumbnail] of shownThumbnails(plan, photos)) {
    for (const cell of cellsOf[photo]) {
      const [x, y, w, h] = plan.crops.subarray(cell * 4, cell * 4 + 4);
      vivid[cell] = vividness(cutOut(thumbnail, { x, y, w, h }));
    }
  }
  return vivid;
}

/** The pixels of a part, in shares of a picture; at least one. */
function cutOut({ width, height, data }: Raster, { x, y, w, h }: Rect): Raster {
  const [left, top] = [Math.min(width - 1, Math.round(x * width)), Math.min(height - 1, Math.round(y * height))];
  const right = Math.max(left + 1, Math.min(width, Math.round((x + w) * width)));
  const bottom = Math.max(top + 1, Math.min(height, Math.round((y + h) * height)));
  const part = raster(right - left, bottom - top);
  for (let row = top; row < bottom; row++) {
    part.data.set(data.subarray((row * width + left) * 4, (row * width + right) * 4), (row - top) * part.width * 4);
  }
  return part;
}
