import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { collect, drawnSize, MosaicError, movingMosaic, type PhotoSource, parseSettings, render } from '@tesserae/core';
import { raster, resample, shapeFor } from '@tesserae/core/internal';
import { type ClipFilmInput, type ClipFilmOptions, probeClip, writeClip } from '@tesserae/node';
import {
  type ClipFilmResult,
  chooseFormat,
  clipKindOf,
  countFrames,
  type FilmRequest,
  readFrames,
} from '@tesserae/node/internal';
import { canRun, hasCommand, readPicture, syntheticPhoto, temporaryFolder, writePicture } from '@tesserae/testing';

const hasFfmpeg = hasCommand('ffmpeg', ['-version']) && hasCommand('ffprobe', ['-version']);
const needsFfmpeg = (t: TestContext): boolean => canRun(t, hasFfmpeg, 'ffmpeg and ffprobe (Debian: ffmpeg)');

const PHOTOS = 40;
const pictures = Array.from({ length: PHOTOS }, (_, seed) => syntheticPhoto(seed, 64, 64));
const photos: PhotoSource = {
  thumbnails: async (first, count) => pictures.slice(first, first + count),
  async view({ photo, crop, mirrored }, width, height) {
    assert.equal(mirrored, false);
    const box = { x: crop.x * 64, y: crop.y * 64, w: crop.w * 64, h: crop.h * 64 };
    return resample(pictures[photo], box, raster(width, height));
  },
};
const library = {
  ids: pictures.map((_, i) => String(i).padStart(64, '0')),
  sizes: new Uint32Array(PHOTOS * 2).fill(64),
  groups: Uint32Array.from(pictures.keys()),
};
const settings = parseSettings({ columns: 20 });
const CELL = 8;

/** A clip: a pan over a scene, then a cut to another one that stands still, with noise, as a codec leaves it. */
async function clipIn(folder: string, seconds = 0.6): Promise<string> {
  for (const seed of [500, 600]) await writePicture(join(folder, `${seed}.png`), syntheticPhoto(seed, 480, 320));
  const path = join(folder, 'clip.mp4');
  const still = ['-loop', '1', '-framerate', '25', '-t', `${seconds}`, '-i'];
  const filter = `[0]crop=320:180:n*3:n*2,setsar=1[a];[1]crop=320:180,noise=alls=10:allf=t,setsar=1[b];[a][b]concat=n=2`;
  const args = [...still, join(folder, '500.png'), ...still, join(folder, '600.png'), '-filter_complex', filter];
  const { status, stderr } = spawnSync('ffmpeg', ['-v', 'error', ...args, '-pix_fmt', 'yuv420p', path], {
    encoding: 'utf8',
  });
  assert.equal(status, 0, stderr);
  return path;
}

async function inputFor(path: string, budget = 0.3): Promise<ClipFilmInput> {
  const kind = await clipKindOf(path);
  assert.ok(kind);
  const clip = await probeClip({ path, kind });
  const { frames } = await countFrames(clip, 25);
  return { clip, frames, shape: shapeFor(settings, clip), library, photos, settings, budget };
}

async function optionsFor(output: string, { shape, frames }: ClipFilmInput): Promise<ClipFilmOptions> {
  const wishes: FilmRequest = { ...drawnSize(shape, CELL), fps: 25, frames, encoder: 'auto' };
  return { format: await chooseFormat(output, wishes), cell: CELL, jobs: 1 };
}

async function filmed(output: string, input: ClipFilmInput, jobs = 1): Promise<ClipFilmResult> {
  return await writeClip(input, { ...(await optionsFor(output, input)), jobs });
}

test('every frame is the mosaic that was found for it, pixel by pixel, and shots are told', async (t) => {
  if (!needsFfmpeg(t)) return;
  const folder = temporaryFolder(t);
  const input = await inputFor(await clipIn(folder));
  const made = await filmed(join(folder, 'frames/%03d.png'), input);
  assert.deepEqual([made.frames, made.seconds, made.shots, made.spacing], [30, 1.2, 2, 1]);

  const size = { width: 320, height: 180 };
  const steadiness = { margin: 0.4, budget: input.budget };
  const mosaic = await movingMosaic({ shape: input.shape, size, library, photos, settings, steadiness });
  let n = 0;
  const changed: number[] = [];
  for await (const frame of mosaic.follow(readFrames(input.clip, { fps: 25, ...size }))) {
    const drawn = await collect(render(mosaic.plan(frame), photos, { cell: CELL }), 160, 88);
    const written = await readPicture(join(folder, 'frames', `${String(++n).padStart(3, '0')}.png`));
    assert.ok(Buffer.compare(Buffer.from(drawn.data.buffer), Buffer.from(written.data.buffer)) === 0, `frame ${n}`);
    assert.equal(frame.isCut, n === 1 || n === 16, `frame ${n}`);
    changed.push(frame.changed.length / (20 * 11));
  }
  assert.equal(n, 30);
  // the pan moves, within the budget; what stands still does so in spite of its noise
  const pan = changed.slice(1, 15);
  assert.ok(Math.max(...pan) <= 0.3 && Math.max(...pan) > 0.05, `${pan}`);
  // two cells may settle in the second frame of a shot
  assert.ok(changed[16] < 0.01 && Math.max(...changed.slice(17)) === 0, `${changed.slice(16)}`);
  const rest = [...pan, ...changed.slice(16)];
  assert.ok(Math.abs(made.changed - rest.reduce((sum, share) => sum + share, 0) / rest.length) < 1e-9);
});

test('the same bytes from one thread or three, in the right size, rate and length', async (t) => {
  if (!needsFfmpeg(t)) return;
  const folder = temporaryFolder(t);
  const input = await inputFor(await clipIn(folder, 1));
  const films = [];
  for (const jobs of [1, 3]) {
    await filmed(join(folder, `${jobs}.mp4`), input, jobs);
    films.push(readFileSync(join(folder, `${jobs}.mp4`)));
  }
  assert.ok(films[0].equals(films[1]));
  const shown = ['-show_entries', 'stream=width,height,r_frame_rate,nb_frames,pix_fmt,duration', '-of', 'csv=p=0'];
  const { stdout } = spawnSync('ffprobe', ['-v', 'error', ...shown, join(folder, '1.mp4')], { encoding: 'utf8' });
  assert.equal(stdout.trim(), '160,88,yuv420p,25/1,2.000000,50');
});

test('a clip of fewer frames than a part, and one that is not a whole number of parts', async (t) => {
  if (!needsFfmpeg(t)) return;
  const folder = temporaryFolder(t);
  const input = await inputFor(await clipIn(folder, 0.04));
  assert.equal(input.frames, 2);
  assert.equal((await filmed(join(folder, 'two.mp4'), input)).frames, 2);
  const count = ['-count_frames', '-show_entries', 'stream=nb_read_frames', '-of', 'csv=p=0', join(folder, 'two.mp4')];
  assert.equal(spawnSync('ffprobe', ['-v', 'error', ...count], { encoding: 'utf8' }).stdout.trim(), '2');
});

test('whatever goes wrong, nothing is left', async (t) => {
  if (!needsFfmpeg(t)) return;
  const folder = temporaryFolder(t);
  const input = await inputFor(await clipIn(folder));
  const before = readdirSync(folder);
  const output = join(folder, 'out.mp4');
  const options = await optionsFor(output, input);
  const fails = async (changed: Partial<ClipFilmInput>, code: string, signal?: AbortSignal): Promise<void> => {
    const isCode = (error: unknown) => error instanceof MosaicError && error.code === code;
    await assert.rejects(writeClip({ ...input, ...changed }, options, { signal }), isCode);
    assert.deepEqual(readdirSync(folder), before);
  };
  await fails({ frames: 40 }, 'damaged');
  const stop = new AbortController();
  let frames = 0;
  const stopping: PhotoSource = {
    ...photos,
    view: async (...asked) => {
      if (++frames === 30) stop.abort();
      return await photos.view(...asked);
    },
  };
  await fails({ photos: stopping }, 'aborted', stop.signal);
  const broken: PhotoSource = {
    ...photos,
    view: async () => {
      throw new MosaicError('vanished', { file: 'beach.jpg' });
    },
  };
  await fails({ photos: broken }, 'vanished');
});
