/** What stands where in the frames of a clip, as parts of its film: a killed run does not seek it again. */

import type { Raster } from '@tesserae/core';
import type { MosaicFrame, MovingMosaic } from '@tesserae/core/internal';
import type { Parts } from '../../files/parts.js';

/** Consecutive frames of a film. */
export interface KeptFrames {
  /** Those from `first` on; undefined if they are not there. */
  read(first: number): Promise<readonly KeptFrame[] | undefined>;
  keep(first: number, frames: readonly KeptFrame[]): Promise<void>;
}

type KeptFrame = Pick<MosaicFrame, 'assignment' | 'isCut' | 'spacing'>;

/** Numbers of a frame before its cells: whether it begins a shot, and the spacing. */
const HEAD = 2;

/** @param cells  of a frame */
export function keptFrames(parts: Parts | undefined, cells: number): KeptFrames {
  const nameOf = (first: number) => `cells ${first}`;
  return {
    async read(first) {
      const bytes = (await parts?.read(nameOf(first)))?.bytes;
      if (bytes === undefined) return undefined;
      const numbers = new Uint32Array(bytes.slice().buffer); // begins where a number may
      return Array.from({ length: numbers.length / (HEAD + cells) }, (_, i) => {
        const [isCut, spacing, ...assignment] = numbers.subarray(i * (HEAD + cells), (i + 1) * (HEAD + cells));
        return { isCut: isCut === 1, spacing, assignment: Uint32Array.from(assignment) };
      });
    },
    async keep(first, frames) {
      const numbers = frames.flatMap(({ isCut, spacing, assignment }) => [Number(isCut), spacing, ...assignment]);
      await parts?.write(nameOf(first), new Uint8Array(Uint32Array.from(numbers).buffer));
    },
  };
}

/** A frame's mosaic, and the frame of the clip that it is of. */
export interface FoundFrame {
  readonly frame: MosaicFrame;
  readonly target: Raster;
}

/** The mosaics of all frames: those that were found before, and then those that follow them. */
export async function* foundFrames(
  mosaic: MovingMosaic,
  clip: AsyncIterable<Raster>,
  { kept, framesAPart }: { readonly kept: KeptFrames; readonly framesAPart: number },
  signal: AbortSignal | undefined,
): AsyncGenerator<FoundFrame, void, void> {
  let target!: Raster; // the one that went by last: that which the mosaic at hand is of
  const targets = (async function* () {
    for await (target of clip) yield target;
  })();
  try {
    let last: MosaicFrame | undefined;
    for (let first = 0; ; first += framesAPart) {
      const there = await kept.read(first);
      if (there === undefined) break;
      for (const frame of there) {
        if ((await targets.next()).done) return;
        const before = last?.assignment;
        const changed = Uint32Array.from(frame.assignment.keys()).filter((c) => before?.[c] !== frame.assignment[c]);
        last = { ...frame, changed };
        yield { frame: last, target };
      }
    }
    const after = last;
    const rest = async function* () {
      if (after) yield target;
      yield* targets;
    };
    for await (const frame of mosaic.follow(rest(), { signal }, after)) yield { frame, target };
  } finally {
    await targets.return();
  }
}
