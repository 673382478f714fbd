/** Text over a frame, which it darkens, so that white letters can be read on any mosaic. */

import type { Canvas } from './canvas.js';

/** Text that is as large as the frame. */
export interface FrameText {
  /** How much of each pixel its letters cover: width × height bytes, row by row; 255 is all of it. */
  readonly coverage: Uint8Array;
  /** How much darker the frame is behind it, 0…1. */
  readonly veil: number;
}

/** Lays text over what the canvas holds. @param opacity  0…1 */
export function drawText({ light }: Canvas, { coverage, veil }: FrameText, opacity: number): void {
  const left = 1 - veil * opacity;
  const share = opacity / 255;
  for (let i = 0, p = 0; p < coverage.length; p++, i += 3) {
    const letters = coverage[p] * share;
    const behind = left * (1 - letters);
    light[i] = light[i] * behind + letters;
    light[i + 1] = light[i + 1] * behind + letters;
    light[i + 2] = light[i + 2] * behind + letters;
  }
}
