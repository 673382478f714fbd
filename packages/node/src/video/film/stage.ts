/** What the camera of a film moves over, as numbers; and the pictures it sees there. */

import { MosaicError, type Script } from '@tesserae/core';
import {
  type EndlessMosaic,
  type FilmGeometry,
  type PictureSlot,
  type PixelSize,
  photoRect,
  viewOf,
} from '@tesserae/core/internal';
import { blurredPicture, mosaicPicture, type Picture, photoPicture, targetPicture } from './picture.js';
import type { ShownMosaic } from './shown-views.js';

/** What a film shows. */
export interface FilmSource extends EndlessMosaic, ShownMosaic {
  /** Photo → pixels of the upright original. */
  readonly sizes: (photo: number) => PixelSize;
  /** Mosaics of the same photos to go into, one in the other, for an endless zoom. */
  readonly inner?: readonly EndlessMosaic[];
  /** What the mosaic becomes, for a morph. */
  readonly other?: ShownMosaic;
  readonly script: Script;
}

/** The stage of a film. */
export function stageOf(
  { plan, landing, inner = [], other, script }: FilmSource,
  frame: FilmGeometry['frame'],
): FilmGeometry {
  const mosaics = [{ plan, landing }, ...inner].map((each) => ({
    shape: each.plan.layout.shape,
    landing: each.landing,
  }));
  const { fit } = script;
  return { frame, mosaics, photo: photoRect(plan, landing), fit, other: other?.plan.layout.shape };
}

/** Slot → its picture, for those slots of a film that are seen. */
export function picturesOf(filmed: FilmSource, stage: FilmGeometry, jobs: number): (slot: PictureSlot) => Picture {
  const { plan, photos, landing, target, inner = [], other } = filmed;
  const plans = [plan, ...inner.map((each) => each.plan)];
  const mosaic = (m: number): Picture => mosaicPicture({ plan: plans[m], photos, target, parallel: jobs * 2 });
  return (slot) => {
    if (typeof slot === 'number') return mosaic(slot);
    if (slot === 'self') return mosaic(0);
    if (slot === 'backdrop') return blurredPicture({ plan, photos, target });
    if (slot === 'other-backdrop' && other) return blurredPicture(other);
    if (slot === 'photo') {
      const view = viewOf(plan, landing);
      const whole = { ...view, crop: { x: 0, y: 0, w: 1, h: 1 } };
      return photoPicture(photos, whole, { ...filmed.sizes(view.photo), aspect: stage.photo.w / stage.photo.h });
    }
    if (target === undefined) {
      throw new MosaicError('shape', {
        subject: 'target',
        expected: 'its pixels, as the film shows it',
        received: 'none',
      });
    }
    return targetPicture(target, plan);
  };
}
