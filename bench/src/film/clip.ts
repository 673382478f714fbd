/**
 * How a clip is followed: how much changes from frame to frame, and how far the mosaics are from the frames, beside mosaics that are
 * made for each frame alone.
 *
 *     node bench/dist/film/clip.js LIBRARY CLIP MARGIN BUDGET [FRAMES]
 *
 * 60 columns, the settings' defaults otherwise. Every twelfth frame is judged, drawn in cells of 16 px. MARGIN and BUDGET are shares.
 */

import {
  drawnSize,
  judge,
  type Library,
  MosaicError,
  makePlan,
  movingMosaic,
  type PhotoSource,
  type Plan,
  parseSettings,
  type Raster,
  render,
} from '@tesserae/core';
import { shapeFor } from '@tesserae/core/internal';
import { openLibrary, openPhotos, openPool, probeClip, readLibrary } from '@tesserae/node';
import { clipKindOf, readFrames, wholeRate } from '@tesserae/node/internal';

const [libraryPath, path, margin, budget, most = '60'] = process.argv.slice(2);
if (budget === undefined) throw new MosaicError('usage', { expected: 'LIBRARY CLIP MARGIN BUDGET [FRAMES]' });

const EVERY = 12;
const settings = parseSettings({ columns: 60 });
const file = await openLibrary(libraryPath, { readOnly: true });
const { library } = readLibrary(file);
const photos = openPhotos(file, library.ids);
const pool = openPool();
try {
  console.log(await measure({ library, photos }));
} finally {
  await pool.close();
  file.close();
}

async function measure(collection: { readonly library: Library; readonly photos: PhotoSource }): Promise<string> {
  const kind = await clipKindOf(path);
  if (kind === undefined) throw new MosaicError('usage', { file: path, expected: 'a clip' });
  const clip = await probeClip({ path, kind });
  const shape = shapeFor(settings, clip);
  const size = { width: shape.columns * 16, height: Math.round((shape.columns * 16 * clip.height) / clip.width) };
  const steadiness = { margin: Number(margin), budget: Number(budget) };
  const mosaic = await movingMosaic({ ...collection, settings, shape, size, pool, steadiness });

  const targets: Raster[] = [];
  const changed: number[] = [];
  const judged: [followed: Seen, alone: Seen][] = [];
  const seconds = { following: 0 };
  const frames = firstOf(readFrames(clip, { fps: wholeRate(clip), ...size }), targets);
  let [since, cpu] = [performance.now(), process.cpuUsage()];
  let cpuSeconds = 0;
  for await (const frame of mosaic.follow(frames)) {
    seconds.following += performance.now() - since;
    const { user, system } = process.cpuUsage(cpu);
    cpuSeconds += (user + system) / 1e6;
    if (!frame.isCut) changed.push(frame.changed.length / frame.assignment.length);
    const target = targets[targets.length - 1];
    if ((targets.length - 1) % EVERY === 0) {
      const { plan } = await makePlan({ target, ...collection, settings, pool });
      judged.push([await seen(mosaic.plan(frame), target), await seen(plan, target)]);
    }
    [since, cpu] = [performance.now(), process.cpuUsage()];
  }
  const mean = (numbers: readonly number[]) => numbers.reduce((sum, x) => sum + x, 0) / Math.max(1, numbers.length);
  const column = (who: 0 | 1, what: keyof Seen) => mean(judged.map((pair) => pair[who][what])).toFixed(3);
  return [
    `margin ${margin}, budget ${budget}: ${targets.length} frames, ${targets.length - changed.length} shots`,
    `${(mean(changed) * 100).toFixed(2)} % change a frame, at most ${(Math.max(0, ...changed) * 100).toFixed(2)} %`,
    `far ΔE ${column(0, 'far')} (alone ${column(1, 'far')}), edge ${column(0, 'edge')} (${column(1, 'edge')})`,
    `${(seconds.following / 1000).toFixed(1)} s, ${cpuSeconds.toFixed(1)} CPU s`,
  ].join(' · ');
}

/** As many frames as are wanted; each is noted when it is handed out. */
async function* firstOf(frames: AsyncIterable<Raster>, noted: Raster[]): AsyncGenerator<Raster, void, void> {
  for await (const frame of frames) {
    noted.push(frame);
    yield frame;
    if (noted.length >= Number(most)) return;
  }
}

interface Seen {
  readonly far: number;
  readonly edge: number;
}

async function seen(plan: Plan, target: Raster): Promise<Seen> {
  const { shape } = plan.layout;
  const eye = judge({ target, ...drawnSize(shape, 16), shape, recolor: 'none', leak: false });
  for await (const band of render(plan, photos, { cell: 16 })) eye.mosaic(band);
  const { far_dE, edge } = eye.result();
  return { far: far_dE, edge };
}
