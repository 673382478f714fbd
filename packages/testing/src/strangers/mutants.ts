/** Damaged copies of files, as disks, networks and enemies make them. */

import type { Random } from '@tesserae/core/internal';

/** Numbers that lengths and offsets are read as, which their readers may not have thought of. */
const WORDS: readonly number[] = [0, 1, 0x7f, 0xff, 0x7fff, 0xffff, 0x7fffffff, 0x80000000, 0xffffffff];

/**
 * A damaged copy of a file: up to six wounds, most of them in its first 256 bytes, where headers are.
 *
 * The same bytes and the same chance give the same copy.
 *
 * @param file  all of its bytes; they stay as they are
 */
export function mutant(file: Uint8Array, random: Random): Buffer {
  let copy: Buffer = Buffer.from(file);
  const below = (end: number): number => Math.floor(random() * end);
  const wounds = 1 + below(6);
  for (let i = 0; i < wounds && copy.length > 8; i++) {
    const at = below(random() < 0.7 ? Math.min(256, copy.length) : copy.length);
    const wound = WOUNDS[below(WOUNDS.length)];
    copy = wound(copy, at, below);
  }
  return copy;
}

type Wound = (bytes: Buffer, at: number, below: (end: number) => number) => Buffer;

const WOUNDS: readonly Wound[] = [byte, byte, bit, word, word, cut, removed, inserted, repeated];

function byte(bytes: Buffer, at: number, below: (end: number) => number): Buffer {
  bytes[at] = below(256);
  return bytes;
}

function bit(bytes: Buffer, at: number, below: (end: number) => number): Buffer {
  bytes[at] ^= 1 << below(8);
  return bytes;
}

/** A number of two or four bytes, of either order. */
function word(bytes: Buffer, at: number, below: (end: number) => number): Buffer {
  const value = below(4) === 0 ? bytes.length : WORDS[below(WORDS.length)];
  const place = Math.min(at, bytes.length - 4);
  const kind = below(4);
  if (kind === 0) bytes.writeUInt16LE(value & 0xffff, place);
  else if (kind === 1) bytes.writeUInt16BE(value & 0xffff, place);
  else if (kind === 2) bytes.writeUInt32LE(value >>> 0, place);
  else bytes.writeUInt32BE(value >>> 0, place);
  return bytes;
}

/** Ends too early; seldom, since that ends most other wounds, too. */
function cut(bytes: Buffer, at: number, below: (end: number) => number): Buffer {
  return below(3) === 0 ? bytes.subarray(0, below(bytes.length)) : byte(bytes, at, below);
}

function removed(bytes: Buffer, at: number, below: (end: number) => number): Buffer {
  return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + below(32))]);
}

function inserted(bytes: Buffer, at: number, below: (end: number) => number): Buffer {
  const more = Buffer.from(Array.from({ length: 1 + below(32) }, () => below(256)));
  return Buffer.concat([bytes.subarray(0, at), more, bytes.subarray(at)]);
}

function repeated(bytes: Buffer, at: number, below: (end: number) => number): Buffer {
  const end = at + 1 + below(64);
  return Buffer.concat([bytes.subarray(0, end), bytes.subarray(at)]);
}
