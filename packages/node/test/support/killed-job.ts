/**
 * A job as a process of its own, going on with what is there; it kills itself when its progress has come so far, if told.
 * Words: the job, its folder, the output, the key, the stage and how far. Says what an earlier run has left.
 */

import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { type Hooks, makePlan, type PhotoSource, parseSettings, styleScript } from '@tesserae/core';
import { gridShape, raster, resample } from '@tesserae/core/internal';
import { openLibrary, probeClip, readLibrary, writeClip, writeFilm, writeZoom } from '@tesserae/node';
import { chooseFormat, clipKindOf, countFrames, type EarlierParts, type PartsOptions } from '@tesserae/node/internal';
import { syntheticPhoto } from '@tesserae/testing';

const [job, folder, output, key, stage, until] = process.argv.slice(2);

const parts: PartsOptions = {
  key,
  resume: true,
  onEarlier: (earlier: EarlierParts) => writeSync(1, `${JSON.stringify(earlier)}\n`),
};
const hooks: Hooks = {
  onProgress(progress) {
    if (progress.stage === stage && progress.done >= Number(until)) process.kill(process.pid, 'SIGKILL');
  },
};

const PHOTOS = 12;
const SIDE = 96;
const pictures = Array.from({ length: PHOTOS }, (_, seed) => syntheticPhoto(seed, SIDE, SIDE));
const photos: PhotoSource = {
  thumbnails: async (first, count) => pictures.slice(first, first + count),
  async view({ photo, crop: { x, y, w, h } }, width, height) {
    return resample(pictures[photo], { x: x * SIDE, y: y * SIDE, w: w * SIDE, h: h * SIDE }, raster(width, height));
  },
};
const library = {
  ids: pictures.map((_, i) => `${i}`.padStart(64, '0')),
  sizes: new Uint32Array(PHOTOS * 2).fill(SIDE),
  groups: Uint32Array.from(pictures.keys()),
};
const settings = parseSettings({ columns: 16, mirror: false });

async function film(): Promise<void> {
  const { plan } = await makePlan({ target: syntheticPhoto(77, 160, 90), library, photos, settings });
  const frame = { width: 160, height: 90, fps: 30 };
  const script = styleScript('zoom-in', 5);
  const name = /\.\w+$/.test(output) ? output : `${output}/`;
  const format = await chooseFormat(name, { ...frame, frames: 150, encoder: 'auto' });
  const sizes = () => ({ width: SIDE, height: SIDE });
  await writeFilm({ plan, photos, landing: 40, sizes, script }, { frame, format, jobs: 2, parts }, hooks);
}

async function zoom(): Promise<void> {
  const file = await openLibrary(join(folder, 'l.tesserae'), { readOnly: true });
  const read = readLibrary(file);
  const target = syntheticPhoto(77, 100, 160);
  const made = await makePlan({ target, library: read.library, photos, settings: parseSettings({ columns: 8 }) });
  const input = { plan: made.plan, photos, library: file, paths: read.paths, target };
  const options = {
    cell: 900,
    quality: 40,
    photoSize: 64,
    told: 'ids',
    title: 'A test',
    url: 'https://example.org/m',
  } as const;
  await writeZoom(output, input, { ...options, singleFile: output.endsWith('.html'), fades: true, parts }, hooks);
  file.close();
}

async function clip(): Promise<void> {
  const path = join(folder, 'clip.mp4');
  const facts = await probeClip({ path, kind: (await clipKindOf(path))! });
  const { frames } = await countFrames(facts, 25);
  const shape = gridShape(settings, facts);
  const [width, height] = [shape.columns * 8, shape.rows * 8];
  const format = await chooseFormat(output, { width, height, fps: 25, frames, encoder: 'auto' });
  const input = { clip: facts, frames, shape, library, photos, settings, budget: 0.3 };
  await writeClip(input, { format, cell: 8, jobs: 2, parts }, hooks);
}

const jobs: Readonly<Record<string, () => Promise<void>>> = { film, zoom, clip };
await jobs[job]();
