/**
 * A film encoded by the machine's ffmpeg: frames go to its input as they come, it writes the file beside the destination.
 *
 * The number of its threads is fixed, since x264 and libvpx divide frames among them: the same film then has the same bytes on a
 * machine with the same ffmpeg, however many cores it has.
 */

import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { MosaicError } from '@tesserae/core';
import type { Output } from '../../files/output.js';
import { writingError } from '../../files/writing-error.js';
import { lastLine } from '../ffmpeg.js';
import type { Muxer } from './film-file.js';
import { type CopySound, soundBeside } from './sound-track.js';

/** A film for ffmpeg. */
export interface FfmpegOptions {
  /** Of the output: what errors name. */
  readonly path: string;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly fps: number;
  /** 1…100. */
  readonly quality: number;
  readonly codec: 'h264' | 'vp9';
  readonly sound?: CopySound | undefined;
}

const THREADS = 4;

/** Constant rate factors of the best and of the least quality. */
const FACTORS = { h264: [15, 40], vp9: [20, 58] } as const;

/** Two fifths of what "good" takes, files 10 % larger. */
const VP9_SPEED = ['-deadline', 'realtime', '-cpu-used', '5', '-tile-columns', '2', '-row-mt', '1'];

/** Keeps no more of what ffmpeg says than its last lines. */
const MOST_SAID = 4096;

/** Begins a film whose parts are raw frames (I420, BT.709). */
export async function ffmpegMuxer(output: Output, options: FfmpegOptions): Promise<Muxer> {
  const { sound: copy, codec } = options;
  const heard = copy && (await soundBeside(output, copy, codec === 'h264' ? 'mp4' : 'webm'));
  const program = start(options.path, ffmpegArguments(output.part, options, heard));
  return {
    add: ({ bytes }) => program.feed(bytes),
    end: () => program.finish(),
    stop: () => program.kill(),
  };
}

/**
 * The arguments: frames from standard input, no metadata, colours said in words.
 *
 * @param sound  a file with what is heard, which is copied
 */
export function ffmpegArguments(
  part: string,
  { width, height, fps, quality, codec }: FfmpegOptions,
  sound?: string,
): string[] {
  const [finest, coarsest] = FACTORS[codec];
  const factor = Math.round(coarsest + ((finest - coarsest) * (quality - 1)) / 99);
  const colours = ['-color_range', 'tv', '-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709'];
  const input = ['-f', 'rawvideo', '-pix_fmt', 'yuv420p', '-video_size', `${width}x${height}`, '-framerate', `${fps}`];
  const how =
    codec === 'h264'
      ? ['-c:v', 'libx264', '-preset', 'veryfast', '-profile:v', 'high', '-crf', `${factor}`]
      : ['-c:v', 'libvpx-vp9', ...VP9_SPEED, '-b:v', '0', '-crf', `${factor}`];
  const heard = sound === undefined ? [] : ['-i', `file:${resolve(sound)}`];
  const tracks = sound === undefined ? ['-an'] : ['-map', '0:v', '-map', '1:a', '-c:a', 'copy'];
  const container = codec === 'h264' ? ['-movflags', '+faststart', '-f', 'mp4'] : ['-f', 'webm'];
  return [
    ...['-hide_banner', '-nostdin', '-loglevel', 'error', '-y'],
    ...[...input, ...colours, '-chroma_sample_location', 'center', '-i', 'pipe:0', ...heard],
    ...[...tracks, '-vf', 'setsar=1', '-map_metadata', '-1', '-fflags', '+bitexact', '-flags:v', '+bitexact'],
    ...[...how, '-threads', `${THREADS}`, '-g', `${Math.round(fps)}`, '-pix_fmt', 'yuv420p', ...colours],
    ...['-chroma_sample_location', 'center', ...container, `file:${resolve(part)}`],
  ];
}

interface Program {
  /** Hands over bytes; resolves when it has taken them. */
  feed(bytes: Uint8Array): Promise<void>;
  /** Waits until it has ended well. */
  finish(): Promise<void>;
  /** Ends it at once, and waits until it has ended. */
  kill(): Promise<void>;
}

/** @param path  what errors name */
function start(path: string, args: readonly string[]): Program {
  const child = spawn('ffmpeg', args, { stdio: ['pipe', 'ignore', 'pipe'], windowsHide: true });
  const input = child.stdin!; // they are pipes
  let said = '';
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-MOST_SAID);
  });
  const ended = endOf(child);
  const failed = async (cause?: unknown): Promise<never> => {
    const code = await ended;
    throw failure(path, said, cause ?? code);
  };
  // it has ended when its input is closed to us; `ended` tells why
  input.on('error', () => {});

  return {
    async feed(bytes) {
      await new Promise<void>((resolve, reject) => {
        input.write(bytes, (error) => (error ? reject(error) : resolve()));
      }).catch(failed);
    },
    async finish() {
      input.end();
      // a file that could not be ended is told, but ffmpeg 5 ends with 0 all the same
      if ((await ended) !== 0 || /error|failed|no space/i.test(said)) await failed();
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** The code a program ends with; undefined if it was killed, or could not be started. */
async function endOf(child: ChildProcess): Promise<number | undefined> {
  return await new Promise((resolve) => {
    child.on('error', () => resolve(undefined));
    child.on('close', (code) => resolve(code ?? undefined));
  });
}

function failure(path: string, said: string, cause: unknown): MosaicError {
  const full = writingError(new Error(said, { cause }), path);
  if (full.code !== 'failed') return full;
  const facts = { file: path, expected: 'a film from ffmpeg', received: `“${lastLine(said)}”` };
  return new MosaicError('failed', { ...facts, waysOut: [{ set: 'encoder', to: 'wasm' }] }, cause);
}
