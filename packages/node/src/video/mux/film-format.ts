/** The formats of films, by the output's suffix, and what encodes them. */

import { extname } from 'node:path';
import { MosaicError, type Sink } from '@tesserae/core';
import { checkOutput, type Output } from '../../files/output.js';
import { checkOutputFolder } from '../../files/output-folder.js';
import { GROUP, type VideoEncoding } from '../code/encoder.js';
import { requireFfmpeg } from '../ffmpeg.js';
import type { Pace } from '../h264-level.js';
import { type FilmFileOptions, type FilmPart, type MuxedFilm, type Muxer, openFilm } from './film-file.js';
import { checkFilm, LIMITS } from './film-limits.js';
import { type FrameNames, frameFolder, frameNames } from './frame-files.js';

/** Who encodes: what suits the format, WebAssembly, the machine's own code by WebCodecs, or ffmpeg. */
export type FilmEncoder = 'auto' | 'wasm' | 'native' | 'ffmpeg';

/** What film is wanted. */
export interface FilmRequest extends Pace {
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

type Choice = (output: string, request: FilmRequest) => Promise<FilmFormat> | FilmFormat;

const CHOICES: Readonly<Record<string, Choice>> = {
  '.mp4': chooseMp4,
  '.webm': chooseWebm,
  '.gif': (output, request) => chooseAnimation(output, request, 'gif'),
  '.webp': (output, request) => chooseAnimation(output, request, 'webp'),
};

/**
 * Chooses how a film is coded and written; nothing is begun. An output that is a folder (`frames/`) or a pattern
 * (`frames/%05d.png`) takes a PNG a frame.
 *
 * @throws MosaicError `unknown-format`; `usage` if an encoder does not make this format; `limit` if the format cannot hold the
 * frames; `unsupported` if an encoder that was asked for, or is needed, is absent
 */
export async function chooseFormat(output: string, request: FilmRequest): Promise<FilmFormat> {
  const names = frameNames(output);
  if (names !== undefined) return chooseFrames(output, request, names);
  const suffix = extname(output).toLowerCase();
  const choose = CHOICES[suffix];
  if (choose !== undefined) return await choose(output, request);
  const known = [...Object.keys(CHOICES), 'frames/%05d.png'].join(' ');
  const received = suffix === '' ? 'a name without one' : `"${suffix}"`;
  throw new MosaicError('unknown-format', { file: output, expected: `one of the suffixes ${known}`, received });
}

/** Unless told: nothing is seen of the encoding at the usual distance, and little in a still. */
const QUALITY: Readonly<Record<VideoEncoding['kind'], number>> = {
  ...{ h264: 75, native: 75, 'native-vp9': 75, raw: 75 },
  ...{ webp: 80, gif: 100, png: 100 },
};

/** How frames are coded, and what makes a file of them. */
interface Coding {
  readonly kind: VideoEncoding['kind'];
  readonly said: string;
  readonly framesAPart?: number;
  readonly stretches?: boolean;
  readonly mux: (file: Output, film: MuxedFilm) => Promise<Muxer>;
}

function inFile(output: string, request: FilmRequest, coding: Coding): FilmFormat {
  const { width, height, fps, frames, quality = QUALITY[coding.kind] } = request;
  const { kind, said, framesAPart = 1, stretches = false, mux } = coding;
  const encoding: VideoEncoding = { kind, width, height, fps, quality };
  return {
    ...{ output, encoding, framesAPart, stretches, said },
    check: (force) => checkOutput(output, { force }),
    writer: ({ force, sound } = {}) =>
      openFilm(frames, async (files) => mux(await files.begin(output, { force }), { output, encoding, frames, sound })),
  };
}

async function chooseMp4(output: string, request: FilmRequest): Promise<FilmFormat> {
  checkFilm(LIMITS.h264, request);
  if (request.encoder === 'ffmpeg') return await throughFfmpeg(output, request, 'h264');
  if (request.encoder === 'native') return await throughNative(output, request, 'native', 'H.264');
  return inContainer(output, request, 'h264', 'H.264, built-in encoder (WebAssembly)');
}

async function chooseWebm(output: string, request: FilmRequest): Promise<FilmFormat> {
  checkFilm(LIMITS.vp9, request);
  if (request.encoder === 'wasm') {
    const waysOut = [{ omit: 'encoder' }, { use: 'the suffix .mp4' }];
    const facts = { file: output, expected: 'the encoder ffmpeg or native for WebM', received: 'wasm' };
    throw new MosaicError('usage', { ...facts, waysOut });
  }
  if (request.encoder === 'native') return await throughNative(output, request, 'native-vp9', 'VP9');
  return await throughFfmpeg(output, request, 'vp9');
}

function inContainer(output: string, request: FilmRequest, kind: Coding['kind'], said: string): FilmFormat {
  return inFile(output, request, {
    ...{ kind, said, framesAPart: GROUP, stretches: true },
    mux: async (file, film) => (await import('./media.js')).mediaMuxer(file, film),
  });
}

/** The encoder that is not installed with this program. */
const NATIVE = '@napi-rs/webcodecs';

async function throughNative(output: string, request: FilmRequest, kind: Coding['kind'], name: string) {
  try {
    await import(NATIVE);
  } catch (error) {
    const waysOut = [{ install: `${NATIVE}@1.3.1` }, { set: 'encoder', to: 'wasm' }];
    const facts = { file: output, expected: `the native encoder ${NATIVE}`, received: 'none' };
    throw new MosaicError('unsupported', { ...facts, waysOut }, error);
  }
  return inContainer(output, request, kind, `${name}, native encoder (${NATIVE})`);
}

const FFMPEG = {
  h264: { library: 'libx264', name: 'H.264', otherwise: { set: 'encoder', to: 'wasm' } },
  vp9: { library: 'libvpx-vp9', name: 'VP9', otherwise: { use: 'the suffix .mp4' } },
} as const;

/** Bytes of a part for ffmpeg, about: few enough to have several on their way. */
const RAW_BYTES = 16e6;

async function throughFfmpeg(output: string, request: FilmRequest, codec: 'h264' | 'vp9'): Promise<FilmFormat> {
  const { library, name, otherwise } = FFMPEG[codec];
  const version = await requireFfmpeg(library, output, otherwise);
  return inFile(output, request, {
    ...{ kind: 'raw', said: `${name}, ffmpeg ${version} (${library})` },
    framesAPart: Math.max(1, Math.min(10, Math.floor(RAW_BYTES / (request.width * request.height * 1.5)))),
    mux: async (file, film) => (await import('./ffmpeg.js')).ffmpegMuxer(file, film, codec),
  });
}

function chooseAnimation(output: string, request: FilmRequest, kind: 'gif' | 'webp'): FilmFormat {
  const { name } = LIMITS[kind];
  checkFilm(LIMITS[kind], request);
  requireBuiltIn(output, request, name);
  return inFile(output, request, {
    ...{ kind, said: `animated ${name}, built-in encoder` },
    mux: async (file, film) =>
      kind === 'gif'
        ? (await import('./animated-gif.js')).gifMuxer(file, film)
        : (await import('./animated-webp.js')).webpMuxer(file, film),
  });
}

function chooseFrames(output: string, request: FilmRequest, names: FrameNames): FilmFormat {
  checkFilm(LIMITS.png, request);
  requireBuiltIn(output, request, LIMITS.png.name);
  const { width, height, fps, frames } = request;
  return {
    output: names.folder,
    fileOf: names.nameOf,
    encoding: { kind: 'png', width, height, fps, quality: QUALITY.png },
    framesAPart: 1,
    stretches: false,
    said: `${frames} PNG files, without loss`,
    check: (force) => checkOutputFolder(names.folder, { force }),
    writer: (options = {}) => openFilm(frames, (files) => frameFolder(files, names, options)),
  };
}

function requireBuiltIn(output: string, { encoder }: FilmRequest, name: string): void {
  if (encoder === 'auto' || encoder === 'wasm') return;
  const facts = { file: output, expected: `the built-in encoder for ${name}`, received: encoder };
  throw new MosaicError('usage', { ...facts, waysOut: [{ omit: 'encoder' }] });
}
