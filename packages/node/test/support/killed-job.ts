/**
 * A job as a process of its own, going on with what is there; it kills itself when its progress has come so far, if told.
 * Words: the job, its folder, the output, the key, the stage and how far. Says what an earlier run has left.
 */

import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { type Hooks, makePlan, type PhotoSource, parseSettings, styleScript } from '@tesserae/core';
import { raster, shapeFor } from '@tesserae/core/internal';
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
  // the nearest pixels: jobs that are killed and run again and again should do little else
  async view({ photo, crop: { x, y, w, h } }, width, height) {
    const view = raster(width, height);
    const [pixels, out] = [new Uint32Array(pictures[photo].data.buffer), new Uint32Array(view.data.buffer)];
    const columns = Array.from({ length: width }, (_, i) => Math.floor((x + (w * i) / width) * SIDE));
    for (let row = 0; row < height; row++) {
      const from = Math.floor((y + (h * row) / height) * SIDE) * SIDE;
      for (let i = 0; i < width; i++) out[row * width + i] = pixels[from + columns[i]];
    }
    return view;
  },
};
const library = {
  ids: pictures.map((_, i) => `${i}`.padStart(64, '0')),
  sizes: new Uint32Array(PHOTOS * 2).fill(SIDE),
  groups: Uint32Array.from(pictures.keys()),
};
const settings = parseSettings({ columns: 8 });

async function film(): Promise<void> {
  const { plan } = await makePlan({ target: syntheticPhoto(77, 160, 90), library, photos, settings });
  const frame = { width: 96, height: 54, fps: 30 };
  const script = styleScript('zoom-in', 5);
  const name = /\.\w+$/.test(output) ? output : `${output}/`;
  const format = await chooseFormat(name, { ...frame, frames: 150, encoder: 'auto' });
  const sizes = () => ({ width: SIDE, height: SIDE });
  // files are written by whoever draws them: one thread is as good, and starts sooner
  const jobs = format.fileOf ? 1 : 2;
  await writeFilm({ plan, photos, landing: 20, sizes, script }, { frame, format, jobs, parts }, hooks);
}

/** A tower of 600 × 12,000 px: three blocks, of which each is a part. */
async function zoom(): Promise<void> {
  const file = await openLibrary(join(folder, 'l.tesserae'), { readOnly: true });
  const read = readLibrary(file);
  const target = syntheticPhoto(77, 20, 400);
  const made = await makePlan({ target, library: read.library, photos, settings: parseSettings({ columns: 2 }) });
  const input = { plan: made.plan, photos, library: file, paths: read.paths, target };
  const options = {
    cell: 300,
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
  const shape = shapeFor(settings, facts);
  const [width, height] = [shape.columns * 8, shape.rows * 8];
  const format = await chooseFormat(output, { width, height, fps: 25, frames, encoder: 'auto' });
  const input = { clip: facts, frames, shape, library, photos, settings, budget: 0.3 };
  await writeClip(input, { format, cell: 8, jobs: 1, parts }, hooks);
}

const jobs: Readonly<Record<string, () => Promise<void>>> = { film, zoom, clip };
await jobs[job]();
