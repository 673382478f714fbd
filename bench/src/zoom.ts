/**
 * Deep zooms of large mosaics: CPU seconds of this process and its decoders, and memory.
 *
 *     node bench/dist/zoom.js PLAN LIBRARY CELL held|drawn
 *
 * `held`: each photo is drawn once, from its thumbnail, and held: what is measured is the zoom itself. `drawn`: from the originals,
 * as `tesserae zoom` does.
 */

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodePlan, drawnSize, MosaicError, type PhotoSource, type Raster } from '@tesserae/core';
import { raster, resample } from '@tesserae/core/internal';
import { openDecoders, openLibrary, openPhotos, writeZoom } from '@tesserae/node';

const [planPath, libraryPath, cellWord, kind] = process.argv.slice(2);
const cell = Number(cellWord);
if (!(cell > 0) || (kind !== 'held' && kind !== 'drawn')) {
  throw new MosaicError('usage', { expected: 'PLAN LIBRARY CELL held|drawn' });
}

const { plan, paths } = decodePlan(readFileSync(planPath, 'utf8'));
const library = await openLibrary(libraryPath, { readOnly: true });
const decoders = openDecoders();
const originals = openPhotos(library, plan.ids, { decoders });
const photos = kind === 'drawn' ? originals : await held(originals);
const folder = mkdtempSync(join(tmpdir(), 'tesserae-bench-'));
const before = { cpu: process.cpuUsage(), seconds: performance.now() };
try {
  const options = {
    cell,
    quality: 85,
    photoSize: 0,
    told: 'ids',
    title: 'Bench',
    singleFile: false,
    fades: false,
  } as const;
  const url = 'https://example.org';
  const { bytes, squares } = await writeZoom(
    join(folder, 'page'),
    { plan, photos, library, paths },
    { ...options, url },
  );
  const { user, system } = process.cpuUsage(before.cpu);
  const { width, height } = drawnSize(plan.layout.shape, cell);
  const megapixels = (width * height) / 1e6;
  const cpu = (user + system) / 1e6;
  const seconds = (performance.now() - before.seconds) / 1000;
  console.log(`${width}×${height}: ${squares} squares, ${(bytes / 1e6).toFixed(0)} MB, ${seconds.toFixed(1)} s`);
  console.log(
    `this process: ${cpu.toFixed(1)} CPU s (${(system / 1e6).toFixed(1)} of the system), ${(megapixels / cpu).toFixed(0)} megapixels a CPU second`,
  );
  console.log(
    `peak RSS ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MiB, with decoders ${(decoders.peakMemory() / 2 ** 20).toFixed(0)} MiB`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
  decoders.close();
  library.close();
}

/** A source that draws each photo once. Its rasters are not the zoom's: they are counted all the same. */
async function held(source: PhotoSource): Promise<PhotoSource> {
  const drawn = new Map<number, Raster>();
  return {
    thumbnails: source.thumbnails,
    async view({ photo }, width, height) {
      let view = drawn.get(photo);
      if (view?.width !== width || view.height !== height) {
        const [thumbnail] = await source.thumbnails(photo, 1);
        const whole = { x: 0, y: 0, w: thumbnail.width, h: thumbnail.height };
        view = resample(thumbnail, whole, raster(width, height));
        drawn.set(photo, view);
      }
      return view;
    },
  };
}
