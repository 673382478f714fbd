/**
 * Draws a picture into a file, in no hurry, as a process of its own: to be killed. Words: the file, width, height, and the pause of
 * milliseconds before each band.
 */

import { setTimeout } from 'node:timers/promises';
import { type Band, pipe, raster } from '@tesserae/core';
import { fileSink } from '../../dist/pictures/sink.js';

/** Bytes that are not easily packed, the same each time. */
const NOISE = new Uint8ClampedArray(2 ** 20);
for (let i = 0, state = 1; i < NOISE.length; i++) {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  NOISE[i] = i % 4 === 3 ? 255 : state >>> 25;
}

function bandAt(y: number, width: number, height: number): Band {
  const bytes = width * height * 4;
  return { y, raster: raster(width, height, NOISE.slice(y * 4, y * 4 + bytes)) };
}

const ROWS = 16;

/** Bands from the top of the one that a row is in; says each as it is asked for. */
async function* bands(from: number, width: number, height: number, pause: number): AsyncGenerator<Band> {
  for (let y = Math.floor(from / ROWS) * ROWS; y < height; y += ROWS) {
    process.stdout.write(`${y}\n`);
    await setTimeout(pause);
    yield bandAt(y, width, Math.min(ROWS, height - y));
  }
}

const [path, width, height, pause] = process.argv.slice(2);
const size = { width: Number(width), height: Number(height) };
const sink = await fileSink(path, {
  ...size,
  journal: { resumeKey: { plan: 'of the test' }, resume: true, every: 100 },
});
process.stdout.write(`${sink.from}\n`);
await pipe(bands(sink.from, size.width, size.height, Number(pause)), sink);
