/** What a clip is: size as it is shown, rate, colours, sound; and how many frames it has at a constant rate. */

import { type Hooks, MosaicError } from '@tesserae/core';
import type { PixelSize } from '@tesserae/core/internal';
import { type ClipFile, inputOf, outputOf } from './program.js';

/** A clip that was looked at; width and height are those of a frame as it is shown: upright, of square pixels. */
export interface ClipFacts extends ClipFile, PixelSize {
  /** Frames a second on average; may be a fraction. */
  readonly rate: number;
  /** What the sound beside the pictures is coded with, by the names of ffmpeg; undefined if there is none. */
  readonly sound: string | undefined;
  /** When the pictures begin: seconds of the file. */
  readonly begin: number;
  /** Whether it is graded for brighter screens than usual, and looks paler when shown as it is. */
  readonly isHdr: boolean;
  /** The colours' matrix that the file forgot to name; undefined if it names one. */
  readonly matrix: 'bt709' | undefined;
}

/** A frame of more pixels is a mistake, or an attack on memory. */
export const MOST_PIXELS = 64e6;

/** High definition: what does not name its colours has those of that. */
const HIGH = 720;

/**
 * Looks at a clip.
 *
 * @throws MosaicError `unsupported` if there is no ffprobe, or the clip has no pictures; `damaged`; `too-large`; `aborted`
 */
export async function probeClip(file: ClipFile, { signal }: Pick<Hooks, 'signal'> = {}): Promise<ClipFacts> {
  const entries =
    'format=start_time:stream=codec_type,codec_name,start_time,width,height,sample_aspect_ratio,avg_frame_rate,r_frame_rate,color_space,color_transfer:stream_disposition=attached_pic:stream_side_data=rotation';
  const args = ['-v', 'error', '-of', 'json', '-show_entries', entries, ...inputOf(file)];
  const chunks: Buffer[] = [];
  for await (const chunk of outputOf({ command: 'ffprobe', args, path: file.path, signal })) chunks.push(chunk);
  const { streams, start } = readAnswer(Buffer.concat(chunks).toString('utf8'));
  const picture = streams.find((stream) => stream.codec_type === 'video' && stream.disposition?.attached_pic !== 1);
  if (picture === undefined || !(picture.width && picture.height)) {
    throw new MosaicError('unsupported', {
      file: file.path,
      expected: 'moving pictures',
      received: 'none',
      waysOut: [{ use: 'another clip' }],
    });
  }
  const { width, height, color_space: space, color_transfer: transfer } = picture;
  if (width * height > MOST_PIXELS) {
    const expected = `frames of at most ${MOST_PIXELS / 1e6} megapixels`;
    throw new MosaicError('too-large', { file: file.path, expected, received: `${width} × ${height}` });
  }
  const wide = Math.max(1, Math.round(width * ratioOf(picture.sample_aspect_ratio, ':', 1)));
  const turned = (picture.side_data_list ?? []).some(({ rotation = 0 }) => Math.abs(rotation) % 180 === 90);
  const isUnnamed = space === undefined || space === 'unknown' || space === 'unspecified';
  return {
    ...file,
    ...(turned ? { width: height, height: wide } : { width: wide, height }),
    rate: ratioOf(picture.avg_frame_rate, '/', 0) || ratioOf(picture.r_frame_rate, '/', 0) || 25,
    sound: streams.find((stream) => stream.codec_type === 'audio')?.codec_name,
    begin: Math.max(0, (Number(picture.start_time) || 0) - start),
    isHdr: transfer === 'smpte2084' || transfer === 'arib-std-b67',
    matrix: isUnnamed && Math.min(width, height) >= HIGH ? 'bt709' : undefined,
  };
}

/** What ffprobe tells of a stream, as far as it is asked. */
interface Stream {
  readonly codec_type?: string;
  readonly codec_name?: string;
  readonly start_time?: string;
  readonly width?: number;
  readonly height?: number;
  readonly sample_aspect_ratio?: string;
  readonly avg_frame_rate?: string;
  readonly r_frame_rate?: string;
  readonly color_space?: string;
  readonly color_transfer?: string;
  readonly disposition?: { readonly attached_pic?: number };
  readonly side_data_list?: readonly { readonly rotation?: number }[];
}

function readAnswer(json: string): { readonly streams: readonly Stream[]; readonly start: number } {
  // ffprobe's own form, all of it optional
  const { streams = [], format } = JSON.parse(json === '' ? '{}' : json) as {
    readonly streams?: readonly Stream[];
    readonly format?: { readonly start_time?: string };
  };
  return { streams, start: Number(format?.start_time) || 0 };
}

/** 30000/1001 as a number; `otherwise` for 0/0, 0:1 and what is no ratio. */
function ratioOf(text: string | undefined, separator: string, otherwise: number): number {
  const [above, below] = (text ?? '').split(separator).map(Number);
  return above > 0 && below > 0 ? above / below : otherwise;
}
