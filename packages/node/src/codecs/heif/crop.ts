/**
 * The part of a HEIC that is shown. libheif cuts it, but refuses the whole as too large for its part; so it is told to cut nothing.
 *
 * Source: ISO/IEC 23008-12:2022 (HEIF), sections 6.5.3 (ispe), 6.5.9 (clap), 6.5.10 (irot), 6.5.12 (imir).
 */

import { propertiesOf } from '../colours/heif-colours.js';

/** A part of a picture, pixels. */
export interface Part {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A HEIC that is to be cut once it is decoded. */
export interface UncutHeic {
  readonly bytes: Uint8Array;
  /** Pixels of the picture before it is cut and turned. */
  readonly coded: { readonly width: number; readonly height: number };
  /** What is to be cut from the turned picture. */
  readonly part: Part;
}

/** The picture without its cut; undefined if it has none. */
export function uncutHeic(file: Buffer): UncutHeic | undefined {
  const { own } = propertiesOf(file);
  const clap = own.find(({ kind }) => kind === 'clap')?.contents;
  const ispe = own.find(({ kind }) => kind === 'ispe')?.contents;
  if (clap === undefined || ispe === undefined || clap.length < 32 || ispe.length < 12) return undefined;
  const coded = { width: ispe.readUInt32BE(4), height: ispe.readUInt32BE(8) };
  let part = partIn(clap, coded);
  if (part === undefined) return undefined;

  let within = coded;
  for (const { kind, contents } of own) {
    const turns = kind === 'irot' ? contents[0] & 3 : 0;
    for (let i = 0; i < turns; i++) {
      // a quarter turn anti-clockwise: what was at the right is at the top
      part = { left: part.top, top: within.width - part.left - part.width, width: part.height, height: part.width };
      within = { width: within.height, height: within.width };
    }
    if (kind !== 'imir') continue;
    part =
      (contents[0] & 1) === 0
        ? { ...part, top: within.height - part.top - part.height }
        : { ...part, left: within.width - part.left - part.width };
  }

  const bytes = Buffer.from(file);
  const at = clap.byteOffset - file.byteOffset;
  for (const [i, value] of [coded.width, 1, coded.height, 1, 0, 1, 0, 1].entries())
    bytes.writeUInt32BE(value, at + i * 4);
  return { bytes, coded, part };
}

/** The part that is shown; undefined if it is not within the picture. */
function partIn(clap: Buffer, coded: UncutHeic['coded']): Part | undefined {
  const side = (at: number, whole: number): readonly [from: number, length: number] => {
    const length = Math.round(clap.readUInt32BE(at) / clap.readUInt32BE(at + 4));
    const offset = clap.readInt32BE(at + 16) / clap.readUInt32BE(at + 20);
    return [Math.round((whole - length) / 2 + offset), length];
  };
  const [left, width] = side(0, coded.width);
  const [top, height] = side(8, coded.height);
  const inside = left >= 0 && top >= 0 && width > 0 && height > 0;
  return inside && left + width <= coded.width && top + height <= coded.height
    ? { left, top, width, height }
    : undefined;
}
