/** The formats of films, by the output's suffix, and what encodes them. */

import { extname } from 'node:path';
import { MosaicError, type Sink } from '@tesserae/core';
import type { Coding } from '../code/coder.js';
import { requireFfmpeg } from '../ffmpeg.js';
import { levelOf } from '../h264-level.js';
import { type FilmFileOptions, type FilmPart, filmFile } from './film-file.js';

/** Who encodes: what suits the format, WebAssembly, the machine's own code by WebCodecs, or ffmpeg. */
export type FilmEncoder = 'auto' | 'wasm' | 'native' | 'ffmpeg';

/** What film is wanted. */
export interface FilmWishes {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** Frames a second. */
  readonly fps: number;
  readonly frames: number;
  /** 1…100; each format has a default. */
  readonly quality?: number;
  readonly encoder: FilmEncoder;
}

/** How a film becomes a file. */
export interface FilmFormat {
  /** For the workers. */
  readonly coding: Coding;
  /** Frames of every part but the last. */
  readonly framesAPart: number;
  /** For people: "H.264, built-in encoder (WebAssembly)". */
  readonly said: string;
  /** Opens the file. */
  readonly writer: (options?: FilmFileOptions) => Promise<Sink<FilmPart>>;
}

/** A suffix, and how a film with it is made. */
interface Kind {
  readonly suffix: string;
  readonly choose: (output: string, wishes: FilmWishes) => Promise<FilmFormat>;
}

const KINDS: readonly Kind[] = [
  { suffix: '.mp4', choose: chooseMp4 },
  { suffix: '.webm', choose: chooseWebm },
];

/**
 * Chooses how a film is coded and written; nothing is begun.
 *
 * @throws MosaicError `unknown-format`; `usage` if an encoder does not make this format; `limit` if the format cannot hold the
 * frames; `unsupported` if an encoder that was asked for, or is needed, is absent
 */
export async function chooseFormat(output: string, wishes: FilmWishes): Promise<FilmFormat> {
  const suffix = extname(output).toLowerCase();
  const kind = KINDS.find((each) => each.suffix === suffix);
  if (kind !== undefined) return await kind.choose(output, wishes);
  const known = KINDS.map((each) => each.suffix).join(' ');
  const received = suffix === '' ? 'a name without one' : `"${suffix}"`;
  throw new MosaicError('unknown-format', `${output}: expected a suffix out of ${known}, received ${received}.`);
}

/** Frames of a part for ffmpeg: some megabytes. */
function rawFrames({ width, height }: FilmWishes): number {
  return Math.max(1, Math.min(10, Math.floor(16e6 / (width * height * 1.5))));
}

/** Frames of a part of H.264: so far apart are the frames that a player can jump to. */
const GROUP = 30;

/** What looks clean at a glance and in a still. */
const QUALITY = 75;

async function chooseMp4(output: string, wishes: FilmWishes): Promise<FilmFormat> {
  requireH264(wishes);
  const { width, height, fps, frames, quality = QUALITY, encoder } = wishes;
  if (encoder === 'ffmpeg') return await throughFfmpeg(output, wishes, 'h264');
  return {
    coding: { kind: 'h264', width, height, fps, quality },
    framesAPart: GROUP,
    said: 'H.264, built-in encoder (WebAssembly)',
    writer: async (options) => {
      const { mp4Container } = await import('./mp4.js');
      const film = { width, height, fps, frames, framesAPart: GROUP };
      return await filmFile(output, frames, (file) => mp4Container(file, film), options);
    },
  };
}

async function chooseWebm(output: string, wishes: FilmWishes): Promise<FilmFormat> {
  requireEven('WebM', wishes);
  requireSides('WebM', wishes, VP9_SIDE);
  if (wishes.encoder === 'wasm') {
    throw new MosaicError(
      'usage',
      `${output}: the built-in encoder makes no WebM. Write .mp4, or take --encoder ffmpeg.`,
    );
  }
  return await throughFfmpeg(output, wishes, 'vp9');
}

const FFMPEG = { h264: ['libx264', 'H.264'], vp9: ['libvpx-vp9', 'VP9'] } as const;

async function throughFfmpeg(output: string, wishes: FilmWishes, codec: 'h264' | 'vp9'): Promise<FilmFormat> {
  const { width, height, fps, frames, quality = QUALITY } = wishes;
  const [library, name] = FFMPEG[codec];
  const otherwise = codec === 'h264' ? 'take --encoder wasm' : 'write .mp4';
  const { version } = await requireFfmpeg(library, output, otherwise);
  return {
    coding: { kind: 'raw', width, height, fps, quality },
    framesAPart: rawFrames(wishes),
    said: `${name}, ffmpeg ${version} (${library})`,
    writer: async (options) => {
      const { ffmpegContainer } = await import('./ffmpeg.js');
      const film = { path: output, width, height, fps, quality, codec };
      return await filmFile(output, frames, (file) => ffmpegContainer(file, film), options);
    },
  };
}

/** The most that VP9's header numbers, bounded by what common decoders hold. */
const VP9_SIDE = 16_384;

/** Motion vectors of H.264 reach no farther. */
const H264_SIDE = 8192;

/** Fewer are no film that players show. */
const LEAST_SIDE = 16;

function requireH264(wishes: FilmWishes): void {
  requireEven('H.264', wishes);
  requireSides('H.264', wishes, H264_SIDE);
  if (levelOf(wishes) !== undefined) return;
  const received = `${wishes.width} × ${wishes.height} at ${wishes.fps} frames a second`;
  throw new MosaicError(
    'limit',
    `H.264: expected at most 4096 × 2304 at 56 frames a second (level 5.2), received ${received}. Take a smaller size or fewer frames a second.`,
  );
}

function requireSides(name: string, { width, height }: FilmWishes, most: number): void {
  if (Math.min(width, height) >= LEAST_SIDE && Math.max(width, height) <= most) return;
  throw new MosaicError(
    'limit',
    `${name}: expected sides of ${LEAST_SIDE} to ${most} px, received ${width} × ${height}.`,
  );
}

function requireEven(name: string, { width, height }: FilmWishes): void {
  if (width % 2 === 0 && height % 2 === 0) return;
  const even = `${width + (width % 2)}x${height + (height % 2)}`;
  throw new MosaicError('limit', `${name}: expected even sides, received ${width} × ${height}. Take ${even}.`);
}
