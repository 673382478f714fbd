/**
 * From bands to a file, strip by strip: bands of any height become strips of a fixed one, strips are compressed side by
 * side in libuv's threads and written in order. Memory is a few strips, whatever the size of the picture; the bytes
 * depend on the pixels alone, not on how they were cut into bands or on the number of threads.
 */

import type { Band, Raster } from '@tesserae/core';
import { MosaicError } from '@tesserae/core';
import type { PixelSize } from '@tesserae/core/internal';
import type { Output } from '../files/output.js';
import type { Parts } from '../files/parts.js';
import { orderedQueue } from '../work/ordered-queue.js';

/** A file format made of strips of rows. Its functions are called in this order: begin, pack and strip …, end. */
export interface StripFormat extends PixelSize {
  /** Rows of a strip; the last may have fewer. */
  readonly rows: number;
  /** Bytes of a packed row. */
  readonly rowBytes: number;
  /** The file's first bytes. */
  begin(): Uint8Array;
  /** Packs a row: `rgba` from byte `from` on into `rowBytes` bytes of `out` from `at` on. */
  pack(rgba: Uint8ClampedArray, from: number, out: Uint8Array, at: number): void;
  /** What stands in the file for a strip of packed rows. Called in order; several may be under way. */
  strip(packed: Uint8Array): Promise<Uint8Array>;
  /** What `strip` carries from one strip to the next, as of the last call; 0 where nothing is. */
  state(): number;
  /** Goes on behind so many strips. */
  resume(strips: number, state: number): void;
  /** The file's last bytes, and its first ones again if they were not known before. */
  end(stripBytes: readonly number[]): { readonly tail: Uint8Array; readonly head?: Uint8Array };
}

/** Writes bands into an output and ends it (but leaves it to the caller to commit). */
export interface StripWriter {
  /** The first row that is wanted: what is above is there already. */
  readonly from: number;
  /**
   * Bands come in order, from the top or from any row up to `from`; what is there is passed over. The band is copied before
   * the promise resolves.
   */
  write(band: Band): Promise<void>;
  /** @throws MosaicError `shape` if rows are missing */
  end(): Promise<void>;
}

/** About this many bytes make a strip: large enough to compress well, small enough for several at a time. */
const STRIP_BYTES = 2 ** 20;

/** Rows that make a strip of about a megabyte. */
export function stripRows(rowBytes: number, height: number): number {
  return Math.min(height, Math.max(1, Math.round(STRIP_BYTES / rowBytes)));
}

/** Strips in work: libuv has four threads unless told otherwise. */
const AT_ONCE = 4;

/** A strip that is done: its rows, what stands in the file for them, and the format's state behind it. */
interface Packed {
  readonly packed: Uint8Array;
  readonly bytes: Uint8Array;
  readonly state: number;
}

/** @param parts  strips are parts of it: those that are there from the first one on are not asked for again */
export async function stripWriter(output: Output, format: StripFormat, parts?: Parts): Promise<StripWriter> {
  const { height, rowBytes } = format;
  const stripBytes = format.rows * rowBytes;
  const head = format.begin();
  const sizes = parts ? await resumeStrips(parts, format, head.length) : [];
  let end = sizes.reduce((sum, size) => sum + size, head.length);
  const from = Math.min(height, sizes.length * format.rows);
  const strips = orderedQueue(
    AT_ONCE,
    async (packed: Uint8Array): Promise<Packed> => {
      const work = format.strip(packed);
      const state = format.state(); // before another strip comes
      return { packed, bytes: await work, state };
    },
    async ({ packed, bytes, state }) => {
      await output.write(bytes);
      await parts?.seal(`${sizes.length}`, bytes, { at: end, fact: state });
      spare.push(packed);
      sizes.push(bytes.length);
      end += bytes.length;
    },
  );
  const spare: Uint8Array[] = []; // rows are packed into the same few strips again and again
  let strip: Uint8Array = new Uint8Array(0);
  let y = from; // rows packed
  let next: number | undefined; // where the next band begins

  function packRow(raster: Raster, row: number): boolean {
    const inStrip = y % format.rows;
    if (inStrip === 0)
      strip = (spare.pop() ?? new Uint8Array(stripBytes)).subarray(0, Math.min(stripBytes, (height - y) * rowBytes));
    format.pack(raster.data, row * raster.width * 4, strip, inStrip * rowBytes);
    y++;
    return inStrip + 1 === format.rows || y === height;
  }

  async function write({ y: top, raster }: Band): Promise<void> {
    const follows = next === undefined ? top <= from : top === next;
    if (!follows || raster.width !== format.width || top + raster.height > height) {
      throw new MosaicError('shape', {
        subject: 'band',
        expected: `${format.width} pixels a row from row ${next ?? from} on, up to row ${height - 1}`,
        received: `${raster.width} at rows ${top} to ${top + raster.height - 1}`,
      });
    }
    next = top + raster.height;
    for (let row = Math.max(0, y - top); row < raster.height; row++) {
      if (packRow(raster, row)) await strips.add(strip);
    }
  }

  async function finish(): Promise<void> {
    if (y !== height) throw new MosaicError('shape', { subject: 'bands', expected: `${height} rows`, received: y });
    await strips.end();
    const { tail, head: known } = format.end(sizes);
    await output.write(tail);
    if (known) await output.write(known, 0);
  }

  await output.truncateTo(end);
  await output.write(head, 0);
  return { from, write, end: finish };
}

/** Goes on behind the strips that are there, one behind the other. @returns bytes of each */
async function resumeStrips(parts: Parts, format: StripFormat, first: number): Promise<number[]> {
  const sizes: number[] = [];
  let state = format.state();
  for (let at = first; ; ) {
    const strip = await parts.read(`${sizes.length}`);
    if (strip?.at !== at) break;
    sizes.push(strip.bytes.length);
    at += strip.bytes.length;
    state = strip.fact;
  }
  if (sizes.length > 0) format.resume(sizes.length, state);
  return sizes;
}
