/**
 * A film encoded by the machine's ffmpeg: frames go to its input as they come, it writes the file beside the destination.
 *
 * The number of its threads is fixed, since x264 and libvpx divide frames among them: the same film then has the same bytes on a
 * machine with the same ffmpeg, however many cores it has.
 */

import { resolve } from 'node:path';
import { MosaicError } from '@tesserae/core';
import type { Output } from '../../files/output.js';
import { writingError } from '../../files/writing-error.js';
import type { VideoEncoding } from '../code/encoder.js';
import { lastLine, QUIETLY, startProgram } from '../ffmpeg.js';
import { soundBeside } from './copy-sound.js';
import type { MuxedFilm, Muxer } from './film-file.js';

type Codec = 'h264' | 'vp9';

const THREADS = 4;

/** Constant rate factors of the best and of the least quality. */
const FACTORS = { h264: [15, 40], vp9: [20, 58] } as const;

/** Two fifths of what "good" takes, files 10 % larger. */
const VP9_SPEED = ['-deadline', 'realtime', '-cpu-used', '5', '-tile-columns', '2', '-row-mt', '1'];

/** Begins a film whose parts are raw frames (I420, BT.709). */
export async function ffmpegMuxer(file: Output, film: MuxedFilm, codec: Codec): Promise<Muxer> {
  const { output, encoding, sound: copy } = film;
  const heard = copy && (await soundBeside(file, copy, codec === 'h264' ? 'mp4' : 'webm'));
  const args = ffmpegArguments(file.part, encoding, codec, heard);
  const program = startProgram('ffmpeg', args, ['pipe', 'ignore', 'pipe']);
  const input = program.child.stdin!; // a pipe
  // it has ended when its input is closed to us; `ended` tells why
  input.on('error', () => {});
  const failed = async (cause?: unknown): Promise<never> => {
    const { code, error } = await program.ended;
    throw failure(output, program.said(), cause ?? error ?? code);
  };

  return {
    add: ({ bytes }) =>
      new Promise<void>((resolve, reject) => {
        input.write(bytes, (error) => (error ? reject(error) : resolve()));
      }).catch(failed),
    async end() {
      input.end();
      const { code } = await program.ended;
      // a file that could not be ended is told, but ffmpeg 5 ends with 0 all the same
      if (code !== 0 || /error|failed|no space/i.test(program.said())) await failed();
    },
    stop: program.kill,
  };
}

/**
 * The arguments: frames from standard input, no metadata, colours said in words.
 *
 * @param sound  a file with what is heard, which is copied
 */
function ffmpegArguments(part: string, encoding: VideoEncoding, codec: Codec, sound: string | undefined): string[] {
  const { width, height, fps, quality } = encoding;
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
    ...QUIETLY,
    '-y',
    ...[...input, ...colours, '-chroma_sample_location', 'center', '-i', 'pipe:0', ...heard],
    ...[...tracks, '-vf', 'setsar=1', '-map_metadata', '-1', '-fflags', '+bitexact', '-flags:v', '+bitexact'],
    ...[...how, '-threads', `${THREADS}`, '-g', `${Math.round(fps)}`, '-pix_fmt', 'yuv420p', ...colours],
    ...['-chroma_sample_location', 'center', ...container, `file:${resolve(part)}`],
  ];
}

function failure(path: string, said: string, cause: unknown): MosaicError {
  const full = writingError(new Error(said, { cause }), path);
  if (full.code !== 'failed') return full;
  const facts = { file: path, expected: 'a film from ffmpeg', received: `“${lastLine(said)}”` };
  return new MosaicError('failed', { ...facts, waysOut: [{ set: 'encoder', to: 'wasm' }] }, cause);
}
