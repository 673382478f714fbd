/** The formats of films, by the output's suffix, and what encodes them. */

import { extname } from 'node:path';
import { MosaicError, type Sink } from '@tesserae/core';
import { checkOutput } from '../../files/output.js';
import { checkOutputFolder } from '../../files/output-folder.js';
import { GROUP, type VideoEncoding } from '../code/encoder.js';
import { requireFfmpeg } from '../ffmpeg.js';
import { type FilmFileOptions, type FilmPart, openFilmFile } from './film-file.js';
import { checkFilm, LIMITS } from './film-limits.js';
import { type FrameNames, frameNames } from './frame-files.js';

/** The names of encoders. */
export const FILM_ENCODERS = ['auto', 'wasm', 'native', 'ffmpeg'] as const;

/** Who encodes: what suits the format, WebAssembly, the machine's own code by WebCodecs, or ffmpeg. */
export type FilmEncoder = (typeof FILM_ENCODERS)[number];

/** What film is wanted. */
export interface FilmRequest {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** Frames a second; whole. */
  readonly fps: number;
  readonly frames: number;
  /** 1…100; each format has a default. */
  readonly quality?: number;
  readonly encoder: FilmEncoder;
}

/** How a film becomes a file. */
export interface FilmFormat {
  /** The file, or the folder of frames. */
  readonly output: string;
  /** Frame → its file, where the output is a folder. */
  readonly fileOf?: FrameNames['nameOf'];
  /** For the workers. */
  readonly encoding: VideoEncoding;
  /** Frames of a part. */
  readonly framesAPart: number;
  /** Whether a part may have more, where a picture stands still. */
  readonly stretches: boolean;
  /** For people: "H.264, built-in encoder (WebAssembly)". */
  readonly said: string;
  /**
   * Finds out before any work whether the file can be begun.
   *
   * @throws MosaicError `exists`, `not-found`, `unwritable`
   */
  readonly check: (force?: boolean) => Promise<void>;
  /** Opens the file. */
  readonly writer: (options?: FilmFileOptions) => Promise<Sink<FilmPart>>;
}

type Choice = (output: string, wishes: FilmRequest) => Promise<FilmFormat> | FilmFormat;

const CHOICES: Readonly<Record<string, Choice>> = {
  '.mp4': chooseMp4,
  '.webm': chooseWebm,
  '.gif': (output, wishes) => chooseAnimation(output, wishes, 'gif'),
  '.webp': (output, wishes) => chooseAnimation(output, wishes, 'webp'),
};

/**
 * Chooses how a film is coded and written; nothing is begun. An output that is a folder (`frames/`) or a pattern
 * (`frames/%05d.png`) takes a PNG a frame.
 *
 * @throws MosaicError `unknown-format`; `usage` if an encoder does not make this format; `limit` if the format cannot hold the
 * frames; `unsupported` if an encoder that was asked for, or is needed, is absent
 */
export async function chooseFormat(output: string, wishes: FilmRequest): Promise<FilmFormat> {
  const names = frameNames(output);
  if (names !== undefined) return chooseFrames(output, wishes, names);
  const suffix = extname(output).toLowerCase();
  const choose = CHOICES[suffix];
  if (choose !== undefined) return await choose(output, wishes);
  const known = [...Object.keys(CHOICES), 'frames/%05d.png'].join(' ');
  const received = suffix === '' ? 'a name without one' : `"${suffix}"`;
  throw new MosaicError('unknown-format', { file: output, expected: `a suffix out of ${known}`, received });
}

/** Nothing is seen of the encoding at the usual distance, and little in a still. */
const QUALITY = { h264: 75, vp9: 75, webp: 80, gif: 100, png: 100 } as const;

async function chooseMp4(output: string, wishes: FilmRequest): Promise<FilmFormat> {
  checkFilm(LIMITS.h264, wishes);
  if (wishes.encoder === 'ffmpeg') return await throughFfmpeg(output, wishes, 'h264');
  const isNative = wishes.encoder === 'native';
  if (isNative) await requireNative(output);
  const said = isNative ? `H.264, native encoder (${NATIVE})` : 'H.264, built-in encoder (WebAssembly)';
  return inContainer(output, wishes, isNative ? 'native' : 'h264', said);
}

/** The encoder that is not installed with this program. */
const NATIVE = '@napi-rs/webcodecs';

async function requireNative(output: string): Promise<void> {
  try {
    await import(NATIVE);
  } catch (error) {
    const waysOut = [{ install: `${NATIVE}@1.3.1` }, { set: 'encoder', to: 'wasm' }];
    const facts = { file: output, expected: `the native encoder ${NATIVE}`, received: 'none' };
    throw new MosaicError('unsupported', { ...facts, waysOut }, error);
  }
}

async function chooseWebm(output: string, wishes: FilmRequest): Promise<FilmFormat> {
  checkFilm(LIMITS.vp9, wishes);
  if (wishes.encoder === 'wasm') {
    const waysOut = [{ omit: 'encoder' }, { use: 'the suffix .mp4' }];
    const facts = { file: output, expected: 'the encoder ffmpeg or native for WebM', received: 'wasm' };
    throw new MosaicError('usage', { ...facts, waysOut });
  }
  if (wishes.encoder !== 'native') return await throughFfmpeg(output, wishes, 'vp9');
  await requireNative(output);
  return inContainer(output, wishes, 'native-vp9', `VP9, native encoder (${NATIVE})`);
}

function inContainer(
  output: string,
  wishes: FilmRequest,
  kind: 'h264' | 'native' | 'native-vp9',
  said: string,
): FilmFormat {
  const { width, height, fps, frames, quality = kind === 'native-vp9' ? QUALITY.vp9 : QUALITY.h264 } = wishes;
  const encoding: VideoEncoding = { kind, width, height, fps, quality };
  return {
    output,
    encoding,
    framesAPart: GROUP,
    stretches: true,
    said,
    check: (force = false) => checkOutput(output, { force }),
    writer: async (options) => {
      const { mediaMuxer } = await import('./media.js');
      return await openFilmFile(
        output,
        frames,
        (file) => mediaMuxer(file, { encoding, frames, sound: options?.sound }),
        options,
      );
    },
  };
}

const FFMPEG = {
  h264: { library: 'libx264', name: 'H.264', otherwise: { set: 'encoder', to: 'wasm' } },
  vp9: { library: 'libvpx-vp9', name: 'VP9', otherwise: { use: 'the suffix .mp4' } },
} as const;

/** Bytes of a part for ffmpeg, about: few enough to have several on their way. */
const RAW_BYTES = 16e6;

async function throughFfmpeg(output: string, wishes: FilmRequest, codec: 'h264' | 'vp9'): Promise<FilmFormat> {
  const { width, height, fps, frames, quality = QUALITY[codec] } = wishes;
  const { library, name, otherwise } = FFMPEG[codec];
  const { version } = await requireFfmpeg(library, output, otherwise);
  return {
    output,
    encoding: { kind: 'raw', width, height, fps, quality },
    stretches: false,
    framesAPart: Math.max(1, Math.min(10, Math.floor(RAW_BYTES / (width * height * 1.5)))),
    said: `${name}, ffmpeg ${version} (${library})`,
    check: (force = false) => checkOutput(output, { force }),
    writer: async (options) => {
      const { ffmpegMuxer: ffmpegContainer } = await import('./ffmpeg.js');
      const film = { path: output, width, height, fps, quality, codec, sound: options?.sound };
      return await openFilmFile(output, frames, (file) => ffmpegContainer(file, film), options);
    },
  };
}

function chooseAnimation(output: string, wishes: FilmRequest, kind: 'gif' | 'webp'): FilmFormat {
  checkFilm(LIMITS[kind], wishes);
  requireBuiltIn(output, wishes, LIMITS[kind].name);
  const { width, height, fps, frames, quality = QUALITY[kind] } = wishes;
  return {
    output,
    encoding: { kind, width, height, fps, quality },
    framesAPart: 1,
    stretches: false,
    said: `animated ${LIMITS[kind].name}, built-in encoder`,
    check: (force = false) => checkOutput(output, { force }),
    writer: async (options) => {
      const begin =
        kind === 'gif' ? (await import('./animated-gif.js')).gifMuxer : (await import('./animated-webp.js')).webpMuxer;
      return await openFilmFile(output, frames, (file) => begin(file, { path: output, width, height, fps }), options);
    },
  };
}

function chooseFrames(output: string, wishes: FilmRequest, names: FrameNames): FilmFormat {
  checkFilm(LIMITS.png, wishes);
  requireBuiltIn(output, wishes, LIMITS.png.name);
  const { width, height, fps, frames } = wishes;
  return {
    output: names.folder,
    fileOf: names.nameOf,
    encoding: { kind: 'png', width, height, fps, quality: QUALITY.png },
    framesAPart: 1,
    stretches: false,
    said: `${frames} PNG files, without loss`,
    check: (force = false) => checkOutputFolder(names.folder, { force }),
    writer: async (options) => {
      const { frameFiles } = await import('./frame-files.js');
      return await frameFiles(names, frames, options);
    },
  };
}

function requireBuiltIn(output: string, { encoder }: FilmRequest, name: string): void {
  if (encoder === 'auto' || encoder === 'wasm') return;
  const facts = { file: output, expected: `the built-in encoder for ${name}`, received: encoder };
  throw new MosaicError('usage', { ...facts, waysOut: [{ omit: 'encoder' }] });
}
