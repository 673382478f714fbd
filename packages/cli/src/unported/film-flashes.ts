/** Whether a film that somebody wrote a script for flashes: told before it is drawn. */

import {
  frameLight,
  LINEAR,
  luminance,
  MOST_FLASHES,
  meanLight,
  measurePhotos,
  mostFlashes,
  type Plan,
  timelineOf,
} from '@tesserae/core';
import { type FilmInput, stageOf } from '@tesserae/node';
import type { FilmWish } from './film-wish.js';

/** @returns a sentence if the film flashes more than three times in some second */
export async function flashNote(input: FilmInput, { frame }: FilmWish): Promise<string | undefined> {
  const { plan, photos, other, target, landing, script } = input;
  const light = await measurePhotos(plan, photos, meanLight);
  const mosaic = mosaicLight(plan, light);
  const means = {
    mosaic,
    other: other ? mosaicLight(other.plan, await measurePhotos(other.plan, other.photos, meanLight)) : mosaic,
    target: target ? meanLight(target) : mosaic,
    background: lightOf(script.background),
    photo: light[plan.photos[landing]],
  };
  const flashes = mostFlashes(frameLight(timelineOf(script, stageOf(input, frame)), means), frame.fps);
  if (flashes <= MOST_FLASHES) return undefined;
  return (
    `the script flashes ${Math.floor(flashes)} times in a second, and more than ${MOST_FLASHES} can bring on seizures ` +
    '(WCAG 2.3.1). Take longer scenes, or let the target come and go more slowly.'
  );
}

function mosaicLight({ photos }: Plan, light: Float32Array): number {
  return photos.reduce((sum, photo) => sum + light[photo], 0) / photos.length;
}

function lightOf(colour: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => LINEAR[Number.parseInt(colour.slice(at, at + 2), 16)]);
  return luminance(r, g, b);
}
