/**
 * What coding a film takes: frames of a zoom into a mosaic, 1280 × 720, each coding by itself in one thread. CPU seconds are of the process
 * and, for ffmpeg, of the program.
 *
 *     node bench/dist/film/coding.js PLAN LIBRARY
 */

import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodePlan, drawnSize, MosaicError, type Raster, render } from '@tesserae/core';
import { raster, resample } from '@tesserae/core/internal';
import { openDecoders, openLibrary, openPhotos } from '@tesserae/node';
import { chooseFormat, type FilmEncoder, openEncoder } from '@tesserae/node/internal';

const [planPath, libraryPath] = process.argv.slice(2);
if (libraryPath === undefined) throw new MosaicError('usage', { expected: 'PLAN LIBRARY' });

const [WIDTH, HEIGHT, FRAMES, FPS] = [1280, 720, 60, 30];
const CELL = 48;

/** Of the mosaic's width, at the end of the zoom. */
const LAST = 0.15;

const folder = mkdtempSync(join(tmpdir(), 'tesserae-bench-'));
try {
  const frames = framesOf(await mosaic());
  for (const [name, encoder] of [
    ['film.mp4', 'wasm'],
    ['film.mp4', 'native'],
    ['film.mp4', 'ffmpeg'],
    ['film.webm', 'native'],
    ['film.webm', 'ffmpeg'],
    ['film.webp', 'auto'],
    ['film.gif', 'auto'],
    ['frames/%d.png', 'auto'],
  ] as const) {
    // the first time, an encoder is compiled
    for (const isCounted of [false, true]) {
      const said = await measure(join(folder, name), encoder, frames);
      if (isCounted) console.log(said);
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function measure(path: string, encoder: FilmEncoder, frames: readonly Uint8Array[]): Promise<string> {
  const wishes = { width: WIDTH, height: HEIGHT, fps: FPS, frames: FRAMES, encoder };
  const { encoding: coding, framesAPart, said, writer } = await chooseFormat(path, wishes);
  const before = process.cpuUsage();
  const children = childSeconds();
  const begun = performance.now();
  const sink = await writer({ force: true });
  for (let first = 0; first < FRAMES; first += framesAPart) {
    const part = frames.slice(first, first + framesAPart);
    const coder = await openEncoder(coding);
    for (const rgb of part) await coder.add({ width: WIDTH, height: HEIGHT, rgb });
    await sink.write({ first, frames: part.length, bytes: await coder.end() });
  }
  await sink.close();
  const { user, system } = process.cpuUsage(before);
  const cpu = (user + system) / 1e6 + childSeconds() - children;
  const seconds = (performance.now() - begun) / 1000;
  const bytes = path.endsWith('.png') ? undefined : statSync(path).size / FRAMES / 1000;
  const size = bytes === undefined ? '' : `, ${bytes.toFixed(0)} kB a frame`;
  return `${said}: ${(FRAMES / cpu).toFixed(1)} frames a CPU second, ${(FRAMES / seconds).toFixed(1)} a second${size}`;
}

/** CPU seconds of programs that this one started and that have ended (Linux; elsewhere 0). */
function childSeconds(): number {
  try {
    // proc(5): the 16th and 17th field, in hundredths; the name, which may hold spaces, ends with a bracket
    const fields = readFileSync('/proc/self/stat', 'utf8').split(') ')[1].split(' ');
    return (Number(fields[13]) + Number(fields[14])) / 100;
  } catch {
    return 0;
  }
}

/** The whole mosaic. */
async function mosaic(): Promise<Raster> {
  const { plan } = decodePlan(readFileSync(planPath, 'utf8'));
  const library = await openLibrary(libraryPath, { readOnly: true });
  const decoders = openDecoders();
  const photos = openPhotos(library, plan.ids, { decoders });
  const { width, height } = drawnSize(plan.layout.shape, CELL);
  const whole = raster(width, height);
  for await (const { y, raster: band } of render(plan, photos, { cell: CELL }))
    whole.data.set(band.data, y * width * 4);
  decoders.close();
  library.close();
  return whole;
}

/** A zoom towards the middle, always as quick. */
function framesOf(whole: Raster): Uint8Array[] {
  const widest = Math.min(whole.width, (whole.height * WIDTH) / HEIGHT);
  return Array.from({ length: FRAMES }, (_, n) => {
    const w = widest * LAST ** (n / (FRAMES - 1));
    const h = (w * HEIGHT) / WIDTH;
    const { data } = resample(
      whole,
      { x: (whole.width - w) / 2, y: (whole.height - h) / 2, w, h },
      raster(WIDTH, HEIGHT),
    );
    return Uint8Array.from(data.filter((_, i) => i % 4 !== 3));
  });
}
