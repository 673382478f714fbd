/**
 * A TIFF of 8-bit RGB in strips, written as the rows come: deflated with differences for keeping, plain for handing to
 * an encoder. Below 4 GB it is a TIFF that every reader knows, from there on a BigTIFF.
 *
 * Source: TIFF revision 6.0, Adobe, 1992; BigTIFF, https://www.awaresystems.be/imaging/tiff/bigtiff.html.
 */

import { promisify } from 'node:util';
import { constants, deflate } from 'node:zlib';
import type { PixelSize } from '@tesserae/core/internal';
import {
  ASCII,
  LONG,
  LONG8,
  RATIONAL,
  SHORT,
  type TiffField,
  tiffDirectory,
  tiffHeader,
  UNDEFINED,
} from '../codecs/tiff-directory.js';
import { packDifferences, packPixels } from './pack-rows.js';
import { type StripFormat, stripRows } from './strips.js';

const deflated = promisify<Uint8Array, object, Buffer>(deflate);

/** Which kind of TIFF. */
export interface TiffKind {
  /** Deflated, with differences between neighbours. */
  readonly compressed: boolean;
  /** BigTIFF: needed from 4 GB on. */
  readonly big: boolean;
  /** Dots an inch. */
  readonly dpi: number;
  /** What its colours are: an ICC profile. */
  readonly icc: Uint8Array;
}

/** The first bytes of a file: its header, and the profile. */
export function tiffBegin({ big, icc }: Pick<TiffKind, 'big' | 'icc'>): Uint8Array {
  return Buffer.concat([tiffHeader(0, big), icc, Buffer.alloc(icc.length % 2)]);
}

/** Whether the file may pass 4 GB, with all that deflate and the directory may add. */
export function needsBigTiff(width: number, height: number): boolean {
  return width * height * 3 * 1.001 + height * 16 + 65536 >= 2 ** 32;
}

/** The format of one TIFF file. */
export function tiffFormat(width: number, height: number, kind: TiffKind): StripFormat {
  const rowBytes = width * 3;
  const rows = stripRows(rowBytes, height);
  const pack = kind.compressed ? packDifferences : packPixels;
  const begin = tiffBegin(kind);

  return {
    width,
    height,
    rows,
    rowBytes,
    begin: () => begin,
    pack: (rgba, from, out, at) => pack({ rgba, from, to: from + width * 4 }, out, at),
    strip: async (packed) => (kind.compressed ? deflatedRows(packed) : packed),
    state: () => 0,
    resume: () => {},
    end(sizes) {
      const offsets = new Array<number>(sizes.length);
      let end = begin.length;
      for (let i = 0; i < sizes.length; i++) {
        offsets[i] = end;
        end += sizes[i];
      }
      const pad = end % 2; // a directory begins on an even byte
      const fields = fieldsOf({ width, height, rows, offsets, sizes }, kind);
      return {
        tail: Buffer.concat([Buffer.alloc(pad), tiffDirectory(fields, { at: end + pad, next: 0 }, kind.big)]),
        head: tiffHeader(end + pad, kind.big),
      };
    },
  };
}

/** Deflates rows of differences. */
export function deflatedRows(packed: Uint8Array): Promise<Uint8Array> {
  // as for PNG, and for its reasons
  return deflated(packed, {
    level: 1,
    strategy: constants.Z_RLE,
    memLevel: 9,
    chunkSize: packed.length + 1024,
  });
}

interface Strips extends PixelSize {
  readonly rows: number;
  readonly offsets: readonly number[];
  readonly sizes: readonly number[];
}

function fieldsOf({ rows, offsets, sizes, ...picture }: Strips, kind: TiffKind): TiffField[] {
  return rgbFields({ ...picture, ...kind, scale: 1 }, [
    { tag: 273, type: kind.big ? LONG8 : LONG, values: offsets },
    { tag: 278, type: LONG, values: [rows] }, // rows a strip
    { tag: 279, type: LONG, values: sizes },
  ]);
}

/** What a TIFF says of its picture. */
export interface RgbPicture extends PixelSize, TiffKind {
  /** How many pixels of the whole picture one of its pixels is wide. */
  readonly scale: number;
}

/** The fields of 8-bit RGB and others, in the order of their tags, as the format asks. */
export function rgbFields(picture: RgbPicture, others: readonly TiffField[]): TiffField[] {
  const { width, height, compressed, big, dpi, icc, scale } = picture;
  const fields: TiffField[] = [
    { tag: 256, type: LONG, values: [width] },
    { tag: 257, type: LONG, values: [height] },
    { tag: 258, type: SHORT, values: [8, 8, 8] }, // bits a sample
    { tag: 259, type: SHORT, values: [compressed ? 8 : 1] }, // deflate, or none
    { tag: 262, type: SHORT, values: [2] }, // RGB
    { tag: 277, type: SHORT, values: [3] }, // samples a pixel
    { tag: 282, type: RATIONAL, values: [dpi, scale] }, // pixels a unit, across
    { tag: 283, type: RATIONAL, values: [dpi, scale] }, // and down
    { tag: 284, type: SHORT, values: [1] }, // samples of a pixel stand together
    { tag: 296, type: SHORT, values: [2] }, // the unit is the inch
    { tag: 305, type: ASCII, values: [...Buffer.from('Tesserae\0', 'latin1')] }, // software
    ...(compressed ? [{ tag: 317, type: SHORT, values: [2] }] : []), // horizontal differences
    // not behind the directory, which ends with the software
    { tag: 34675, type: UNDEFINED, values: icc, at: tiffHeader(0, big).length },
    ...others,
  ];
  return fields.sort((a, b) => a.tag - b.tag);
}
