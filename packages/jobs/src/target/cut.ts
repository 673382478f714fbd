/** The part of a target that a mosaic imitates: cut to the proportions of a paper, around the point that matters. */

import { MosaicError } from '@tesserae/core';
import {
  centreCrop,
  type PixelSize,
  type Raster,
  raster,
  sizeText,
  type TargetCrop,
  turnedTo,
} from '@tesserae/core/internal';
import type { Ratio, Settings } from '@tesserae/core/settings';
import type { Target } from '@tesserae/node';
import type { CropFields } from '../options/rows.js';

/** A target, of which `raster` may be a part. */
export interface CutTarget extends Target {
  /** The part; undefined: all of it. */
  readonly crop: TargetCrop | undefined;
}

/**
 * The part of a target that the input asks for; undefined: all of it.
 *
 * @throws MosaicError `usage` if the input names a point and nothing is cut, or the size's proportions and there are none
 */
export function cropFor(
  { crop, focusPoint }: CropFields,
  settings: Settings | undefined,
  target: PixelSize,
): TargetCrop | undefined {
  if (crop !== undefined) {
    const [w, h] = crop === 'size' ? proportionsOfSize(settings, target) : crop;
    return cropTo(w / h, focusPoint ?? MIDDLE, target);
  }
  if (focusPoint === undefined) return undefined;
  const received = 'about what stays when the target is cut, and it is not';
  throw new MosaicError('usage', { subject: 'focusPoint', received, waysOut: [{ give: 'crop', as: '2:3' }] });
}

const MIDDLE = [0.5, 0.5] as const;

/** The largest part of the aspect, in whole pixels, with the point as near to its middle as the target's edges allow. */
function cropTo(
  aspect: number,
  [x, y]: readonly [number, number],
  { width, height }: PixelSize,
): TargetCrop | undefined {
  const { w, h } = centreCrop(width, height, aspect);
  const [wide, high] = [Math.max(1, Math.round(w)), Math.max(1, Math.round(h))];
  if (wide === width && high === height) return undefined;
  const begin = (at: number, part: number, all: number) =>
    Math.max(0, Math.min(all - part, Math.round(at * all - part / 2)));
  return { x: begin(x, wide, width), y: begin(y, high, height), width: wide, height: high };
}

function proportionsOfSize(settings: Settings | undefined, target: PixelSize): Ratio {
  const { size, turn } = settings ?? {};
  if (size?.height !== undefined) {
    const { width, height = width } = turn ? turnedTo(size, target) : size;
    return [width.value, height.value];
  }
  throw new MosaicError('usage', {
    subject: 'crop',
    expected: 'a size with a width and a height, to whose proportions the target is cut',
    received: size === undefined ? 'no size' : sizeText(size),
    waysOut: [
      { give: 'size', as: '60x90cm' },
      { give: 'crop', as: '2:3' },
    ],
  });
}

/**
 * A target of which only a part is imitated.
 *
 * @param crop  undefined: all of it is
 * @throws MosaicError `not-a-plan` if it reaches beyond the target, as in a plan that was changed by hand
 */
export function cutTarget(target: Target, crop: TargetCrop | undefined): CutTarget {
  if (crop === undefined) return { ...target, crop };
  const { x, y, width, height } = crop;
  if (x + width > target.width || y + height > target.height) {
    const [expected, received] = [
      `a part of ${target.width}×${target.height} pixels`,
      `${width}×${height} at ${x}, ${y}`,
    ];
    throw new MosaicError('not-a-plan', { subject: 'target.crop', expected, received });
  }
  return { ...target, raster: partOf(target.raster, target, crop), crop };
}

/** The pixels of a part. @param original  what the crop is measured in; the raster may be smaller */
function partOf(whole: Raster, original: PixelSize, crop: TargetCrop): Raster {
  const [across, down] = [whole.width / original.width, whole.height / original.height];
  const [x, y] = [Math.floor(crop.x * across), Math.floor(crop.y * down)];
  const width = Math.max(1, Math.min(whole.width - x, Math.round(crop.width * across)));
  const height = Math.max(1, Math.min(whole.height - y, Math.round(crop.height * down)));
  const part = raster(width, height);
  for (let row = 0; row < height; row++) {
    const from = ((y + row) * whole.width + x) * 4;
    part.data.set(whole.data.subarray(from, from + width * 4), row * width * 4);
  }
  return part;
}

/** What is cut off a target: shares of its width and height, of those sides at which anything is. */
export type CutOff = ReturnType<typeof cutOff>;

/** Tells it. */
export function cutOff({ x, y, width, height }: TargetCrop, target: PixelSize) {
  return {
    ...{ x, y, width, height },
    left: x / target.width,
    right: (target.width - x - width) / target.width,
    above: y / target.height,
    below: (target.height - y - height) / target.height,
  };
}
