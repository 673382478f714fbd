/** Frames as files: a folder of PNGs that appears complete or not at all. */

import { basename, dirname } from 'node:path';
import { MosaicError } from '@tesserae/core';
import type { Publication } from '../../files/publication.js';
import type { FilmFileOptions, Muxer } from './film-file.js';

/** Where frames go. */
export interface FrameNames {
  readonly folder: string;
  /** The name of a frame's file; frames count from 1, as ffmpeg's do. */
  readonly nameOf: (frame: number) => string;
}

const PATTERN = /^([^%]*)%(?:0(\d))?d([^%]*\.png)$/i;

/**
 * Reads an output that is a folder (`frames/`: frames/00001.png …) or a pattern as ffmpeg takes it (`frames/%04d.png`).
 *
 * @returns undefined if it is neither
 * @throws MosaicError `usage` if frames would lie beside other files
 */
export function frameNames(output: string): FrameNames | undefined {
  if (/[/\\]$/.test(output)) return { folder: output, nameOf: (frame) => `${numbered(frame, 5)}.png` };
  const found = PATTERN.exec(basename(output));
  if (found === null) return undefined;
  const [, before, digits = '1', after] = found;
  const folder = dirname(output);
  if (folder === '.' || folder.includes('%')) {
    const waysOut = [{ set: 'output', to: `frames/${basename(output)}` }];
    throw new MosaicError('usage', {
      file: output,
      expected: 'a folder of their own for frames',
      received: 'none',
      waysOut,
    });
  }
  return { folder, nameOf: (frame) => `${before}${numbered(frame, Number(digits))}${after}` };
}

/** Whether an output is a folder of frames, as `chooseFormat` takes it; throws what `frameNames` throws. */
export function isFrameFolder(output: string): boolean {
  return frameNames(output) !== undefined;
}

function numbered(frame: number, digits: number): string {
  return String(frame + 1).padStart(digits, '0');
}

/** Begins a folder for a film whose parts are a frame's PNG each. Throws what `beginOutputFolder` throws. */
export async function frameFolder(
  files: Publication,
  { folder, nameOf }: FrameNames,
  { force, parts }: FilmFileOptions,
): Promise<Muxer> {
  const out = await files.beginFolder(folder, { force, parts });
  return {
    add: ({ first, bytes }) => out.add(nameOf(first), bytes),
    end: async () => {},
    stop: async () => {},
  };
}
