/** Starts each part of the program that a mosaic needs, and has it do a little: what is vouched for has worked a moment ago. */

import { openSearch, queryRows, viewTable } from '@tesserae/core/internal';
import sharp from 'sharp';
import { startHeic } from '../codecs/heif/heic.js';
import { HEIC_VERSION } from '../codecs/heif/version.js';
import type { Decoders } from '../decoders/decoder-pool.js';
import { scratchIn } from '../files/scratch.js';
import { FORMATS } from '../pictures/formats.js';
import { openEncoder } from '../video/code/open-encoder.js';
import { openPool } from '../work/pool.js';
import type { Check } from './check.js';

/** What is started, what it is called, and what it does; it throws if that does not work. */
type Trial = readonly [area: Check['area'], name: string, work: () => Promise<void>];

/** How long one may take, milliseconds: what waits for ever does not work. */
const TIMEOUT = 30_000;

/** Starts a decoder process, a thread, each encoder and libheif. */
export async function startChecks(decoders: Decoders): Promise<Check[]> {
  const trials: readonly Trial[] = [
    ['start', 'a decoder process', async () => void (await decoders.codecVersion())],
    ['start', 'a thread', searchInThread],
    ...FORMATS.map(({ name }): Trial => ['start', `an encoder of ${name.toUpperCase()}`, () => encodePicture(name)]),
    ['start', 'an encoder of H.264', encodeFilm],
    ...(HEIC_VERSION === 'none' ? [] : [['start', 'a decoder of HEIC', startHeic] as const]),
  ];
  const checks: Check[] = [];
  for (const trial of trials) checks.push(await checkOf(trial));
  return checks;
}

/** Writes a few bytes into a folder, and reads them again. */
export async function writeCheck(folder: string): Promise<Check> {
  return await checkOf(['disk', 'writing', () => writeAndRead(folder)]);
}

async function checkOf([area, name, work]: Trial): Promise<Check> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer in ${TIMEOUT / 1000} s`)), TIMEOUT);
  });
  try {
    await Promise.race([work(), late]);
    return { area, name, state: 'ok', code: 'works', values: {} };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { area, name, state: 'wrong', code: 'does-not-work', values: { reason } };
  } finally {
    clearTimeout(timer);
  }
}

/** Two rows, of which the second is the nearer. */
async function searchInThread(): Promise<void> {
  const pool = openPool(1);
  try {
    const table = await viewTable({ rows: 2, dims: 2, data: Float32Array.of(9, 9, 1, 1), owner: Uint32Array.of(0, 1) });
    const { find } = openSearch(table, pool);
    const { rows } = await find(queryRows({ rows: 1, dims: 2, data: Float32Array.of(1, 1) }), table.norms, 1);
    if (rows[0] !== 1) throw new Error('another answer than was expected');
  } finally {
    await pool.close();
  }
}

const SIDE = 32;

async function encodePicture(format: (typeof FORMATS)[number]['name']): Promise<void> {
  const picture = sharp({ create: { width: SIDE, height: SIDE, channels: 3, background: '#d62828' } });
  const { width, format: read } = await sharp(await picture.toFormat(format).toBuffer()).metadata();
  // sharp calls AVIF by its container
  if (width !== SIDE || (read !== format && read !== 'heif')) throw new Error('another picture than was written');
}

async function encodeFilm(): Promise<void> {
  const encoder = await openEncoder({ kind: 'h264', width: SIDE, height: SIDE, fps: 30, quality: 70 });
  await encoder.add({ rgb: new Uint8Array(SIDE * SIDE * 3), width: SIDE, height: SIDE });
  if ((await encoder.end()).length === 0) throw new Error('nothing was written');
}

async function writeAndRead(folder: string): Promise<void> {
  const scratch = scratchIn(folder);
  try {
    const bytes = Buffer.from('tesserae');
    const at = await scratch.append(bytes);
    if (at === undefined) throw new Error(`nothing can be written into ${folder}`);
    const read = await scratch.read(at, new Uint8Array(bytes.length));
    if (Buffer.compare(bytes, read) !== 0) throw new Error('other bytes are read than were written');
  } finally {
    await scratch.close();
  }
}
