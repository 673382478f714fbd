import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  collect,
  drawnSize,
  MosaicError,
  type PhotoSource,
  type Plan,
  type Raster,
  render,
  type Script,
  styleScript,
} from '@tesserae/core';

import { i420FromRgb, layoutOf, raster, resample, type Style } from '@tesserae/core/internal';
import { type FilmInput, writeFilm } from '@tesserae/node';

import type { FilmFormat } from '@tesserae/node/internal';
import { syntheticPhoto, temporaryFolder } from '@tesserae/testing';
import { readTarget } from '../../support/shared-decoders.js';

const [COLUMNS, ROWS, PHOTOS] = [16, 9, 7];
const frame = { width: 320, height: 180, fps: 10 };
const pictures = Array.from({ length: PHOTOS }, (_, seed) => syntheticPhoto(seed, 480, 360));

/** Photos in memory; none is mirrored. */
const photos: PhotoSource = {
  thumbnails: async () => pictures,
  async view({ photo, crop }, width, height) {
    const [w, h] = [480, 360];
    const box = { x: crop.x * w, y: crop.y * h, w: crop.w * w, h: crop.h * h };
    return resample(pictures[photo], box, raster(width, height));
  },
};

function planOf(turn: number): Plan {
  const cells = COLUMNS * ROWS;
  return {
    layout: layoutOf({ kind: 'grid', columns: COLUMNS, rows: ROWS, cell: [4, 4] }, 160, 90),
    photos: Uint32Array.from({ length: cells }, (_, cell) => (cell * 5 + turn + (cell >> 4)) % PHOTOS),
    ids: pictures.map((_, i) => `${i}`.repeat(64)),
    crops: Float32Array.from({ length: cells * 4 }, (_, i) => [0.1, 0, 0.75, 1][i % 4]),
    mirrored: new Uint8Array(cells),
    tint: new Float32Array(cells * 3).fill(1),
    overlay: 0,
    rules: {
      minUses: new Uint32Array(PHOTOS),
      maxUses: new Uint32Array(PHOTOS).fill(cells),
      spacing: 0,
      pinned: new Int32Array(cells).fill(-1),
    },
    groups: Uint32Array.from(pictures.keys()),
    seed: 3,
  };
}

const plan = planOf(0);
const landing = 4 * COLUMNS + 8;
const input: Omit<FilmInput, 'script'> = { plan, photos, landing, sizes: () => ({ width: 480, height: 360 }) };
const FRAME_BYTES = frame.width * frame.height * 1.5;

/** A film's frames as they leave the workers: I420. */
async function framesOf(
  what: Style | Script,
  more: Partial<FilmInput> = {},
  { jobs = 1, seconds = 2 } = {},
): Promise<Uint8Array[]> {
  const frames: Uint8Array[] = [];
  const script = typeof what === 'string' ? styleScript(what, seconds) : what;
  await writeFilm({ ...input, ...more, script }, { frame, format: rawFormat((bytes) => frames.push(bytes)), jobs });
  return frames;
}

function rawFormat(take: (frame: Uint8Array) => void, end: (how: string) => void = () => undefined): FilmFormat {
  return {
    output: 'none',
    encoding: { kind: 'raw', ...frame, quality: 75 },
    framesAPart: 4,
    stretches: false,
    said: 'frames',
    check: async () => undefined,
    writer: async () => ({
      write: async ({ bytes, frames }) => {
        for (let i = 0; i < frames; i++) take(bytes.subarray(i * FRAME_BYTES, (i + 1) * FRAME_BYTES));
      },
      close: async () => end('closed'),
      abort: async () => {
        end('aborted');
        return true;
      },
    }),
  };
}

/** A picture as a frame. */
function asFrame({ width, height, data }: Raster): Uint8Array {
  assert.deepEqual([width, height], [frame.width, frame.height]);
  const rgb = new Uint8Array(width * height * 3);
  for (let i = 0, o = 0; i < data.length; i += 4, o += 3) rgb.set(data.subarray(i, i + 3), o);
  const out = new Uint8Array(FRAME_BYTES);
  i420FromRgb(rgb, width, height, out);
  return out;
}

/** The mosaic, as large as the frame. */
async function mosaicFrame(shown: Plan): Promise<Uint8Array> {
  const { width, height } = drawnSize(shown.layout.shape, 20);
  return asFrame(await collect(render(shown, photos, { cell: 20 }), width, height));
}

/** Mean difference of two frames, in steps of a byte. */
function difference(a: Uint8Array, b: Uint8Array): number {
  return a.reduce((sum, byte, i) => sum + Math.abs(byte - b[i]), 0) / a.length;
}

const zoomIn = framesOf('zoom-in');

test('a zoom begins with the whole mosaic and ends with the photo itself, for any number of threads', async () => {
  const frames = await zoomIn;
  assert.equal(frames.length, 20);
  assert.ok(difference(frames[0], await mosaicFrame(plan)) < 1.5, 'the whole');
  // the largest part of the photo with the frame's shape; the cell shows its middle but for a little
  const [h, top] = [(480 * 9) / 16, (360 - (480 * 9) / 16) / 2];
  const whole = resample(pictures[plan.photos[landing]], { x: 0, y: top, w: 480, h }, raster(320, 180));
  assert.ok(difference(frames[19], asFrame(whole)) < 1, 'the photo');
  assert.ok(difference(frames[19], frames[0]) > 20);
  assert.deepEqual(await framesOf('zoom-in', {}, { jobs: 3 }), frames);
});

test('a title stands in white over the darkened mosaic, an end card over the darker photo', async () => {
  const script = { ...styleScript('zoom-in', 2), title: 'Anna & Tom', end: '2026' };
  const [titled, plain] = [await framesOf(script, {}, { jobs: 2 }), await zoomIn];
  assert.deepEqual([titled[0], titled[9]], [plain[0], plain[9]], 'before it fades in, and between them');
  const luma = (bytes: Uint8Array, rows: readonly [number, number]) => bytes.slice(rows[0] * 320, rows[1] * 320);
  const mean = (bytes: Uint8Array) => bytes.reduce((sum, byte) => sum + byte - 16, 0) / bytes.length;
  for (const frame of [3, 19]) {
    const [middle, above] = [luma(titled[frame], [70, 110]), luma(titled[frame], [0, 60])];
    assert.ok(middle.filter((light) => light > 225).length > 60, 'letters');
    assert.ok(above.every((light, i) => light <= plain[frame][i] + 1) && above.every((light) => light < 180));
    const shown = mean(above) / mean(luma(plain[frame], [0, 60]));
    assert.ok(frame === 3 ? shown > 0.4 && shown < 0.65 : shown < 0.4, `frame ${frame}: ${shown} is left`);
  }
});

test('zooming out is the reverse of zooming in, at its ends', async () => {
  const [out, into] = [await framesOf('zoom-out'), await zoomIn];
  assert.deepEqual([out[0], out[19]], [into[19], into[0]]);
});

test('photos that fly leave the mosaic and come back into it', async () => {
  const whole = await mosaicFrame(plan);
  const away = await framesOf('disperse');
  assert.ok(difference(away[0], whole) < 2, 'at rest they are the mosaic');
  assert.ok(difference(away[19], whole) > 15);
  const back = await framesOf('assemble');
  assert.ok(difference(back[19], away[0]) < 0.01);
  assert.ok(difference(back[0], away[19]) < 0.01);
});

test('a morph ends in the other mosaic', async () => {
  const other = planOf(3);
  const frames = await framesOf('morph', { other: { plan: other, photos } });
  assert.ok(difference(frames[0], await mosaicFrame(plan)) < 2);
  assert.ok(difference(frames[19], await mosaicFrame(other)) < 2);
});

test('a reveal begins with the target', async () => {
  const target = syntheticPhoto(50, 160, 90);
  const frames = await framesOf('reveal', { target });
  const large = resample(target, { x: 0, y: 0, w: 160, h: 90 }, raster(320, 180));
  assert.ok(difference(frames[0], asFrame(large)) < 2);
  assert.ok(difference(frames[19], await mosaicFrame(plan)) < 1.5);
});

test('an endless zoom comes back to where it began', async () => {
  const inner = { plan: planOf(2), landing: 3 * COLUMNS + 5 };
  const target = syntheticPhoto(50, 160, 90);
  const frames = await framesOf('endless', { inner: [inner], target }, { seconds: 6 });
  const steps = frames.map((each, i) => difference(each, frames[(i + 1) % frames.length]));
  // the step from the last frame to the first is one like its neighbours
  assert.ok(steps[steps.length - 1] < 1.5 * Math.max(steps[0], steps[steps.length - 2]), `${steps}`);
});

test('tinted photos fly as the mosaic shows them', async () => {
  const tint = plan.tint.map((_, i) => (i % 3 === 0 ? 1.4 : 0.8));
  const tinted = { ...plan, tint };
  const frames = await framesOf('disperse', { plan: tinted });
  assert.ok(difference(frames[0], await mosaicFrame(tinted)) < 2);
  assert.ok(difference(frames[0], await mosaicFrame(plan)) > 5);
});

test('photos fly with what of the target is blended over them', async () => {
  const overlaid = { ...plan, overlay: 40 };
  const target = syntheticPhoto(50, 160, 90);
  const { width, height } = drawnSize(plan.layout.shape, 20);
  const mosaic = asFrame(await collect(render(overlaid, photos, { cell: 20, target }), width, height));
  for (const style of ['disperse', 'zoom-in'] as const) {
    const [first] = await framesOf(style, { plan: overlaid, target }, { seconds: 1 });
    assert.ok(difference(first, mosaic) < 2, style);
  }
  assert.ok(difference(mosaic, await mosaicFrame(plan)) > 5);
});

test('a poster shows the mosaic, beside the film', async (t) => {
  const folder = temporaryFolder(t);
  const poster = join(folder, 'poster.png');
  const script = styleScript('zoom-out', 1);
  await writeFilm({ ...input, script }, { frame, format: rawFormat(() => undefined), poster });
  const { raster: shown } = await readTarget(poster);
  assert.ok(difference(asFrame(shown), await mosaicFrame(plan)) < 1.5);
});

test('a film that is cancelled, or whose photos fail, leaves nothing', async (t) => {
  const folder = temporaryFolder(t);
  const script = styleScript('zoom-in', 2);
  const stop = new AbortController();
  const ends: string[] = [];
  const format = rawFormat(
    () => stop.abort(),
    (how) => ends.push(how),
  );
  const poster = join(folder, 'poster.png');
  await assert.rejects(
    writeFilm({ ...input, script }, { frame, format, poster }, { signal: stop.signal }),
    (error) => error instanceof MosaicError && error.code === 'aborted',
  );
  const broken = { ...photos, view: () => Promise.reject(new MosaicError('damaged')) };
  await assert.rejects(
    writeFilm(
      { ...input, photos: broken, script },
      {
        frame,
        format: rawFormat(
          () => undefined,
          (how) => ends.push(how),
        ),
        poster,
      },
    ),
    { code: 'damaged' },
  );
  assert.deepEqual(ends, ['aborted', 'aborted']);
  assert.deepEqual(readdirSync(folder), []);
});
