/** Films for tests: frames with moving detail, written as they are by the program. */

import { spawnSync } from 'node:child_process';
import type { TestContext } from 'node:test';
import {
  chooseFormat,
  type FilmEncoder,
  type FilmFileOptions,
  type FilmFormat,
  type FilmPart,
  type FilmRequest,
  openEncoder,
} from '@tesserae/node/internal';
import { canRun, hasCommand } from '@tesserae/testing';

/** Says whether an encoder can be tested here, and skips the test visibly if not. */
export async function needEncoder(t: TestContext, encoder: FilmEncoder): Promise<boolean> {
  if (encoder === 'ffmpeg') return canRun(t, hasCommand('ffmpeg', ['-version']), 'ffmpeg (Debian: ffmpeg)');
  if (encoder !== 'native') return true;
  const isThere = await import('@napi-rs/webcodecs').then(
    () => true,
    () => false,
  );
  return canRun(t, isThere, '@napi-rs/webcodecs, which npm has for most machines');
}

/** Every video, by every encoder. */
export const VIDEOS = [
  ['film.mp4', 'wasm'],
  ['film.mp4', 'native'],
  ['film.mp4', 'ffmpeg'],
  ['film.webm', 'native'],
  ['film.webm', 'ffmpeg'],
] as const;

/** The colour bars of BT.709 at 75 %, whose hues a wrong matrix shifts. */
const BARS = [191, 191, 191, 191, 191, 0, 0, 191, 191, 0, 191, 0, 191, 0, 191, 191, 0, 0, 0, 0, 191];

/** Colour bars above, waves that move below. */
export function drawnFrame(width: number, height: number, n: number): Uint8Array {
  const rgb = new Uint8Array(width * height * 3);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i += 3) {
      const bar = Math.floor((x * 7) / width) * 3;
      for (let c = 0; c < 3; c++) {
        const wave = 128 + 90 * Math.sin((x + n * 3) / (9 + 4 * c)) * Math.cos((y - n) / (13 + 3 * c));
        rgb[i + c] = y * 2 < height ? BARS[bar + c] : wave;
      }
    }
  }
  return rgb;
}

/** All parts of a film, coded one after the other; the last first if `backwards`, as another worker may be quicker. */
export async function codedParts(format: FilmFormat, frames: number, backwards = false): Promise<FilmPart[]> {
  const { encoding: coding, framesAPart } = format;
  const firsts = Array.from({ length: Math.ceil(frames / framesAPart) }, (_, part) => part * framesAPart);
  const parts: FilmPart[] = [];
  for (const first of backwards ? firsts.reverse() : firsts) {
    const count = Math.min(framesAPart, frames - first);
    const coder = await openEncoder(coding);
    // one buffer for all, as whoever draws has it
    const rgb = new Uint8Array(coding.width * coding.height * 3);
    for (let n = first; n < first + count; n++) {
      rgb.set(drawnFrame(coding.width, coding.height, n));
      await coder.add({ width: coding.width, height: coding.height, rgb });
    }
    parts.push({ first, frames: count, bytes: await coder.end() });
  }
  return backwards ? parts.reverse() : parts;
}

/** Writes a whole film. @returns what it was coded with */
export async function writeTestFilm(
  path: string,
  wishes: Partial<FilmRequest> = {},
  options: FilmFileOptions = {},
): Promise<FilmFormat> {
  const film = { width: 322, height: 180, fps: 30, frames: 37, encoder: 'auto' as const, ...wishes };
  const format = await chooseFormat(path, film);
  const sink = await format.writer(options);
  for (const part of await codedParts(format, film.frames)) await sink.write(part);
  await sink.close();
  return format;
}

/** What ffprobe tells of a film's one stream. */
export function probed(path: string): Readonly<Record<string, string | number>> {
  const args = ['-v', 'error', '-count_frames', '-show_streams', '-of', 'json', path];
  const { stdout, stderr } = spawnSync('ffprobe', args, { encoding: 'utf8' });
  if (stderr !== '') throw new Error(stderr);
  const { streams } = JSON.parse(stdout) as { streams: Record<string, string | number>[] };
  if (streams.length !== 1) throw new Error(`${streams.length} streams`);
  return streams[0];
}

/** Frames of a film as ffmpeg decodes them: sRGB, one after the other, by the colours that the film tells. */
export function decodedFrames(path: string, width: number, height: number): Uint8Array[] {
  const args = ['-v', 'error', '-i', path, '-f', 'rawvideo', '-pix_fmt', 'rgb24'];
  const scaling = ['-sws_flags', 'accurate_rnd+full_chroma_int+bicubic', '-vsync', 'passthrough'];
  const { stdout, stderr } = spawnSync('ffmpeg', [...args, ...scaling, '-'], { maxBuffer: 2 ** 30 });
  if (stderr.length > 0) throw new Error(stderr.toString());
  const bytes = width * height * 3;
  return Array.from({ length: stdout.length / bytes }, (_, n) => stdout.subarray(n * bytes, (n + 1) * bytes));
}

/** Peak signal to noise, dB. */
export function psnr(a: Uint8Array, b: Uint8Array): number {
  if (a.length !== b.length) throw new Error(`${a.length} and ${b.length} bytes`);
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] - b[i]) ** 2;
  return 10 * Math.log10((255 ** 2 * a.length) / sum);
}
