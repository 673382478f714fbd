import type { ErrorCode } from '@tesserae/core/errors';
import type { PictureKind } from './sniff.js';

/** Why a photo is left out. Plain data: it crosses processes and is kept in the library. */
export interface Refusal {
  readonly code: ErrorCode;
  /** What the file is or holds, in a short phrase; empty where the code says all. */
  readonly detail: string;
  /** What the decoder said, in its own words. */
  readonly cause?: string;
}

// what libvips and the codecs below it say, and what that means; the first that fits decides
const MEANINGS: readonly (readonly [RegExp, ErrorCode, string])[] = [
  [/security limit/i, 'too-large', 'a picture larger, or of more parts, than can be decoded'],
  [/pixel limit|too large|exceeds? .*limit/i, 'too-large', 'more pixels than can be decoded'],
  [/alloc|out of memory/i, 'too-large', 'a picture that takes more memory than there is'],
  [/premature end|unexpected end|end of (GIF|file|source|stream)|truncat|cut off/i, 'truncated', ''],
  [/not been built in|not configured|unsupported|not supported|samples out of range/i, 'unsupported', ''],
];

/** Turns a decoder's complaint about a picture of this kind into a code and a phrase of ours. */
export function refusalOf(error: unknown, kind: PictureKind, bytes: Uint8Array): Refusal {
  const cause = error instanceof Error ? error.message : String(error);
  const [, code, detail] = MEANINGS.find(([words]) => words.test(cause)) ?? [/./, 'damaged', ''];
  if (detail !== '') return { code, detail, cause };
  if (code === 'truncated' || endsEarly(bytes, kind)) {
    return { code: 'truncated', detail: `a ${kind.name} that ends too early`, cause };
  }
  const [, bits] = /data precision (\d+)/i.exec(cause) ?? [];
  if (bits !== undefined) {
    const detail = `a ${kind.name} of ${bits} bits a sample, of which only those of 8 can be decoded`;
    return { code: 'unsupported', detail, cause };
  }
  const [, compression] = /([\w-]+(?: JPEG)?) compression support is not configured/i.exec(cause) ?? [];
  if (compression !== undefined) {
    return { code: 'unsupported', detail: `a ${kind.name} of ${compression} compression, which is not read`, cause };
  }
  if (code === 'unsupported') {
    return { code, detail: `a ${kind.name} of a sort that cannot be decoded here`, cause };
  }
  return { code, detail: `a damaged ${kind.name}`, cause };
}

/** A refusal if more is missing of a picture than leaves a photo; `missing` is its share, 0 … 1. */
export function tooMuchMissing(kind: PictureKind, missing: number): Refusal | undefined {
  if (missing <= MOST_MISSING) return undefined;
  const share = Math.round(missing * 100);
  return { code: 'truncated', detail: `a ${kind.name} of which ${share} % is missing, as it ends too early` };
}

/** More than this share missing spoils a photo: a band of grey or black that is seen in a small cell, too. */
const MOST_MISSING = 0.1;

/**
 * Whether a file lacks the end its format prescribes. Decoders cannot be asked: libpng says the same of a cut file and of
 * a damaged one, and libvips keeps what was said by all decodings under way in one place.
 */
export function endsEarly(bytes: Uint8Array, kind: PictureKind): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (kind.decoder === 'jpeg') return !file.includes(END_OF_JPEG, firstScan(file));
  if (kind.decoder === 'png') return !file.includes('IEND', Math.max(0, file.length - 65_536), 'latin1');
  if (kind.decoder === 'webp') return file.length < 12 || file.readUInt32LE(4) + 8 > file.length;
  return false;
}

/** The marker EOI. In the data of a scan FF is never followed by D9. */
const END_OF_JPEG = Buffer.from([0xff, 0xd9]);

/**
 * Where the first scan of a JPEG begins: before it stand segments with their lengths, which may hold a whole small JPEG.
 *
 * Source: ITU-T T.81, annex B.1.1.
 */
function firstScan(file: Buffer): number {
  let at = 2;
  while (at + 4 <= file.length && file[at] === 0xff && file[at + 1] !== 0xda) {
    at += file[at + 1] === 0xff ? 1 : 2 + file.readUInt16BE(at + 2); // any number of FF may stand before a marker
  }
  return Math.min(at, file.length);
}
