/**
 * `npm run bench:film-frames`: what the drawing of a film's frames takes, by processor time of this thread, and how calm they are.
 *
 *     npm run bench:film-frames                 twenty frames of each
 *     npm run bench:film-frames -- --frames 50
 */

import { createHash } from 'node:crypto';
import { availableParallelism, cpus } from 'node:os';
import { parseArgs } from 'node:util';
import {
  drawLayer,
  drawSprites,
  emptySprites,
  emptyTextures,
  fill,
  halveRows,
  type Level,
  openCanvas,
  type Random,
  randomFrom,
  type Sprites,
  setTexture,
  toRgb,
} from '@tesserae/core/internal';
import {
  largestJump,
  layerFrames,
  motionOf,
  nearestFrames,
  slowZoom,
  spriteFrames,
  syntheticPhoto,
  ZOOM_WIDTH,
} from '@tesserae/testing';
import { median } from '../run-command.js';

const [WIDTH, HEIGHT] = [1280, 720];
const SPRITES = 10_000;
const VIEW = 64;
const VIEWS = 700;

/** Draws a frame. */
type Draw = (frame: number) => void;

const { values } = parseArgs({ options: { frames: { type: 'string', default: '20' } } });
const count = Number(values.frames);
const canvas = openCanvas(WIDTH, HEIGHT);
const rgb = new Uint8Array(WIDTH * HEIGHT * 3);

/** Pixels like those of a mosaic, and their half. */
function levels(): Level[] {
  const [width, height] = [3200, 1800];
  // as in a film: what workers share is dearer to copy
  const shared = (bytes: number) => new Uint8Array(new SharedArrayBuffer(bytes));
  const fine = shared(width * height * 3);
  const photos = Array.from({ length: 50 }, (_, seed) => syntheticPhoto(seed, 40, 40));
  for (let i = 0; i < width * height; i++) {
    const [x, y] = [i % width, Math.floor(i / width)];
    const photo = photos[(Math.floor(x / 40) * 7 + Math.floor(y / 40) * 13) % photos.length];
    const from = ((y % 40) * 40 + (x % 40)) * 4;
    for (let c = 0; c < 3; c++) fine[i * 3 + c] = photo.data[from + c];
  }
  const half = shared(fine.length / 4);
  for (let y = 0; y < height; y += 2) {
    halveRows({ rgb: fine, width, upper: y * width * 3, lower: (y + 1) * width * 3 }, half, y * width * 0.75);
  }
  const place = { left: 0, top: 0 };
  return [
    { ...place, scaleX: width / 2, scaleY: width / 2, width: width / 2, height: height / 2, rgb: half },
    { ...place, scaleX: width, scaleY: width, width, height, rgb: fine },
  ];
}

/** A layer of which so many pixels of the coarser level come to one of the frame. */
function layer(all: readonly Level[], density: number): Draw {
  const w = (density * WIDTH) / all[0].scaleX;
  const h = (w * HEIGHT) / WIDTH;
  return (frame) => {
    const window = { x: (0.99 - w) * (frame / count), y: 0.001 * frame, w, h };
    drawLayer(canvas, { levels: all, window, clip: window, opacity: 1 });
  };
}

const views = emptyTextures(new Uint16Array(VIEWS).fill(VIEW), new Uint16Array(VIEWS).fill(VIEW));
for (let i = 0; i < VIEWS; i++) setTexture(views, i, syntheticPhoto(i, VIEW, VIEW));

/** Sprites of `side` pixels, placed by `pose`. */
function sprites(pose: (sprite: number, random: Random) => readonly number[]): Sprites {
  const random = randomFrom(1);
  const all = emptySprites(SPRITES);
  all.drawn = SPRITES;
  for (let i = 0; i < SPRITES; i++) {
    all.poses.set(pose(i, random), i * 6);
    all.textures[i] = i % VIEWS;
    all.others[i] = i % VIEWS;
    all.order[i] = i;
  }
  return all;
}

const strewn = sprites((_, random) => {
  const [x, y] = [13 * (1 - random() * 0.05), 26 * (random() - 0.5) * 0.3];
  return [x, y, -y, x, random() * WIDTH, random() * HEIGHT];
});
const resting = sprites((i) => [
  WIDTH / 100,
  0,
  0,
  HEIGHT / 100,
  (i % 100) * (WIDTH / 100),
  Math.floor(i / 100) * (HEIGHT / 100),
]);

const pictures = levels();
const flying =
  (all: Sprites): Draw =>
  () => {
    fill(canvas, [16, 16, 20]);
    drawSprites(canvas, all, views);
  };
const entrants: readonly { readonly name: string; readonly draw: Draw }[] = [
  { name: 'layer, 1.5 pixels to one: one level', draw: layer(pictures, 1.5) },
  { name: 'layer, 1.05 pixels to one', draw: layer(pictures, 1.05) },
  { name: 'layer, .85 and 1.7 pixels to one: two levels', draw: layer(pictures, 0.85) },
  { name: 'layer, 1.2 pixels to one, the finer level', draw: layer(pictures, 0.6) },
  { name: '10,000 sprites of 13 px, strewn and turned', draw: flying(strewn) },
  { name: '10,000 sprites at rest, 12.8 × 7.2 px', draw: flying(resting) },
];

console.log(
  `CPU ms a frame of ${WIDTH}×${HEIGHT}, its bytes included: medians of ${count}; ${cpus()[0].model}, ${availableParallelism()} cores, Node ${process.version}.\n`,
);
console.log('| drawn | CPU ms | checksum |\n|---|--:|---|');
for (const { name, draw } of entrants) {
  const times: number[] = [];
  const sum = createHash('sha256');
  for (let frame = -5; frame < count; frame++) {
    const before = process.cpuUsage();
    draw(Math.max(0, frame));
    toRgb(canvas, rgb);
    const { user, system } = process.cpuUsage(before);
    if (frame < 0) continue;
    times.push((user + system) / 1000);
    sum.update(rgb);
  }
  console.log(`| ${name} | ${median(times).toFixed(1)} | ${sum.digest('hex').slice(0, 12)} |`);
}

console.log(
  '\n| a slow zoom (.1 % a frame) drawn as | pixels to one | shimmer | detail | shimmer / detail |\n|---|--:|--:|--:|--:|',
);
for (const density of [1.9, 1.5, 1.1]) {
  for (const [name, frames] of [
    ['layer', layerFrames],
    ['sprites', spriteFrames],
    ['nearest pixels', nearestFrames],
  ] as const) {
    const { shimmer, detail } = motionOf(frames(slowZoom(density, 12)), ZOOM_WIDTH);
    console.log(
      `| ${name} | ${density} | ${shimmer.toFixed(2)} | ${detail.toFixed(2)} | ${(shimmer / detail).toFixed(3)} |`,
    );
  }
}
const jumps = [2.04, 1.02, 0.78].map((density) =>
  largestJump(motionOf(layerFrames(slowZoom(density, 60)), ZOOM_WIDTH)),
);
console.log(
  `\nLargest step from frame to frame, to the mean of the two before and after, where levels change: ${Math.max(...jumps).toFixed(2)}.`,
);
