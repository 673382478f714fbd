/** One frame of a film as a picture: that in which all of the mosaic shows. */

import type { Band, Sink } from '@tesserae/core';
import { momentAt, type Timeline } from '@tesserae/core/internal';
import { opaqueRaster } from '../../codecs/rgb-raster.js';
import type { FrameBackgrounds } from './backgrounds.js';
import { type FrameSource, frameDrawer } from './frame-drawer.js';

/** The frame whose window shows most, of those in which no photo has left its cell and no target covers it. */
function posterFrame(timeline: Timeline): number {
  let [best, most] = [0, Number.NEGATIVE_INFINITY];
  for (let frame = 0; frame < timeline.frames; frame++) {
    const { mosaic, window, scatter, morph, target } = momentAt(timeline, frame);
    const hidden = scatter + target + Math.min(morph, 1 - morph);
    const shows = window.w - mosaic * 2 - hidden * 10;
    if (shows <= most) continue;
    [best, most] = [frame, shows];
  }
  return best;
}

/** Draws the poster into a picture's sink, which stays open. */
export async function drawPoster(
  source: FrameSource,
  backgrounds: FrameBackgrounds,
  sink: Sink<Band>,
  signal?: AbortSignal,
): Promise<void> {
  const frame = posterFrame(source.timeline);
  const { width, height } = source.timeline.stage.frame;
  const { levels, uses } = await backgrounds.of(frame, frame, signal);
  const rgb = frameDrawer({ ...source, texts: undefined })(frame, levels, uses[0]);
  await sink.write({ y: 0, raster: opaqueRaster(rgb, width, height) });
}
