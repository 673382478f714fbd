/** Draws a plan into squares: bands become levels, levels squares, squares JPEGs, and one level a preview. */

import type { Band, Hooks } from '@tesserae/core';
import { type PixelSize, throwIfAborted } from '@tesserae/core/internal';
import { orderedQueue } from '../../work/ordered-queue.js';
import type { JpegOptions, RgbPixels } from '../encode.js';
import { type PyramidLevel, pyramidLevels, type Square, squaresInOrder } from '../pyramid/levels.js';
import { type DrawnSquare, type Pixels, pyramid, type TakeSquare } from '../pyramid/pyramid.js';
import { type Block, bandsOfBlocks, blocksOf, inPicture, smallestOf } from './blocks.js';
import { previewLevel, type Slab, type Slabs } from './slabs.js';
import { type WholeLevel, wholeLevel } from './whole-level.js';

/** Squares being encoded: libuv has four threads, and each shall find the next one waiting. */
const AT_ONCE = 8;

/** Cells narrower than this, in pixels, are mostly edges, over which chroma of half the size would bleed. */
const SMALL = 48;

/** Makes a JPEG of a picture, with full chroma unless told. */
export type EncodeJpeg = (picture: RgbPixels, chroma?: JpegOptions['chroma']) => Promise<Uint8Array>;

/** What is drawn (width and height are those of the whole picture), and where squares go. */
export interface Squares extends PixelSize {
  readonly slabs: Slabs;
  /** Draws a slab from a row on; bands count rows of the picture. */
  readonly draw: (slab: Slab, from: number) => AsyncIterable<Band>;
  /** Pixels a cell is wide. */
  readonly cell: number;
  readonly encode: EncodeJpeg;
  /** Takes one square after the other; their order depends on the picture's size alone. */
  readonly take: (square: Square, jpeg: Uint8Array) => Promise<void>;
  /** What an earlier run has taken; undefined if nothing is kept. */
  readonly kept?: KeptSquares | undefined;
}

/** Squares as parts of a page. */
export interface KeptSquares {
  square(square: Square): Promise<Uint8Array | undefined>;
  /** The pixels of a block's smallest level. */
  block(number: number): Promise<Uint8Array | undefined>;
  /** All squares of a block have been taken. */
  keepBlock(number: number, rgb: Uint8Array): Promise<void>;
}

/**
 * Makes all squares, side by side, and takes them in order.
 *
 * @returns the preview, a JPEG
 * @throws MosaicError `aborted`, and what the bands and the taker throw
 */
export async function makeSquares(squares: Squares, { signal }: Hooks = {}): Promise<Uint8Array> {
  const { width, height, slabs, cell, encode, take, kept } = squares;
  const levels = pyramidLevels(width, height);
  const preview = wholeLevel(previewLevel(width, height));
  const queue = orderedQueue(
    AT_ONCE,
    async (square: DrawnSquare) => {
      const jpeg = await encode(square, cell / square.level.scale < SMALL ? 'full' : 'half');
      square.release();
      return { square, jpeg };
    },
    ({ square, jpeg }) => take(square, jpeg),
  );
  const takeDrawn = async (square: DrawnSquare): Promise<void> => {
    throwIfAborted(signal);
    preview.see(square);
    await queue.add(square);
  };
  const smaller = smallerLevels(levels, slabs, takeDrawn);
  const join = async (block: Block, smallest: WholeLevel): Promise<void> => {
    const { number, scale, width, height } = smallest.level;
    const [x, y] = [block.x / scale, block.y / scale];
    if (preview.level.number === number) preview.put({ width, height, rgb: smallest.rgb }, x, y);
    await smaller.add(smallest, x, y);
  };

  let count = 0;
  const spare: Pixels[] = [];
  for (const slab of slabs.slabs) {
    const blocks = blocksOf(slab, count);
    count += blocks.length;
    for (
      let there = await keptBlock(kept, blocks[0], levels);
      there;
      there = await keptBlock(kept, blocks[0], levels)
    ) {
      throwIfAborted(signal);
      await queue.end();
      for (const square of there.squares) await take(square, (await kept?.square(square))!); // it was there just now
      await join(blocks[0], there.smallest);
      blocks.shift();
    }
    if (blocks.length === 0) continue;
    const takeOfBlock = (block: Block) => (square: DrawnSquare) => takeDrawn(inPicture(square, block, levels));
    await drawBlocks(blocks, squares.draw(slab, blocks[0].y), { takeOfBlock, spare }, async (block, smallest) => {
      if (kept) {
        await queue.end();
        await kept.keepBlock(block.number, smallest.rgb);
      }
      await join(block, smallest);
    });
  }
  await smaller.end();
  await queue.end();
  return await encode({ width: preview.level.width, height: preview.level.height, rgb: preview.rgb });
}

/** The levels below those of slabs: made block by block if there is one slab, else from the whole of the joint. */
function smallerLevels(levels: readonly PyramidLevel[], { slabs, joint }: Slabs, take: TakeSquare) {
  const below = levels.slice(levels.findIndex(({ number }) => number === joint.number));
  // the squares of the first have been taken
  const drawing = pyramid(below, async (square) => (square.level === below[0] ? square.release() : await take(square)));
  const whole = slabs.length > 1 ? wholeLevel(joint) : undefined;
  return {
    async add(smallest: WholeLevel, x: number, y: number): Promise<void> {
      const { width, height } = smallest.level;
      if (whole) return whole.put({ width, height, rgb: smallest.rgb }, x, y);
      for (const band of smallest.bands()) await drawing.write({ ...band, y: y + band.y });
    },
    async end(): Promise<void> {
      for (const band of whole?.bands() ?? []) await drawing.write(band);
      await drawing.end();
    },
  };
}

interface KeptBlock {
  readonly squares: readonly Square[];
  readonly smallest: WholeLevel;
}

/** A block of which everything is there. */
async function keptBlock(
  kept: KeptSquares | undefined,
  block: Block | undefined,
  levels: readonly PyramidLevel[],
): Promise<KeptBlock | undefined> {
  if (kept === undefined || block === undefined) return undefined;
  const rgb = await kept.block(block.number);
  if (rgb === undefined) return undefined;
  const squares = Array.from(squaresInOrder(block.levels), (square) => inPicture(square, block, levels));
  for (const square of squares) if ((await kept.square(square)) === undefined) return undefined;
  return { squares, smallest: wholeLevel(smallestOf(block.levels), rgb) };
}

interface BlockTaker {
  readonly takeOfBlock: (block: Block) => TakeSquare;
  /** Memory of squares, used by one block after the other. */
  readonly spare: Pixels[];
}

async function drawBlocks(
  blocks: readonly Block[],
  bands: AsyncIterable<Band>,
  { takeOfBlock, spare }: BlockTaker,
  done: (block: Block, smallest: WholeLevel) => Promise<void>,
): Promise<void> {
  const begin = (block: Block) => {
    const smallest = wholeLevel(smallestOf(block.levels));
    const take = takeOfBlock(block);
    const drawing = pyramid(
      block.levels,
      async (square) => {
        smallest.see(square);
        await take(square);
      },
      spare,
    );
    return { block, smallest, drawing };
  };
  let now = begin(blocks[0]);
  for await (const { block, band } of bandsOfBlocks(bands, blocks)) {
    if (now.block !== block) now = begin(block);
    await now.drawing.write(band);
    if (band.y + band.raster.height === block.rows) await done(block, now.smallest);
  }
  await now.drawing.end();
}
