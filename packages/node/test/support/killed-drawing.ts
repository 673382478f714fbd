/**
 * Draws a picture into a file as a process of its own, going on with what is there; it kills itself when it comes to a row, if told.
 * Words: the file, width, height, the row. Says the first row that was missing.
 */

import { type Band, pipe } from '@tesserae/core';
import { raster } from '@tesserae/core/internal';
import { fileSink } from '@tesserae/node/internal';

/** Bytes that are not easily packed, the same each time. */
const NOISE = new Uint8ClampedArray(2 ** 20);
for (let i = 0, state = 1; i < NOISE.length; i++) {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  NOISE[i] = i % 4 === 3 ? 255 : state >>> 25;
}

const ROWS = 16;

async function* bands(from: number, width: number, height: number, last: number): AsyncGenerator<Band> {
  for (let y = Math.floor(from / ROWS) * ROWS; y < height; y += ROWS) {
    if (y >= last) process.kill(process.pid, 'SIGKILL');
    const rows = Math.min(ROWS, height - y);
    yield { y, raster: raster(width, rows, NOISE.slice(y * 4, y * 4 + width * rows * 4)) };
  }
}

const [path, width, height, last] = process.argv.slice(2);
const size = { width: Number(width), height: Number(height) };
const sink = await fileSink(path, { ...size, parts: { key: 'of the test', resume: true } });
process.stdout.write(`${sink.from}`);
await pipe(bands(sink.from, size.width, size.height, last === undefined ? Infinity : Number(last)), sink);
