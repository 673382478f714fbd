/** Writes the containers of camera formats by hand, with noise for raw data and real JPEGs for previews. */

import { randomFrom } from '@tesserae/core/internal';

/** A value of a directory's field: numbers, a text, or where pieces of data go (`at` lies behind, with their sizes). */
export type FieldValue = readonly number[] | string;

/** Tag → value. */
export type Fields = Readonly<Record<number, FieldValue>>;

/** A directory and the data it points at: `strip` goes to StripOffsets, `jpeg` to JPEGInterchangeFormat. */
export interface DirectorySort {
  readonly fields: Fields;
  readonly strips?: readonly Uint8Array[];
  readonly jpeg?: Uint8Array;
  readonly within?: readonly DirectorySort[];
}

/** A TIFF-like file: its first eight bytes but for the offset, then directories, each with its data. */
export function writeTiffLike(
  directories: readonly DirectorySort[],
  { magic = 'II*\0', big = false }: { readonly magic?: string; readonly big?: boolean } = {},
): Buffer {
  const parts: Buffer[] = [Buffer.from(magic, 'latin1'), Buffer.alloc(4)];
  let end = 8;
  const u16 = (value: number): Buffer => number(value, 2);
  const u32 = (value: number): Buffer => number(value, 4);
  function number(value: number, size: number): Buffer {
    const out = Buffer.alloc(size);
    if (big) out.writeUIntBE(value, 0, size);
    else out.writeUIntLE(value, 0, size);
    return out;
  }
  function put(bytes: Uint8Array): number {
    const at = end;
    parts.push(Buffer.from(bytes));
    end += bytes.length;
    return at;
  }
  function directory(sort: DirectorySort, next: number): number {
    const all: Record<number, FieldValue> = { ...sort.fields };
    if (sort.strips !== undefined) {
      all[273] = sort.strips.map(put);
      all[279] = sort.strips.map((strip) => strip.length);
    }
    if (sort.jpeg !== undefined) {
      all[513] = [put(sort.jpeg)];
      all[514] = [sort.jpeg.length];
    }
    if (sort.within !== undefined) all[330] = sort.within.map((inner) => directory(inner, 0));
    const entries = Object.entries(all).map(([tag, value]) => {
      const data = typeof value === 'string' ? Buffer.from(`${value}\0`, 'latin1') : Buffer.concat(value.map(u32));
      const count = typeof value === 'string' ? data.length : value.length;
      const held = data.length <= 4 ? Buffer.concat([data], 4) : u32(put(data));
      return Buffer.concat([u16(Number(tag)), u16(typeof value === 'string' ? 2 : 4), u32(count), held]);
    });
    return put(Buffer.concat([u16(entries.length), ...entries, u32(next)]));
  }
  const first = directories.reduceRight((next, sort) => directory(sort, next), 0);
  parts[1] = u32(first);
  return Buffer.concat(parts);
}

/** Bytes of a sensor: anything at all. */
export function noise(seed: number, length: number): Buffer {
  const random = randomFrom(seed);
  return Buffer.from(Array.from({ length }, () => Math.floor(random() * 256)));
}

/** A box of ISO/IEC 14496-12. */
export function box(type: string, ...contents: readonly Uint8Array[]): Buffer {
  const inner = Buffer.concat(contents);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(inner.length + 8, 0);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, inner]);
}
