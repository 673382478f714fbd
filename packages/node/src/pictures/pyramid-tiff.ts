/**
 * A TIFF of squares at every size, from the whole picture down to one square: viewers of large pictures read just what they
 * show. The squares of all sizes are written as they are complete, deflated with differences between neighbours; the
 * directories, one a size and the largest first, stand at the end.
 *
 * Source: TIFF revision 6.0, Adobe, 1992, sections 14 and 15; BigTIFF, https://www.awaresystems.be/imaging/tiff/bigtiff.html.
 */

import type { Band } from '@tesserae/core';
import { LONG, LONG8, type TiffField, tiffDirectory, tiffHeader } from '../codecs/tiff-directory.js';
import type { Output } from '../files/output.js';
import { orderedQueue } from '../work/ordered-queue.js';
import type { PrintedPicture } from './jpeg.js';
import { isSingle, type PyramidLevel, pyramidLevels, SQUARE } from './pyramid/levels.js';
import { type DrawnSquare, pyramid } from './pyramid/pyramid.js';
import { deflatedRows, needsBigTiff, rgbFields, type TiffKind, tiffBegin } from './tiff.js';

/** Writes bands into an output and ends it (but leaves it to the caller to commit). */
export interface PyramidWriter {
  /** Bands come in order, from the top. */
  write(band: Band): Promise<void>;
  /** @throws MosaicError `shape` if rows are missing */
  end(): Promise<void>;
}

/** Squares being deflated: libuv has four threads. */
const AT_ONCE = 4;

/** Begins a pyramid. Memory grows with the width of the picture, 3 kB a pixel of it, and not with its height. */
export async function pyramidWriter(
  output: Output,
  picture: PrintedPicture & Pick<TiffKind, 'icc'>,
): Promise<PyramidWriter> {
  const { width, height } = picture;
  const all = pyramidLevels(width, height);
  const levels = all.slice(0, all.findIndex(isSingle) + 1);
  // squares are whole, and the smaller sizes together a third of the largest
  const whole = (side: number) => Math.ceil(side / SQUARE) * SQUARE;
  const big = needsBigTiff(whole(width), Math.ceil((whole(height) * 4) / 3) + SQUARE * levels.length);
  const places = new Map<PyramidLevel, { readonly offsets: number[]; readonly sizes: number[] }>(
    levels.map((level) => [level, { offsets: [], sizes: [] }]),
  );
  const head = tiffBegin({ big, icc: picture.icc });
  let end = head.length;

  const queue = orderedQueue(
    AT_ONCE,
    async (square: DrawnSquare) => {
      const rows = wholeSquare(square);
      square.release();
      return { level: square.level, bytes: await deflatedRows(rows) };
    },
    async ({ level, bytes }) => {
      const { offsets, sizes } = places.get(level)!; // one was made for each level
      offsets.push(end);
      sizes.push(bytes.length);
      end += bytes.length;
      await output.write(bytes);
    },
  );
  const squares = pyramid(levels, queue.add);
  await output.write(head);

  return {
    write: squares.write,
    async end() {
      await squares.end();
      await queue.end();
      const first = end + (end % 2); // a directory begins on an even byte
      const parts: Uint8Array[] = [Buffer.alloc(first - end)];
      let at = first;
      for (const [i, level] of levels.entries()) {
        const fields = fieldsOf(level, { ...picture, ...places.get(level)!, big });
        const { length } = tiffDirectory(fields, { at, next: 0 }, big);
        const next = at + length + (length % 2);
        const isLast = i + 1 === levels.length;
        parts.push(tiffDirectory(fields, { at, next: isLast ? 0 : next }, big), Buffer.alloc(length % 2));
        at = next;
      }
      await output.write(Buffer.concat(parts));
      await output.write(tiffHeader(first, big), 0);
    },
  };
}

/** The rows of a square as differences; what is beyond the picture's edges is black. */
function wholeSquare({ rgb, width, height }: DrawnSquare): Uint8Array {
  const out = new Uint8Array(SQUARE * SQUARE * 3);
  for (let y = 0; y < height; y++) {
    const from = y * width * 3;
    const to = y * SQUARE * 3;
    for (let i = 0; i < 3; i++) out[to + i] = rgb[from + i];
    for (let i = 3; i < width * 3; i++) out[to + i] = rgb[from + i] - rgb[from + i - 3];
    // the first pixel beyond the edge takes the last one back
    if (width < SQUARE) for (let i = 0; i < 3; i++) out[to + width * 3 + i] = -rgb[from + width * 3 - 3 + i];
  }
  return out;
}

interface LevelFacts extends PrintedPicture, Pick<TiffKind, 'big' | 'icc'> {
  readonly offsets: readonly number[];
  readonly sizes: readonly number[];
}

function fieldsOf({ width, height, scale }: PyramidLevel, { dpi, icc, offsets, sizes, big }: LevelFacts): TiffField[] {
  return rgbFields({ width, height, compressed: true, big, dpi, icc, scale }, [
    { tag: 254, type: LONG, values: [scale === 1 ? 0 : 1] }, // 1: a smaller version of another
    { tag: 322, type: LONG, values: [SQUARE] }, // of a square
    { tag: 323, type: LONG, values: [SQUARE] },
    { tag: 324, type: big ? LONG8 : LONG, values: offsets },
    { tag: 325, type: LONG, values: sizes },
  ]);
}
