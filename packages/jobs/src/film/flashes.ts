/** Whether a film that somebody wrote a script for flashes. */

import type { Plan } from '@tesserae/core';
import {
  frameLight,
  LINEAR,
  luminance,
  MOST_FLASHES,
  meanLight,
  measurePhotos,
  mostFlashes,
  timelineOf,
} from '@tesserae/core/internal';
import type { FilmInput as Source } from '@tesserae/node';
import { stageOf } from '@tesserae/node/internal';
import type { Note } from '../notes.js';
import type { FilmRequest } from './request.js';

/** A note if the film flashes more often in some second than is safe. */
export async function flashNotes(source: Source, frame: FilmRequest['frame']): Promise<Note[]> {
  const { plan, photos, other, target, landing, script } = source;
  const light = await measurePhotos(plan, photos, meanLight);
  const mosaic = mosaicLight(plan, light);
  const means = {
    mosaic,
    other: other ? mosaicLight(other.plan, await measurePhotos(other.plan, other.photos, meanLight)) : mosaic,
    target: target ? meanLight(target) : mosaic,
    background: script.fit === 'blur' ? mosaic : lightOf(script.background),
    photo: light[plan.photos[landing]],
  };
  const flashes = mostFlashes(frameLight(timelineOf(script, stageOf(source, frame)), means), frame.fps);
  if (flashes <= MOST_FLASHES) return [];
  return [{ code: 'script-flashes', values: { flashes: Math.floor(flashes), most: MOST_FLASHES } }];
}

function mosaicLight({ photos }: Plan, light: Float32Array): number {
  return photos.reduce((sum, photo) => sum + light[photo], 0) / photos.length;
}

function lightOf(colour: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => LINEAR[Number.parseInt(colour.slice(at, at + 2), 16)]);
  return luminance(r, g, b);
}
